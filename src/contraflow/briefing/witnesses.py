"""Evidence that was weighed together is shown together: one shift, all the claims that share it."""

from collections.abc import Iterable

from contraflow.estimates.estimate import Influence


def by_witness(evidence: Iterable[Influence]) -> list[tuple[Influence, ...]]:
    """Return influences grouped by the shift that they share, the largest shift first.

    Influences belong together when they were weighed on one day, share one shift among the same number of observations,
    and come from one report or series (the part of the id before the last slash).
    """
    groups: dict[tuple[str, ...], list[Influence]] = {}
    for one in sorted(evidence, key=lambda influence: -abs(influence.shift)):
        alone = one.observation if one.shared < 2 else ""
        source = one.observation.rpartition("/")[0]
        key = (source, one.day.isoformat(), repr(one.shift), str(one.shared), alone)
        groups.setdefault(key, []).append(one)
    return [tuple(group) for group in groups.values()]
