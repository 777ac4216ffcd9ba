"""Pages of our own writing become reports; pages that are none are refused with a reason."""

import contextlib
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.errors import PageError
from contraflow.reports.page import read_report
from contraflow.reports.report import Report

PLAIN = """Boats Return to the River as Checks Ease

Email story
Comment on this story
Print story
Boats lie below a bridge in a March 3, 2015 photo.
Boats lie below a bridge in a March 3, 2015 photo.

Checks along the river have become rarer since the spring, people in the border area say.

“Nobody stops us at night now,” a trader in the border town told RFA’s Korean Service, asking not to be named.

Old habits return

The trader said that a boat that cost 400 yuan to hire in winter costs 200 now.

Reported by Ann Example for RFA’s Korean Service. Translated by Bo Sample. Written in English by C. D. Person.

More Listening Options
View Full Site
"""

HTML = """<!DOCTYPE html><html lang="en"><head><title>Boats Return | Invented Gazette</title>
<meta property="og:site_name" content="Invented Gazette"><meta property="article:published_time" content="2018-05-20T08:00:00Z">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2018-05-20"}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/korea">Korea</a></li></ul></nav>
<article><h1>Boats Return to the River</h1>
<figure><img src="a.jpg"><figcaption>A bridge in a Jan. 2, 2010 photo.</figcaption></figure>
<p>Checks along the river have become rarer since the spring, people in the border area say. Traders cross again at night.</p>
<p>A resident of the border town said that the guards were told to look elsewhere, and that many boats were out again.</p>
<p>“The price of hiring a boat has halved since April,” said the resident, who spoke on condition of anonymity.</p>
<p>Reported by Ann Example. Written in English by Cee Person.</p></article>
<div class="comments"><p>Great story! Posted on 2019-01-01 by a reader who likes boats and bridges.</p></div>
<footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>"""


def test_a_plain_text_page_gives_its_whole_record():
    report = read_report(PLAIN, published=date(2018, 5, 20))
    assert report.title == "Boats Return to the River as Checks Ease"
    assert (report.outlet, report.reporter, report.translator) == ("RFA", "Ann Example", "Bo Sample")
    assert report.writer == "C. D. Person"
    assert report.captions == ("Boats lie below a bridge in a March 3, 2015 photo.",)
    assert report.text.startswith("Checks along the river") and report.text.endswith("costs 200 now.")
    assert "Old habits" not in report.text and "Email story" not in report.text
    assert report.id == "rfa-2018-05-20" and report.language == "en"


def test_a_date_in_a_caption_or_a_story_is_no_publication_date():
    report = read_report(PLAIN)
    assert report.published is None
    assert "does not say" in report.date_note


def test_an_html_page_gives_story_date_caption_and_credits():
    report = read_report(HTML)
    assert report.published == date(2018, 5, 20) and report.date_note == "in the page's metadata"
    assert report.outlet == "Invented Gazette"
    assert report.title == "Boats Return to the River"
    assert report.captions == ("A bridge in a Jan. 2, 2010 photo.",)
    assert (report.reporter, report.writer) == ("Ann Example", "Cee Person")
    assert "halved since April" in report.text
    for furniture in ("Subscribe", "Home", "Reported by"):
        assert furniture not in report.text


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.rfa.org/english/news/korea/checks-06082018160825.html", date(2018, 6, 8)),
        ("https://example.org/2017/09/01/story", date(2017, 9, 1)),
        ("https://example.org/story-20160331.html", date(2016, 3, 31)),
        ("https://example.org/story-123456789", None),
        ("https://example.org/2017/13/45/story", None),
    ],
)
def test_a_date_in_the_address_is_found(url, expected):
    assert read_report(PLAIN, url=url).published == expected


def test_a_date_line_above_the_story_counts():
    page = PLAIN.replace("Email story", "May 20, 2018", 1)
    assert read_report(page).published == date(2018, 5, 20)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read(encoding):
    assert "“Nobody stops us at night now,”" in read_report(PLAIN.encode(encoding)).text


def test_a_declared_charset_is_believed():
    page = HTML.replace("<head>", '<head><meta charset="euc-kr">').replace("Ann Example", "Ann Example 압록강")
    assert "Checks along" in read_report(page.encode("euc-kr")).text


def test_crlf_is_read_like_lf():
    assert read_report(PLAIN.replace("\n", "\r\n")).text == read_report(PLAIN).text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"", "empty page"),
        (b" \n\t ", "empty page"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "a PNG picture"),
        (b"%PDF-1.7 stuff", "a PDF"),
        (b"text\x00\x01\x02 with nul", "NUL bytes"),
        (b"Home\nMenu\nPrint story\n", "no story"),
        (b"<html>" + b"<div>" * 5000 + b"deep" + b"</div>" * 5000 + b"</html>", "nested over 1000 deep"),
        (b"<html><body><p class='" + b"a" * 2_000_000 + b"'>A long attribute stands here.</p></body></html>", "tag of over"),
    ],
)  # fmt: skip
def test_a_page_that_is_none_is_refused_with_a_reason(page, reason):
    with pytest.raises(PageError, match=reason):
        read_report(page)


