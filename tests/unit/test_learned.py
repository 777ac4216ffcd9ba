"""Learned parameters in a nowcast: no evidence counts twice, none from the future is known, refusals name what to do."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from contraflow.border.model import ORDER
from contraflow.border.parameters import ParameterCloud
from contraflow.claims.coded import read_coded
from contraflow.errors import InputError, OptionError
from contraflow.estimates.estimating import estimate
from contraflow.nowcasting import Learned, NowcastOptions, nowcast, read_learned
from contraflow.nowcasting.learned import draws_text, facts_text, priors_digest
from contraflow.nowcasting.result import taken
from contraflow.nowcasting.thetas import Thetas
from contraflow.observations.observe import observe
from contraflow.scenarios.forecast import forecast, read_scenarios
from tests.unit.cli.conftest import Ended, command

Run = Callable[..., Ended]
DAY, EARLIER = date(2021, 3, 31), date(2020, 12, 31)
FEW = NowcastOptions(particles=512, draws=200, island_particles=64)
__all__ = ["command"]


@pytest.fixture(scope="module")
def cloud(toy):
    return ParameterCloud(toy, ORDER)


@pytest.fixture(scope="module")
def evidence(toy):
    return observe(read_coded(toy), toy, known_by=DAY)


@pytest.fixture(scope="module")
def learned(cloud):
    z = np.random.default_rng(4).standard_normal((24, len(cloud.names)))
    return Learned(cloud.names, np.round(z, 3), DAY, {"priors_sha1": priors_digest(cloud), "case": "toy"})


@pytest.fixture(scope="module")
def told(toy, evidence, learned):
    return nowcast(toy, evidence, known_by=DAY, options=FEW, fit=learned)


def test_every_draw_keeps_its_weight_under_evidence_that_the_fit_has_seen(told, learned):
    islands = told.final.cloud.z.reshape(8, 64, -1)
    assert (islands == islands[:, :1]).all()
    np.testing.assert_array_equal(np.sort(islands[:, 0, 0]), np.sort(np.unique(islands[:, 0, 0])))
    assert all((row == learned.z).all(1).any() for row in islands[:, 0])
    np.testing.assert_allclose(told.final.weights.reshape(8, 64).sum(1), 1 / 8)
    assert len(told.witnesses) > 5 and told.final.weights.std() > 0


def test_later_evidence_weighs_the_draws_too(toy, evidence, learned):
    """A fit that ends earlier: thereafter particles compete over islands and their parameters move."""
    early = replace(learned, known_by=EARLIER)
    found = nowcast(toy, evidence, known_by=DAY, options=FEW, fit=early)
    assert np.abs(found.final.weights.reshape(8, 64).sum(1) - 1 / 8).max() > 1e-3
    assert not (found.final.cloud.z.reshape(8, 64, -1) == found.final.cloud.z.reshape(8, 64, -1)[:, :1]).all()


def test_the_past_that_a_fit_has_seen_is_the_same_whatever_came_later(toy, evidence, learned):
    early = replace(learned, known_by=EARLIER)
    until, beyond = (nowcast(toy, evidence, known_by=day, options=FEW, fit=early) for day in (EARLIER, DAY))
    np.testing.assert_array_equal(until.ess[:-1], beyond.ess[: len(until.ess) - 1])


def test_a_fit_that_knows_the_future_is_refused(toy, evidence, learned):
    with pytest.raises(OptionError, match="would know its future"):
        nowcast(toy, evidence, known_by=EARLIER, options=FEW, fit=learned)


def test_a_fit_of_other_parameters_or_priors_is_refused(toy, evidence, learned):
    fewer = replace(learned, names=("flows.something", *learned.names[1:]))
    with pytest.raises(InputError, match=r"found no parameter events\.talks_far; .*do: fit anew, or use --fit none"):
        nowcast(toy, evidence, known_by=DAY, options=FEW, fit=fewer)
    with pytest.raises(InputError, match="priors_sha1"):
        nowcast(toy, evidence, known_by=DAY, options=FEW, fit=replace(learned, facts={"priors_sha1": "other"}))


def test_estimates_forecasts_and_the_record_follow(told, learned):
    estimates = estimate(told)
    assert estimates.run.options["parameters"] == learned.words and "24 draws" in learned.words
    assert np.isfinite(estimates.weekly["openness"]).all()
    ahead = forecast(told, read_scenarios([]), days=14)
    assert np.isfinite(ahead.weekly["flow"]).all()


def test_the_same_seed_gives_the_same_bytes_on_any_number_of_threads(toy, evidence, learned, told):
    again = nowcast(toy, evidence, known_by=DAY, options=replace(FEW, threads=1), fit=learned)
    assert again.final.weights.tobytes() == told.final.weights.tobytes()
    assert [w.draws.tobytes() for w in again.weeks] == [w.draws.tobytes() for w in told.weeks]


def test_draws_are_chosen_evenly(cloud, learned):
    for n, most in ((8, 1), (24, 1), (48, 2)):
        rows = [int((row == learned.z).all(1).argmax()) for row in learned.pick(cloud, n, 0.3)]
        counts = np.bincount(rows, minlength=24)
        assert counts.max() == most and counts.sum() == n


def test_parameters_wander_within_what_the_fit_left_open():
    """A million days later nothing of the start is left: mean and spread are those of the draws (5 standard errors)."""
    z = np.random.default_rng(1).normal(2.0, 0.3, (50, 3))
    thetas = Thetas.fixed(z, 64, 10)
    later = thetas.wandered(thetas.z, 1e6, 365.0, np.random.default_rng(2), alone=False)
    np.testing.assert_allclose(later.mean(0), z.mean(0), atol=5 * 0.3 / np.sqrt(3200))
    np.testing.assert_allclose(later.std(0), z.std(0), rtol=0.07)
    drifting = replace(thetas, drift=0.2).wandered(thetas.z, 1e6, 365.0, np.random.default_rng(2), alone=True)
    np.testing.assert_allclose((drifting - thetas.z).std(0), 0.2, rtol=0.07)


def test_taking_particles_is_picking_rows():
    array = np.random.default_rng(1).normal(size=(3, 5, 64)).astype(np.float32)
    ancestors = np.arange(192)
    ancestors[70:75] = (1, 130, 70, 70, 0)
    rows = np.moveaxis(array, -1, 1).reshape(192, 5)
    np.testing.assert_array_equal(np.moveaxis(taken(array, ancestors), -1, 1).reshape(192, 5), rows[ancestors])


def write(folder, learned):
    (folder / "learned.csv").write_text(draws_text(learned), "utf-8")
    (folder / "learned.toml").write_text(facts_text(learned), "utf-8")


def test_files_hold_what_was_learned(tmp_path, learned):
    write(tmp_path, learned)
    found = read_learned(tmp_path)
    assert found.names == learned.names and found.known_by == learned.known_by and found.facts == learned.facts
    np.testing.assert_array_equal(found.z, learned.z)
    assert found.words == learned.words


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("learned.toml", None, "found No such file"),
        ("learned.csv", None, "found No such file"),
        ("learned.toml", "known_by = ", "something else"),
        ("learned.toml", "draws = 3", "something else"),
        ("learned.toml", "known_by = 'May'", "no day"),
        ("learned.csv", "a,b\n", "no draws"),
        ("learned.csv", "a,b\n1\n", "1 values in row 2, not 2"),
        ("learned.csv", "a,a\n1,2\n", "a parameter twice"),
        ("learned.csv", "a,b\n1,x\n", "could not convert"),
        ("learned.csv", "a,b\n1,nan\n", "beyond 20"),
        ("learned.csv", "a,b\n1,99\n", "beyond 20"),
    ],
)
def test_files_that_no_fit_wrote_are_named(tmp_path, learned, name, text, said):
    write(tmp_path, learned)
    (tmp_path / name).unlink()
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InputError, match=f"{name}: .*{said}.*fit anew, or use --fit none"):
        read_learned(tmp_path)


def record(command: Run, folder: Path, *arguments) -> str:
    ended = command("nowcast", *arguments, "--particles", "128", "--out", folder, "--overwrite", "--json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)["run"]["options"]["parameters"]


def test_a_case_uses_what_it_learned_unless_that_knows_too_much(command: Run, root, tmp_path, learned):
    case = copytree(root / "cases" / "toy", tmp_path / "toy")
    write(case, replace(learned, known_by=date(2020, 3, 31)))
    short = (case, "--known-by", "2020-04-30")
    assert record(command, tmp_path, *short).startswith("learned by 2020-03-31 (24 draws, sha1 ")
    assert record(command, tmp_path, *short, "--fit", "none") == "priors, as asked"
    before = record(command, tmp_path, case, "--known-by", "2020-02-28")
    assert before == "priors, since the case's learned parameters know evidence up to 2020-03-31"
    assert command("check", case).code == 0
    refused = command("nowcast", case, "--known-by", "2020-02-28", "--fit", case, "--out", tmp_path, "--overwrite")
    assert refused.code == 2 and "would know its future" in refused.err
    refused = command("nowcast", *short, "--fit", tmp_path / "nowhere", "--out", tmp_path, "--overwrite")
    assert refused.code == 2 and "learned.toml" in refused.err
