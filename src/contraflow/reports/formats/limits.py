"""How much an archive, a mail or a feed may hold: bounds that no honest one meets, and the count against them."""

from contraflow.errors import PageError

MOST_DEPTH = 3  # archives in archives in archives
MOST_MEMBERS = 20_000
MOST_TOTAL = 2_000_000_000  # bytes, unpacked
MOST_RATIO = 200  # unpacked over packed; text packs to a third or a tenth, rarely to a fiftieth
LEAST_SUSPECT = 5_000_000  # unpacked bytes below which a high ratio does no harm


class Budget:
    """What has been unpacked so far, counted over all levels of nesting.

    Every method raises PageError that names the limit when it is passed.
    """

    def __init__(self) -> None:
        self.members = 0
        self.total = 0
        self.depth = 0

    def deeper(self, where: str) -> "Budget":
        """Return the same count one level further in."""
        if self.depth >= MOST_DEPTH:
            raise beyond(where, f"archives nested over {MOST_DEPTH} deep", f"up to {MOST_DEPTH} levels")
        inner = Inner(self)
        inner.depth = self.depth + 1
        return inner

    def member(self, where: str) -> None:
        """Count a member."""
        self.members += 1
        if self.members > MOST_MEMBERS:
            raise beyond(where, f"over {MOST_MEMBERS:,} members", f"up to {MOST_MEMBERS:,}")

    def unpacked(self, size: int, where: str) -> None:
        """Count bytes that were unpacked."""
        self.total += size
        if self.total > MOST_TOTAL:
            raise beyond(where, f"over {MOST_TOTAL / 1e9:g} GB unpacked", f"up to {MOST_TOTAL / 1e9:g} GB in all")


class Inner(Budget):
    """A count one level further in that adds to the outer one."""

    def __init__(self, outer: Budget) -> None:
        super().__init__()
        self.outer = outer

    def member(self, where: str) -> None:
        """Count a member, here and outside."""
        self.outer.member(where)

    def unpacked(self, size: int, where: str) -> None:
        """Count bytes, here and outside."""
        self.outer.unpacked(size, where)


def check_ratio(unpacked: int, packed: int, where: str) -> None:
    """Raise PageError when so much was packed into so little that it is no page but a bomb."""
    if unpacked > LEAST_SUSPECT and unpacked > MOST_RATIO * max(packed, 1):
        raise beyond(where, f"{unpacked / 1e6:.0f} MB packed into {packed / 1e3:.0f} kB", f"a ratio up to {MOST_RATIO}")


def beyond(where: str, found: str, allowed: str) -> PageError:
    """Return the error for an archive over a limit."""
    return PageError(f"{where}: found {found}; allowed: {allowed}; do: unpack it yourself and keep the pages alone")
