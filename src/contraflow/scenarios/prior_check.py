"""Prior predictive check: what the priors alone imply, what of it is absurd, and where the actual evidence lies in it.

Gabry et al. 2019, Visualization in Bayesian workflow, https://doi.org/10.1111/rssa.12378. Nothing here fits anything: a case
whose priors fail is to be thought over, not tuned until the evidence is likely.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contraflow.border.model import ORDER
from contraflow.border.observing import Reading
from contraflow.border.parameters import names, transform
from contraflow.border.sampling import draw_witness, say, spoken, witnesses
from contraflow.case.case import Case, Prior
from contraflow.errors import OptionError
from contraflow.observations.observation import Observation
from contraflow.randomness import stream
from contraflow.scenarios.ahead import part_of
from contraflow.scenarios.prior_rules import RULES, Priors
from contraflow.scenarios.synthetic import Truths, draw_truths, draw_usual_year

Floats = NDArray[np.float64]

TAIL = 0.005  # a parameter's range leaves out so much at each end
WIDEST = 1000.0  # largest over smallest value of a positive parameter within its range
FASTEST_PER_DAY = 1.0
SHORTEST_DAYS = 1.0
LARGEST_LOG = 3.0  # an act or a shock by a factor of 20
OUTSIDE = 0.025
MOST_OUTSIDE, FEWEST = 0.25, 8
# shares of a distance closed in a day whose unit does not say so
A_DAY = frozenset({"beliefs.learning"})
LEVELS = frozenset({"enforcement.base_far", "enforcement.base_home"})  # logs of a level, not of a factor


@dataclass(frozen=True)
class Finding:
    """One rule and what the priors do.

    Attributes:
        name: of the rule.
        says: what was counted.
        share: of histories that do it; ``most`` how many may.
        flagged: True when clearly more do, see ``prior_rules``.
        reason: why that would be absurd.
    """

    name: str
    says: str
    share: float
    most: float
    flagged: bool
    reason: str


@dataclass(frozen=True)
class ParameterRange:
    """A parameter whose prior allows values that make no sense.

    Attributes:
        name: of the parameter.
        low: 0.5 % point of its prior; ``high`` the 99.5 % point.
        unit: of both.
        reason: what is absurd about them.
        place: file and line of the prior.
    """

    name: str
    low: float
    high: float
    unit: str
    reason: str
    place: str


@dataclass(frozen=True)
class Position:
    """Where an actual statement lies among those that the priors expected.

    Attributes:
        id: of the observation; likewise ``indicator`` and ``family``.
        below: share of expected statements below it, ties half.
        outside: beyond the central 95 % of what was expected.
    """

    id: str
    indicator: str
    family: str
    below: float
    outside: bool


@dataclass(frozen=True)
class IndicatorCheck:
    """All statements on one indicator.

    Attributes:
        statements: how many.
        outside: share beyond the central 95 %.
        mean_below: mean of ``Position.below``; a half when the priors are centred on what was said.
        flagged: True when more than a quarter of at least eight lie outside.
    """

    indicator: str
    statements: int
    outside: float
    mean_below: float
    flagged: bool


@dataclass(frozen=True)
class PriorCheck:
    """What ``check_priors`` found."""

    priors: Priors
    findings: tuple[Finding, ...]
    ranges: tuple[ParameterRange, ...]
    positions: tuple[Position, ...]
    indicators: tuple[IndicatorCheck, ...]

    @property
    def flags(self) -> int:
        """How many things are absurd."""
        return sum(f.flagged for f in self.findings) + len(self.ranges) + sum(i.flagged for i in self.indicators)


def check_priors(
    case: Case,
    evidence: Sequence[Observation],
    *,
    histories: int = 512,
    seed: int = 7,
    progress: Callable[[float], None] | None = None,
) -> PriorCheck:
    """Return what the priors of a case imply.

    Args:
        case: the border.
        evidence: what was said of it, to be held against what the priors expect; may be empty.
        histories: number of histories; rounded up to a multiple of 64.
        seed: same seed, same histories.
        progress: called with the share done.

    Raises:
        OptionError: if the number of histories makes no sense.
        CaseError: if the priors do not fit the model.
    """
    if not 64 <= histories <= 100_000:
        raise OptionError(f"histories: found {histories}; allowed: 64 to 100000; do: choose a number between")
    report = progress or (lambda share: None)
    usual = draw_usual_year(case, truths=histories, seed=seed, progress=part_of(report, 0, 2))
    calendar = draw_truths(case, evidence, truths=histories, seed=seed, progress=part_of(report, 1, 2))
    priors = Priors(usual, calendar)
    positions = find_positions(calendar, seed)
    return PriorCheck(priors, judge(priors), absurd_ranges(case), positions, by_indicator(positions))


def judge(priors: Priors) -> tuple[Finding, ...]:
    """Return what the histories do of all that ``RULES`` forbid."""
    shares = [(rule, float(rule.does(priors).mean())) for rule in RULES]
    return tuple(
        Finding(rule.name, rule.says, share, rule.most, _clearly_more(share, rule.most, priors.calendar.n), rule.reason)
        for rule, share in shares
    )


def _clearly_more(share: float, most: float, n: int) -> bool:
    """Say whether a share of n histories lies above a limit by more than two standard errors that it has at the limit."""
    return share > most + 2 * float(np.sqrt(most * (1 - most) / n))


def absurd_ranges(case: Case) -> tuple[ParameterRange, ...]:
    """Return the parameters whose prior gives values without sense within its central 99 %."""
    found = []
    for _, _, name in names(ORDER):
        prior = case.priors[name]
        low, high = (float(transform(prior, np.array([z]))[0]) for z in (-_Z, _Z))
        reason = _absurd(prior, low, high)
        if reason:
            place = f"{prior.origin.file}:{prior.origin.line}"
            found.append(ParameterRange(name, low, high, prior.unit, reason, place))
    return tuple(found)


_Z = 2.575829  # standard normal quantile at 1 - TAIL


def _absurd(prior: Prior, low: float, high: float) -> str:
    """Return what is absurd about a range; empty when nothing is."""
    unit, is_log = prior.unit, prior.unit.startswith("log")
    if (unit == "1/day" or prior.name in A_DAY) and (high > FASTEST_PER_DAY or low < 0):
        return "more than the whole distance, or a negative share of it, would be closed in a day"
    if unit == "day" and low < SHORTEST_DAYS:
        return "a time below a day would overshoot: the model steps by days"
    if prior.name in LEVELS and high > 0:
        return "one inspection and more of every crossing in usual conditions: openness below a third"
    if is_log and prior.name not in LEVELS and max(abs(low), abs(high)) > LARGEST_LOG:
        return "an act or a day's shock by more than a factor of 20"
    if unit in {"CNY", "count", "day", "1/day"} and low < 0:
        return "an amount below zero"
    if prior.family == "lognormal" and high > WIDEST * low:
        return "the largest value is more than 1,000 times the smallest: as a belief that says nothing"
    return ""


def find_positions(truths: Truths, seed: int) -> tuple[Position, ...]:
    """Return where every actual statement lies among those that witnesses of the truths would make, see ``Position``.

    The same errors are drawn as the nowcast assumes: shared by all that a witness says, and empty statements by reliability.
    """
    found = []
    for group in witnesses(truths.readings):
        readings = [truths.readings[i] for i in group]
        rng = stream(seed, "prior", readings[0].observation.witness, readings[0].day)
        drawn = draw_witness(readings, truths.about_of(group), rng)
        found += [_position(reading, row) for reading, row in zip(readings, drawn, strict=True)]
    return tuple(found)


def _position(reading: Reading, drawn: Floats) -> Position:
    observation = reading.observation
    if observation.bound:
        same = np.array([say(reading, float(value)).bound == observation.bound for value in drawn])
        # a bound has no place of its own: it lies at an end when hardly any history would have it said
        chance = float(same.mean())
        below = 1 - chance / 2 if observation.bound == "at least" else chance / 2
        return Position(observation.id, observation.indicator, observation.family, below, chance < OUTSIDE)
    value = spoken(reading)
    below, above = float((drawn < value).mean()), float((drawn > value).mean())
    middle = below + 0.5 * (1 - below - above)
    outside = min(1 - below, 1 - above) < OUTSIDE
    return Position(observation.id, observation.indicator, observation.family, middle, outside)


def by_indicator(positions: Sequence[Position]) -> tuple[IndicatorCheck, ...]:
    """Return the positions by indicator, those with most statements first."""
    groups: dict[str, list[Position]] = {}
    for position in positions:
        groups.setdefault(position.indicator, []).append(position)
    found = []
    for indicator, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        outside = sum(p.outside for p in group) / len(group)
        below = sum(p.below for p in group) / len(group)
        found.append(IndicatorCheck(indicator, len(group), outside, below, len(group) >= FEWEST and outside > MOST_OUTSIDE))
    return tuple(found)
