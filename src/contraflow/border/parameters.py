"""What is not known for sure: one row a parameter, one value a particle, drawn from the case's priors."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from contraflow.border.layout import Floats, blocks
from contraflow.border.mechanism import Mechanism, Parameter
from contraflow.case.case import Case, Prior
from contraflow.errors import CaseError, Problem
from contraflow.randomness import stream

FAMILIES = ("change", "level", "ratio", "amount", "count", "share", "presence")
EVIDENCE = "evidence"  # where a mechanism's name stands for the parameters of evidence, which no mechanism reads
SPREADS = tuple(
    Parameter(f"spread_{family}", "1", f"factor on how far statements of the family {family} lie from what they speak of")
    for family in FAMILIES
)


def parameter_starts(order: tuple[Mechanism, ...]) -> NDArray[np.int64]:
    """Return the first row of each mechanism's own parameters, and the end; (mechanism + 1,)."""
    return np.concatenate([[0], np.cumsum([len(each.parameters) for each in order])]).astype(np.int64)


def names(order: tuple[Mechanism, ...]) -> Iterator[tuple[Mechanism, Parameter, str]]:
    """Yield every parameter of the model with its full name, e.g. ``beliefs.learning``."""
    for mechanism in order:
        for parameter in mechanism.parameters:
            yield mechanism, parameter, f"{mechanism.name}.{parameter.name}"


def evidence_priors(case: Case) -> dict[str, Prior]:
    """Return the priors of what is not known of the evidence, by full name; see evidence.py.

    These are a factor on the spread of each family of statement, the chance of each role and the effect of each outlet that
    has claims enough to be told apart.
    """
    outlets = case.outlets
    priors = {name: case.priors[name] for name in (f"{EVIDENCE}.{each.name}" for each in SPREADS)}
    priors.update({prior.name: prior for prior in case.reliability.values()})
    for key in outlets.own:
        assert outlets.origin is not None
        name = f"{EVIDENCE}.outlet_{key}"
        priors[name] = Prior(name, "normal", 0.0, outlets.spread, "logit", outlets.reason, outlets.origin)
    return priors


def prior_problems(case: Case, order: tuple[Mechanism, ...]) -> list[Problem]:
    """Return every parameter without a prior, every prior without a parameter and every unit that differs."""
    wanted = {name: parameter for _, parameter, name in names(order)}
    wanted.update({f"{EVIDENCE}.{parameter.name}": parameter for parameter in SPREADS})
    problems = [
        Problem("priors.toml", 0, name, "no prior", "a table with family, value, spread, unit, reason", f"add [{name}]")
        for name in wanted
        if name not in case.priors
    ]
    for name, prior in case.priors.items():
        if name not in wanted:
            problems.append(
                Problem(
                    prior.origin.file,
                    prior.origin.line,
                    name,
                    "no parameter of the model",
                    "see docs/model.md",
                    "remove it",
                )
            )
        elif prior.unit != wanted[name].unit:
            problems.append(
                Problem(
                    prior.origin.file,
                    prior.origin.line,
                    f"{name}.unit",
                    repr(prior.unit),
                    repr(wanted[name].unit),
                    "give the prior in that unit",
                )
            )
    return problems


def draw_parameters(case: Case, order: tuple[Mechanism, ...], n_particles: int, seed: int) -> Floats:
    """Return parameters drawn from the priors; (block, parameter, lane).

    Args:
        n_particles: a multiple of 64.

    Raises:
        CaseError: if the case lacks a prior or has one too many.
    """
    cloud = ParameterCloud(case, order)
    return cloud.values(cloud.draw(n_particles, seed))


class ParameterCloud:
    """Parameters of all particles, as standard deviations from the prior median on each family's own scale (``z``).

    Those of the mechanisms come first, in their order; those of the evidence follow.
    """

    def __init__(self, case: Case, order: tuple[Mechanism, ...]) -> None:
        """Check the priors and lay them out; raises CaseError if one is missing or one too many."""
        problems = prior_problems(case, order)
        if problems:
            raise CaseError(str(case.folder), problems)
        by_name = {name: case.priors[name] for _, _, name in names(order)} | evidence_priors(case)
        self.names = tuple(by_name)
        self.index = {name: number for number, name in enumerate(self.names)}
        priors = list(by_name.values())
        self.is_log = np.array([prior.family == "lognormal" for prior in priors])
        self.is_logit = np.array([prior.family == "logitnormal" for prior in priors])
        self.centre = np.array([transform(prior, np.zeros(1), inner=True)[0] for prior in priors])
        self.spread = np.array([prior.spread for prior in priors])

    def draw(self, n_particles: int, seed: int) -> NDArray[np.float64]:
        """Return draws from the priors, shape (particle, parameter); each parameter has a stream of its own."""
        return np.stack([stream(seed, "parameter", name).standard_normal(n_particles) for name in self.names], axis=1)

    def values(self, z: NDArray[np.float64]) -> Floats:
        """Return the parameters themselves; (block, parameter, lane)."""
        inner = self.centre + self.spread * z
        inner[:, self.is_log] = np.exp(inner[:, self.is_log])
        inner[:, self.is_logit] = 1.0 / (1.0 + np.exp(-inner[:, self.is_logit]))
        return blocks(inner.astype(np.float32))

    def column(self, z: NDArray[np.float64], name: str, *, inner: bool = False) -> NDArray[np.float64]:
        """Return one parameter of all particles, shape (particle,).

        Args:
            inner: return it on the family's own scale (identity, log, logit) instead.
        """
        number = self.index[name]
        value = self.centre[number] + self.spread[number] * z[:, number]
        if inner or not (self.is_log[number] or self.is_logit[number]):
            return np.asarray(value)
        return np.asarray(np.exp(value) if self.is_log[number] else 1.0 / (1.0 + np.exp(-value)))

    def wander(self, z: NDArray[np.float64], days: float, memory_days: float, draw: np.random.Generator) -> NDArray[np.float64]:
        """Return parameters some days later: they wander around their priors and forget where they were.

        z' = r z + sqrt(1 - r^2) noise with r = exp(-days / memory_days). What holds of a border changes over the years; and a
        parameter that no evidence speaks of keeps its prior exactly, whatever resampling did to the particles that carried it.
        """
        keep = np.exp(-days / memory_days)
        # a parameter after another, so that one more at the end leaves the others their numbers
        noise = draw.standard_normal(z.shape[::-1]).T
        return np.ascontiguousarray(keep * z + np.sqrt(1.0 - keep * keep) * noise)


def transform(prior: Prior, z: NDArray[np.float64], *, inner: bool = False) -> NDArray[np.float64]:
    """Return the parameter's value at ``z`` standard deviations from the prior median.

    Args:
        inner: return it on the family's own scale (identity, log, logit) instead.
    """
    centre = prior.value
    if prior.family == "lognormal":
        centre = float(np.log(prior.value))
    elif prior.family == "logitnormal":
        centre = float(np.log(prior.value / (1.0 - prior.value)))
    value = centre + prior.spread * z
    if inner or prior.family == "normal":
        return np.asarray(value)
    return np.asarray(np.exp(value) if prior.family == "lognormal" else 1.0 / (1.0 + np.exp(-value)))
