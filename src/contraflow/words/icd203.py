"""Words of estimative probability: ICD 203 (Analytic Standards, 2015), its first row of terms and no other."""

from itertools import pairwise

EDGES = (0.01, 0.05, 0.20, 0.45, 0.55, 0.80, 0.95)
TERMS = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
)
LAST_EDGE = 0.99
ROUNDING = 1e-9
"""Sums of weights pass 0 and 1 by as little as this."""


def probability_word(chance: float) -> str:
    """Return the ICD 203 term of a chance.

    The directive's ranges share their edges; here the lower edge belongs to the higher word, so 0.55 is ``likely``.
    Below 0.01 and above 0.99 the directive has no word and the number stands alone.

    Args:
        chance: probability, 0 to 1; a rounding error of a sum of weights is let pass.

    Returns:
        The term, or an empty text below 0.01 and above 0.99.

    Raises:
        ValueError: the chance is not between 0 and 1.
    """
    if not -ROUNDING <= chance <= 1.0 + ROUNDING:
        raise ValueError(f"chance: found {chance}; allowed: 0 to 1; do: pass a probability, not a percentage or NaN")
    if chance < EDGES[0] or chance > LAST_EDGE:
        return ""
    for term, (_, upper) in zip(TERMS, pairwise((*EDGES, LAST_EDGE)), strict=True):
        if chance < upper:
            return term
    return TERMS[-1]


def probability_ranges() -> tuple[tuple[str, float, float], ...]:
    """Return each term with the lower and upper edge of its range, the smallest chance first."""
    return tuple((term, lower, upper) for term, (lower, upper) in zip(TERMS, pairwise((*EDGES, LAST_EDGE)), strict=True))
