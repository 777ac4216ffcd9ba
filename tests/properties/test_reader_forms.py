"""Whatever happens to a file of any form, reading it ends soon, in reports or in a PageError."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.errors import PageError
from contraflow.reports.mending import mend
from contraflow.reports.page import read_reports
from tests.unit.reports.made_pages import EVERY_FORM, packed, rss, warc

FORMS = sorted(EVERY_FORM)
STARTS = [
    b"",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"WARC/1.0\r\n",
    b"%PDF-1.4\n",
    b"<rss>",
    b"<feed>",
    b"MIME-Version: 1.0\n",
    b"{",
    b"[",
]
PIECES = [
    b"<![CDATA[", b"&x;", b"\x00", b"]]>", b"--b--", b"\xff\xfe", b"=?utf-8?b?!!?=", b"charset=idna", b"http://[",
    b"Content-Length: 99999999999\r\n", b"<!--", b'"', b"-1", b"<x xmlns='", b"endobj", b"stream", b"PK\x05\x06", b"\r\n\r\n",
]  # fmt: skip
CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 40), st.one_of(st.binary(max_size=12), st.sampled_from(PIECES), st.just(b"<<cut>>"))
    ),
    min_size=1,
    max_size=6,
)


def read(content: bytes) -> None:
    started = time.process_time()
    try:
        for report in read_reports(content):
            assert report.text.strip() and report.id and len(report.sha1) == 40
    except PageError as error:
        assert "found" in str(error) and "allowed" in str(error) and "do:" in str(error)
    assert time.process_time() - started < 3.0


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15, deadline=None)
@given(changes=CHANGES)
def test_a_file_that_was_damaged_is_read_or_refused(form, changes):
    content = EVERY_FORM[form]
    for place, length, new in changes:
        at = int(place * len(content))
        content = content[:at] if new == b"<<cut>>" else content[:at] + new + content[at + length :]
    read(content)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STARTS), st.lists(st.one_of(st.binary(max_size=60), st.sampled_from(PIECES)), max_size=8))
def test_any_bytes_that_begin_as_a_form_does_are_read_or_refused(start, pieces):
    read(start + b"".join(pieces))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab ?.,!\ufffd“”’tsm\n", max_size=80))
def test_mending_changes_nothing_but_lost_marks_and_is_done_once(text):
    mended = mend(text)
    assert len(mended) == len(text)
    assert all(old == new or old in "?\ufffd" for old, new in zip(text, mended, strict=True))


CHOKING = {
    "marks": b"Boats Return\n\n" + b"?a " * 200_000,
    "marks that close": b"Boats Return\n\n" + b"a? " * 200_000,
    "tags": b"Q: Why is that so?\n" * 15_000,
    "titles": b"Boats Return to the River\nMay 3, 2018\n" * 8_000,
    "updates": b"UPDATE, 3 May: Boats return to the river now.\n\n" * 6_000,
    "menus": b"Home " * 150_000,
    "colons": b"A" + b" Aa" * 200_000 + b": x.",
    "headers": b"MIME-Version: 1.0\n" + b"X: y\n" * 100_000,
    "folded header": b"MIME-Version: 1.0\nX: y\n" + b" y\n" * 100_000,
    "encoded words": b"MIME-Version: 1.0\nSubject: "
    + b"=?utf-8?q?a?= " * 20_000
    + b"\n\nBoats return to the river now, he said.\n",
    "feed of entries": rss(*(f"<item><title>{n}</title><description>Boats return.</description></item>" for n in range(150))),
    "feed of tags": b"<rss><channel><item><description>" + b"&lt;b&gt;" * 100_000,
    "feed of brackets": b"<rss>" + b"<" * 500_000,
    "zip of pages": packed({f"{n}.html": b"<html><p>Boats." for n in range(150)}),
    "records": warc({f"https://example.org/{n}": b"<p>x" for n in range(150)}),
    "JSON": b"[" + b'{"a":[' * 30_000,
}


@pytest.mark.parametrize("name", CHOKING)
def test_a_file_made_to_choke_its_reader_is_read_or_refused_in_bounded_time(name):
    started = time.process_time()
    try:
        read_reports(CHOKING[name])
    except PageError as error:
        assert "allowed" in str(error)
    assert time.process_time() - started < 6.0  # not a benchmark: what grows with the square of length takes minutes
