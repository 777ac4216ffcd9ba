"""What stands beside, above, below and between the stories of a page."""

from datetime import date

import pytest

from contraflow.reports.mending import mend
from contraflow.reports.page import read_report, read_reports
from contraflow.reports.speakers import is_interview, speaker_of
from tests.unit.reports.made_pages import HTML, ONE, STORY, TITLE, TWO

THREE = "A resident of the border town said that the price of hiring a boat has halved since April."
FOUR = "Few boats were out in winter, and those that were had to wait for days at the upper pier."


def test_stories_under_titles_with_dates_or_authors_of_their_own_are_reports_of_their_own():
    page = f"{TITLE}\nMay 3, 2018\n\n{ONE}\n\n{TWO}\n\nPrices Fall Upstream\nBy Ann Example\n\n{THREE}\n\n{FOUR}\n"
    first, second = read_reports(page)
    assert (first.title, first.published, first.text) == (TITLE, date(2018, 5, 3), STORY)
    assert (second.title, second.reporter, second.text) == ("Prices Fall Upstream", "Ann Example", f"{THREE}\n\n{FOUR}")
    assert second.published is None and first.id != second.id
    assert read_report(page).text.endswith(FOUR)  # a single story when it is told to be one


@pytest.mark.parametrize("between", ["Prices Fall Upstream", "* * *", "* * *\n\nPrices Fall Upstream"])
def test_a_subheading_or_a_line_of_stars_begins_no_story(between):
    (report,) = read_reports(f"{TITLE}\n\n{ONE}\n\n{TWO}\n\n{between}\n\n{THREE}\n")
    assert report.text == f"{STORY}\n\n{THREE}"


def test_what_the_user_tells_of_a_page_dates_its_later_stories_only_where_they_do_not():
    second = f"Prices Fall Upstream\nMay 9, 2018\n\n{THREE}\n\n{FOUR}"
    page = f"{TITLE}\n\n{ONE}\n\n{TWO}\n\n{second}\n\nNo Ships Today\nBy Bo Sample\n\n{FOUR}\n\n{ONE}\n"
    days = [report.published for report in read_reports(page, published=date(2018, 6, 8))]
    assert days == [date(2018, 6, 8), date(2018, 5, 9), date(2018, 6, 8)]


def test_teasers_below_a_story_are_no_stories():
    page = f"{TITLE}\n\n{ONE}\n\n{TWO}\n\nPrices Fall Upstream\nMay 9, 2018\nRice is cheap again, a source says.\n"
    assert [report.text for report in read_reports(page)] == [STORY]


def test_articles_that_html_marks_are_reports_and_cards_are_none():
    second = f"<article><h2>Prices Fall Upstream</h2><p>June 1, 2018</p><p>{THREE}</p><p>{FOUR} {ONE}</p></article>"
    card = "<article><h3>Ten bridges</h3><p>See them all here, in colour.</p></article>"
    page = HTML.replace("</article>", f"<p>{THREE}</p></article>{second}{card}")
    assert [(report.title, report.published) for report in read_reports(page)] == [
        (TITLE, None),
        ("Prices Fall Upstream", date(2018, 6, 1)),
    ]


@pytest.mark.parametrize(
    ("marks", "days"),
    [
        (("UPDATE, 3 May: ", "UPDATE, 2 May: "), [date(2018, 5, 3), date(2018, 5, 2)]),
        (("UPDATE 2 (May 3, 2019): ", "ORIGINAL STORY, May 2, 2018 -- "), [date(2019, 5, 3), date(2018, 5, 2)]),
        (("UPDATE: 2018-05-03\n\n", "UPDATE: 2018-05-02, 10:30 a.m.\n\n"), [date(2018, 5, 3), date(2018, 5, 2)]),
    ],
)
def test_stacked_updates_are_reports_of_their_own_dates(marks, days):
    page = f"{TITLE}\nMay 1, 2018\n\n{marks[0]}{ONE}\n\n{marks[1]}{TWO}\n\n{THREE}\n"
    first, second = read_reports(page)
    assert [first.published, second.published] == days
    assert (first.text, second.text) == (ONE, f"{TWO}\n\n{THREE}")
    assert first.title == second.title == TITLE


