"""Bytes to text, whatever the encoding; what is no text is refused with a reason."""

import re
from pathlib import Path

from charset_normalizer import from_bytes

from contraflow.errors import PageError

MOST_BYTES = 20_000_000
MAGIC = {
    b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive", b"\x1f\x8b": "a gzip archive", b"\x7fELF": "a program",
}  # fmt: skip
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
REMEDY = "do: save the page as HTML or plain text"


def read_bytes(page: Path) -> bytes:
    """Return a file's bytes; raises PageError if it cannot be read or is too large."""
    try:
        size = page.stat().st_size
        if size > MOST_BYTES:
            raise PageError(too_large(size))
        return page.read_bytes()
    except OSError as error:
        raise PageError(f"{page}: cannot be read ({error.strerror}); do: check path and rights") from error


def too_large(size: int) -> str:
    """Return the message for a page over the limit."""
    return f"found {size / 1e6:.0f} MB; allowed: up to {MOST_BYTES / 1e6:.0f} MB; do: save the article alone"


def decode(raw: bytes) -> str:
    """Return the text of a page.

    A byte order mark counts first, then a declared charset, then UTF-8, then the likeliest encoding.

    Raises:
        PageError: if the page is empty, too large or no text.
    """
    if len(raw) > MOST_BYTES:
        raise PageError(too_large(len(raw)))
    if not raw.strip():
        raise PageError("found an empty page; allowed: HTML or plain text; do: save the page again")
    for start, what in MAGIC.items():
        if raw.startswith(start):
            raise PageError(f"found {what}; allowed: HTML or plain text; {REMEDY}")
    for mark, name in BOMS:
        if raw.startswith(mark):
            return _strict(raw, name)
    if b"\x00" in raw[:100_000]:
        raise PageError(f"found NUL bytes, so no text; allowed: HTML or plain text; {REMEDY}")
    return _by_declaration(raw) or _by_guess(raw)


def _strict(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise PageError(f"found bytes that are no {name} although it is marked so; allowed: {name}; {REMEDY}") from error


def _by_declaration(raw: bytes) -> str | None:
    declared = DECLARED.search(raw[:4096])
    for name in ([declared.group(1).decode("ascii")] if declared else []) + ["utf-8"]:
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _by_guess(raw: bytes) -> str:
    best = from_bytes(raw[:500_000]).best()
    if best is None:
        raise PageError(f"found bytes in no encoding that is known; allowed: text; {REMEDY}")
    return raw.decode(best.encoding, errors="replace")
