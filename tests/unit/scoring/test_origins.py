"""Rolling origins: no forecast knows what came later, answers are scored as they came, an interrupted run goes on."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from contraflow.border.start import find_reference
from contraflow.claims.coded import read_coded
from contraflow.errors import OptionError
from contraflow.scoring.ahead import AheadOptions, predict
from contraflow.scoring.baselines import climatology, persistence
from contraflow.scoring.predictive import WordForecast
from contraflow.scoring.scoring import FORECASTERS, ScoreOptions, score, settings_of
from contraflow.scoring.summary import coverage, differences, means, page
from contraflow.scoring.targets import later_evidence, material

ORIGIN = date(2021, 1, 5)
OTHERWISE = {"change": lambda value: -value, "level": lambda value: (value + 1) % 5}
HOW = AheadOptions(horizon=90, particles=64, threads=1)


@pytest.fixture(scope="module")
def evidence(toy):
    return read_coded(toy)


@pytest.fixture(scope="module")
def reference(toy):
    return find_reference(toy, 1)


def other_answers(case, evidence, after):
    """Return the case and evidence in which all that became known after a day says something else."""
    claims = [
        replace(c, value=None if c.value is None else OTHERWISE.get(c.kind, lambda v: 2 * v)(c.value), paraphrase="otherwise")
        if c.known is not None and c.known > after
        else c
        for c in evidence.claims
    ]
    series = [replace(row, value=3.7 * row.value) if row.published > after else row for row in case.series]
    return replace(case, series=tuple(series)), replace(evidence, claims=tuple(claims))


def all_said(case, evidence, reference, origin=ORIGIN):
    """Return all forecasts of an origin as bytes, and the answers."""
    asked = material(evidence, case, origin, 90, later_evidence(evidence, case, case.horizon), case.horizon)
    of_model = predict(case, evidence, origin, [t.question for t in asked.targets], HOW, reference)
    day = case.day(origin)
    said = [t.question for t in asked.targets]
    for t in asked.targets:
        for forecast in (of_model.get(t.question.id), persistence(t, asked.past, day), climatology(t, asked.past, day)):
            said.append(None if forecast is None else [a.tolist() for a in vars(forecast).values()])
        said.append(t.level)
    return json.dumps(said, default=repr).encode(), [t.answer for t in asked.targets]


def test_evidence_after_the_origin_leaves_every_forecast_the_same_to_the_byte(toy, evidence, reference):
    first, answers = all_said(toy, evidence, reference)
    case, changed = other_answers(toy, evidence, ORIGIN)
    second, others = all_said(case, changed, reference)
    assert len(answers) > 10
    assert all(a != b for a, b in zip(answers, others, strict=True) if a)  # a change of nothing stays one
    assert first == second


def test_evidence_before_the_origin_changes_the_forecasts(toy, evidence, reference):
    """The test above would pass on forecasts that know nothing."""
    case, changed = other_answers(toy, evidence, date(2020, 12, 1))
    assert all_said(toy, evidence, reference)[0] != all_said(case, changed, reference)[0]


def test_targets_begin_after_the_origin_end_within_the_horizon_and_are_known_later(toy, evidence):
    asked = material(evidence, toy, ORIGIN, 90, later_evidence(evidence, toy, toy.horizon), toy.horizon)
    day = toy.day(ORIGIN)
    for target in asked.targets:
        assert day < target.question.start <= target.question.end <= day + 90
        assert target.question.known > day and 1 <= target.lead <= 90
        assert target.question.value in {0.0, 1.0}  # a question holds no answer
    assert all(past.known <= day for past in asked.past)
    none = material(evidence, toy, ORIGIN, 90, frozenset(), toy.horizon)
    assert not none.targets


def test_a_number_is_asked_for_on_a_scale_known_on_the_origin(toy, evidence):
    """The level is the median of the numbers of its kind about the reference period: here of the twelve months of 2020."""
    asked = material(evidence, toy, ORIGIN, 90, later_evidence(evidence, toy, toy.horizon), toy.horizon)
    target = next(t for t in asked.targets if t.kind.series == "exports-of-southland")
    same = [p for p in asked.past if p.kind == target.kind]
    in_reference = [p.value for p in same if p.end >= 0 and p.start <= toy.day(toy.reference[1])]
    assert target.level == pytest.approx(np.median(in_reference))


def test_persistence_says_the_last_value_again_and_climatology_the_usual_one(toy, evidence):
    asked = material(evidence, toy, ORIGIN, 90, later_evidence(evidence, toy, toy.horizon), toy.horizon)
    day = toy.day(ORIGIN)
    target = next(t for t in asked.targets if t.kind.series == "exports-of-southland")
    same = [p.value for p in asked.past if p.kind == target.kind]
    assert np.median(persistence(target, asked.past, day).draws()) == pytest.approx(same[-1], abs=0.01)
    assert np.median(climatology(target, asked.past, day).draws()) == pytest.approx(np.mean(same), abs=0.01)
    # two of three words came true again: (2 + 1) / (3 + 2) on the last word, the rest by frequencies with one of each added
    word = next(t for t in asked.targets if t.family == "change")
    past = [replace(asked.past[0], kind=word.kind, family="change", value=v, known=k) for k, v in enumerate((1, 1, 1, -1))]
    said = persistence(word, past, day)
    assert isinstance(said, WordForecast)
    usual = np.array([1, 2, 1, 4, 1]) / 9
    np.testing.assert_allclose(said.chances, 0.6 * np.array([0, 1, 0, 0, 0]) + 0.4 * usual)
    np.testing.assert_allclose(climatology(word, past, day).chances, usual)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("origins")


@pytest.fixture(scope="module")
def scored(toy, evidence, kept):
    how = ScoreOptions(date(2020, 9, 1), date(2021, 3, 1), 60, HOW)
    return score(toy, evidence, how, store=kept)


def test_every_target_is_scored_for_every_forecaster_and_summed_up(scored):
    counts = scored.rows.groupby("forecaster").size()
    assert set(counts.index) == set(FORECASTERS) and counts.nunique() == 1 and counts.iloc[0] > 20
    assert scored.rows[["log_score", "ranked"]].notna().all().all()
    numbers = scored.rows[scored.rows["family"] == "number"]
    assert numbers["wis"].notna().all() and (numbers["wis"] > 0).all()
    table = means(scored)
    whole = table[table["band"] == "all"]
    assert whole["targets"].sum() == len(scored.rows)
    mean = scored.rows[(scored.rows["indicator"] == "price") & (scored.rows["forecaster"] == "model")]["ranked"].mean()
    row = whole[(whole["indicator"] == "price") & (whole["forecaster"] == "model")]
    assert row["ranked"].item() == pytest.approx(mean)
    assert coverage(scored)["in_95"].between(0, 1).all()
    assert {"together", "price"} <= set(differences(scored)["indicator"])
    assert "## Where a rival wins" in page(scored)


def test_an_interrupted_run_goes_on_and_ends_the_same(toy, evidence, scored, kept, monkeypatch):
    stored = sorted(kept.glob("*.json"))
    assert len(stored) == len(scored.origins)
    stored[-1].unlink()
    asked = []
    from contraflow.scoring import scoring

    monkeypatch.setattr(scoring, "score_origin", lambda *a, f=scoring.score_origin: asked.append(a[2]) or f(*a))
    again = score(toy, evidence, scored.options, store=kept)
    assert asked == [scored.origins[-1]]
    assert again.rows.to_csv() == scored.rows.to_csv()
    other = replace(scored.options, ahead=replace(scored.options.ahead, seed=8))
    score(toy, evidence, replace(other, start=scored.origins[-1]), store=kept)
    assert len(asked) == 2  # another seed is another run


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"start": date(2019, 1, 1)}, "--from 2019-01-01"),
        ({"until": date(2030, 1, 1)}, "allowed: 2020-01-02 to 2021-12-31"),
        ({"start": date(2021, 3, 1)}, "the first before the last"),
        ({"every": 0}, "--every 0d"),
        ({"ahead": AheadOptions(horizon=0)}, "--horizon 0d"),
    ],
)
def test_options_without_sense_are_refused(toy, evidence, changes, reason):
    with pytest.raises(OptionError, match=reason):
        score(toy, evidence, replace(ScoreOptions(date(2020, 9, 1), date(2021, 3, 1)), **changes))


def test_scores_of_other_evidence_have_other_settings(toy):
    """What lies in the folder of an earlier run is used again only for the same evidence, values included."""
    told, how = read_coded(toy), ScoreOptions(date(2021, 1, 5), date(2021, 4, 1), 45, AheadOptions(60))
    other = replace(told, claims=(replace(told.claims[0], paraphrase="another"), *told.claims[1:]))
    assert settings_of(toy, told, how) == settings_of(toy, read_coded(toy), how) != settings_of(toy, other, how)
