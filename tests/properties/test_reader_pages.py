"""Whatever the page, reading it ends soon and in a report or a PageError; what was read survives JSON."""

import textwrap
import time
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from contraflow.errors import PageError
from contraflow.reports.page import read_report
from contraflow.reports.plain import LEAST_BREAKS
from contraflow.reports.report import Report

SENTENCES = [
    "Checks along the river have become rarer since the spring, people in the border area say.",
    "“Nobody stops us at night now,” a trader in the border town said on condition of anonymity.",
    "The traders who cross the river had been paying the guards a fee until the ice went.",
    "Few boats were out in winter, and those that were had to wait for days.",
    "A resident of the border town said that the price of hiring a boat has halved since April.",
]
PIECES = [
    b"<html>", b"<meta charset=", b"idna", b"undefined", b"unicode_escape", b"utf-16", b"iso-2022-jp", b"punycode", b">",
    b"<p>", b"</p>", b"<!--", b"-->", b"<script type='application/ld+json'>", b"</script>", b'{"datePublished": 1}',
    b"<time pubdate>",
    b"<?xml encoding='x'?>", b"<!DOCTYPE [", b"&#xD800;", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\x1b$B", b"\\N{x}", b"\\d",
    b"photo.", b"By Ann Example", b"SEOUL, April 31, 2016 (X) - ", b"\xc2\x85", b"\n",
    b"<figcaption>", b"&#27;[2J", b"&#x1B;", *(s.encode() for s in SENTENCES),
]  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")


def read_or_none(page: bytes | str) -> Report | None:
    try:
        return read_report(page)
    except PageError as error:
        assert "allowed" in str(error) and "do:" in str(error)
        return None


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join)))
def test_any_bytes_give_a_report_that_survives_json_or_a_reason(raw):
    report = read_or_none(raw)
    if report:
        assert not set(report.text + report.title) & {chr(code) for code in (*range(9), *range(14, 28), 127)}
        assert report.text.strip() and report.id and len(report.sha1) == 40
        assert Report.from_dict(report.to_dict()) == report


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_even_half_a_surrogate_pair_gives_a_report_or_a_reason(text):
    report = read_or_none(text)
    assert report is None or report.text.encode()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=5, unique=True), st.sampled_from(ENCODINGS))
def test_a_story_is_the_same_in_every_encoding(sentences, encoding):
    page = "Boats Return to the River\n\n" + "\n\n".join(sentences) + "\n"
    report = read_report(page.encode(encoding))
    assert report.title == "Boats Return to the River"
    assert report.text == "\n\n".join(sentences)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.permutations(SENTENCES).map(" ".join), min_size=1, max_size=4, unique=True),
    st.integers(min_value=50, max_value=100),
)
def test_a_text_broken_at_any_width_is_made_whole_again(paragraphs, width):
    broken = [textwrap.fill(each, width) for each in paragraphs]
    lines = [line for each in broken for line in each.splitlines()[:-1]]
    assume(sum(line[-1].islower() or line[-1] == "," for line in lines) > LEAST_BREAKS + 1)  # fewer may be chance
    page = "Boats Return to the River\n\n" + "\n\n".join(broken)
    assert read_report(page).text == "\n\n".join(paragraphs)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=5, unique=True), st.dates(date(2010, 1, 1), date(2029, 1, 1)))
def test_html_and_plain_text_of_one_story_agree(sentences, when):
    paragraphs = "".join(f"<p>{each}</p>" for each in sentences)
    html = (
        f'<html><head><meta property="article:published_time" content="{when}T08:00:00Z"></head>'
        f"<body><article><h1>Boats Return to the River</h1>{paragraphs}</article></body></html>"
    )
    plain = f"Boats Return to the River\n{when:%B} {when.day}, {when.year}\n\n" + "\n\n".join(sentences)
    web, text = read_report(html), read_report(plain)
    assert (web.title, web.published, web.text) == (text.title, text.published, text.text)
    assert web.published == when and web.text == "\n\n".join(sentences)


STORY = "".join(f"<p>{each}</p>" for each in SENTENCES)
BOMBS = {
    "elements": "<html><body>" + STORY + "<b>x</b>" * 1_000_000,
    "depth": "<html><body>" + "<div>" * 990 + STORY + "</div>" * 990,
    "unclosed paragraphs": "<html><body>" + "<p>" * 500_000,
    "ampersands": "<html><body>" + "&" * 5_000_000 + STORY,
    "open brackets": "<html><body>" + "<" * 90_000 + "a" * 900_000 + ">" + STORY,
    "open brackets without end": "<html><body>" + "<" * 5_000_000,
    "entities in entities": '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body>' + "&b;" * 100_000 + STORY,
    "nested JSON": "<html><script type='application/ld+json'>" + "[" * 200_000 + "]" * 200_000 + "</script><body>" + STORY,
    "script of 15 MB": "<html><script>" + "x=1;" * 3_750_000 + "</script><body>" + STORY,
    "short lines": "ab\n" * 6_000_000,
    "one line": "a" * 1_900_000,
    "numbers": "1," * 900_000 + "\n" + SENTENCES[0],
    "bullets": "•" * 1_900_000 + "\n" + SENTENCES[0],
    "spaces": "x" + " " * 1_900_000 + "x\n" + SENTENCES[0],
    "names": "By A" + " Aa" * 600_000 + "\n" + SENTENCES[0],
    "dashes": "-" * 1_900_000 + "x\n" + SENTENCES[0],
    "lines just short enough": ("By " + "Ann Bo and " * 170 + "\n") * 1_000 + SENTENCES[0],
}


@pytest.mark.parametrize("page", BOMBS.values(), ids=BOMBS.keys())
def test_a_page_made_to_choke_its_reader_takes_less_than_five_seconds(page):
    started = time.process_time()
    read_or_none(page)
    assert time.process_time() - started < 5.0
