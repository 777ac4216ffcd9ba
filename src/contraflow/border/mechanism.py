"""The one interface of the border model: a mechanism changes part of the state once a day.

A mechanism is a file in mechanisms/ that holds

* ``NAME``, ``READS`` and ``WRITES``: quantities of ``State`` and ``Scratch``, used to check the order;
* ``PARAMETERS``: what is not known for sure; a case gives each a prior with its reason;
* ``step(block, day, state, own, at, border, calendar, key, who, scratch)``: a compiled function on rows of 64 particles.

In ``step``, ``own[k]`` is the row of the mechanism's k-th parameter, one value a particle; ``key`` names the day's random
stream of this mechanism, so that dropping a later mechanism or changing a scenario leaves these draws alone; ``who`` holds
the particles' identities, with which each draws its own numbers of that stream wherever it lies.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Parameter:
    """A quantity that is not known for sure.

    Attributes:
        name: without the mechanism's name.
        unit: in words; ``1`` when dimensionless.
        meaning: one sentence.
    """

    name: str
    unit: str
    meaning: str


@dataclass(frozen=True)
class Mechanism:
    """One entry of ``ORDER``."""

    name: str
    reads: frozenset[str]
    writes: frozenset[str]
    parameters: tuple[Parameter, ...]
    step: Callable[..., None]
    source: str


def mechanism(module: Any) -> Mechanism:
    """Return the mechanism that a module in mechanisms/ describes."""
    return Mechanism(
        name=module.NAME,
        reads=frozenset(module.READS),
        writes=frozenset(module.WRITES),
        parameters=module.PARAMETERS,
        step=module.step,
        source=(module.__doc__ or "").strip(),
    )
