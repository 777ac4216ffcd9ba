"""Files that others made, broken by chance or on purpose: an InputError that names the file, nothing fetched, nothing else."""

import json
import random
import socket
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.case import read_case
from contraflow.claims.claim import Evidence
from contraflow.errors import InputError, OptionError
from contraflow.exchange import Parcel, read_format
from contraflow.exchange import bounds as limits
from contraflow.exchange.bounds import read_json, read_json_lines
from contraflow.exchange.package import DESCRIPTOR
from tests.unit.exchange.making import READ, WRITE, small

WHOLE = small(read_case(Path(__file__).parents[3] / "cases" / "toy"))
FIRST = WHOLE.evidence.reports[0]
TINY = Parcel(Evidence((FIRST,), tuple(each for each in WHOLE.evidence.claims if each.report == FIRST.id)), {})
VALID = {name: WRITE[name](TINY) for name in WRITE}
ODD = st.sampled_from(
    [None, True, 0, -1, 1.5, 10**400, "", "x" * 70_000, "\ud800", [], {}, [[]], [None], {"": None}, {"@id": []}, "file:///etc/passwd",
     "https://evil.example/x.json", {"$ref": "https://evil.example"}, "TLP:PINK", "../../etc/passwd"]
)  # fmt: skip


@contextmanager
def offline() -> Iterator[None]:
    def refuse(*_: object) -> None:
        raise AssertionError("an import went to the network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield


def check(name: str, files: dict[str, bytes]) -> None:
    """Read; anything but a parcel or an InputError that names the file is a fault."""
    with offline():
        try:
            parcel = READ[name](files)
        except InputError as error:
            told = str(error)
            assert told.startswith("x.json") and "do: " in told and len(told) < 1500, told
        else:
            assert parcel.evidence.reports
            again = READ[name](WRITE[name](parcel))  # what was let in can be written again
            assert again == parcel


@settings(max_examples=40)
@given(st.sampled_from(sorted(VALID)), st.data())
def test_bytes_changed_by_chance(name: str, data: st.DataObject) -> None:
    files = dict(VALID[name])
    path = data.draw(st.sampled_from(sorted(files)))
    content = bytearray(files[path])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(
            st.binary(max_size=4) | st.sampled_from([b'"', b"\n", b"[[[[", b"{", b"\xff", b",", b"NaN", b"\\ud800"])
        )
        content[at : at + data.draw(st.integers(0, 5))] = piece
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    files[path] = bytes(content)
    check(name, files)


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value inside a value."""
    if way:
        yield way
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        yield from places(each, (*way, key))


def put(value: Any, way: tuple[Any, ...], what: Any) -> Any:
    """Return a value with another thing, or nothing, at one place."""
    value = deepcopy(value)
    at = value
    for key in way[:-1]:
        at = at[key]
    if what == "leave out":
        del at[way[-1]]
    else:
        at[way[-1]] = what
    return value


@settings(max_examples=100)
@given(st.sampled_from(["ftm", "stix", "jsonld", "csv"]), ODD | st.just("leave out"), st.randoms(use_true_random=False))
def test_values_of_another_kind_anywhere(name: str, odd: Any, chance: random.Random) -> None:
    path = DESCRIPTOR if name == "csv" else "x.json"
    content = VALID[name][path]
    plain = [json.loads(line) for line in content.splitlines()] if name == "ftm" else json.loads(content)
    changed = put(plain, chance.choice(list(places(plain))), odd)
    lines = changed if name == "ftm" else [changed]
    check(name, {**VALID[name], path: b"\n".join(json.dumps(each).encode() for each in lines)})


@pytest.mark.parametrize("name", ["ftm", "stix", "jsonld"])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "found no"), (b"null", "x.json"), (b"[" * 100_000, "too deep"), (b'{"a":' * 100_000, "too deep"),
        (b"\xff\xfe{}", "UTF-8"), (b'{"objects": NaN}', "no number"), (b"1" * 5000, "found no JSON"),
        (b"{}" * 600_000, "parts"),
    ],
)  # fmt: skip
def test_what_is_no_evidence_is_refused(name: str, content: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        READ[name]({"x.json": content})
    assert "do: " in str(caught.value)


def test_memory_is_bounded_whatever_is_in_a_file() -> None:
    worst = b"[" + b"[]," * 400_000 + b"[]]"
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            READ["stix"]({"x.json": worst})
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 1000)
    (tmp_path / "x.json").write_bytes(b" " * 1001)
    with pytest.raises(InputError, match="more than 1,000 bytes"):
        read_format("stix", tmp_path / "x.json")
    with pytest.raises(InputError, match="cannot be read"):
        read_format("stix", tmp_path)
    with pytest.raises(OptionError, match="allowed: ftm, stix, jsonld, csv"):
        read_format("xml", tmp_path / "x.json")


def test_a_claim_or_report_that_stands_twice_or_alone_is_refused() -> None:
    bundle = json.loads(VALID["stix"]["x.json"])
    for kind, told in (("note", "claim .* twice"), ("report", "report .* twice")):
        twice = [*bundle["objects"], next(each for each in bundle["objects"] if each["type"] == kind)]
        with pytest.raises(InputError, match=told):
            READ["stix"]({"x.json": json.dumps({**bundle, "objects": twice}).encode()})
    other = VALID["stix"]["x.json"].replace(f'"report": "{FIRST.id}"'.encode(), b'"report": "nowhere"')
    with pytest.raises(InputError, match="report: found 'nowhere'"):
        READ["stix"]({"x.json": other})


@pytest.mark.parametrize("path", ["../claims.csv", "/etc/passwd", "https://evil.example/claims.csv", ["claims.csv"], None])
def test_a_package_that_names_other_places_is_refused(path: Any) -> None:
    plain = json.loads(VALID["csv"][DESCRIPTOR])
    next(each for each in plain["resources"] if each["name"] == "claims")["path"] = path
    with pytest.raises(InputError, match=r"allowed: claims\.csv"):
        READ["csv"]({**VALID["csv"], DESCRIPTOR: json.dumps(plain).encode()})


def test_a_table_that_was_changed_is_noticed_unless_on_purpose() -> None:
    changed = {**VALID["csv"], "claims.csv": VALID["csv"]["claims.csv"].replace(b",asserted,", b",hearsay,")}
    with pytest.raises(InputError, match=r"claims.csv: found another content"):
        READ["csv"](changed)
    plain = json.loads(changed[DESCRIPTOR])
    for each in plain["resources"]:
        del each["hash"]
    parcel = READ["csv"]({**changed, DESCRIPTOR: json.dumps(plain).encode()})
    assert {each.modality for each in parcel.evidence.claims} == {"hearsay"}
    broken = {
        **changed,
        "claims.csv": changed["claims.csv"].replace(b",hearsay,", b",sure,"),
        DESCRIPTOR: json.dumps(plain).encode(),
    }
    with pytest.raises(InputError, match=r"claims.csv:2 modality: found 'sure'; allowed: asserted"):
        READ["csv"](broken)


def test_the_limit_on_parts_is_told() -> None:
    with pytest.raises(InputError, match="parts"):
        read_json(b"[" + b"[]," * 500_000 + b"[]]", "x.json")
    with pytest.raises(InputError, match="parts"):
        read_json_lines(b"1\n" * 500_001, "x.json")