def test_a_page_of_50_mb_is_refused_at_once(tmp_path):
    page = tmp_path / "large.html"
    with page.open("wb") as file:
        file.truncate(50_000_000)
    started = time.monotonic()
    with pytest.raises(PageError, match="found 50 MB; allowed: up to 20 MB"):
        read_report(page)
    assert time.monotonic() - started < 1.0  # not a benchmark: it must not have been read


def test_many_entities_do_no_harm():
    page = HTML.replace("Traders cross", "&amp;" * 50_000 + "&lol9;" * 50_000 + " Traders cross")
    assert "Checks along the river" in read_report(page).text


def test_a_page_in_another_language_is_read_and_marked():
    korean = "압록강 밀수가 다시 늘고 있다고 소식통이 말했다.\n\n국경 경비대의 단속이 느슨해졌다고 주민들은 전했다.\n"
    assert read_report(korean).language == "ko"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_report_or_a_reason(raw):
    try:
        report = read_report(raw)
    except PageError:
        return
    assert isinstance(report, Report) and report.text


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</div",
                "<",
                ">",
                "A sentence stands here, and ends.",
                "&#x;",
                "<!--",
                "-->",
                "<script>",
                '"',
                "\n",
            ]
        ),
        max_size=40,
    )
)
def test_broken_html_gives_a_report_or_a_reason(parts):
    with contextlib.suppress(PageError):
        read_report("<html><body>" + "".join(parts))


def test_a_report_survives_json():
    report = read_report(PLAIN, published=date(2018, 5, 20))
    assert Report.from_dict(report.to_dict()) == report


@pytest.mark.shared
def test_the_reference_story_gives_its_record_whole(shared):
    page = next((shared / "seeds").glob("*.txt"))
    report = read_report(page, published=date(2018, 6, 8))
    assert report.title == "Smuggling Increases on North Korea-China Border Following Top-Level Talks"
    assert (report.outlet, report.id) == ("RFA", "rfa-2018-06-08")
    assert (report.reporter, report.translator, report.writer) == ("Hyemin Son", "Leejin Jun", "Richard Finney")
    assert len(report.captions) == 1 and report.captions[0].startswith("Trucks move along a bridge")
    assert report.text.startswith("Border controls aimed at") and "Reported by" not in report.text
    assert "Hopes for eased sanctions" not in report.text
    assert read_report(page).published is None


FURNITURE = """[Photo] Boats Lie Idle in the Mouth of the River

Ann Example  |  2018-03-04 03:21
Read in Korean
• Share

Rice (per kg): Hyesan 4,900 won, Sinuiju 4,800 won
A pier at low tide. Photo by Invented Agency
A pier at low tide. Photo by Invented Agency | License Photo

Boats have been idle for weeks, people at the pier say.

RELATED
Advertisement

They wait for better days, and nobody knows when those will come.
"""


def test_furniture_of_many_kinds_is_dropped_and_nothing_else():
    report = read_report(FURNITURE)
    assert report.title == "[Photo] Boats Lie Idle in the Mouth of the River"
    assert (report.reporter, report.published) == ("Ann Example", date(2018, 3, 4))
    assert report.captions == ("A pier at low tide. Photo by Invented Agency",)
    assert report.text == (
        "Boats have been idle for weeks, people at the pier say.\n\n"
        "They wait for better days, and nobody knows when those will come."
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PUBLISHED : Thursday, 31 August, 2017, 10:00pm", date(2017, 8, 31)),
        ("SEOUL, April 25, 2016", date(2016, 4, 25)),
        ("Posted on: 2019-05-03", date(2019, 5, 3)),
        ("In this May 1, 2014 file photo.", None),
        ("The treaty of February 30, 2018", None),
    ],
)
def test_only_a_line_that_is_a_date_dates_a_page(line, expected):
    assert read_report(PLAIN.replace("Email story", line, 1)).published == expected


def test_a_dash_of_entities_and_depth_stays_in_bounds():
    page = HTML.replace("<article>", "<article>" + "<b>" * 900).replace("</article>", "</b>" * 900 + "</article>")
    started = time.process_time()
    with contextlib.suppress(PageError):
        read_report(page)
    read_report(HTML.replace("Traders cross", "<!-- " + "x" * 900_000 + " --> Traders cross"))
    assert time.process_time() - started < 5.0
