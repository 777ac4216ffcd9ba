"""Web archives (WARC): the pages that were fetched whole, and nothing else of what a browser loads."""

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeadersParserException  # type: ignore[import-untyped]

from contraflow.errors import PageError
from contraflow.reports.encoding import MOST_BYTES, printable, too_large
from contraflow.reports.formats.limits import Budget, check_ratio
from contraflow.reports.formats.part import Part

KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml", "application/atom+xml")
CHUNK = 65_536
BROKEN = (ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, EOFError, OSError, ValueError, LookupError,
          AttributeError, TypeError, OverflowError)  # fmt: skip


def warc_parts(part: Part, budget: Budget, path: Path | None = None) -> Iterator[Part]:
    """Yield the pages of a web archive; see ``zip_parts`` for the arguments.

    The day of the visit is not taken for the day of publication.

    Raises:
        PageError: if it is broken, holds no page, or is over a limit of ``limits``.
    """
    with path.open("rb") if path else io.BytesIO(part.content) as stream:
        size = path.stat().st_size if path else len(part.content)
        found = False
        for each in warc_stream_parts(stream, size, part, budget):
            found = True
            yield each
    if not found:
        raise PageError("found a web archive without a page; allowed: WARC with HTML, text or PDF; do: save the page again")


def warc_stream_parts(stream: IO[bytes], packed: int, part: Part, budget: Budget) -> Iterator[Part]:
    """Yield the pages in a stream of WARC records.

    Args:
        packed: bytes of the stream as it is stored, against which what comes out is held.
    """
    unpacked = 0
    try:
        records = ArchiveIterator(stream)
        for record in records:
            budget.member(part.name)
            content = _payload(record) if _is_page(record) else b""
            rest = 0
            while piece := record.raw_stream.read(CHUNK):  # what is skipped is unpacked all the same
                rest += len(piece)
                if rest > MOST_BYTES:
                    check_ratio(unpacked + rest, packed, part.name)
                    budget.unpacked(rest, part.name)
                    unpacked, rest = unpacked + rest, 0
            unpacked += rest + len(content)
            check_ratio(unpacked, packed, part.name)
            budget.unpacked(rest + len(content), part.name)
            if content:
                yield _part(record, content, part)
    except PageError:
        raise
    except BROKEN as error:
        raise PageError(
            f"found a web archive that cannot be read ({type(error).__name__}: {str(error)[:80]}); "
            "allowed: WARC, packed by record or not at all; do: save the page again"
        ) from error


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type == "response":
        headers: Any = record.http_headers
        kind = headers.get_header("Content-Type") if headers else ""
        return bool(headers) and headers.get_statuscode() == "200" and _is_kind(kind)
    return bool(record.rec_type == "resource" and _is_kind(record.rec_headers.get_header("Content-Type")))


def _is_kind(kind: str | None) -> bool:
    return (kind or "").split(";")[0].strip().lower() in KINDS


def _payload(record: ArcWarcRecord) -> bytes:
    stream = record.content_stream()
    pieces, size = [], 0
    while size <= MOST_BYTES and (piece := stream.read(CHUNK)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _part(record: ArcWarcRecord, content: bytes, part: Part) -> Part:
    url = printable(str(record.rec_headers.get_header("WARC-Target-URI") or "")).strip("<> ")
    large = len(content) > MOST_BYTES
    return replace(
        part,
        name=f"{part.name}!{url or 'page'}",
        content=b"" if large else content,
        sha1="",
        url=url if url.startswith(("http://", "https://")) else "",
        problem=too_large(len(content)) if large else "",
    )
