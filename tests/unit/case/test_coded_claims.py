"""Coded claims survive being written and read."""

import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.case import read_case
from contraflow.case.case import Case
from contraflow.claims.claim import Anchor, Claim
from contraflow.claims.coded import CLAIM_COLUMNS, claims_to_rows, read_coded, write_claims_csv
from contraflow.words.load import claim_words, indicator_names

ROOT = Path(__file__).parents[3]
REPORT = "invented-2020-06-15"

# what a cell may hold: any text but NUL and lone surrogates; blanks around it are dropped on reading
raw = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30)
text = raw.map(str.strip)
needed = text.filter(bool)
numbers = st.none() | st.floats(-1e15, 1e15, allow_subnormal=False)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
VALUES = {"level": st.floats(0, 4), "change": st.floats(-2, 2), "share": st.floats(0, 1)}


@cache
def toy() -> Case:
    return read_case(ROOT / "cases" / "toy")


def words(field: str, *, empty: bool = False) -> st.SearchStrategy[str]:
    return st.sampled_from([*claim_words(field), *([""] if empty else [])])


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(words("kinds"))
    low, high = sorted(draw(st.tuples(st.floats(-1e15, 1e15), st.floats(-1e15, 1e15))))
    start, end = sorted(draw(st.tuples(days, days)))
    return Claim(
        id="", report=REPORT, number=draw(st.integers(0, 100_000)), indicator=draw(st.sampled_from(indicator_names())),
        kind=kind, value=draw(st.none() | VALUES.get(kind, numbers)), code=draw(text), low=draw(st.sampled_from([low, None])),
        high=high, bound=draw(words("bounds", empty=True)), unit=draw(text), scope=draw(words("scopes")),
        side=draw(st.sampled_from([*toy().sides, "both", ""])), direction=draw(st.sampled_from(["in", "out", "both", ""])),
        place=draw(st.sampled_from(list(toy().places))), precision=draw(st.integers(1, 3)),
        good=draw(st.sampled_from([*toy().goods, "all", "unspecified"])), licensed=draw(words("licences")),
        start=draw(st.sampled_from([start, None])), end=draw(st.sampled_from([end, None])), known=draw(st.none() | days),
        retrospective=draw(st.booleans()), habitual=draw(st.booleans()), inconsistent=draw(st.booleans()),
        compared_with=draw(text), voice=draw(needed), role=draw(words("roles")), via=draw(text), echo_of=draw(text),
        modality=draw(words("modalities")), condition=draw(text), cause=draw(text), hedge=draw(text),
        anchor=Anchor(" ".join(draw(text).split()[:8]), draw(raw), draw(raw), draw(st.integers(-1, 10**9)), -1),
        paraphrase=draw(needed), reliability=draw(st.sampled_from(["", *"ABCDEF"])),
        credibility=draw(st.sampled_from(["", *"123456"])), marking=draw(words("markings", empty=True)),
        extractor=draw(needed),
    )  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.lists(claims(), max_size=4))
def test_claims_that_are_written_read_back_the_same(written: list[Claim]) -> None:
    written = [Claim(**{**vars(claim), "id": f"{REPORT}/{number}"}) for number, claim in enumerate(written)]
    with TemporaryDirectory() as folder:
        shutil.copy(toy().folder / "reports.csv", folder)
        write_claims_csv(written, Path(folder) / "claims.csv")
        assert list(read_coded(replace(toy(), folder=Path(folder))).claims) == written


def test_the_bundled_claims_are_written_as_they_stand(yalu: Case, tmp_path: Path) -> None:
    found = read_coded(yalu).claims
    assert found
    write_claims_csv(found, tmp_path / "claims.csv")
    first = (tmp_path / "claims.csv").read_text("utf-8").splitlines()[0]
    assert tuple(first.split(",")) == CLAIM_COLUMNS
    copy = Path(shutil.copytree(yalu.folder, tmp_path / "yalu"))
    shutil.copy(tmp_path / "claims.csv", copy / "claims.csv")
    assert read_coded(read_case(copy)).claims == found


def test_every_row_has_every_column_as_text(yalu: Case) -> None:
    for row in claims_to_rows(read_coded(yalu).claims):
        assert tuple(row) == CLAIM_COLUMNS
        assert all(isinstance(cell, str) for cell in row.values())
