"""Web archives (WARC): the pages that were fetched whole, and nothing else of what a browser loads."""

import io
import logging
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from contraflow.errors import PageError
from contraflow.reports.encoding import MOST_BYTES, printable, too_large
from contraflow.reports.formats.bounded import CHUNK, BoundedStream
from contraflow.reports.formats.limits import Budget
from contraflow.reports.formats.part import Part, web_address

KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml", "application/atom+xml")
MOST_HEADER = 2_000_000  # bytes
BROKEN = (ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, EOFError, OSError, ValueError, LookupError,
          AttributeError, TypeError, OverflowError)  # fmt: skip

logging.getLogger("warcio").setLevel(logging.ERROR)  # it would write what stands in the archive to the terminal


class QuietIterator(ArchiveIterator):  # type: ignore[misc]
    """Records; of lengths that are wrong nothing is written to the terminal."""

    INC_RECORD = ""


def warc_parts(part: Part, budget: Budget, path: Path | None = None) -> Iterator[Part]:
    """Yield the pages of a web archive; see ``zip_parts`` for the arguments.

    The day of the visit is not taken for the day of publication.

    Raises:
        PageError: if it is broken, holds no page, or is over a limit of ``limits``.
    """
    found = False
    with path.open("rb") if path else io.BytesIO(part.content) as stream:
        for each in warc_stream_parts(stream, part, budget):
            found = True
            yield each
    if not found:
        raise PageError("found a web archive without a page; allowed: WARC with HTML, text or PDF; do: save the page again")


def warc_stream_parts(stream: IO[bytes], part: Part, budget: Budget) -> Iterator[Part]:
    """Yield the pages in a stream of WARC records, packed or not."""
    try:
        bounded = BoundedStream(stream, part.name, budget)
        records = iter(QuietIterator(bounded))
        while True:
            bounded.allow(MOST_HEADER)
            record = next(records, None)
            bounded.allow(-1)
            if record is None:
                return
            budget.member(part.name)
            content = _payload(record) if _is_page(record) else b""
            while record.raw_stream.read(CHUNK):  # what is skipped is unpacked all the same, and counted
                pass
            if content:
                yield _part(record, content, part)
    except PageError:
        raise
    except BROKEN as error:
        raise PageError(
            f"found a web archive that cannot be read ({type(error).__name__}: {printable(str(error))[:80]}); "
            "allowed: WARC, packed or not; do: save the page again"
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
    url = web_address(printable(str(record.rec_headers.get_header("WARC-Target-URI") or "")))
    large = len(content) > MOST_BYTES
    return replace(
        part,
        name=f"{part.name}!{url or 'page'}",
        content=b"" if large else content,
        sha1="",
        url=url,
        problem=too_large(len(content)) if large else "",
    )
