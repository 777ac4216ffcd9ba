"""``contraflow source`` and ``contraflow release``: secrets from a prompt or a file, shown to who has the key."""

import io
import json
import resource
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from contraflow.cli import evidence as door
from contraflow.cli import source as commands
from contraflow.cli.app import app
from tests.unit.cli.conftest import Ended

Run = Callable[..., Ended]
SECRET = 'name = "Quörbach"\ncontact = "by boat"\n'


@pytest.fixture
def place(tmp_path: Path, command: Run, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A store's folder, a key away from it, both named by the environment."""
    (tmp_path / "store").mkdir()
    key, store = tmp_path / "own.key", tmp_path / "store" / "evidence.db"
    monkeypatch.setenv("CONTRAFLOW_STORE", str(store))
    public = command("source", "keygen", key).out.strip()
    assert public.startswith("age1") and len(public) == 62
    monkeypatch.setenv("CONTRAFLOW_KEY_FILE", str(key))
    return {"public": public, "key": str(key), "store": str(store)}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put text on standard input."""

    def give(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return give


def test_a_source_is_added_listed_marked_shown(command: Run, place: dict[str, str], given: Callable[[str], None]) -> None:
    given(SECRET)
    assert command("source", "add", "talk-1/S1", "--role", "trader", "--from", "-").out == "talk-1/S1\n"
    given('notes = "moved away"')
    assert command("source", "seal", "talk-1/S1", "--from", "-").out == "talk-1/S1: 1 sealed\n"
    assert command("source", "mark", "talk-1/S1", "amber").out == "talk-1/S1: TLP:AMBER\n"
    row = {"id": "talk-1/S1", "role": "trader", "marking": "TLP:AMBER", "sealed": 2}
    assert json.loads(command("source", "list", "--json").out) == [row]
    assert "talk-1/S1" in command("source", "list").out
    shown = command("source", "show", "talk-1/S1", "--anyway")
    assert shown.out.splitlines() == [
        "talk-1/S1: 2 sealed parts, the latest last", "Name: Quörbach", "How the person is reached: by boat",
        "Notes: moved away",
    ]  # fmt: skip


def test_without_a_name_a_number_is_given_and_the_mark_is_red(
    command: Run, place: dict[str, str], given: Callable[[str], None]
) -> None:
    given(SECRET)
    name = command("source", "add", "--from", "-").out.strip()
    assert name.startswith("source-") and len(name) == 15
    assert [row["marking"] for row in json.loads(command("source", "list", "--json").out)] == ["TLP:RED"]


def test_who_has_no_key_can_seal_but_not_read(
    command: Run, place: dict[str, str], given: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CONTRAFLOW_KEY_FILE")
    given(SECRET)
    assert command("source", "add", "talk-1/S1", "--from", "-", "--to", place["public"]).code == 0
    refused = command("source", "show", "talk-1/S1", "--anyway")
    assert (refused.code, refused.out) == (2, "") and "--key" in refused.err and "rbach" not in refused.err
    assert "Quörbach" in command("source", "show", "talk-1/S1", "--anyway", "--key", place["key"]).out
    given(SECRET)
    assert "nobody to seal for" in command("source", "add", "talk-2/S1", "--from", "-").err
    assert len(json.loads(command("source", "list", "--json").out)) == 1


def test_sealing_anew_lets_a_new_member_read(
    command: Run, place: dict[str, str], given: Callable[[str], None], tmp_path: Path
) -> None:
    given(SECRET)
    command("source", "add", "talk-1/S1", "--from", "-")
    other = tmp_path / "other.key"
    team = tmp_path / "team.txt"
    team.write_text(command("source", "keygen", other).out, "utf-8")
    assert command("source", "show", "talk-1/S1", "--anyway", "--key", other).code == 2
    assert command("source", "seal", "talk-1/S1", "--anew", "--to", team).out == "talk-1/S1: 1 sealed\n"
    # the first part stays sealed for its first reader, the second is for both
    assert command("source", "show", "talk-1/S1", "--anyway", "--key", place["key"]).out.count("Quörbach") == 2


def test_secrets_are_asked_for_and_not_echoed(command: Run, place: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, bool]] = []

    def prompt(words: str, hide_input: bool = False, **how: object) -> str:
        asked.append((words, hide_input))
        return "Quörbach" if words == "Name" else ""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(typer, "prompt", prompt)
    monkeypatch.setattr(sys, "stdin", Terminal())
    ended = command("source", "add", "talk-1/S1")
    assert ended.code == 0 and "rbach" not in ended.out + ended.err
    assert [words for words, hidden in asked if hidden] == list(commands.ASKED.values())
    assert "Name: Quörbach" in command("source", "show", "talk-1/S1", "--anyway").out


def test_no_option_takes_what_is_secret() -> None:
    import typer.main

    group = typer.main.get_command(app).commands["source"]  # type: ignore[attr-defined]
    flags = {flag for each in group.commands.values() for option in each.params for flag in option.opts}
    assert flags == {
        "file", "name", "marking", "--passphrase", "--store", "--from", "--role", "--marking", "--to", "--key", "--anew",
        "--anyway", "--json",
    }  # fmt: skip
    assert app.pretty_exceptions_enable is False  # they would show what variables hold


def test_a_name_in_place_of_an_id_is_not_repeated(command: Run, place: dict[str, str], given: Callable[[str], None]) -> None:
    given(SECRET)
    refused = command("source", "add", "Jana Quörbach", "--from", "-")
    assert refused.code == 2 and "Quörbach" not in refused.err and "Jana" not in refused.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "talk-1/S1"), "found a file or a program"),
        (("show", "talk-9/S1", "--anyway"), "one that the store holds"),
        (("seal", "talk-1/S1"), "no terminal to ask at"),
        (("seal", "talk-1/S1", "--from", "/nowhere"), "check the path"),
        (("mark", "talk-1/S1", "SECRET"), "allowed: TLP:CLEAR"),
        (("add", "talk-2/S1", "--role", "king", "--from", "-"), "role: found 'king'"),
        (("add", "talk-2/S1", "--from", "-", "--to", "nobody"), "age1... or a file"),
    ],
)
def test_what_makes_no_sense_ends_with_two_and_keeps_nothing(
    command: Run, place: dict[str, str], given: Callable[[str], None], arguments: tuple[str, ...], said: str
) -> None:
    given(SECRET)
    command("source", "add", "talk-1/S1", "--from", "-")
    before = command("source", "list", "--json").out
    given(SECRET)
    refused = command("source", *arguments)
    assert (refused.code, refused.out) == (2, "") and said in refused.err and "rbach" not in refused.err
    assert command("source", "list", "--json").out == before


def test_a_key_beside_the_store_is_neither_made_nor_used(command: Run, place: dict[str, str]) -> None:
    beside = Path(place["store"]).with_name("own.key")
    assert "store's own folder" in command("source", "keygen", beside).err and not beside.exists()
    beside.write_bytes(Path(place["key"]).read_bytes())
    beside.chmod(0o600)
    refused = command("source", "add", "talk-1/S1", "--from", "-", "--key", beside)
    assert refused.code == 2 and "store's own folder" in refused.err


def test_no_image_of_memory_is_left_while_a_secret_is_held(monkeypatch: pytest.MonkeyPatch, place: dict[str, str], command: Run,
                                                          given: Callable[[str], None]) -> None:  # fmt: skip
    seen = []
    monkeypatch.setattr(
        commands, "_secret", lambda given: seen.append(resource.getrlimit(resource.RLIMIT_CORE)[0]) or commands._nonempty(None)  # type: ignore[func-returns-value, arg-type]
    )  # fmt: skip
    before = resource.getrlimit(resource.RLIMIT_CORE)
    assert command("source", "add", "talk-1/S1").code == 2
    assert seen == [0] and resource.getrlimit(resource.RLIMIT_CORE) == before


def test_a_mark_in_the_store_keeps_a_source_back(
    command: Run, place: dict[str, str], given: Callable[[str], None], toy
) -> None:  # type: ignore[no-untyped-def]
    given(SECRET)
    command("source", "add", "invented-2020-06-15/S1", "--from", "-")
    passed = door.released_evidence(toy, store=place["store"])
    assert passed.left_out == {"TLP:RED": 3}


def test_a_text_is_checked_and_not_repeated(command: Run, tmp_path: Path, given: Callable[[str], None]) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Boats cross.\nA 47-year-old trader in Old Ferry, +86 139 5550 7766, said so.\n", "utf-8")
    ended = command("release", "check", note, "--case", "toy")
    assert ended.code == 1 and "2 age" not in ended.err and "1 age, 1 phone, 1 town" in ended.err
    assert f"{note}:2:3 age: " in ended.out and '"in their forties"' in ended.out
    assert "47" not in ended.out and "5550" not in ended.out
    assert "“47-year-old”" in command("release", "check", note, "--quote").out
    rows = json.loads(command("release", "check", note, "--case", "toy", "--json").out)
    assert [row["kind"] for row in rows] == ["age", "town", "phone"] and "words" not in rows[0]
    report = tmp_path / "report.txt"
    report.write_text("The 47-year-old spoke of Old Ferry.", "utf-8")
    assert "1 phone, 1 town" in command("release", "check", note, "--case", "toy", "--report", report).err
    given("Boats cross in spring.")
    assert command("release", "check", "-") == Ended(0, "", "")


@pytest.mark.parametrize(("content", "said"), [(b"\xff\xfe", "no UTF-8"), (b"x" * 20_000_001, "bytes"), (None, "No such file")])
def test_a_text_that_cannot_be_read_ends_with_two(command: Run, tmp_path: Path, content: bytes | None, said: str) -> None:
    note = tmp_path / "note.txt"
    if content is not None:
        note.write_bytes(content)
    ended = command("release", "check", note)
    assert (ended.code, ended.out) == (2, "") and said in ended.err


@pytest.mark.parametrize("name", ["source keygen", "source add", "source seal", "source show", "source list", "source mark",
                                  "release check"])  # fmt: skip
def test_every_command_of_a_group_has_help_with_an_example(command: Run, name: str) -> None:
    ended = command(*name.split(), "--help")
    assert ended.code == 0 and f"Example: contraflow {name} " in " ".join(ended.out.split()) + " "


def test_a_command_tells_of_words_that_may_lead_to_a_person(command: Run, root: Path, tmp_path: Path) -> None:
    case = tmp_path / "toy"
    shutil.copytree(root / "cases" / "toy", case)
    text = (case / "claims.csv").read_text("utf-8")
    (case / "claims.csv").write_text(
        text.replace("Only little crossed.", "Only little crossed; her brother is a guard."), "utf-8"
    )
    ended = command("explain", case, "flow 2021-08", "--particles", "128", "--out", tmp_path / "out")
    assert ended.code == 0
    assert 'claim invented-2021-04-20/3 may lead to a person; proposed, for you to decide: kin: "a relative"' in ended.err
