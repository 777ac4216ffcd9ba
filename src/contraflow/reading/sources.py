"""What a user named, as a list of things to read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contraflow.errors import PageError
from contraflow.reports.encoding import MOST_BYTES, printable, too_large
from contraflow.reports.formats.archives import is_beside_page
from contraflow.reports.formats.kinds import ARCHIVES, ENDINGS, is_page_name
from contraflow.reports.formats.part import Part
from contraflow.reports.formats.unpack import unpack, unpack_file


@dataclass(frozen=True)
class Source:
    """One thing to read.

    Attributes:
        name: for messages.
        path: its file; None when ``content`` holds it.
        url: its address, when the user tells it; ``published`` and ``outlet`` likewise.
    """

    name: str
    path: Path | None = None
    content: bytes = b""
    url: str = ""
    published: date | None = None
    outlet: str = ""


def find_sources(named: Iterable[str | Path | Source]) -> list[Source]:
    """Return files, and the files in folders, in the order named and by name within a folder.

    Hidden files, links that lead out of a folder and what a browser saves beside a page are left out.

    Raises:
        PageError: if a file is not there, or a folder holds no page.
    """
    found: list[Source] = []
    for each in named:
        if isinstance(each, Source):
            found.append(each)
        elif Path(each).is_dir():
            found += _in_folder(Path(each))
        elif Path(each).is_file():
            found.append(Source(printable(str(each)), Path(each)))
        else:
            raise PageError(f"{each}: no such file; allowed: a page, a folder, an archive or -; do: check the path")
    return found


def parts_of(source: Source) -> Iterator[Part]:
    """Yield what a source holds, archives taken apart; what cannot be read is given with its problem."""
    note = "told by the user" if source.published else ""
    part = Part(source.name, source.content, url=source.url, published=source.published, date_note=note, outlet=source.outlet)
    try:
        if source.path:
            yield from unpack_file(part, source.path)
        elif len(source.content) > MOST_BYTES:
            yield Part(source.name, b"", problem=too_large(len(source.content)))
        else:
            yield from unpack(part, kinds=ARCHIVES)
    except PageError as error:
        yield Part(source.name, b"", problem=str(error))


def _in_folder(folder: Path) -> list[Source]:
    home = folder.resolve()
    names = {str(path) for path in folder.rglob("*")}
    found = [
        Path(name)
        for name in sorted(names)
        if is_page_name(name) and not _is_hidden(Path(name).relative_to(folder)) and not is_beside_page(name, names)
    ]
    pages = [Source(printable(str(path)), path) for path in found if path.is_file() and path.resolve().is_relative_to(home)]
    if not pages:
        raise PageError(f"{folder}: found no page; allowed: files ending in {', '.join(ENDINGS)}; do: check the folder")
    return pages


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
