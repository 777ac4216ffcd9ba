"""The store: pieces survive, nothing is done twice, and what belongs to another fit is refused."""

import json

import numpy as np
import pytest

from contraflow.errors import InputError, OutputError
from contraflow.fitting.store import META, PIECES, Store

FACTS = {"seed": 7, "evidence_sha1": "abc", "options": {"thetas": 8}}
Z, TERMS = np.arange(6.0).reshape(2, 3), np.array([[-1.0, -np.inf], [0.1, 1 / 3]])


def test_a_piece_comes_back_as_it_was(tmp_path):
    store = Store.open(tmp_path / "fit", FACTS, resume=False)
    assert store.find("0-0000-000", Z) is None
    store.keep("0-0000-000", Z, TERMS)
    again = Store.open(tmp_path / "fit", FACTS, resume=True)
    np.testing.assert_array_equal(again.find("0-0000-000", Z), TERMS)
    assert (store.written, store.loaded, again.loaded) == (1, 0, 1)
    assert [path.name for path in (tmp_path / "fit" / PIECES).iterdir()] == ["0-0000-000.npy"]


def test_a_folder_in_use_is_refused_without_resume(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="add --resume"):
        Store.open(tmp_path, FACTS, resume=False)


@pytest.mark.parametrize("change", [{"seed": 8}, {"evidence_sha1": "xyz"}, {"options": {"thetas": 16}}, {"more": 1}])
def test_a_store_of_another_fit_is_refused_and_what_differs_named(tmp_path, change):
    Store.open(tmp_path, FACTS, resume=False)
    with pytest.raises(InputError, match=f"{META} {next(iter(change))}: found"):
        Store.open(tmp_path, FACTS | change, resume=True)


def test_a_piece_of_other_thetas_is_refused(tmp_path):
    store = Store.open(tmp_path, FACTS, resume=False)
    store.keep("0", Z, TERMS)
    with pytest.raises(InputError, match="a piece of another fit"):
        store.find("0", Z + 1e-9)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x93NUMPY\x01\x00"])
def test_a_broken_piece_is_named(tmp_path, content):
    store = Store.open(tmp_path, FACTS, resume=False)
    (tmp_path / PIECES / "0.npy").write_bytes(content)
    with pytest.raises(InputError, match=r"0\.npy: found a file that cannot be read"):
        store.find("0", Z)


def test_a_broken_description_is_named(tmp_path):
    Store.open(tmp_path, FACTS, resume=False)
    (tmp_path / META).write_text("{")
    with pytest.raises(InputError, match="cannot be read"):
        Store.open(tmp_path, FACTS, resume=True)
    (tmp_path / META).unlink()
    (tmp_path / PIECES / "0.npy").write_bytes(b"x")
    with pytest.raises(InputError, match="found no such file beside stored pieces"):
        Store.open(tmp_path, FACTS, resume=True)


def test_a_half_written_piece_is_no_piece(tmp_path):
    """What a kill leaves behind (a temporary file beside its place) is not read."""
    store = Store.open(tmp_path, FACTS, resume=False)
    (tmp_path / PIECES / ".0.npy.123").write_bytes(b"half")
    assert store.find("0", Z) is None
    assert json.loads((tmp_path / META).read_text())["seed"] == 7
