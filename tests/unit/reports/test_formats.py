"""Every form in which pages come, and what in it is refused."""

import bz2
import gzip
import io
import json
import socket
import time
import zipfile
from datetime import date

import pytest

from contraflow.errors import PageError
from contraflow.reports.formats.kinds import kind_of
from contraflow.reports.formats.limits import MOST_DEPTH, MOST_MEMBERS
from contraflow.reports.formats.part import Part
from contraflow.reports.formats.unpack import unpack_file
from contraflow.reports.page import read_report, read_reports
from tests.unit.reports.made_pages import (
    EVERY_FORM,
    HTML,
    ONE,
    STORY,
    TITLE,
    TWO,
    article,
    mail,
    mail_with,
    packed,
    pdf,
    rss,
    wacz,
    warc,
)  # fmt: skip

KINDS = {
    "html": "page", "text": "page", "rss": "feed", "atom": "feed", "mail": "mail", "json": "json", "ndjson": "json",
    "warc": "warc", "warc.gz": "warc", "wacz": "zip", "zip": "zip", "pdf": "pdf",
}  # fmt: skip


@pytest.mark.parametrize("form", EVERY_FORM)
def test_every_form_gives_the_same_story(form):
    assert kind_of(EVERY_FORM[form]) == KINDS[form]
    report = read_reports(EVERY_FORM[form])[0]
    assert report.title == TITLE
    assert report.text == (STORY.replace("“", '"').replace("”", '"') if form == "pdf" else STORY)


def test_no_form_opens_a_connection_or_a_file(monkeypatch):
    def refuse(*_):
        raise AssertionError("a page asked for something")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    image = '<img src="http://127.0.0.1:9/a.png"><link rel="stylesheet" href="http://127.0.0.1:9/a.css">'
    moved = '<meta http-equiv="refresh" content="0; url=http://127.0.0.1:9/"><base href="http://127.0.0.1:9/">'
    entity = '<!DOCTYPE html [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'
    page = entity + HTML.replace("<p>", f"{image}<p>&x; ", 1).replace("<head>", f"<head>{moved}")
    assert ONE in read_report(page).text
    for content in EVERY_FORM.values():
        read_reports(content)
    read_reports(mail(page, "text/html"))
    with pytest.raises(PageError, match="feed"):
        read_reports(rss().replace(b"?>", b'?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>', 1))
    with pytest.raises(PageError):
        read_reports(b"<rss>file:///etc/hostname</rss>")


def test_an_entry_of_a_feed_has_the_date_and_address_that_the_feed_tells():
    (report,) = read_reports(EVERY_FORM["rss"])
    assert (report.published, report.date_note, report.url) == (date(2018, 6, 8), "in the feed", "https://example.org/boats")
    assert report.outlet == "Invented Gazette"


def test_a_bad_entry_of_a_feed_costs_only_itself():
    told = f"<item><title>Boats</title><link>http://[bad</link><description>{ONE}\n\n{TWO}</description></item>"
    (report,) = read_reports(rss("<item><title>Nothing</title></item>", told))
    assert (report.text, report.url) == (STORY, "")


@pytest.mark.parametrize("form", [rss(), rss().replace(b"pubDate", b"updated")])
def test_when_a_feed_was_changed_is_not_when_it_was_published(form):
    (report,) = read_reports(form)
    assert (report.published is None) == (b"<updated>" in form)


def test_a_mail_is_dated_by_its_day_only_where_its_page_is_not():
    sent = read_reports(mail())[0]
    assert sent.published == date(2018, 6, 8) and "mail was sent" in sent.date_note
    told = read_reports(mail(f"{TITLE}\nMay 3, 2018\n\n{STORY}\n"))[0]
    assert (told.published, told.date_note) == (date(2018, 5, 3), "in a line of its own above the story")


def test_of_sender_and_receivers_nothing_is_kept():
    head = "---------- Forwarded message ---------\nFrom: A <a@example.org>\nTo: b@example.org\n\n"
    forwarded = f"{head}> {ONE}\n>\n> {TWO}\n-- \nDesk\n"
    report = read_reports(mail(forwarded))[0]
    assert report.text == STORY and "example.org" not in str(report.to_dict()) and "Somebody" not in str(report.to_dict())


