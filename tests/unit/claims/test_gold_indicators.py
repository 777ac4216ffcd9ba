"""Every file of gold/indicators stays above its floor, and neither file nor floor is changed unawares."""

import csv
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.gold_score import fingerprint, read_floor, read_kernels, score_gold

FOLDER = ROOT / "gold" / "indicators"
FILES = sorted(FOLDER.glob("*.csv"))
LEAST_TOLD, LEAST_MISSES = 30, 20
LEAST_F1 = 0.8  # whatever a floor says: below this its rules are to be mended, not the floor
MOST_BACKGROUND = 3


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_an_indicators_gold_stays_above_its_floor(path: Path, yalu):
    floor = read_floor(path)
    anew = f"if it is meant, pin it anew: python tools/pin_gold.py {path.stem}"
    assert floor.gold == fingerprint(path), f"{path.name} is not the file whose floor was pinned; {anew}"
    assert floor.whole, f"{path.stem}.toml was edited by hand; {anew}"
    score = score_gold(path, yalu)
    assert score.told >= LEAST_TOLD and score.misses >= LEAST_MISSES
    assert score.found >= floor.found, f"{anew}; missed: {score.missed}"
    assert len(score.alarms) <= floor.alarms, f"{anew}; false alarms: {score.alarms}"
    assert round(score.f1, 3) >= max(floor.f1, LEAST_F1), f"{anew}; missed: {score.missed}"


def test_each_gold_file_has_a_floor_and_each_floor_a_file():
    assert FILES
    assert {path.stem for path in FILES} == {path.stem for path in FOLDER.glob("*.toml")}


def test_news_of_other_things_gives_nothing(yalu, root):
    with (root / "gold" / "background.csv").open(encoding="utf-8", newline="") as file:
        sentences = [row["sentence"] for row in csv.DictReader(file)]
    told = {sentence: dict(read) for sentence in sentences if (read := read_kernels(sentence, yalu))}
    assert len(sentences) == len(set(sentences)) >= 60
    assert len(told) <= MOST_BACKGROUND, told


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["He sat.,flow,level,1,,asserted"], "indicator 'flow'"),
        (["He sat.,none,,,,", "He sat.,bribe,level,1,,asserted"], "both hit and near miss"),
    ],
)
def test_a_gold_file_that_contradicts_itself_is_refused(rows, message, yalu, tmp_path):
    path = tmp_path / "bribe.csv"
    path.write_text("\n".join(["sentence,indicator,kind,value,code,modality", *rows]), encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        score_gold(path, yalu)


def test_a_floor_lowered_by_hand_breaks_its_seal(tmp_path):
    path = tmp_path / f"{FILES[0].stem}.toml"
    text = FILES[0].with_suffix(".toml").read_text("utf-8")
    found = read_floor(FILES[0]).found
    path.write_text(text.replace(f"found = {found}\n", f"found = {found - 1}\n"), encoding="utf-8")
    assert read_floor(FILES[0]).whole
    assert not read_floor(path).whole
