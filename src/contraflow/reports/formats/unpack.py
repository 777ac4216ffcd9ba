"""From anything that holds pages to the pages."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from contraflow.errors import PageError
from contraflow.reports.encoding import read_bytes
from contraflow.reports.formats.archives import zip_parts
from contraflow.reports.formats.feeds import feed_parts
from contraflow.reports.formats.json_pages import json_parts
from contraflow.reports.formats.kinds import ARCHIVES, START, kind_of
from contraflow.reports.formats.limits import Budget
from contraflow.reports.formats.mail import mail_parts
from contraflow.reports.formats.part import Part


def _warc_parts(part: Part, budget: Budget, path: Path | None = None) -> Iterator[Part]:
    from contraflow.reports.formats.warc import warc_parts  # takes its time, and only web archives need it

    return warc_parts(part, budget, path)


READERS: dict[str, Callable[[Part, Budget], Iterator[Part]]] = {
    "zip": zip_parts,
    "warc": _warc_parts,
    "feed": feed_parts,
    "mail": mail_parts,
    "json": json_parts,
}


def unpack(part: Part, budget: Budget | None = None, kinds: Collection[str] = READERS.keys()) -> Iterator[Part]:
    """Yield the pages in a part: itself when it is one, else those inside it, however deep up to the limit.

    Args:
        budget: what has been unpacked already.
        kinds: of what is taken apart; anything else is yielded as it is.

    Raises:
        PageError: if the whole cannot be read; what is wrong with one of several inside is its ``problem``.
    """
    kind = kind_of(part.content, part.name)
    if part.problem or kind not in READERS or kind not in kinds:
        yield part
        return
    inside = (budget or Budget()).deeper(part.name)
    yield from _unpacked(READERS[kind](part, inside), part, inside, kinds)


def unpack_file(part: Part, path: Path) -> Iterator[Part]:
    """Yield the pages in a file's archives, however large, without holding it whole; any other file as it is.

    Args:
        part: what is known of the file beside its content.

    Raises:
        PageError: if it cannot be read.
    """
    try:
        with path.open("rb") as file:
            kind = kind_of(file.read(START), part.name)
    except OSError as error:
        raise PageError(f"{path}: cannot be read ({error.strerror}); do: check path and rights") from error
    if kind in ARCHIVES:
        inside = Budget().deeper(part.name)
        found = zip_parts(part, inside, path) if kind == "zip" else _warc_parts(part, inside, path)
        yield from _unpacked(found, part, inside, ARCHIVES)
    else:
        yield Part(**{**vars(part), "content": read_bytes(path)})


def _unpacked(found: Iterator[Part], whole: Part, budget: Budget, kinds: Collection[str]) -> Iterator[Part]:
    flat = kind_of(whole.content, whole.name) in {"feed", "json"}
    for inner in found:
        if flat or inner.name == whole.name:  # an entry, or a mail's own text: a page whatever it begins with
            yield inner
        else:
            yield from _inner(inner, budget, kinds)


def _inner(part: Part, budget: Budget, kinds: Collection[str]) -> Iterator[Part]:
    """Yield the pages in a member; one that cannot be read costs only itself."""
    try:
        yield from unpack(part, budget, kinds)
    except PageError as error:
        yield Part(part.name, b"", part.digest, problem=str(error))
