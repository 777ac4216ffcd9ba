"""Tempering against a Gaussian posterior that is known exactly: means, variances and log evidence, noisy likelihoods too.

Four of forty parameters are measured. Twelve runs of 128 thetas with fixed seeds; a bound of 4.5 standard errors over the
runs, or a tenth of a posterior standard deviation where that is more, gives a false alarm in fewer than one case in a thousand.
"""

from functools import partial

import numpy as np
import pytest

from contraflow.inference.tempering import Tempering, adapted, centre_and_spread, next_power, temper
from contraflow.randomness import stream

MEASURED, ALL, RUNS = 4, 40, 12
Y, SPREAD = np.array([1.5, -1.0, 0.5, 3.0]), np.array([0.3, 0.5, 1.0, 0.6])
VARIANCE = 1 / (1 + 1 / SPREAD**2)
MEAN = VARIANCE * Y / SPREAD**2
LOG_EVIDENCE = float((-0.5 * Y**2 / (1 + SPREAD**2) - 0.5 * np.log(2 * np.pi * (1 + SPREAD**2))).sum())


def exact(z, call):
    return -0.5 * ((z[:, :MEASURED] - Y) / SPREAD) ** 2 - 0.5 * np.log(2 * np.pi * SPREAD**2)


def noisy(seed, sd, z, call):
    """An unbiased estimate of the likelihood, as a particle filter gives it: the log is off by N(-sd^2 / 2, sd^2)."""
    error = stream(seed, "noise", call).normal(-(sd**2) / 2, sd, len(z))
    return np.hstack([exact(z, call), error[:, None]])


@pytest.fixture(scope="module", params=[0.0, 1.0], ids=["exact", "noisy"])
def runs(request):
    how = Tempering(moves=3, last_moves=6)
    return [temper(partial(noisy, seed, request.param), (128, ALL), partial(stream, seed), how) for seed in range(RUNS)]


def close(found, exact, least):
    error = np.std(found, axis=0, ddof=1) / np.sqrt(len(found))
    return bool((np.abs(np.mean(found, axis=0) - exact) < np.maximum(4.5 * error, least)).all())


def test_means_are_those_of_the_posterior(runs):
    assert close([run.z[:, :MEASURED].mean(0) for run in runs], MEAN, 0.1 * np.sqrt(VARIANCE))


def test_variances_are_those_of_the_posterior(runs):
    assert close([run.z[:, :MEASURED].var(0, ddof=1) / VARIANCE for run in runs], 1.0, 0.1)


def test_parameters_without_evidence_keep_their_prior(runs):
    rest = np.array([run.z[:, MEASURED:] for run in runs])
    assert abs(rest.mean()) < 0.05 and abs(rest.var() - 1) < 0.08


def test_the_log_evidence_is_exact_within_its_error(runs):
    found = np.array([run.log_evidence for run in runs])
    # the estimate of the evidence is unbiased, its log lies lower by half its variance
    assert abs(found.mean() + found.var(ddof=1) / 2 - LOG_EVIDENCE) < max(4.5 * found.std(ddof=1) / np.sqrt(RUNS), 0.1)


def test_stages_tell_temperature_ess_and_acceptance(runs):
    for run in runs:
        powers = [stage.temperature for stage in run.stages]
        assert powers[0] == 0.0 and powers[-1] == 1.0 and (np.diff(powers) > 0).all()
        assert all(63 < stage.effective_sample_size <= 128 for stage in run.stages)
        assert all(0.1 < stage.acceptance <= 1 for stage in run.stages[1:])
        assert run.stages[-1].ancestors <= 128 and run.stages[-1].log_evidence == run.log_evidence


def test_the_same_streams_give_the_same_bytes():
    first, second = (temper(exact, (32, 8), partial(stream, 3)) for _ in range(2))
    assert first.z.tobytes() == second.z.tobytes() and first.log_evidence == second.log_evidence


def test_thetas_without_a_chance_die():
    def half(z, call):
        return np.where(z[:, :1] > 0, 0.0, -np.inf)

    run = temper(half, (256, 2), partial(stream, 1))
    assert (run.z[:, 0] > 0).all()
    assert run.log_evidence == pytest.approx(np.log(0.5), abs=0.3)


def test_evidence_without_any_chance_is_refused():
    with pytest.raises(ValueError, match="no parameters drawn from the prior"):
        temper(lambda z, call: np.full((len(z), 1), -np.inf), (16, 2), partial(stream, 1))


def test_the_next_power_leaves_what_it_is_to_leave():
    log_p = np.linspace(-40, 0, 200)
    power = next_power(log_p, 0.0, 0.5)
    weights = np.exp(power * log_p)
    assert 0 < power < 1
    assert weights.sum() ** 2 / (weights**2).sum() == pytest.approx(100, rel=1e-6)
    assert next_power(0.001 * log_p, 0.2, 0.5) == 1.0


def test_steps_grow_when_more_is_accepted_than_wanted_and_shrink_when_less():
    assert adapted(0.3, 0.5, 0.25) > 0.3 > adapted(0.3, 0.1, 0.25) > 0.0
    assert adapted(0.9, 1.0, 0.25) == 1.0


def test_a_parameter_like_its_prior_is_proposed_from_the_prior():
    z = np.random.default_rng(1).standard_normal((400, 30))
    z[:, 0] = 0.2 * z[:, 0] + 1.0
    centre, spread = centre_and_spread(z)
    assert centre[0] == pytest.approx(1.0, abs=0.05) and spread[0] == pytest.approx(0.2, abs=0.03)
    assert (centre[1:] == 0).mean() > 0.8 and (spread[1:] == 1).mean() > 0.8
