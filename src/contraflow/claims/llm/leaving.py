"""Whether a report's text may go to an endpoint: decided before any byte is sent.

An endpoint on this machine is in the house. To any other only public text goes: marked TLP:CLEAR, or unmarked and read at a
web address or said by the user to be public. A mark in the text itself counts like one given with it; the strictest wins.
"""

import html
import re
import unicodedata

from contraflow.claims.llm.settings import LlmSettings
from contraflow.errors import OptionError, PageError
from contraflow.reports.report import Report
from contraflow.words.load import claim_words

# without an end of the word: where tags are taken out, the next word may follow at once
MARK = re.compile(r"\bTLP\s{0,9}[:-]\s{0,9}(RED|AMBER\s{0,9}\+\s{0,9}STRICT|AMBER|GREEN|CLEAR|WHITE)", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
FREE = "TLP:CLEAR"


def check_may_leave(report: Report, settings: LlmSettings, marking: str = "") -> None:
    """Refuse a report whose text may not go to the endpoint.

    Args:
        report: with its text, title and captions, which are searched for marks.
        settings: name the endpoint, and whether the user calls the pages public.
        marking: TLP 2.0 label that the report carries apart from its text; empty for none.

    Raises:
        OptionError: ``house_only`` is set and the endpoint is elsewhere.
        PageError: the report is marked, or not known to be public, and the endpoint is elsewhere; or its mark is no TLP label.
    """
    if marking and marking not in claim_words("markings"):
        raise PageError(
            f"{report.id} marking: found {marking[:40]!r}; allowed: {', '.join(claim_words('markings'))} or nothing; "
            "do: mark the report with a TLP 2.0 label"
        )
    if settings.in_house:
        return
    if settings.house_only:
        raise OptionError(
            "--llm-url: found an endpoint elsewhere together with --house-only; allowed: localhost, 127.0.0.1, ::1; "
            "do: run the model on this machine, or read by rules"
        )
    strictest = strictest_mark(report, marking)
    if strictest not in {"", FREE}:
        raise PageError(
            f"{report.id}: marked {strictest}, so its text does not leave the house; allowed: an endpoint on this machine; "
            "do: read it by rules, or with a model on this machine"
        )
    if not strictest and not settings.public and not report.url.startswith(("https://", "http://")):
        raise PageError(
            f"{report.id}: unmarked and without a web address, so not known to be public; allowed: public text, or an endpoint "
            "on this machine; do: name its address with --url, or say --public, or read it by rules"
        )


def strictest_mark(report: Report, marking: str = "") -> str:
    """Return the strictest TLP label given with a report or standing in it; empty when there is none."""
    found = {marking} | {_mark(text) for text in (report.title, report.text, *report.captions)}
    return _strictest(found)


def mark_of_page(raw: bytes) -> str:
    """Return the strictest TLP label anywhere in the bytes of a page; empty when there is none.

    Marks often stand in headers and footers, which are furniture and get into no report.
    """
    text = raw.replace(b"\x00", b"").decode("utf-8", "replace")  # UTF-16 holds its ASCII between zeros
    # a tag may stand inside a label, or between it and the next word
    plain = (unicodedata.normalize("NFKC", html.unescape(TAG.sub(blank, text))) for blank in ("", " "))
    return _strictest({_mark(each) for each in plain})


def _mark(text: str) -> str:
    return _strictest({_label(each.group(1)) for each in MARK.finditer(text)})


def _strictest(found: set[str]) -> str:
    return next((label for label in claim_words("markings") if label in found), "")


def _label(words: str) -> str:
    label = re.sub(r"\s", "", words.upper())
    return FREE if label == "WHITE" else f"TLP:{label}"
