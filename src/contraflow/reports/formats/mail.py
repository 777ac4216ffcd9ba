"""Mail and MHTML: the message's own text and those of its attachments that are pages.

Of sender and receivers nothing is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from contraflow.errors import PageError
from contraflow.reports.encoding import decode
from contraflow.reports.formats.kinds import is_page_name
from contraflow.reports.formats.limits import Budget
from contraflow.reports.formats.part import Part, web_address

MOST_PARTS = 300
MOST_NESTED = 100  # boundaries in boundaries; what parses a mail calls itself once a level
TEXTS = ("text/html", "text/plain", "application/xhtml+xml")
ATTACHED = ("application/pdf", "message/rfc822", "application/json", "application/rss+xml", "application/atom+xml", *TEXTS)
FORWARDED = re.compile(r"^(?:fwd?|re|aw|wg|tr)\s*:\s*", re.IGNORECASE)
HEADERS = re.compile(
    r"^[ >*]*(?:(?:From|To|Cc|Bcc|Sent|Date|Subject|Reply-To|Von|An)\*?:\*? .{0,300}|-+ ?(?:Forwarded|Original) [Mm]essage ?-+"
    r"|Begin forwarded message:|On .{5,120} wrote:)\s*$"
)
QUOTED = re.compile(r"^(?:> ?)+")
SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
LEAST_FULL, MOST_FULL = 50, 100  # characters of a line that was broken to fit
SENT = "the day on which the mail was sent, which may be later than publication"


def mail_parts(part: Part, budget: Budget) -> Iterator[Part]:
    """Yield the message's text, then its attachments that are pages.

    The day on which a mail was sent is fallen back on only where the page itself says none; that on which a page was saved
    (MHTML) is not.

    Raises:
        PageError: if it cannot be parsed, or holds neither text nor a page.
    """
    if part.content.count(b"boundary=") > MOST_NESTED:
        raise PageError(f"found a mail of over {MOST_NESTED} boundaries; allowed: a message; do: save its text alone")
    try:
        message = message_from_bytes(part.content)
        leaves = _leaves(message)
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise PageError(
            f"found a mail that cannot be parsed ({type(error).__name__}); allowed: a message; do: save it again"
        ) from error
    saved = _header(message, "Snapshot-Content-Location")
    address = saved or _header(message, "Content-Location") or _header(message, "Archived-At")
    sent = None if saved else _date(message)
    told = replace(
        part,
        url=part.url or web_address(address),
        sent=sent,
        sent_note=SENT if sent else "",
    )
    bodies, attached = _sorted(leaves, bool(saved))
    if not bodies and not attached:
        raise PageError("found a mail without text; allowed: a message with text or a page attached; do: save its text")
    if bodies:
        html = next((leaf for leaf in bodies if leaf.get_content_type() != "text/plain"), None)
        title = FORWARDED.sub("", FORWARDED.sub("", _header(message, "Subject")))
        yield replace(told, content=_body(html or bodies[0]), sha1=part.digest, title="" if html and saved else title)
    for number, leaf in enumerate(attached, 1):
        budget.member(part.name)
        name = " ".join(str(leaf.get_filename() or f"attachment {number}").split())
        yield replace(told, name=f"{part.name}!{name}", content=_bytes(leaf), sha1="", url="")


def _leaves(message: Message) -> list[Message]:
    """Return the parts that hold something, a message in a message as one."""
    found: list[Message] = []
    waiting = [message]
    while waiting:
        each = waiting.pop(0)
        if each.get_content_type() == "message/rfc822" or not each.is_multipart():
            found.append(each)
        else:
            waiting = [inner for inner in each.get_payload() if isinstance(inner, Message)] + waiting
        if len(found) + len(waiting) > MOST_PARTS:
            raise PageError(
                f"found a mail of over {MOST_PARTS} parts; allowed: up to {MOST_PARTS}; do: save the pages in it alone"
            )
    return found


def _sorted(leaves: list[Message], saved: bool) -> tuple[list[Message], list[Message]]:
    """Return the message's own texts and the attachments that are pages; of a saved page only the page itself counts."""
    bodies: list[Message] = []
    attached: list[Message] = []
    for leaf in leaves:
        kind, name = leaf.get_content_type(), str(leaf.get_filename() or "")
        if kind in TEXTS and not name and "attachment" not in str(leaf.get("Content-Disposition") or "").lower():
            if _bytes(leaf).strip():
                bodies.append(leaf)
        elif kind in ATTACHED or is_page_name(name):
            attached.append(leaf)
    return (bodies[:1], []) if saved else (bodies, attached)


def _body(leaf: Message) -> bytes:
    """Return a message's own text; a plain one without the marks of quoting and the headers of what was forwarded."""
    raw = _bytes(leaf)
    charset = str(leaf.get_content_charset() or "")
    try:
        text = raw.decode(charset) if charset else decode(raw)
    except (LookupError, ValueError):
        text = decode(raw)
    if leaf.get_content_type() != "text/plain":
        return text.encode("utf-8", "replace")
    text = SIGNATURE.split(text, maxsplit=1)[0] if SIGNATURE.search(text) else text
    lines = [QUOTED.sub("", line).rstrip() for line in text.splitlines() if not HEADERS.match(line)]
    return ("\n".join(_unbroken(lines)) or " ").encode("utf-8", "replace")


def _unbroken(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a mail, those of a paragraph as one: mail programs break them, and leave an empty line between."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line.strip())
            continue
        full = len(block) > 1 and all(LEAST_FULL <= len(each) <= MOST_FULL for each in block[:-1])
        yield from [" ".join(block)] if full else block
        yield ""
        block = []


def _bytes(leaf: Message) -> bytes:
    if leaf.get_content_type() == "message/rfc822":
        inner = leaf.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""
    payload = leaf.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(str(make_header(decode_header(str(message.get(name) or "")))).split())
    except (MessageError, ValueError, LookupError):
        return ""


def _date(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(str(message.get("Date") or "")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
