"""Pages of many kinds, all of our own writing: what each says of itself, and what on it is no part of the story."""

from datetime import date

import pytest

from contraflow.errors import OptionError, PageError
from contraflow.reports.page import read_report

ONE = "Checks along the river have become rarer since the spring, people in the border area say."
TWO = "“Nobody stops us at night now,” a trader in the border town said on condition of anonymity."
TITLE = "Boats Return to the River"
STORY = f"{ONE}\n\n{TWO}"
CHINESE = "边境居民说，鸭绿江的走私再次增加。\n\n中国边防警察自五月以来放松了检查。商人们夜间过河，租船费减半。"
JAPANESE = "鴨緑江の密輸が再び増えている、と国境の住民は語った。\n\n商人は「夜に川を渡る」と話した。"


@pytest.mark.parametrize(
    ("dateline", "outlet", "published"),
    [
        ("SEOUL, April 25, 2016 (Reuters) - ", "Reuters", date(2016, 4, 25)),
        ("SEOUL, April 25 (Yonhap) -- ", "Yonhap", None),
        ("DANDONG, China (Reuters) — ", "Reuters", None),
        ("SEOUL, April 31, 2016 (Reuters) - ", "Reuters", None),
        ("", "", None),
    ],
)
def test_a_dateline_tells_agency_and_date(dateline, outlet, published):
    report = read_report(f"{TITLE}\n\n{dateline}{STORY}\n")
    assert (report.outlet, report.published) == (outlet, published)


@pytest.mark.parametrize(
    ("url", "head", "expected"),
    [
        ("https://example.org/2018/06/08/boats", "May 1, 2017", date(2018, 6, 8)),
        ("https://example.org/boats", "May 1, 2017", date(2017, 5, 1)),
    ],
)
def test_the_address_beats_a_line_above_the_story_and_the_user_beats_both(url, head, expected):
    page = f"{TITLE}\n{head}\n\n{STORY}\n"
    assert read_report(page, url=url).published == expected
    assert read_report(page, url=url, published=date(2019, 1, 2)).published == date(2019, 1, 2)


@pytest.mark.parametrize("table", ["Rice 5,000 won\nApril 2, 2016", "April 2, 2016\nDiesel | 6,000 | 7,000"])
def test_the_date_of_a_price_table_is_no_publication_date(table):
    report = read_report(f"{TITLE}\n\n{table}\n\n{STORY}\n")
    assert report.published is None and report.text == STORY


@pytest.mark.parametrize("title", ["Will Boats Return to the River?", "Boats Return in Spite of the U.S."])
def test_a_title_may_ask_or_end_in_an_abbreviation(title):
    report = read_report(f"{title}\n\n{STORY}\n")
    assert (report.title, report.text) == (title, STORY)


def test_a_paragraph_that_lost_its_end_is_kept_without_its_last_word_and_a_menu_in_one_line_is_not():
    cut = "The traders who cross the river at night had been paying the guards a fee that was hig"
    menu = "Home Korea China Japan Economy Sports Opinion Weather Photos Video Podcasts Archive Jobs Shop Account Help"
    assert read_report(f"{TITLE}\n\n{STORY}\n\n{cut}\n\n{menu}\n").text == f"{STORY}\n\n{cut.removesuffix('hig')}…"


def test_what_readers_say_below_a_plain_story_is_left_out():
    page = f"{TITLE}\n\n{STORY}\n\nComments (2)\n\nMay 3, 2019\nA reader was told RFA is a fine radio, and says so here.\n"
    report = read_report(page)
    assert (report.text, report.published, report.outlet) == (STORY, None, "")


def test_what_readers_say_in_html_names_no_outlet_reporter_or_date():
    page = f"""<html><body><article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p></article>
    <div id="comments"><p>By Jo Reader</p><p>May 3, 2019</p>
    <p>I was told RFA is a fine radio, says a reader.</p></div></body></html>"""
    report = read_report(page)
    assert (report.text, report.published, report.outlet, report.reporter) == (STORY, None, "", "")


def test_stacked_updates_are_kept():
    page = f"{TITLE}\n\nUPDATE, 3 May: {ONE}\n\nUPDATE, 2 May: {TWO}\n"
    assert read_report(page).text == f"UPDATE, 3 May: {ONE}\n\nUPDATE, 2 May: {TWO}"


@pytest.mark.parametrize(
    ("byline", "reporter"),
    [
        ("By Ann Example", "Ann Example"),
        ("BY ANN EXAMPLE in Seoul", "ANN EXAMPLE"),
        ("By Ann Example and Bo Sample, Invented Desk", "Ann Example and Bo Sample"),
        ("By the river nothing moves", ""),
    ],
)
def test_a_byline_names_its_reporter(byline, reporter):
    report = read_report(f"{TITLE}\n{byline}\n\n{STORY}\n")
    assert (report.reporter, report.text) == (reporter, STORY)


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        (CHINESE, "gb18030", "zh"),
        (CHINESE, "utf-8", "zh"),
        (JAPANESE, "cp932", "ja"),
        (JAPANESE, "iso2022_jp", "ja"),
        (JAPANESE, "euc_jp", "ja"),
    ],
)
def test_languages_without_spaces_are_read_in_their_encodings(text, encoding, language):
    label = {"gb18030": "GB2312", "cp932": "Shift_JIS", "iso2022_jp": "ISO-2022-JP", "euc_jp": "EUC-JP"}.get(encoding, encoding)
    body = text.replace("\n\n", "</p><p>")
    page = f'<html><head><meta charset="{label}"></head><body><article><p>{body}</p></article></body></html>'
    report = read_report(page.encode(encoding))
    assert (report.text, report.language) == (text, language)