def test_a_paragraph_that_a_mail_program_broke_is_whole_again():
    longer = "The traders who cross the river at night had long been\npaying the guards."
    assert read_reports(mail(f"{longer}\n\n{TWO}\n"))[0].text.startswith(longer.replace("\n", " "))


@pytest.mark.parametrize(
    ("name", "kind", "form"),
    [("a.html", "text/html", "html"), ("a.pdf", "application/pdf", "pdf"), ("a.zip", "application/zip", "zip"),
     ("a.eml", "message/rfc822", "mail"), ("a.bin", "application/octet-stream", "html")],
)  # fmt: skip
def test_attachments_that_are_pages_are_read(name, kind, form):
    content = mail_with(name, kind, EVERY_FORM[form])
    if kind == "message/rfc822":  # is never packed as base64
        content = (
            b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: message/rfc822\n\n' + mail()
        )
        content += b"\n--b--\n"
    if name == "a.bin":
        with pytest.raises(PageError, match="without text"):
            read_reports(content)
    else:
        assert read_reports(content)[0].title == TITLE


def test_a_saved_page_is_dated_by_its_address_and_not_by_the_day_of_saving():
    saved = "Snapshot-Content-Location: https://example.org/2017/03/04/a\n"
    report = read_reports(mail(HTML, "text/html", saved))[0]
    assert (report.published, report.url) == (date(2017, 3, 4), "https://example.org/2017/03/04/a")
    undated = read_reports(mail(HTML, "text/html", "Snapshot-Content-Location: https://example.org/a\n"))[0]
    assert undated.published is None


@pytest.mark.parametrize(
    "content",
    [
        article(),
        json.dumps({"data": {"items": [json.loads(article())]}}).encode(),
        json.dumps({"headline": TITLE, "date": "2018-06-08", "source": "Invented Gazette", "body": [ONE, TWO]}).encode(),
        json.dumps(
            {
                "title": TITLE,
                "date_published": "2018-06-08",
                "site": "Invented Gazette",
                "content_html": f"<p>{ONE}</p><p>{TWO}</p>",
            }
        ).encode(),
    ],
)
def test_json_wrappers_of_many_shapes_give_the_article(content):
    (report,) = read_reports(content)
    assert (report.title, report.text, report.published) == (TITLE, STORY, date(2018, 6, 8))
    assert report.outlet == "Invented Gazette" and report.date_note.startswith("in the JSON field")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"title": "x", "body": "too short"}', "JSON without an article"),
        (b'{"title": "x"', "JSON that cannot be parsed"),
        (b"[" * 100_000, "JSON that cannot be parsed"),
        (pdf([]), "a PDF without text"),
        (EVERY_FORM["pdf"][:500], "a PDF that cannot be opened"),
        (EVERY_FORM["zip"][:-40], "zip archive that cannot be read"),
        (packed({"a.png": b"x"}), "archive without pages"),
        (packed({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), "an office document"),
        (EVERY_FORM["warc.gz"][:60], "web archive"),
        (gzip.compress(b"hello, this is no archive at all"), "web archive"),
        (bz2.compress(b"hello"), "allowed"),
        (rss("<nothing/>"), "feed without entries"),
        (mail(""), "mail without text"),
        (b"MIME-Version: 1.0\nContent-Type: image/png\n\n\x00\x01", "mail without text"),
        (warc({"https://example.org/a.png": b"x"}, kind="image/png"), "web archive without a page"),
    ],
    ids=lambda value: value if isinstance(value, str) else "page",
)  # fmt: skip
def test_what_holds_no_page_is_refused_with_a_reason(content, reason):
    with pytest.raises(PageError, match=reason):
        read_reports(content)


def test_two_columns_are_read_one_after_the_other():
    left = [
        "The traders who cross the river",
        "at night pay the guards a fee,",
        "people in the border area say.",
        "",
        "It rose in May.",
    ]
    right = [
        "The fee had fallen in the winter,",
        "when few boats were out at the",
        "piers, a resident said.",
        "",
        "Nobody knows why.",
    ]
    text = read_report(pdf([(60, left), (330, right)], "A Fee That Nobody Sets")).text
    assert text == (
        "The traders who cross the river at night pay the guards a fee, people in the border area say.\n\nIt rose in May.\n\n"
        "The fee had fallen in the winter, when few boats were out at the piers, a resident said."
    )


