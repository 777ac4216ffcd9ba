"""The filter on claims in words: a hidden level with five states, told in five words, with gaps, exact by recursion."""

from dataclasses import dataclass

import numpy as np
import pytest

from contraflow.inference.filter import advance, start
from contraflow.kernels.likelihoods import Member, ordered_probit, witness_log_likelihood
from contraflow.randomness import stream

# stopped, scarce, normal, high, thriving; a level stays or moves to a neighbour
STAY, MOVE = 0.8, 0.1
CUTS, SPREAD, RELIABILITY, SHARED = np.array([0.5, 1.5, 2.5, 3.5]), 0.7, 0.75, 0.4
WORDS = [2, None, 1, 0, None, None, 0, 1, 4, 2, None, 3, 3, None, 4, 4]  # one lie: "thriving" in the midst of scarcity


def transition():
    matrix = np.diag(np.full(5, STAY)) + np.diag(np.full(4, MOVE), 1) + np.diag(np.full(4, MOVE), -1)
    matrix[0, 0] += MOVE
    matrix[4, 4] += MOVE
    return matrix


def log_likelihood(word, levels):
    member = Member(lambda x: ordered_probit(word, x, CUTS, SPREAD), levels, SPREAD, -np.log(5), RELIABILITY)
    return witness_log_likelihood([member], SHARED)


def exact():
    """The forward recursion on the five states: log evidence and the last posterior."""
    chance, evidence = np.full(5, 0.2), 0.0
    for day, word in enumerate(WORDS):
        if day:
            chance = chance @ transition()
        if word is not None:
            chance = chance * np.exp(log_likelihood(word, np.arange(5.0)))
            evidence += np.log(chance.sum())
            chance /= chance.sum()
    return evidence, chance


@dataclass(frozen=True)
class Levels:
    """A level per particle."""

    level: np.ndarray

    @property
    def n(self):
        return len(self.level)

    def take(self, ancestors):
        return Levels(self.level[ancestors])


def run(n, seed):
    # an even grid of starts: nothing random where nothing needs to be
    now = start(Levels(np.arange(n) % 5 * 1.0))
    for day, word in enumerate(WORDS):

        def move(c, day=day):
            u = stream(seed, day, "move").random(c.n)
            return c if day == 0 else Levels(np.clip(c.level - (u < MOVE) + (u > 1 - MOVE), 0, 4))

        now, _ = advance(
            now,
            day,
            move,
            lambda c, word=word: np.zeros(c.n) if word is None else log_likelihood(word, c.level),
            u=stream(seed, day, "resample").random(),
        )
    return now


def test_the_filter_is_exact_on_words():
    """Means of 20 runs within 6 standard errors measured from them: a false alarm in 10,000 comparisons at most."""
    evidence, chance = exact()
    runs = [run(4000, seed) for seed in range(20)]
    logs = np.array([now.log_evidence for now in runs])
    assert logs.std(ddof=1) < 0.08
    assert abs(logs.mean() + logs.var(ddof=1) / 2 - evidence) < 6 * logs.std(ddof=1) / 20**0.5
    shares = np.array([np.bincount(now.cloud.level.astype(int), now.weights, minlength=5) for now in runs])
    spread = shares.std(axis=0, ddof=1)
    assert spread.max() < 0.02
    assert (np.abs(shares.mean(axis=0) - chance) < 6 * spread / 20**0.5).all()


def test_the_last_words_are_believed_and_the_lie_is_not():
    _, chance = exact()
    assert chance.argmax() == 4
    assert np.exp(log_likelihood(4, np.array([0.0]))) == pytest.approx((1 - RELIABILITY) / 5, abs=1e-3)
