"""Names of reports: two pages of one outlet on one day are two reports, a page that was read again is the same one."""

from collections.abc import Callable, Sequence
from typing import Protocol

from contraflow.reports.report import Report
from contraflow.store.rows import column_text, text_digest

Known = Callable[[str], Sequence[tuple[str, str]]]  # an id -> address and text digest of each version of its report


class Told(Protocol):
    """A report of an earlier reading of the same page."""

    @property
    def report(self) -> Report:
        """The report under the name that it has in the store."""
        ...

    @property
    def reading(self) -> int:
        """The number of the reading."""
        ...


def name_reports(found: Sequence[Report], before: Sequence[Told], known: Known) -> list[str]:
    """Return the names that the reports of a page have in the store.

    A page that was kept before keeps the names of its reports: those with the same id, then those with the same text, then,
    when no other is left on either side, the one left. A report is a further version of another page's when it has that one's
    id and its address or its text; with the id alone it is another report of that outlet and day, and its name gets a tail.

    Args:
        found: the reports as read.
        before: reports of all earlier readings of the page's bytes.
        known: what the store holds under an id.
    """
    names: list[str] = [""] * len(found)
    last = max((each.reading for each in before), default=0)
    old = {each.report.id: text_digest(each.report.text) for each in before if each.reading == last}
    texts = [text_digest(report.text) for report in found]
    for is_it in (lambda at, name: found[at].id == name, lambda at, name: texts[at] == old[name]):
        for at in range(len(found)):
            same = [name for name in old if name not in names and is_it(at, name)]
            if not names[at] and same:
                names[at] = same[0]
    left = [name for name in old if name not in names]
    if names.count("") == 1 == len(left):
        names[names.index("")] = left[0]
    for at, report in enumerate(found):
        if not names[at]:
            names[at] = _name(report, texts[at], names, known)
    return names


def _name(report: Report, text: str, taken: Sequence[str], known: Known) -> str:
    given = column_text(report.id)
    for length in (0, 8, 16, 32, 64):
        name = f"{given}-{text[:length]}" if length else given
        versions = known(name)
        is_same = any(text == digest or (report.url and report.url == url) for url, digest in versions)
        if name not in taken and (not versions or is_same):
            return name
    return f"{given}-{text}-{len(taken)}"  # the same words twice on one page