def test_a_page_saved_as_utf8_that_declares_its_old_charset_is_read_as_utf8():
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{ONE}</p><p>{TWO}</p></body></html>'
    for each in (page, page.encode(), page.encode("cp1252")):
        assert read_report(each).text == STORY


@pytest.mark.parametrize("charset", ["idna", "undefined", "unicode_escape", "punycode", "rot13", "nonsense"])
def test_a_declared_charset_that_no_page_is_in_does_no_harm(charset):
    page = f"<html><head><meta charset={charset}></head><body><p>{ONE} \\d \\N{{x}}</p><p>{TWO}</p></body></html>"
    assert TWO in read_report(page.encode()).text


def test_xhtml_with_its_declaration_is_read():
    page = f'<?xml version="1.0" encoding="utf-8"?>\n<html><body><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p></body></html>'
    assert read_report(page).text == STORY


def test_no_file_is_read_and_no_entity_grown_by_a_page():
    page = f"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>
    <html><body><p>&x; {ONE}</p><p>{TWO}</p></body></html>"""
    assert read_report(page).text == f"&x; {STORY}"


def test_control_characters_do_not_reach_a_terminal():
    assert read_report(f"{TITLE}\n\n{ONE} \x1b[2JGone.\n\n{TWO}\n").text == f"{ONE} [2JGone.\n\n{TWO}"
    assert "\x1b" not in read_report(f"<html><body><p>{ONE} &#27;[2JGone.</p><p>{TWO}</p></body></html>").text


def test_a_page_of_which_the_parser_would_lose_the_end_is_refused():
    page = f"<html><body><p>{ONE}</p>{'<b>' * 400}{'</b>' * 400}<p>{TWO}</p></body></html>"
    with pytest.raises(PageError, match="beyond what the parser follows"):
        read_report(page)


def test_an_address_that_is_none_is_refused():
    with pytest.raises(OptionError, match="no address"):
        read_report(STORY, url="http://[bad")


def test_an_outlet_that_is_told_beats_what_the_page_says():
    report = read_report(f"{TITLE}\n\nSEOUL (Reuters) - {STORY}\n", outlet="Invented Gazette", published=date(2018, 1, 2))
    assert (report.outlet, report.id) == ("Invented Gazette", "inventedgazette-2018-01-02")


def test_the_day_of_publication_beats_the_day_of_an_update():
    assert read_report(f"{TITLE}\n\nUpdated: May 9, 2019\nPublished: May 3, 2018\n\n{STORY}\n").published == date(2018, 5, 3)
    assert read_report(f"{TITLE}\n\nUpdated: May 9, 2019\n\n{STORY}\n").published == date(2019, 5, 9)


@pytest.mark.parametrize("line", ["2018.06.08 11:20", "2018-06-08", "Fri, 8 June 2018 10:20 GMT"])
def test_dates_are_read_in_the_forms_of_several_countries(line):
    assert read_report(f"{TITLE}\n\n{line}\n\n{STORY}\n").published == date(2018, 6, 8)


def test_a_date_that_may_be_june_or_august_is_not_guessed():
    assert read_report(f"{TITLE}\n\n06/08/2018\n\n{STORY}\n").published is None


@pytest.mark.parametrize(
    "sentence", ["The guards took his phone because it held a photo.", "“They burned every photo.”", "“Never,” she said."]
)
def test_a_sentence_of_the_story_is_kept_when_it_is_short_or_ends_like_a_caption(sentence):
    report = read_report(f"{TITLE}\n\n{ONE}\n\n{sentence}\n\n{TWO}\n")
    assert (report.text, report.captions) == (f"{ONE}\n\n{sentence}\n\n{TWO}", ())


@pytest.mark.parametrize(
    "caption",
    [
        "A man walks along the river on May 3, 2016. (AP Photo/Ann Example)",
        "Trucks cross a bridge in a Sept. 4, 2014 photo.",
        "A bridge is seen from a boat in this undated photo.",
        "Photo: A bridge in winter.",
    ],
)
def test_a_caption_is_found_once_above_and_within_the_story_and_dates_nothing(caption):
    page = f"{TITLE}\n\nbridge01.jpg{caption}\n\n{ONE}\n\n{caption}\n\n{TWO}\n"
    report = read_report(page)
    assert (report.captions, report.text, report.published) == ((caption,), STORY, None)
