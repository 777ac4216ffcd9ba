"""A whole fit of the toy border: likelihoods, resuming after a kill, workers, files, refusals."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from contraflow.border.model import ORDER
from contraflow.border.parameters import ParameterCloud
from contraflow.case import read_case
from contraflow.case.files import digest
from contraflow.cli.app import main
from contraflow.errors import InputError, OptionError
from contraflow.fitting.fit import FitOptions, describe, fit
from contraflow.fitting.identified import NOT_IDENTIFIED
from contraflow.fitting.likelihood import Filtering, Folder, Given, log_likelihoods, source_of
from contraflow.fitting.posterior import learned
from contraflow.fitting.store import META, PIECES, Store
from contraflow.nowcasting import read_learned
from contraflow.nowcasting.learned import draws_text
from contraflow.scale import Serial, pool
from tests.unit.cli.conftest import Ended

Run = Callable[..., Ended]
DAY = "2020-07-31"
SMALL = ("cases/toy", "--known-by", DAY, "--thetas", "16", "--particles", "64", "--moves", "1", "--last-moves", "2",
         "--batch", "4")  # fmt: skip
N_PARAMETERS = len(ParameterCloud(read_case(Path(__file__).parents[3] / "cases" / "toy"), ORDER).names)
OPTIONS = FitOptions(16, 2, 64, 1, 2, 4)
FILES = {"posterior.nc", "summary.csv", "trace.svg", "rank.svg", "prior_posterior.svg", "learned.csv", "learned.toml"}


@pytest.fixture(scope="module")
def setting(toy):
    return source_of(toy, DAY).setting()


@pytest.fixture(scope="module")
def whole(root, tmp_path_factory):
    """The folder of a fit that was not interrupted, and all that it said."""
    folder = tmp_path_factory.mktemp("fit") / "whole"
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(root)
        patch.setattr(sys, "argv", ["contraflow", "fit", *SMALL, "--out", str(folder)])
        with pytest.raises(SystemExit) as left:
            main()
    assert left.value.code in {0, None}, err.getvalue()
    return folder, Ended(0, out.getvalue(), err.getvalue())


def table(folder):
    return list(csv.DictReader((folder / "summary.csv").read_text("utf-8").splitlines()))


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_likelihood_depends_on_its_seed_and_parameters_only(setting):
    z = np.random.default_rng(1).standard_normal((3, N_PARAMETERS))
    how = Filtering(particles=64)
    found = log_likelihoods(setting, z, 5, how)
    assert found.shape == (3, sum(len(groups) for groups in setting.groups().values())) and np.isfinite(found).all()
    np.testing.assert_array_equal(found, log_likelihoods(setting, z, 5, Filtering(particles=64, threads=2)))
    assert (found != log_likelihoods(setting, z, 6, how)).any()
    # an island's particles do not depend on who its neighbours are
    np.testing.assert_allclose(found[:2], log_likelihoods(setting, z[:2], 5, how), rtol=1e-9)


def test_estimates_of_one_likelihood_agree_whatever_the_number_of_particles(setting):
    """Unbiased on the natural scale: 64 estimates of 64 particles against 8 of 512, 4 standard errors."""
    many = np.exp(log_likelihoods(setting, np.zeros((64, N_PARAMETERS)), 1, Filtering(particles=64)).sum(axis=1))
    few = np.exp(log_likelihoods(setting, np.zeros((8, N_PARAMETERS)), 2, Filtering(particles=512)).sum(axis=1))
    error = np.hypot(many.std(ddof=1) / 8, few.std(ddof=1) / np.sqrt(8))
    assert abs(many.mean() - few.mean()) < 4 * error


def test_parameters_that_drift_give_another_likelihood(setting):
    z = np.zeros((2, N_PARAMETERS))
    fixed, drifting = (log_likelihoods(setting, z, 5, Filtering(64, drift=drift)) for drift in (0.0, 0.5))
    assert np.isfinite(drifting).all() and (fixed != drifting).any()


def test_a_folder_that_changed_is_refused(toy):
    with pytest.raises(InputError, match="found files with the digest"):
        Folder(str(toy.folder), "another", DAY).setting()


def test_a_fit_without_a_store_is_that_with_one(toy, setting, whole):
    found = fit(Given(setting), Serial(), None, OPTIONS, 7)
    rows = table(whole[0])
    np.testing.assert_allclose([float(row["z_mean"]) for row in rows], found.z.mean(axis=0), rtol=2e-3, atol=1e-6)
    assert found.loaded == 0 and found.computed == len(list((whole[0] / PIECES).iterdir()))


def test_a_killed_fit_goes_on_where_it_was(command: Run, start_fit, whole, tmp_path):
    """Killed (SIGKILL) when some pieces are stored; resumed, it computes the others only, and every byte is the same."""
    folder = tmp_path / "fit"
    with start_fit(*SMALL, "--out", folder) as process:
        began = time.monotonic()
        while len(list(folder.glob(f"{PIECES}/0-*.npy"))) < 6 and process.poll() is None and time.monotonic() - began < 100:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    stored = {path.name: path.stat().st_mtime_ns for path in (folder / PIECES).glob("*.npy")}
    assert 6 <= len(stored) < len(list((whole[0] / PIECES).iterdir())) and not (folder / "summary.csv").exists()
    told = json.loads(command("fit", *SMALL, "--out", folder, "--resume", "--json").out)
    assert told["loaded"] == len(stored)
    assert told["computed"] + told["loaded"] == len(list((whole[0] / PIECES).iterdir()))
    assert all((folder / PIECES / name).stat().st_mtime_ns == when for name, when in stored.items())
    assert contents(folder) == contents(whole[0])


def test_worker_processes_give_the_same_bytes(toy, whole, tmp_path):
    """Every piece, and with the pieces all that follows from them."""
    source = source_of(toy, DAY)
    store = Store.open(tmp_path, describe(source.setting(), OPTIONS, 7), resume=False)
    with pool(workers=2) as who:
        found = fit(source, who, store, OPTIONS, 7)
    assert contents(tmp_path / PIECES) == contents(whole[0] / PIECES)
    assert (tmp_path / META).read_bytes() == (whole[0] / META).read_bytes()
    assert draws_text(learned(found)) == (whole[0] / "learned.csv").read_text("utf-8")


@pytest.fixture
def start_fit(root):
    program = Path(sys.executable).with_name("contraflow")

    def begin(*arguments):
        return subprocess.Popen([program, "fit", *map(str, arguments)], cwd=root, stdout=-1, stderr=-1, env=os.environ)

    return begin


def test_progress_and_result_are_said(whole):
    _, done = whole
    assert "run 2: temperature 1.000, ESS" in done.err and "acceptance" in done.err
    assert "not identified: their posterior is as wide as their prior" in done.out
    assert set(contents(whole[0])) == {*FILES, "fit.json"}


def test_arviz_reads_prior_posterior_and_likelihood(whole, toy):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # ArviZ announces a change of its own on import
        import arviz
    data = arviz.from_netcdf(str(whole[0] / "posterior.nc"))
    assert {"posterior", "prior", "log_likelihood", "sample_stats", "observed_data"} <= set(data.groups())
    assert dict(data.posterior.sizes) == {"chain": 2, "draw": 8}
    assert set(toy.priors) <= set(data.posterior.data_vars) == set(data.prior.data_vars)
    np.testing.assert_allclose(data.log_likelihood["evidence"].sum("witness"), data.sample_stats["lp"])
    assert data.sample_stats["temperature"].max() == 1.0
    table = arviz.summary(data, var_names=["beliefs.learning"], kind="stats")
    assert 0 < table["mean"].item() < 1


def test_the_summary_holds_every_parameter_with_prior_posterior_and_verdict(whole, toy):
    rows = {row["parameter"]: row for row in table(whole[0])}
    assert set(toy.priors) <= set(rows)
    for name, prior in toy.priors.items():
        row = rows[name]
        if prior.family == "normal":
            assert float(row["prior_mean"]) == pytest.approx(prior.value, abs=1e-3)
            assert float(row["prior_sd"]) == pytest.approx(prior.spread, rel=0.01)
        if prior.spread > 0:
            assert float(row["contraction"]) == pytest.approx(1 - float(row["z_sd"]) ** 2, abs=2e-3)
    # nine months of few reports identify few of ninety parameters, and the table says so
    assert sum(row["verdict"] == NOT_IDENTIFIED for row in rows.values()) > 0.8 * len(rows)


def test_the_learned_files_are_small_and_hold_what_was_found(whole, toy):
    found = read_learned(whole[0])
    assert found.known_by == date(2020, 7, 31) and found.z.shape == (16, N_PARAMETERS)
    assert found.facts["case_sha1"] == toy.extra["sha1"] and found.facts["seed"] == "7"
    assert sum((whole[0] / name).stat().st_size for name in ("learned.csv", "learned.toml")) < 20_000
    rows = table(whole[0])
    np.testing.assert_allclose(found.z.mean(axis=0), [float(row["z_mean"]) for row in rows], atol=2e-3)


def test_learned_files_do_not_change_what_a_case_is(root, tmp_path):
    (tmp_path / "case.toml").write_text("x = 1")
    before = digest(tmp_path)
    (tmp_path / "learned.csv").write_text("a")
    assert digest(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--thetas", "4"), 2, "four a run"),
        (("--particles", "0"), 2, "particles"),
        (("--known-by", "1999-01-01"), 2, "1999-01-01"),
        (("--workers", "-1"), 2, "--workers"),
        (("--workers", "2", "--scheduler", "tcp://127.0.0.1:1"), 2, "found both"),
    ],
)
def test_an_option_that_makes_no_sense_ends_with_two(command: Run, tmp_path, arguments, code, said):
    ended = command("fit", "cases/toy", *arguments, "--out", tmp_path / "fit")
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err and not (tmp_path / "fit").exists()


def test_a_store_is_refused_unless_it_is_to_be_resumed_as_it_was(command: Run, whole):
    ended = command("fit", *SMALL, "--out", whole[0])
    assert ended.code == 3 and "add --resume" in ended.err
    ended = command("fit", *SMALL, "--seed", "8", "--out", whole[0], "--resume")
    assert ended.code == 2 and "fit.json seed: found 7; allowed: 8" in ended.err
    ended = command("fit", *SMALL, "--known-by", "2020-06-30", "--out", whole[0], "--resume")
    assert ended.code == 2 and "fit.json evidence_sha1" in ended.err


@pytest.mark.parametrize("wrong", [{"runs": 0}, {"batch": 0}, {"drift": -0.1}, {"floor_share": 0.9}, {"moves": 0}])
def test_an_option_without_sense_is_refused(wrong):
    with pytest.raises(OptionError, match=next(iter(wrong))):
        FitOptions(**wrong)
