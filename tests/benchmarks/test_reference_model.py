"""The reference model out of contraflow's parts against its definition in plain NumPy, both in benchmarks/reference."""

import numpy as np
import pytest
from benchmarks.reference import definition, model
from benchmarks.reference.constants import BELIEF, ENFORCEMENT, SECTORS, constants

WEEKS, PARTICLES = 4, 384


@pytest.fixture(scope="module")
def numbers():
    return constants()


@pytest.fixture(scope="module")
def evidence(numbers):
    return definition.simulate_evidence(numbers, 123)


@pytest.fixture(scope="module")
def engine(numbers):
    return model.Engine(numbers, 1)


def by_particle(state):
    return np.moveaxis(state, 1, 2).reshape(-1, state.shape[1]).astype(float)


def with_errors_of_belief(state):
    """Return the state and, beside it, how far belief is from enforcement in each sector: learning shows in nothing else."""
    return np.column_stack([state, state[:, BELIEF : BELIEF + SECTORS] - state[:, ENFORCEMENT : ENFORCEMENT + SECTORS]])


def test_means_and_variances_of_the_whole_state_agree(numbers, engine):
    """After four weeks, 76 rows, means and variances each within five standard errors: a false alarm in 10,000 runs."""
    plain = with_errors_of_belief(definition.run_days(numbers, 1000, 5, 28))
    ours = with_errors_of_belief(by_particle(model.run_days(engine, 16_384, 6, 28)))
    free = plain.std(0) > 1e-9
    np.testing.assert_allclose(ours[:, ~free], np.broadcast_to(plain[0, ~free], ours[:, ~free].shape), rtol=1e-6)
    plain, ours = plain[:, free], ours[:, free]
    spread = ours.std(0)
    each = np.sqrt(1 / len(plain) + 1 / len(ours))
    means = (plain.mean(0) - ours.mean(0)) / (spread * each)
    tails = (((ours - ours.mean(0)) / spread) ** 4).mean(0)  # the error of a variance depends on the fourth moment
    variances = (plain.var(0) / spread**2 - 1) / (np.sqrt(tails - 1) * each)
    assert np.abs(means).max() < 5
    assert np.abs(variances).max() < 5


def test_log_likelihoods_agree(numbers, engine, evidence):
    """Means of the likelihood over runs, within four standard errors: a false alarm in 16,000 runs."""
    ours = [model.filter_weeks(engine, evidence, PARTICLES, seed, WEEKS) for seed in range(60)]
    plain = [definition.filter_weeks(numbers, evidence, PARTICLES, seed, WEEKS)[0] for seed in range(3)]
    error = np.std(ours) * np.sqrt(1 / len(ours) + 1 / len(plain))
    difference = np.logaddexp.reduce(ours) - np.log(len(ours)) - np.logaddexp.reduce(plain) + np.log(len(plain))
    assert abs(difference) < 4 * error


def test_the_number_of_threads_changes_nothing(numbers, engine, evidence):
    two = model.Engine(numbers, 2)
    assert model.filter_weeks(two, evidence, 192, 3, 2) == model.filter_weeks(engine, evidence, 192, 3, 2)


def test_particles_come_in_whole_blocks(engine):
    with pytest.raises(ValueError, match="multiples of 64"):
        engine.first(100, 1)


def test_picked_particles_carry_all_their_rows(engine):
    cloud = engine.run(engine.first(128, 2), range(2), model.day_keys(2, 2))
    ancestors = np.random.default_rng(1).integers(0, 128, 128)
    np.testing.assert_array_equal(by_particle(cloud.take(ancestors).state), by_particle(cloud.state)[ancestors])


@pytest.mark.shared
def test_the_evidence_and_its_log_likelihood_are_those_of_the_shared_race(engine, evidence, shared):
    """The shared prototype found -272.5 over 20 weeks and -1154.4 over 85; the spread is 0.5 at 2,048 particles."""
    theirs = np.load(shared / "benchmarks" / "Y.npy")
    np.testing.assert_allclose(evidence, theirs, atol=1e-12)
    assert model.filter_weeks(engine, evidence, 4096, 1, 20) == pytest.approx(-272.5, abs=1.0)
    assert model.filter_weeks(engine, evidence, 2048, 1) == pytest.approx(-1154.4, abs=2.0)