def test_an_update_without_a_year_takes_the_year_nearest_to_the_page_and_none_without_a_page_date():
    page = "{title}\n{day}\n\n{one}\n\nUPDATE, 2 January: {two}\n"
    told = read_reports(page.format(title=TITLE, day="December 30, 2017", one=ONE, two=TWO))
    assert [report.published for report in told] == [date(2017, 12, 30), date(2018, 1, 2)]
    untold = read_reports(page.format(title=TITLE, day="", one=ONE, two=TWO))
    assert [report.published for report in untold] == [None, None]


def test_one_update_above_a_story_is_a_paragraph_of_its_own():
    page = f"{TITLE}\nMay 1, 2018\n\nUPDATE, 3 May: {ONE}\n\n{TWO}\n\n{THREE}\n"
    assert [(report.published, report.text) for report in read_reports(page)] == [
        (date(2018, 5, 1), f"{TWO}\n\n{THREE}"),
        (date(2018, 5, 3), ONE),
    ]


def test_a_line_that_says_when_the_page_was_updated_is_no_update():
    (report,) = read_reports(f"{TITLE}\nUpdate: May 9, 2018\n\n{ONE}\n\n{TWO}\n")
    assert report.text == STORY


@pytest.mark.parametrize(
    "lines",
    [
        ("Q: Why?", "A: Nobody checks.", "Q: And now?", "A: The same."),
        ("Q. Why?", "A. Nobody checks.", "Q. And now?", "A. The same."),
        ("Q:\nWhy?", "A:\nNobody checks.", "Q:\nAnd now?", "A:\nThe same."),
        ("[Q]: Why?", "[A]: Nobody checks.", "[Q]: And now?", "[A]: The same."),
    ],
)
def test_speaker_tags_are_kept_in_one_form(lines):
    report = read_report(f"{TITLE}\n\n{ONE}\n\n" + "\n\n".join(lines) + "\n")
    assert report.text == f"{ONE}\n\nQ: Why?\n\nA: Nobody checks.\n\nQ: And now?\n\nA: The same."
    paragraphs = report.text.split("\n\n")
    assert is_interview(paragraphs)
    assert [speaker_of(each) for each in paragraphs] == ["", "Q", "A", "Q", "A"]


def test_lines_with_a_colon_make_no_interview():
    told = f"{TITLE}\n\nNote: {ONE}\n\nResult: {TWO}\n\nRice: 5,000 won\nCorn: 2,000 won\nRice: 5,100 won\n"
    report = read_report(told)
    assert not is_interview(report.text.split("\n\n")) and "5,000" not in report.text


@pytest.mark.parametrize(
    ("lost", "mended"),
    [
        ("They don?t know.", "They don’t know."),
        ("?Nobody stops us,? a trader said. ?Never.?", "“Nobody stops us,” a trader said. “Never.”"),
        ("?Will they come?? he asked.", "“Will they come?” he asked."),
        ("He said ?no? and left. What now? Nothing.", "He said “no” and left. What now? Nothing."),
        ("It\ufffds \ufffdfine\ufffd now.", "It’s “fine” now."),
        ("They donâ€™t say â€œyesâ€, she said.", "They don’t say “yes”, she said."),
    ],
)
def test_lost_marks_are_mended(lost, mended):
    assert mend(lost) == mended
    assert mended in read_report(f"{TITLE}\n\n{ONE}\n\n{lost} {TWO}\n").text


@pytest.mark.parametrize(
    "text",
    [
        "Why? Because.",
        "the guards? boats",
        "?It begins and never ends.",
        "See example.org/a?s=3 and b?t=4.",
        "Really? Yes? No.",
        "3?4",
    ],
)
def test_what_may_be_a_question_is_left(text):
    assert mend(text) == text


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        ("The traders who cross the river had been paying the guards a fee of 50 yuan and it rose to 1,2", "and it rose to …"),
        ("The fee rose to 120 yu...", "rose to 120 …"),
        ("The fee rose to 120 yuan. [...]", "rose to 120 yuan."),
        ("The fee rose to 120 yuan, Read more", None),
        ("The fee rose to 120 yuan.”", "rose to 120 yuan.”"),
    ],
)
def test_a_text_cut_in_a_word_ends_before_that_word(end, kept):
    text = read_report(f"{TITLE}\n\n{ONE}\n\n{TWO}\n\n{end}\n").text
    assert text.endswith(kept) if kept else "yuan, Read" not in text


