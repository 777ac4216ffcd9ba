"""What form a page comes in: by its first bytes, and by its name only where these do not tell."""

import re

ARCHIVES = frozenset({"zip", "warc"})
ENDINGS = (
    ".html", ".htm", ".xhtml", ".txt", ".md", ".json", ".ndjson", ".jsonl", ".xml", ".rss", ".atom", ".eml", ".mht", ".mhtml",
    ".pdf", ".warc", ".warc.gz", ".wacz", ".zip",
)  # fmt: skip
START = 4096  # bytes
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
HTML = re.compile(rb"<(?:html|body|!doctype html)", re.IGNORECASE)
HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n", re.MULTILINE)
OF_MAIL = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Return-Path|Delivered-To|Snapshot-Content-Location):", re.IGNORECASE | re.MULTILINE
)
MAIL_ENDINGS = (".eml", ".mht", ".mhtml")


def is_page_name(name: str) -> bool:
    """Say whether a file's name is that of something that is read."""
    return name.lower().endswith(ENDINGS)


def kind_of(start: bytes, name: str = "") -> str:
    """Return ``pdf``, ``zip``, ``warc``, ``feed``, ``mail``, ``json`` or ``page`` (HTML or plain text).

    Args:
        start: the first bytes, ``START`` of them or more.
        name: the file's name; only a mail's ending counts.
    """
    start = start[:START]
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start.startswith((b"WARC/", b"\x1f\x8b")):
        return "warc"
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    feed, html = FEED.search(head), HTML.search(head)
    if head.startswith(b"<") and feed and not (html and html.start() < feed.start()):
        return "feed"
    if name.lower().endswith(MAIL_ENDINGS) or _begins_as_mail(head):
        return "mail"
    if head[:1] in (b"{", b"["):
        return "json"
    return "page"


def _begins_as_mail(head: bytes) -> bool:
    """Say whether a text begins with a mail's header, not with lines of an article that look like one."""
    at = 0
    while header := HEADER.match(head, at):
        at = header.end()
    return bool(OF_MAIL.search(head[:at]))
