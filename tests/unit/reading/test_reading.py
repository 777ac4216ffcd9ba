"""Folders are read in parallel, in order, every page once; what goes wrong costs one page."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contraflow.claims.claim import Evidence
from contraflow.claims.page_read import PageRead
from contraflow.errors import OptionError, PageError
from contraflow.reading import Source, find_sources, read_into, read_pages
from contraflow.reading.crew import Crew, Job
from contraflow.reading.repeats import Repeats, sketch
from contraflow.reports.formats.part import Part
from contraflow.reports.page import read_report
from tests.unit.reading.conftest import mishaps, page
from tests.unit.reports.made_pages import EVERY_FORM, HTML, ONE, TITLE, TWO, mail, packed, rss


def names(pages):
    return [Path(each.name).name for each in pages]


def test_processes_give_the_same_pages_in_the_same_order_as_none(folder, toy):
    alone = list(read_pages([folder], toy, workers=0))
    assert names(alone) == ["page3.txt", "page0.txt", "page1.txt", "page2.txt", "page4.txt", "page5.txt"]
    assert all(each.claims and not each.problem and not each.repeats for each in alone)
    pages = read_pages([folder], toy, workers=2)
    assert next(pages) == alone[0] and multiprocessing.active_children()
    assert list(pages) == alone[1:]
    assert not multiprocessing.active_children()


def test_a_page_that_breaks_hangs_or_kills_its_reader_costs_only_itself(toy):
    parts = [Part(f"{number}", page(number).encode()) for number in (1, 2, 4, 3, 5, 6)]
    with Crew(1, toy, mishaps, seconds=3.0) as crew:
        jobs = crew.read(Job(part) for part in parts)
        read = [job.done[0].page for job in jobs]
    assert [each.name for each in read] == ["1", "2", "4", "3", "5", "6"]
    assert [bool(each.claims) for each in read] == [True, False, False, True, False, True]
    reasons = ("the reading process died", "a fault of the reader (KeyError", "takes over 3 seconds")
    for each, reason in zip([read[1], read[2], read[4]], reasons, strict=True):
        assert reason in each.problem and "do:" in each.problem and each.sha1


def test_every_form_is_read_and_the_same_story_told_once(forms, toy):
    pages = list(read_pages([forms], toy, workers=0))
    assert not [each for each in pages if each.problem]
    told = [each for each in pages if not each.repeats]
    assert len(pages) == len(EVERY_FORM) + 2  # the second lines of JSON and members of the zip
    assert {report.title for each in told for report in each.reports} == {TITLE, "Boats Stay"}
    assert all(not each.claims for each in pages if each.repeats)


def test_the_same_bytes_are_never_read_twice(tmp_path, toy):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(page(1), "utf-8")
    (tmp_path / "c.txt").write_text("Home\nMenu\n", "utf-8")
    (tmp_path / "d.txt").write_text("Home\nMenu\n", "utf-8")
    first, second, bad, bad_again = read_pages([tmp_path], toy, workers=0)
    assert second == PageRead(second.name, first.sha1, repeats=first.reports[0].id)
    assert bad.problem and (bad_again.problem, bad_again.repeats) == (bad.problem, "")


def test_a_page_known_already_is_given_without_reports_or_problem(folder, toy):
    known = {each.sha1 for each in read_pages([folder], toy, workers=0)}
    again = list(read_pages([folder], toy, workers=0, is_known=known.__contains__))
    assert len(again) == 6
    assert all(each == PageRead(each.name, each.sha1) for each in again)


def test_an_entry_that_stood_in_an_earlier_feed_is_known(toy):
    item = "<item><title>{0}</title><link>https://example.org/{0}</link><description>{1}</description></item>"
    old, new = item.format("old", f"{ONE}\n\n{TWO}"), item.format("new", page(3))
    (first,) = read_pages([Source("monday.xml", content=rss(old))], toy, workers=0)
    known = [first.sha1]
    pages = list(read_pages([Source("tuesday.xml", content=rss(old, new))], toy, is_known=known.__contains__))
    assert [bool(each.reports) for each in pages] == [False, True]
    assert not any(each.problem for each in pages)


def test_reports_of_one_outlet_and_day_have_ids_of_their_own(folder, toy):
    sources = [replace(each, published=date(2021, 6, 30)) for each in find_sources([folder])]
    pages = list(read_pages(sources, toy, workers=0))
    ids = [report.id for each in pages for report in each.reports]
    assert ids[0] == "page-2021-06-30" and len(set(ids)) == 6
    for each in pages:
        assert {claim.report for claim in each.claims} == {each.reports[0].id}
        assert [claim.id for claim in each.claims] == [f"{claim.report}/{claim.number}" for claim in each.claims]
    (later,) = read_pages([Source("x", content=page(7).encode(), published=date(2021, 6, 30))], toy, earlier=pages[0].reports)
    assert later.reports[0].id == f"page-2021-06-30-{later.sha1[:6]}"


def test_a_story_that_one_page_of_several_repeats_is_linked_and_makes_no_claims(toy):
    new = f"Salt Is Dear Upstream\nBy Ann Example\n\n{page(9).split(chr(10) * 2, 1)[1]}"
    both = f"{page(1)}\n\n{new}"
    first, second = read_pages([Source("a", content=page(1).encode()), Source("b", content=both.encode())], toy, workers=0)
    assert [report.echo_of for report in second.reports] == [first.reports[0].id, ""]
    assert second.repeats == "" and {claim.report for claim in second.claims} == {second.reports[1].id}


STORY = page(2)
DAY = date(2018, 6, 8)


def told(text: str, day: date | None = DAY):
    return sketch(read_report(text, published=day))


@pytest.mark.parametrize(
    ("again", "day", "repeated"),
    [
        (STORY, DAY, True),
        (STORY.replace("’", "?").replace("A broker", "One broker"), DAY, True),
        (f"{STORY}\n\nThis report was first published elsewhere and is shown here with thanks.", DAY, True),
        (STORY[: int(0.8 * len(STORY))], DAY, True),
        (STORY, date(2019, 1, 1), True),
        (STORY.replace("week 2", "week 3").replace("5 times", "6 times"), date(2018, 6, 15), False),
        (STORY.replace("300 yuan", "500 yuan"), DAY, False),
        (f"{STORY}\n\nThe bridge was opened again on Friday, a driver said, after the two sides had met at the mill and talked "
         "for a day about the row of lorries, and the first loads of cement went over before the evening.", DAY, False),
        (STORY.replace("have eased", "have tightened").replace("no longer", "always"), date(2018, 7, 8), False),
        (page(4), DAY, False),
    ],
)  # fmt: skip
def test_what_is_a_repeat_and_what_is_new(again, day, repeated):
    repeats = Repeats()
    repeats.add("the first", told(STORY))
    assert repeats.find(told(again, day)) == ("the first" if repeated else "")


class Fake:
    """A store in memory."""

    def __init__(self):
        self.pages = []

    def is_known(self, sha1):
        return any(sha1 == each.sha1 for each in self.pages)

    def keep_page(self, page, *, known=None):
        self.pages.append(page)

    def evidence(self):
        return Evidence(tuple(report for each in self.pages for report in each.reports), ())

    def link_retellings(self):
        self.linked = True
        return 0


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(folder, toy):
    (folder / "page2.txt").write_text("Home\n", "utf-8")
    store = Fake()
    store.linked = False
    pages = read_into(store, [folder], toy, workers=0)
    first = [next(pages) for _ in range(3)]
    pages.close()
    assert store.pages == first and not store.linked
    rest = list(read_into(store, [folder], toy, workers=0))
    assert [bool(each.reports) for each in rest] == [False, False, False, False, True, True]
    assert names(each for each in rest if each.problem) == ["page2.txt"]
    assert len(store.pages) == 5 and len({report.id for report in store.evidence().reports}) == 5
    assert store.linked


def test_a_story_that_the_store_holds_from_another_page_is_a_repeat(toy):
    store = Fake()
    list(read_into(store, [Source("a", content=page(1).encode())], toy))
    (again,) = read_into(store, [Source("b", content=mail(page(1)))], toy)
    assert again.repeats == store.pages[0].reports[0].id and not again.claims and len(store.pages) == 2


def test_what_a_folder_holds_beside_pages_is_left_out(tmp_path, toy):
    outside = tmp_path / "outside.txt"
    outside.write_text(page(1), "utf-8")
    home = tmp_path / "home"
    (home / "story_files").mkdir(parents=True)
    (home / "story.html").write_text(HTML, "utf-8")
    (home / "story_files" / "frame.html").write_text(HTML, "utf-8")
    (home / ".hidden.html").write_text(HTML, "utf-8")
    (home / "picture.png").write_bytes(b"\x89PNG")
    (home / "link.txt").symlink_to(outside)
    assert names(find_sources([home])) == ["story.html"]


def test_what_is_not_there_is_said_before_anything_is_read(tmp_path, toy):
    with pytest.raises(PageError, match="no such file"):
        read_pages([tmp_path / "nowhere.html"], toy)
    with pytest.raises(PageError, match="found no page"):
        read_pages([tmp_path], toy)
    with pytest.raises(OptionError, match="workers: found -1"):
        read_pages([], toy, workers=-1)


def test_a_broken_archive_costs_only_itself(tmp_path, toy):
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": page(1).encode(), "b.zip": b"PK\x03\x04 and no more"}))
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "c.txt").write_text(page(2), "utf-8")
    pages = list(read_pages([tmp_path], toy, workers=0))
    assert names(pages) == ["a.zip!a.txt", "a.zip!b.zip", "b.zip", "c.txt"]
    assert [bool(each.problem) for each in pages] == [False, True, True, False]


def test_progress_ends_at_one(folder, toy):
    shares = []
    list(read_pages([folder], toy, workers=0, progress=shares.append))
    assert shares == sorted(shares) and len(shares) == 6 and shares[-1] == 1.0


SCRIPT = """
from contraflow.case import read_case
from contraflow.reading import Source, read_pages
from tests.unit.reading.conftest import mishaps, page
if __name__ == "__main__":
    sources = [Source(str(n), content=page(n).encode()) for n in (1, 5, 3)]
    for read in read_pages(sources, read_case("cases/toy"), workers=1, reader=mishaps):
        print(read.name, flush=True)
"""


def is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_an_interrupt_ends_all_processes_promptly(root, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    environment = {"PYTHONPATH": f"{root / 'src'}:{root}", "PATH": ""}
    with subprocess.Popen(
        [sys.executable, script],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as run:
        assert run.stdout.readline() == b"1\n"  # the reading process is at the page that hangs
        started = time.monotonic()
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=30)
        assert time.monotonic() - started < 5.0  # not a benchmark: nobody may wait for the page that hangs
    assert said.count(b"Traceback") == 1 and said.rstrip().endswith(b"KeyboardInterrupt")
    while is_there(run.pid) and time.monotonic() - started < 10.0:  # what Python itself starts beside processes ends after them
        time.sleep(0.05)
    assert not is_there(run.pid)
