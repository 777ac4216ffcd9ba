"""The one exit: whole or not at all, and never what was held back."""

from pathlib import Path

import pytest

from contraflow.errors import OutputError
from contraflow.release.leaving import HeldBackError, check_leaving, hold_back, write_file, write_files, written_forms


@pytest.fixture(autouse=True)
def forget() -> object:
    hold_back((), anew=True)
    yield
    hold_back((), anew=True)


def test_files_are_written_whole_and_readable_by_others(tmp_path: Path) -> None:
    write_files({tmp_path / "a": b"1", tmp_path / "b": b"2"}, lasting=True)
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"1", b"2"]
    assert all(path.stat().st_mode & 0o777 == 0o644 for path in tmp_path.iterdir())


def test_all_or_none_when_one_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"earlier")
    with pytest.raises(OSError):
        write_files({tmp_path / "a": b"1", tmp_path / "nowhere" / "b": b"2"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"earlier"}


@pytest.mark.parametrize(
    "form", ["Quörbach & sons", "Qu\\u00f6rbach & sons", "Quörbach &amp; sons", "Qu%C3%B6rbach%20%26%20sons"]
)
def test_what_was_held_back_is_refused_in_every_form_and_not_told(tmp_path: Path, form: str) -> None:
    hold_back(["Quörbach & sons"])
    with pytest.raises(HeldBackError) as refused:
        write_file(tmp_path / "a", f"x {form} y".encode())
    assert list(tmp_path.iterdir()) == []
    assert isinstance(refused.value, OutputError) and "rbach" not in str(refused.value)


def test_what_was_held_back_adds_up_until_a_command_begins_anew() -> None:
    hold_back(["first word", ""])
    hold_back(["second word"])
    for word in (b"first word", b"second word"):
        with pytest.raises(HeldBackError):
            check_leaving(word, "x")
    hold_back(["third word"], anew=True)
    check_leaving(b"first word, second word", "x")


def test_halves_of_letters_are_no_trouble() -> None:
    assert written_forms("\ud800x")
