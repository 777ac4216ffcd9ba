"""Trees of ids: circles and what stands above."""

from collections.abc import Mapping


def cycles(parents: Mapping[str, str]) -> list[str]:
    """Return the ids that are above themselves."""
    return [name for name in parents if name in above(name, parents)]


def above(name: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids above one, the nearest first; in a circle every id once."""
    found: list[str] = []
    node = parents.get(name, "")
    while node in parents and node not in found:
        found.append(node)
        node = parents[node]
    return tuple(found)