def test_what_a_wacz_does_not_list_is_left_out():
    assert [report.url for report in read_reports(wacz())] == ["https://example.org/boats"]
    assert len(read_reports(wacz(listed=()))) == 2


def test_the_day_of_a_visit_is_no_day_of_publication():
    (report,) = read_reports(warc())
    assert report.published is None


ZEROS = b"0" * 30_000_000
BOMBS = {
    "zip of zeros": (packed({"a.txt": ZEROS}), "30 MB packed into"),
    "zip in zip": (packed({"a.zip": packed({"a.txt": ZEROS})}), "30 MB packed into"),
    "members": (packed({f"{n}.txt": b"" for n in range(MOST_MEMBERS + 1)}, zipfile.ZIP_STORED), "20,001 members"),
    "gzip of zeros": (gzip.compress(b"WARC/1.0\r\nX: " + ZEROS), "a header of megabytes"),
    "record of zeros": (warc({"https://example.org/a": b"<html>" + ZEROS}), "MB packed into"),
    "skipped record of zeros": (warc({"https://example.org/a": ZEROS}, kind="image/png"), "MB packed into"),
    "mail of boundaries": (b"MIME-Version: 1.0\n" + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 999, "boundaries"),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once_and_its_limit_named(name):
    content, reason = BOMBS[name]
    started = time.process_time()
    with pytest.raises(PageError, match=reason) as told:
        read_reports(content)
    assert "allowed" in str(told.value) and "do:" in str(told.value)
    assert time.process_time() - started < 5.0  # not a benchmark: none may have been unpacked


def test_archives_are_opened_three_deep_and_no_deeper():
    content = HTML.encode()
    for _ in range(MOST_DEPTH):
        content = packed({"a.zip" if content[:2] == b"PK" else "a.html": content})
    assert read_reports(content)[0].title == TITLE
    with pytest.raises(PageError, match="nested over 3 deep"):
        read_reports(packed({"a.zip": content}))


def test_a_zip_that_lies_about_sizes_or_packs_unusually_costs_only_the_member():
    lying = bytearray(packed({"a.html": HTML.encode(), "b.html": HTML.replace("Boats", "Ships").encode()}))
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (5).to_bytes(4, "little")  # the size of the second when unpacked
    assert [report.title for report in read_reports(bytes(lying))] == [TITLE]
    with pytest.raises(PageError, match="unusual packing"):
        read_reports(packed({"a.html": HTML.encode()}, zipfile.ZIP_BZIP2))


@pytest.mark.parametrize("name", ["../../escaped.html", "/escaped.html", "C:\\escaped.html", "a/../../escaped.html"])
def test_no_member_of_an_archive_is_written_anywhere(tmp_path, monkeypatch, name):
    home = tmp_path / "deep" / "home"
    home.mkdir(parents=True)
    monkeypatch.chdir(home)
    archive = home / "a.zip"
    archive.write_bytes(packed({name: HTML.encode(), "b.warc": warc()}))
    before = sorted(tmp_path.rglob("*"))
    assert [part.content[:6] for part in unpack_file(Part("a.zip", b""), archive)] == [b"<html>", b"<html>"]
    assert len(read_reports(archive)) == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_what_a_browser_saves_beside_a_page_is_no_page():
    saved = packed({"story.html": HTML.encode(), "story_files/frame.html": HTML.replace("Boats", "Ads").encode()})
    assert [report.title for report in read_reports(saved)] == [TITLE]


def test_a_large_archive_is_never_held_whole(tmp_path):
    archive = tmp_path / "large.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as file:
        file.writestr("a.html", HTML)
        file.writestr("film.mp4", io.BytesIO(b"\x01" * 25_000_000).getvalue())
    parts = list(unpack_file(Part("large.zip", b""), archive))
    assert [part.name for part in parts] == ["large.zip!a.html"]
