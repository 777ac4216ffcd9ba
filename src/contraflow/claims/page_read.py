"""What came of one page: the unit in which pages are read, kept and not read again."""

from dataclasses import dataclass

from contraflow.claims.claim import Claim
from contraflow.reports.report import Report


@dataclass(frozen=True)
class PageRead:
    """One page, read or refused.

    Attributes:
        name: where it came from, as the user named it: a file, a member of an archive, an entry of a feed.
        sha1: of its bytes; the same bytes are never read twice.
        url: its address, when known.
        reports: the stories on it, in order; none when it was refused.
        claims: of all its reports, in order.
        problem: why it was refused, in words for a user; empty when it was read.
        repeats: id of a report read earlier that the page nearly repeats word for word; then it holds no claims of its own.
    """

    name: str
    sha1: str
    url: str = ""
    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    problem: str = ""
    repeats: str = ""
