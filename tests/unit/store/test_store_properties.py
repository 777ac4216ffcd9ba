"""What holds of any claims and any damage: numbers stay with their claims, an import gives the whole store or nothing."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contraflow.case.case import Case
from contraflow.claims.claim import Claim
from contraflow.errors import ContraflowError
from contraflow.store import fill, open_store
from contraflow.store.matching import Form, number_claims
from tests.unit.store.making import make_claim, make_report
from tests.unit.store.test_exporting import fill_with_all

REPORT = make_report()
ONE = st.tuples(st.integers(0, 3), st.sampled_from([-2.0, -1.0, 1.0]), st.sampled_from(["border", "midtown"]))


def claims_of(told: list[tuple[int, float, str]]) -> list[Claim]:
    return [make_claim(REPORT, n, at=at, value=value, place=place) for n, (at, value, place) in enumerate(told, 1)]


@given(st.lists(ONE, unique=True, max_size=8), st.lists(ONE, unique=True, max_size=8), st.randoms(use_true_random=False))
def test_a_claim_that_is_found_again_has_its_number(first: list, second: list, order) -> None:  # type: ignore[type-arg, no-untyped-def]
    numbered = number_claims(claims_of(first), "text", {})
    assert [claim.number for claim in numbered] == list(range(1, len(first) + 1))
    known = {claim.number: [Form(claim, "text")] for claim in numbered}
    again = list(numbered)
    order.shuffle(again)
    assert list(number_claims(again, "text", known)) == again
    later = number_claims(claims_of(second), "text", known)
    numbers = [claim.number for claim in later]
    assert len(set(numbers)) == len(numbers)
    assert all(claim.id == f"{REPORT.id}/{claim.number}" for claim in later)
    # what is said again at the same place keeps its number, whatever else was found
    same = {(claim.indicator, claim.value, claim.place): claim.number for claim in numbered}
    for claim in later:
        assert same.get((claim.indicator, claim.value, claim.place), claim.number) == claim.number
        # and a number never passes to another indicator
        assert claim.number not in known or known[claim.number][0].claim.indicator == claim.indicator


@pytest.fixture(scope="module")
def export(toy: Case, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An export of a store with something of everything."""
    folder = tmp_path_factory.mktemp("export")
    with open_store(folder / "store.db") as store:
        fill_with_all(store, toy)
        store.export(folder / "all.zip")
    return (folder / "all.zip").read_bytes()


def cut(content: bytes, draw: Callable[[int], int]) -> bytes:
    return content[: draw(len(content))]


def flip(content: bytes, draw: Callable[[int], int]) -> bytes:
    at = draw(len(content) - 1)
    return content[:at] + bytes([content[at] ^ (1 + draw(254))]) + content[at + 1 :]


def member(content: bytes, draw: Callable[[int], int]) -> bytes:
    """Damage one file inside the zip, whose own sums then agree."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    name = sorted(files)[draw(len(files) - 1)]
    files[name] = (cut, flip)[draw(1)](files[name], draw)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for each, told in files.items():
            archive.writestr(each, told)
    return target.getvalue()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_export_is_refused_or_gives_the_same_store(export: bytes, tmp_path: Path, data: st.DataObject) -> None:
    damage = data.draw(st.sampled_from([cut, flip, member]))
    damaged = damage(export, lambda most: data.draw(st.integers(0, most)))
    path, where = tmp_path / "all.zip", tmp_path / "store.db"
    path.write_bytes(damaged)
    try:
        fill(str(where), path)
    except ContraflowError as error:
        assert "do: " in str(error)
        assert not where.exists()
        return
    with open_store(where) as store:
        store.export(tmp_path / "again.zip", overwrite=True)
    where.unlink()
    # a byte that says nothing, such as the time in a header
    assert (tmp_path / "again.zip").read_bytes() == export
