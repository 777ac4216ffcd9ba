"""What is not known for sure: one row a parameter, one value a particle, drawn from the case's priors."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from contraflow.border.layout import Floats, blocks
from contraflow.border.mechanism import Mechanism, Parameter
from contraflow.case.case import Case, Prior
from contraflow.errors import CaseError, Problem
from contraflow.randomness import stream


def parameter_starts(order: tuple[Mechanism, ...]) -> NDArray[np.int64]:
    """Return the first row of each mechanism's own parameters, and the end; (mechanism + 1,)."""
    return np.concatenate([[0], np.cumsum([len(each.parameters) for each in order])]).astype(np.int64)


def names(order: tuple[Mechanism, ...]) -> Iterator[tuple[Mechanism, Parameter, str]]:
    """Yield every parameter of the model with its full name, e.g. ``beliefs.learning``."""
    for mechanism in order:
        for parameter in mechanism.parameters:
            yield mechanism, parameter, f"{mechanism.name}.{parameter.name}"


def prior_problems(case: Case, order: tuple[Mechanism, ...]) -> list[Problem]:
    """Return every parameter without a prior, every prior without a parameter and every unit that differs."""
    wanted = {name: parameter for _, parameter, name in names(order)}
    problems = [
        Problem("priors.toml", 0, name, "no prior", "a table with family, value, spread, unit, reason", f"add [{name}]")
        for name in wanted
        if name not in case.priors
    ]
    for name, prior in case.priors.items():
        if name not in wanted:
            problems.append(
                Problem(prior.origin.file, prior.origin.line, name, "no parameter of the model", "see docs/model.md", "remove it")
            )
        elif prior.unit != wanted[name].unit:
            problems.append(
                Problem(
                    prior.origin.file, prior.origin.line, f"{name}.unit", repr(prior.unit), repr(wanted[name].unit),
                    "give the prior in that unit",
                )  # fmt: skip
            )
    return problems


def draw_parameters(
    case: Case, order: tuple[Mechanism, ...], n_particles: int, seed: int, spread: float = 1.0
) -> Floats:
    """Return parameters drawn from the priors; (block, parameter, lane).

    Args:
        n_particles: a multiple of 64.
        spread: 1 draws from the priors, 0 puts every particle on the prior median.

    Raises:
        CaseError: if the case lacks a prior or has one too many.
    """
    problems = prior_problems(case, order)
    if problems:
        raise CaseError(str(case.folder), problems)
    drawn = [
        transform(case.priors[name], spread * stream(seed, "parameter", name).standard_normal(n_particles))
        for _, _, name in names(order)
    ]
    return blocks(np.array(drawn, np.float32).T)


def transform(prior: Prior, z: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the parameter's value at ``z`` standard deviations from the prior median on the family's own scale."""
    if prior.family == "lognormal":
        return np.asarray(prior.value * np.exp(prior.spread * z))
    if prior.family == "logitnormal":
        logit = np.log(prior.value / (1.0 - prior.value)) + prior.spread * z
        return np.asarray(1.0 / (1.0 + np.exp(-logit)))
    return np.asarray(prior.value + prior.spread * z)


def standardise(prior: Prior, value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many standard deviations a value lies from the prior median; the inverse of ``transform``."""
    if prior.spread == 0:
        return np.zeros_like(value)
    if prior.family == "lognormal":
        return np.asarray(np.log(value / prior.value) / prior.spread)
    if prior.family == "logitnormal":
        logit = np.log(value / (1.0 - value)) - np.log(prior.value / (1.0 - prior.value))
        return np.asarray(logit / prior.spread)
    return np.asarray((value - prior.value) / prior.spread)