@pytest.mark.parametrize(
    "menu",
    ["HomeNewsKoreaChinaVideo", "Home | News | Korea | ", "Home News World Asia ", "SearchMenuEnglish", "Share Print Email "],
)
def test_a_menu_that_runs_into_the_first_word_goes(menu):
    assert read_report(f"{TITLE}\n\n{menu}{ONE}\n\n{TWO}\n").text == STORY
    assert read_report(f"{menu}{TITLE}\n\n{ONE}\n\n{TWO}\n").title == TITLE


@pytest.mark.parametrize("sentence", ["Home guards stood by the pier all night.", "News from the pier is scarce these days."])
def test_a_sentence_that_begins_as_menus_do_is_kept(sentence):
    assert read_report(f"{TITLE}\n\n{sentence}\n\n{ONE}\n").text == f"{sentence}\n\n{ONE}"


@pytest.mark.parametrize(
    "table",
    [
        "Market Prices This Week\nRice 5,000 won\nApril 2, 2016",
        "Market Prices This Week\nItem | North | South\nRice | 5,000 | 6,000\nApril 2, 2016",
        "Rice\n5,000\nApril 2, 2016\nCorn\n2,100 won",
    ],
)
def test_a_price_table_above_the_story_gives_neither_title_nor_date(table):
    report = read_report(f"{table}\n\n{TITLE}\n\n{ONE}\n\n{TWO}\n")
    assert (report.title, report.published, report.text) == (TITLE, None, STORY)


@pytest.mark.parametrize(
    "tail",
    [
        "More from Invented Mirror\n\nSmuggling has surged on another border, police there say.",
        "Latest news\n\nA sentence of another story stands here.",
        "어제 국경에서 쌀값이 올랐다고 주민들이 말했다. 상인들은 더 오를 것으로 본다.",
        "Tin tức hôm nay: giá gạo tăng mạnh tại các chợ biên giới, theo lời kể của những người buôn bán.",
    ],
)
def test_a_foreign_tail_goes(tail):
    assert read_report(f"{TITLE}\n\n{ONE}\n\n{TWO}\n\n{tail}\n").text == STORY


def test_a_short_quotation_in_another_language_stays_and_a_foreign_page_stays_whole():
    spoken = "“Más sabe el diablo por viejo,” the trader said."
    assert spoken in read_report(f"{TITLE}\n\n{ONE}\n\n{spoken}\n\n{TWO}\n").text
    korean = "압록강 밀수가 다시 늘고 있다고 소식통이 말했다.\n\n국경 경비대의 단속이 느슨해졌다고 주민들은 전했다."
    assert read_report(korean).text == korean


def test_a_dateline_is_told_by_the_outlet_and_is_no_place_of_the_story():
    report = read_report(f"{TITLE}\n\nDANDONG, China, April 25, 2017 (Yonhap) -- {STORY}\n")
    assert (report.outlet, report.published, report.text) == ("Yonhap", date(2017, 4, 25), STORY)


def test_a_caption_glued_to_an_image_name_is_a_caption_whatever_its_words():
    report = read_report(f"{TITLE}\n\nboats_01.jpgBoats lie below a bridge and wait.\n\n{ONE}\n\n{TWO}\n")
    assert (report.captions, report.text) == (("Boats lie below a bridge and wait.",), STORY)


def test_a_credit_beside_a_block_and_not_in_one_is_found():
    page = HTML.replace("</body>", f"<div><p>{FOUR}</p>Reported by Ann Example.<br>Translated by Bo Sample.</div></body>")
    report = read_report(page)
    assert (report.reporter, report.translator) == ("Ann Example", "Bo Sample")


def test_the_text_in_linked_data_is_read_where_the_page_shows_none_of_it():
    linked = f'<script type="application/ld+json">{{"@graph": [{{"articleBody": "{ONE}\\n\\n{TWO}"}}]}}</script>'
    page = f"<html><head><title>{TITLE}</title>{linked}</head><body><p>Please switch on scripts to read.</p></body></html>"
    assert read_report(page).text == STORY


def test_boxes_of_other_stories_go_unless_they_hold_the_story():
    box = '<div class="related"><p>Smuggling has surged on another border, the police there say.</p></div>'
    assert read_report(HTML.replace("</article>", f"</article>{box}")).text == STORY
    held = HTML.replace("<article>", '<div class="content with-sidebar sidebar"><article>').replace(
        "</article>", "</article></div>"
    )
    assert read_report(held).text == STORY
