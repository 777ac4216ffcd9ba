"""One page, wherever it was found."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha1
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Part:
    """One page found in something that a user named: a file, a member of an archive, an entry of a feed.

    Attributes:
        name: where it came from, e.g. ``saved.zip!story.html``.
        content: its bytes as received.
        sha1: of the whole that it stands for, when that is not ``content``; see ``digest``.
        url: its address, when known; ``title``, ``outlet`` and ``reporter`` likewise, when what holds the page tells them.
        published: publication date when the user or what holds the page tells it; ``date_note`` says who.
        sent: a day to fall back on when the page itself says none, as that of a mail; ``sent_note`` says what it is.
        problem: why it cannot be read, in words for a user; empty when it can be tried.
    """

    name: str
    content: bytes
    sha1: str = ""
    url: str = ""
    title: str = ""
    outlet: str = ""
    reporter: str = ""
    published: date | None = None
    date_note: str = ""
    sent: date | None = None
    sent_note: str = ""
    problem: str = ""

    @property
    def digest(self) -> str:
        """Return the SHA-1 by which the page is known again; empty for one whose bytes could not be had."""
        if self.sha1 or (self.problem and not self.content):
            return self.sha1
        return sha1(self.content, usedforsecurity=False).hexdigest()


def web_address(text: str) -> str:
    """Return an address of the web that something tells of a page; empty when it is none."""
    text = text.strip("<> \t\r\n")
    try:
        parts = urlsplit(text)
        return text if parts.scheme in {"http", "https"} and parts.hostname else ""
    except ValueError:
        return ""
