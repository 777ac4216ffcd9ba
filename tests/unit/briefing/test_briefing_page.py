import re
from itertools import pairwise

import pytest
from lxml import html

from contraflow.briefing import Briefing
from contraflow.briefing.mail import write_mail
from contraflow.briefing.page import write_page


@pytest.fixture(scope="module")
def source(briefing: Briefing) -> bytes:
    return write_page(briefing, write_mail(briefing))


@pytest.fixture(scope="module")
def page(source: bytes) -> html.HtmlElement:
    return html.document_fromstring(source.decode("utf-8"))


def test_every_link_inside_the_page_has_its_target(page: html.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    targets = [href[1:] for href in page.xpath("//@href") if href.startswith("#")]
    assert len(targets) > 500
    assert not set(targets) - ids


def test_every_id_is_used_once(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_footnotes_lead_back_to_their_marks(page: html.HtmlElement) -> None:
    marks = page.xpath('//a[@class="mark"]')
    assert marks
    for mark in marks:
        note = page.get_element_by_id(mark.get("href")[1:])
        assert f"#{mark.get('id')}" in note.xpath(".//a/@href")


def test_nothing_is_loaded_from_anywhere(page: html.HtmlElement, source: bytes) -> None:
    assert not page.xpath("//*[@src] | //link[not(starts-with(@href, 'data:'))] | //object | //embed | //iframe | //img")
    assert b"url(" not in source and b"@import" not in source
    outside = [href for href in page.xpath("//@href") if not href.startswith(("#", "data:", "mailto:"))]
    assert outside and all(href.startswith("https://") for href in outside)


def test_the_policy_allows_only_the_page_s_own_style_and_script(page: html.HtmlElement) -> None:
    (policy,) = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy and "http" not in policy
    assert not page.xpath("//*[@style]") and not page.xpath("//*[@onclick]")


def test_headings_do_not_skip_a_level(page: html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(other <= one + 1 for one, other in pairwise(levels))


def test_tables_have_captions_and_scopes(page: html.HtmlElement) -> None:
    tables = page.xpath("//table")
    assert len(tables) > 10
    for table in tables:
        assert table.xpath("./caption")[0].text_content().strip()
        assert all(cell.get("scope") == "col" for cell in table.xpath("./thead//th"))
        assert all(row.xpath("./th[@scope='row']") for row in table.xpath("./tbody/tr"))


def test_every_drawing_has_a_name_and_a_description(page: html.HtmlElement) -> None:
    drawings = page.xpath("//*[local-name()='svg'][not(@aria-hidden)]")
    assert len(drawings) > 20
    for drawing in drawings:
        assert drawing.get("role") in {"img", "group"}
        for target in drawing.get("aria-labelledby").split():
            assert page.get_element_by_id(target).text_content().strip()


def test_landmarks_language_and_skip_link_are_there(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.xpath(f"//{landmark}")) == 1
    assert page.xpath("//body/a[1]/@href") == ["#content"]


def test_the_page_is_small(source: bytes) -> None:
    assert len(source) < 1_500_000


def test_text_from_outside_cannot_become_markup(briefing: Briefing) -> None:
    import dataclasses

    evil = '</script><script>alert("x")</script>'
    made = write_page(dataclasses.replace(briefing, title=evil, headlines=(evil,)), b"").decode()
    assert evil not in made
    assert made.count("<script") == 2


def test_small_text_keeps_enough_contrast(source: bytes) -> None:
    from contraflow.briefing.palette import contrast

    style = re.search(r"<style>(.*?)</style>", source.decode(), re.S)
    assert style
    for block in re.findall(r":root \{(.*?)\}", style.group(1), re.S)[:2]:
        colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block))
        for ink in ("ink", "soft", "water", "alarm"):
            for ground in ("paper", "tint"):
                assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
