"""Looking for planted words in any bytes: every encoding, and inside whatever is compressed or wrapped."""

import base64
import gzip
import html
import io
import re
import sqlite3
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from hashlib import sha1
from pathlib import Path
from urllib.parse import unquote_to_bytes

import h5py
import pypdfium2

BASE64 = re.compile(rb"(?:[A-Za-z0-9+/_-]{4}\s*){10,}={0,2}")
HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}){12,}")
DEEPEST = 4


def bare(text: str) -> str:
    """Return a text without accents, blanks, signs and capitals."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text).casefold())


def forms(word: str) -> set[bytes]:
    """Return how a word may stand in bytes where no letters can be read: in base64 at any of three places, in hex."""
    found = set()
    stripped = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    for text in {word, unicodedata.normalize("NFC", word), unicodedata.normalize("NFD", word), stripped}:
        content = text.encode()
        found |= {content.hex().encode(), content.hex().upper().encode()}
        for shift in range(3):
            whole = base64.b64encode(b"\0" * shift + content)
            cut = {0: 0, 1: 3, 2: 2}[(shift + len(content)) % 3]
            found.add(whole[(0, 2, 3)[shift] : len(whole) - cut])
    return {form for form in found if len(form) >= 6}


class Canary:
    """Words that must stand nowhere; what was looked through once is not looked through again."""

    def __init__(self, *words: str) -> None:
        self.bare = {bare(each) for word in words for each in (word, word[::-1])}
        self.forms = {form for word in words for form in forms(word)}
        self.clean: set[bytes] = set()

    def find(self, content: bytes, depth: int = 0) -> bool:
        """Say whether any of the words stands in the content, however it is wrapped."""
        digest = sha1(content, usedforsecurity=False).digest()
        if digest in self.clean:
            return False
        if any(form in content for form in self.forms):
            return True
        for encoding in encodings(content):
            text = bare(content.decode(encoding, "ignore"))
            if any(word in text for word in self.bare):
                return True
        if depth < DEEPEST and any(self.find(inner, depth + 1) for inner in unwrapped(content)):
            return True
        self.clean.add(digest)
        return False


def encodings(content: bytes) -> Iterator[str]:
    """Yield the encodings in which bytes may hold letters; zeros between letters tell of two bytes a letter."""
    yield "utf-8"
    if any(byte > 127 for byte in content[:100_000]):
        yield "latin-1"
    if b"\0" in content:
        yield from ("utf-16-le", "utf-16-be")


def unwrapped(content: bytes) -> Iterator[bytes]:
    """Yield what is compressed or wrapped inside some bytes."""
    yield from _archives(content)
    yield from _documents(content)
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08", content):
        part = content[found.start() :]
        with suppress(zlib.error):
            inner = zlib.decompressobj(47).decompress(part, 50_000_000)
            if len(inner) > 8:
                yield inner
    for found in BASE64.finditer(content):
        with suppress(ValueError):
            text = re.sub(rb"\s", b"", found.group(0)).translate(bytes.maketrans(b"-_", b"+/"))
            yield base64.b64decode(text + b"=" * (-len(text) % 4))
    for found in HEX.finditer(content):
        yield bytes.fromhex(found.group(0).decode())
    if b"%" in content and b"\0" not in content and not content.startswith(b"%PDF"):
        decoded = unquote_to_bytes(content)
        if decoded != content:
            yield decoded
    if b"&#" in content or b"\\u" in content:
        text = content.decode("utf-8", "ignore")
        yield html.unescape(text).encode("utf-8", "surrogatepass")
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text).encode("utf-8", "surrogatepass")


def _archives(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"PK"):
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(content)) as whole:
            for name in whole.namelist():
                yield name.encode() + b"\n" + whole.read(name)
    if content.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError):
            yield gzip.decompress(content)
    if content.startswith(b"SQLite format 3"):
        base = sqlite3.connect(":memory:")
        with suppress(sqlite3.Error):
            base.deserialize(content)
            yield "\n".join(base.iterdump()).encode("utf-8", "surrogatepass")
        base.close()


def _documents(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        pages = [page.get_textpage().get_text_range() for page in document]
        yield "\n".join([*pages, *map(str, document.get_metadata_dict().values())]).encode()
        document.close()
    if content.startswith(b"\x89HDF"):
        with suppress(OSError), h5py.File(io.BytesIO(content), "r") as file:
            yield b"\n".join(_arrays(file))
    if re.match(rb"(?:[A-Za-z-]+: [^\n]*\r?\n)+", content) and b"\nContent-Type" in content[:2000]:
        for part in message_from_bytes(content, policy=policy.default).walk():
            if not part.is_multipart():
                yield part.get_payload(decode=True) or b""
            yield "\n".join(map(str, part.values())).encode("utf-8", "ignore")


def _arrays(group: h5py.Group) -> Iterator[bytes]:
    told: list[bytes] = []

    def visit(name: str, each: object) -> None:
        told.append(name.encode())
        told.extend(f"{key}={value!r}".encode() for key, value in each.attrs.items())  # type: ignore[attr-defined]
        if isinstance(each, h5py.Dataset):
            told.append(each[()].tobytes() if each.dtype.kind != "O" else repr(each[()].tolist()).encode())

    visit("/", group)
    group.visititems(visit)
    yield from told


def all_files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files below a folder, by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
