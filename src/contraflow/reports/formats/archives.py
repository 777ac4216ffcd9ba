"""Zip archives and WACZ: members are read one by one in memory; nothing is ever written to disk."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from contraflow.errors import PageError
from contraflow.reports.encoding import MOST_BYTES, printable, too_large
from contraflow.reports.formats.kinds import is_page_name
from contraflow.reports.formats.limits import MOST_MEMBERS, MOST_TOTAL, Budget, beyond, check_ratio
from contraflow.reports.formats.part import Part

PLAIN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the others unpack without bound at each step
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, LookupError,
    OverflowError,
)  # fmt: skip
OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"})
LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
MOST_LISTED = 5_000_000  # bytes of a list of pages
MOST_DIRECTORY = 10_000_000  # bytes of a zip's own list of members
END = 66_000  # bytes at the end of a zip in which the place and size of that list stand


def zip_parts(part: Part, budget: Budget, path: Path | None = None) -> Iterator[Part]:
    """Yield the pages of a zip archive, or those of the web archives in a WACZ.

    A member that cannot be read is given with its problem.

    Args:
        part: the archive; its content is not used when it is read from a path.
        path: its file, when it is too large to be held whole.

    Raises:
        PageError: if it is broken, an office document, empty of pages, or over a limit of ``limits``.
    """
    try:
        _check_directory(path, part)
        with zipfile.ZipFile(path or io.BytesIO(part.content)) as archive:
            yield from _members(archive, part, budget)
    except PageError:
        raise
    except BROKEN as error:
        raise PageError(
            f"found a zip archive that cannot be read ({type(error).__name__}: {str(error)[:80]}); "
            "allowed: a whole, unencrypted one; do: pack it again"
        ) from error


def _members(archive: zipfile.ZipFile, part: Part, budget: Budget) -> Iterator[Part]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    _check(members, part.name)
    names = {member.filename for member in members}
    if names & OFFICE:
        raise PageError("found an office document or a book; allowed: pages; do: save it as PDF, HTML or plain text")
    warcs = [each for each in members if each.filename.startswith("archive/") and ".warc" in each.filename]
    if warcs and "datapackage.json" in names:
        yield from _of_wacz(archive, warcs, part, budget)
        return
    pages = [each for each in members if is_page_name(each.filename) and not is_beside_page(each.filename, names)]
    if not pages:
        raise PageError("found an archive without pages; allowed: files as in a folder of pages; do: check what it holds")
    for member in pages:
        budget.member(part.name)
        inner = replace(part, name=f"{part.name}!{printable(member.filename)}", content=b"", sha1="")
        yield _read(archive, member, inner, budget)


def _check_directory(path: Path | None, part: Part) -> None:
    """Raise PageError for an archive whose list of members alone is too large to be held."""
    end = part.content[-END:]
    if path:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - END, 0))
            end = file.read()
    at = end.rfind(b"PK\x05\x06")
    if at >= 0 and int.from_bytes(end[at + 12 : at + 16], "little") > MOST_DIRECTORY:
        raise beyond(part.name, f"a list of members of over {MOST_DIRECTORY / 1e6:.0f} MB", f"up to {MOST_MEMBERS:,} members")


def _check(members: list[zipfile.ZipInfo], where: str) -> None:
    """Raise PageError for an archive that says of itself that it is a bomb."""
    if len(members) > MOST_MEMBERS:
        raise beyond(where, f"{len(members):,} members", f"up to {MOST_MEMBERS:,}")
    if sum(member.file_size for member in members) > MOST_TOTAL:
        raise beyond(where, f"over {MOST_TOTAL / 1e9:g} GB unpacked", f"up to {MOST_TOTAL / 1e9:g} GB in all")
    for member in members:
        check_ratio(member.file_size, member.compress_size, where)


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, part: Part, budget: Budget) -> Part:
    if member.compress_type not in PLAIN:
        return replace(part, problem="found an unusual packing; allowed: stored or deflated members; do: pack it again")
    if member.file_size > MOST_BYTES:
        return replace(part, problem=too_large(member.file_size))
    try:
        with archive.open(member) as file:
            content = file.read(MOST_BYTES + 1)
    except BROKEN as error:
        reason = f"found a member that cannot be unpacked ({type(error).__name__}: {str(error)[:60]})"
        return replace(part, problem=f"{reason}; allowed: a whole, unencrypted one; do: pack it again")
    budget.unpacked(len(content), part.name)
    return replace(part, content=content)


def _of_wacz(archive: zipfile.ZipFile, warcs: list[zipfile.ZipInfo], part: Part, budget: Budget) -> Iterator[Part]:
    from contraflow.reports.formats.warc import warc_stream_parts  # takes its time, and only web archives need it

    listed = _listed(archive)
    for member in warcs:
        with archive.open(member) as stream:
            for each in warc_stream_parts(stream, replace(part, sha1=""), budget):
                if not listed or each.url in listed:
                    yield each


def _listed(archive: zipfile.ZipFile) -> set[str]:
    """Return the addresses of the pages that a WACZ lists; what else it holds are frames and advertisements."""
    found = set()
    for name in LISTS:
        if name not in archive.namelist():
            continue
        with archive.open(name) as file:
            for line in file.read(MOST_LISTED).splitlines():
                try:
                    entry = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if isinstance(entry, dict) and isinstance(entry.get("url"), str):
                    found.add(entry["url"])
    return found


def is_beside_page(name: str, names: set[str]) -> bool:
    """Say whether a file stands in the folder that a browser saves beside a page (``story_files`` beside ``story.html``)."""
    for folder in PurePosixPath(name).parents:
        page = str(folder).removesuffix("_files")
        if page != str(folder) and (f"{page}.html" in names or f"{page}.htm" in names):
            return True
    return False
