"""Folders of pages, and a reader that goes wrong; it stands here because a new process finds it by its name."""

import os
import signal
import time
from pathlib import Path

import pytest

from contraflow.case.case import Case
from contraflow.claims.claim import Claim
from contraflow.claims.extract import read_claims
from contraflow.reports.report import Report
from tests.unit.reports.made_pages import EVERY_FORM

SENTENCES = (
    "Patrols on the river bank have eased since the talks, a trader in Midtown said on Monday.",
    "Boats cross every night again and the fee for a hired boat has fallen by half.",
    "Residents of Westbank say that fish is carried over in daylight, whatever the guards are told.",
    "Guards no longer stop the boats, another resident said, and nobody knows why they ever did.",
    "A broker at the upper ford said that bribes of 300 yuan are asked for each load of salt.",
    "Two porters were arrested in the spring, and their loads of wood were seized by the marine police.",
    "The bridge at the mill has been closed for weeks, and lorries wait in a long row before it.",
    "Prices of rice have risen in the market of Midtown, though less than those of fuel and of salt.",
)
ENDINGS = {"rss": "xml", "atom": "atom", "mail": "eml", "text": "txt", "warc": "warc"}


def page(number: int) -> str:
    """A page of its own: the sentences in another order, with another number in each."""
    order = SENTENCES[number % 8 :] + SENTENCES[: number % 8]
    words = "\n\n".join(f"{each} This was seen {number + 3} times in week {number}." for each in order)
    return f"Report Number {number} From the River\n\n{words}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six different pages, one of them in a folder of its own."""
    (tmp_path / "in").mkdir()
    for number in range(6):
        (tmp_path / ("in" if number == 3 else ".") / f"page{number}.txt").write_text(page(number), "utf-8")
    return tmp_path


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """The same story in every form."""
    for form, content in EVERY_FORM.items():
        (tmp_path / f"{form}.{ENDINGS.get(form, form)}").write_bytes(content)
    return tmp_path


def mishaps(report: Report, case: Case) -> tuple[Claim, ...]:
    """Kill the process that reads page 2, fail on page 4 in a way that nobody expected, and never come back from page 5."""
    if "Number 2 " in report.title:
        os.kill(os.getpid(), signal.SIGKILL)
    if "Number 4 " in report.title:
        raise KeyError("what nobody expected")
    if "Number 5 " in report.title:
        time.sleep(600)
    return read_claims(report, case)
