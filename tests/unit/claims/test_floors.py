"""The reader is held to what it reached on the held-back pages; neither a floor nor a page changes by accident."""

import pytest

from tests.heldback import HELDBACK, LOTS
from tests.reader_floors import PIN, below, fingerprint, pin, read_floors, rounded, seal, written
from tests.reader_score import false_alarms, measure, score_lot

NAMES = ["sentence_indicator", "value", "modality", "place", "source", "period", "false_alarms"]


def test_every_lot_has_every_floor():
    floors = read_floors()
    assert list(floors["wanted"]) == NAMES
    assert tuple(floors["wanted"].values()) == (0.80, 0.60, 0.52, 0.45, 0.90, 0.85, 2), (
        "the plan's own floors are not ours to move"
    )
    assert tuple(floors["lots"]) == LOTS
    assert all(list(entry["floors"]) == NAMES for entry in floors["lots"].values())


@pytest.mark.parametrize("lot", LOTS)
def test_the_reader_holds_its_floors(lot, yalu):
    measured = measure(score_lot(lot, yalu), len(false_alarms(lot, yalu)))
    worse = below(read_floors()["lots"][lot]["floors"], measured)
    assert not worse, f"lot {lot} is read worse than before: {worse}; `python tests/reader_score.py {lot}` shows what is missed"


@pytest.mark.parametrize("lot", LOTS)
def test_pages_and_floors_are_those_that_were_pinned(lot):
    entry = read_floors()["lots"][lot]
    again = f"if that is meant: {PIN.format(lot=lot)} (and --lower for floors that fall), with a line in the changelog"
    assert entry["fingerprint"] == fingerprint(HELDBACK / lot), f"a file of gold/heldback/{lot} was changed; {again}"
    assert entry["seal"] == seal(lot, entry), f"the floors of lot {lot} were edited by hand; {again}"


def test_a_floor_is_a_bound_from_below_and_a_count_one_from_above():
    floors = {"value": 0.6, "false_alarms": 2}
    assert below(floors, {"value": 0.6, "false_alarms": 2}) == []
    assert len(below(floors, {"value": 0.599, "false_alarms": 3})) == 2


def test_pinning_only_raises_unless_told_otherwise():
    old = {"floors": {"value": 0.5, "source": 0.9, "false_alarms": 2}}
    measured = {"value": 0.6129, "source": 0.8, "false_alarms": 4}
    kept = pin("a", measured, "a reason", old)
    assert kept["floors"] == {"value": 0.612, "source": 0.9, "false_alarms": 2}
    assert pin("a", measured, "a reason", old, lower=True)["floors"] == {"value": 0.612, "source": 0.8, "false_alarms": 4}
    with pytest.raises(ValueError, match="no reason"):
        pin("a", measured, "  ", old)


def test_a_seal_tells_every_edit():
    entry = pin("a", {"value": 0.6, "false_alarms": 4}, "a reason", {})
    assert entry["seal"] == seal("a", entry) != seal("b", entry)
    for edited in ({"floors": {"value": 0.5, "false_alarms": 4}}, {"fingerprint": "0"}, {"why": "another"}):
        assert entry["seal"] != seal("a", {**entry, **edited})


def test_a_fingerprint_tells_every_change_of_a_lot(tmp_path):
    (tmp_path / "a01.txt").write_text("Trade fell.", "utf-8")
    before = fingerprint(tmp_path)
    (tmp_path / "a01.txt").write_text("Trade rose.", "utf-8")
    changed = fingerprint(tmp_path)
    (tmp_path / "a01.txt").rename(tmp_path / "a02.txt")
    assert len({before, changed, fingerprint(tmp_path)}) == 3


def test_floors_survive_being_written(tmp_path):
    floors = read_floors()
    path = tmp_path / "floors.toml"
    path.write_text(written(floors), "utf-8")
    assert read_floors(path) == floors


def test_shares_are_cut_and_never_rounded_up():
    assert rounded({"value": 0.29, "place": 0.4567, "false_alarms": 3}) == {"value": 0.29, "place": 0.456, "false_alarms": 3}
