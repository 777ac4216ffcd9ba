"""What is called learned, and how often by accident: 1 in (placebos + 1) for each parameter without evidence."""

import numpy as np
import pytest

from contraflow.fitting.identified import MOVED, NARROWER, NOT_IDENTIFIED, identify, information


def draws(rng, n, k, copies):
    """Draws as a sampler leaves them: few ancestors, each with several copies."""
    return np.repeat(rng.standard_normal((n // copies, k)), copies, axis=0)


def test_information_is_the_divergence_of_normal_laws():
    z = np.array([[-1.0, 1.0], [1.0, 3.0]]) / np.sqrt(2)  # mean 0 and sqrt 2, variance 1
    np.testing.assert_allclose(information(z), [0.0, 1.0], atol=1e-12)


def test_narrow_and_moved_and_unknown_are_told_apart():
    rng = np.random.default_rng(3)
    z = rng.standard_normal((256, 3))
    z[:, 0] = 0.3 * z[:, 0] + 0.2
    z[:, 1] += 1.0
    found = identify(z, rng.standard_normal((256, 99)))
    assert found.verdicts == (NARROWER, MOVED, NOT_IDENTIFIED)
    assert found.contraction[0] == pytest.approx(0.91, abs=0.03)
    assert found.false_alarms == 0.01


@pytest.mark.parametrize("copies", [1, 8])
def test_false_alarms_are_as_rare_as_stated_however_few_ancestors_there_are(copies):
    """200 fits of 20 unknown parameters with 19 placebos: 5 % expected; alarms of one fit hang together, so that the bound is
    five standard errors over fits. A rule that ignored copies would call most of them learned."""
    rng = np.random.default_rng(11)
    shares = []
    for _ in range(200):
        z = draws(rng, 64, 39, copies)
        verdicts = identify(z[:, :20], z[:, 20:]).verdicts
        shares.append(sum(verdict != NOT_IDENTIFIED for verdict in verdicts) / 20)
    error = np.std(shares) / np.sqrt(len(shares))
    assert abs(np.mean(shares) - 0.05) < 5 * error
