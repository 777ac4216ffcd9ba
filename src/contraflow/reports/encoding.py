"""Bytes to text, whatever the encoding; what is no text is refused with a reason."""

import re
from pathlib import Path

from charset_normalizer import from_bytes

from contraflow.errors import PageError

MOST_BYTES = 20_000_000
MOST_TEXT = 2_000_000  # characters outside tags, scripts and styles: four novels
MAGIC = {
    b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive", b"\x1f\x8b": "a gzip archive", b"\x7fELF": "a program",
}  # fmt: skip
# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}charset|^\s{0,20}<\?xml[^>]{0,200}encoding)\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE
)
# What pages declare to what browsers read it as (the Encoding Standard, https://encoding.spec.whatwg.org/#names-and-labels).
# Only these are taken: Python knows codecs besides that are no encoding of a page (idna, unicode_escape, punycode).
BROWSERS_READ = {
    "utf8": "utf-8", "ascii": "cp1252", "usascii": "cp1252", "iso88591": "cp1252", "latin1": "cp1252", "windows1252": "cp1252",
    "cp1252": "cp1252", "iso885915": "iso8859-15", "euckr": "cp949", "ksc56011987": "cp949", "windows949": "cp949",
    "cp949": "cp949", "uhc": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs",
    "big5hkscs": "big5hkscs", "shiftjis": "cp932", "sjis": "cp932", "xsjis": "cp932", "windows31j": "cp932",
    "eucjp": "euc_jp", "xeucjp": "euc_jp", "iso2022jp": "iso2022_jp", "windows1251": "cp1251", "koi8r": "koi8-r",
    "iso88592": "iso8859-2", "windows1250": "cp1250", "windows1253": "cp1253", "windows1254": "cp1254", "iso88599": "cp1254",
    "windows1255": "cp1255", "windows1256": "cp1256", "windows1257": "cp1257", "windows1258": "cp1258",
}  # fmt: skip
LEAST_ZEROS = 0.25  # share of zeros at even or odd places that tells UTF-16 without a mark from a binary
CONTROLS = re.compile("[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f]")
REMEDY = "do: save the page as HTML or plain text"
EMPTY = "found an empty page; allowed: HTML or plain text; do: save the page again"
NUL = f"found NUL bytes, so no text; allowed: HTML or plain text; {REMEDY}"


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


def checked_text(text: str) -> str:
    """Return a page that is text already; raises PageError as ``decode`` does."""
    if len(text) > MOST_BYTES:
        raise PageError(too_large(len(text)))
    if not text.strip():
        raise PageError(EMPTY)
    if "\x00" in text:
        raise PageError(NUL)
    return text.encode("utf-8", "replace").decode()  # half a surrogate pair, which no file can hold, becomes "?"


def printable(text: str) -> str:
    """Return a text without control characters, which could move a terminal's cursor; tabs and line ends stay."""
    return CONTROLS.sub("", text)


def decode(raw: bytes) -> str:
    """Return the text of a page.

    A byte order mark counts first, then zeros at every other place (UTF-16 without a mark), then UTF-8 (saved pages are
    often UTF-8 and still declare what they were, and other encodings hardly ever pass for it), then the declared charset,
    then the likeliest encoding.

    Raises:
        PageError: if the page is empty, too large or no text.
    """
    if len(raw) > MOST_BYTES:
        raise PageError(too_large(len(raw)))
    if not raw.strip():
        raise PageError(EMPTY)
    for start, what in MAGIC.items():
        if raw.startswith(start):
            raise PageError(f"found {what}; allowed: HTML or plain text; {REMEDY}")
    for mark, name in BOMS:
        if raw.startswith(mark):
            return _strict(raw, name)
    if b"\x00" in raw:
        unmarked = _unmarked_utf16(raw)
        if unmarked:
            return _strict(raw, unmarked)
        raise PageError(NUL)
    return _by_declaration(raw) or _by_guess(raw)


def _strict(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise PageError(f"found bytes that are no {name} although it is marked so; allowed: {name}; {REMEDY}") from error


def _unmarked_utf16(raw: bytes) -> str:
    """Return the codec of UTF-16 without a byte order mark; empty when the zeros do not lie as they would in it."""
    start = raw[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if min(even, odd) > 0 or max(even, odd) < LEAST_ZEROS * len(start) / 2:
        return ""
    return "utf-16-be" if even else "utf-16-le"


def _by_declaration(raw: bytes) -> str | None:
    declared = DECLARED.search(raw[:4096])
    label = re.sub(r"[^a-z0-9]", "", declared.group(1).decode("ascii", "ignore").lower()) if declared else ""
    known = BROWSERS_READ.get(label)
    names = ["utf-8", known] if known else ["utf-8"]
    if known == "iso2022_jp":  # of seven bits, so that it passes for UTF-8
        names.reverse()
    for name in names:
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return None


def _by_guess(raw: bytes) -> str:
    best = from_bytes(raw[:500_000]).best()
    if best is None:
        raise PageError(f"found bytes in no encoding that is known; allowed: text; {REMEDY}")
    return raw.decode(best.encoding, errors="replace")
