"""When a page was published: by the role of a date on the page, never by its position.

An address, a meta tag and JSON-LD are safe; a dateline or a date line of its own counts; a date in a caption, a comment or
the story itself does not.
"""

import re
from collections.abc import Sequence
from datetime import date

from lxml.html import HtmlElement

from contraflow.reports.linked import linked_data, strings_under

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may may", "jun june", "jul july", "aug august",
         "sep september sept", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip
YEAR = r"(20[0-3]\d|19[89]\d)"
IN_URL = (
    re.compile(rf"(?<!\d){YEAR}[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?P<y>20[0-3]\d)(?:\d{6})?(?!\d)"),
)
META = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "dc.date",
    "dc.date.issued",
    "parsely-pub-date",
)
PLACE = r"(?:[A-Z][A-Za-z .'’-]{2,30}[,|–—-]\s*)?"  # "SEOUL, April 25, 2016"
UPDATED = re.compile(r"^\W*(?:last )?(?:updated|modified)", re.IGNORECASE)
DATE_LINE = re.compile(
    rf"^\W*{PLACE}(?:published|posted|updated|date)?\W*(?:on\W+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:(?P<iso>{YEAR}[-.]\d\d[-.]\d\d)|"
    rf"(?P<month>[A-Z][a-z]{{2,8}})\.? (?P<day>\d{{1,2}}),? (?P<year>{YEAR})|"
    rf"(?P<day2>\d{{1,2}}) (?P<month2>[A-Z][a-z]{{2,8}})\.?,? (?P<year2>{YEAR}))(?:[ ,T|].{{0,30}})?$",
    re.IGNORECASE,
)
# "SEOUL, April 25, 2016 (Invented Agency) - ": place in capitals, date, perhaps an agency, a dash
DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][A-Za-z. ]{2,20})?)(?:, (?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}))?"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?,? ?(?:\((?P<agency>[^()]{2,40})\))? ?(?:-{1,2}|–|—) "
)


def date_of_url(url: str) -> date | None:
    """Return the date that an address holds."""
    for pattern in IN_URL:
        for found in pattern.finditer(url):
            parts = found.groupdict()
            year, month, day = (parts["y"], parts["m"], parts["d"]) if parts else found.groups()
            when = day_of(year, month, day)
            if when:
                return when
    return None


def date_of_meta(tree: HtmlElement) -> date | None:
    """Return the publication date in meta tags, time tags marked as such, or JSON-LD."""
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name in META:
            when = iso_day(tag.get("content") or "")
            if when:
                return when
    for value in linked_data(tree):
        for told in strings_under(value, "datePublished"):
            when = iso_day(told)
            if when:
                return when
    for tag in tree.iter("time"):
        if tag.get("pubdate") is not None or "publish" in (tag.get("class") or "") + (tag.get("itemprop") or "").lower():
            when = iso_day(tag.get("datetime") or tag.text_content())
            if when:
                return when
    return None


def date_of_lines(lines: Sequence[str]) -> date | None:
    """Return the date of a line that holds nothing but a date; the lines are those above the story.

    A line that says when the page was updated counts only where no other does.
    """
    for line in sorted(lines, key=lambda line: bool(UPDATED.match(line))):
        found = DATE_LINE.match(line.strip())
        if not found:
            continue
        parts = found.groupdict()
        if parts["iso"]:
            when = iso_day(parts["iso"])
        else:
            name = (parts["month"] or parts["month2"] or "").lower()
            when = day_of(parts["year"] or parts["year2"], str(MONTHS.get(name, 0)), parts["day"] or parts["day2"])
        if when:
            return when
    return None


def date_of_dateline(paragraph: str) -> date | None:
    """Return the date of the dateline with which a story begins; None when it has none or lacks the year."""
    found = DATELINE.match(paragraph[:200])
    return date_of_lines([found["date"]]) if found and found["date"] else None


def without_dateline(paragraph: str) -> str:
    """Return a story's first paragraph without its dateline: where its reporter sat is not where anything happened."""
    found = DATELINE.match(paragraph[:200])
    return paragraph[found.end() :] if found and paragraph[found.end() :].strip() else paragraph


def agency_of_dateline(paragraph: str) -> str:
    """Return the agency that a story's dateline names, e.g. in ``DANDONG, China (...) -``; empty when none."""
    found = DATELINE.match(paragraph[:200])
    return (found["agency"] or "") if found else ""


def iso_day(text: str) -> date | None:
    """Return the day with which a text begins, as ``2018-06-08`` or ``2018-06-08T10:20``; None when it begins otherwise."""
    found = re.match(rf"\s*{YEAR}[-.]?(\d\d)[-.]?(\d\d)", text)
    return day_of(*found.groups()) if found else None


def day_of(year: str, month: str, day: str) -> date | None:
    """Return a day from its digits; None when there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
