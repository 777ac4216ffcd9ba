"""From anything that holds pages to the pages."""

from collections.abc import Callable, Iterator

from contraflow.errors import PageError
from contraflow.reports.formats.archives import zip_parts
from contraflow.reports.formats.feeds import feed_parts
from contraflow.reports.formats.json_pages import json_parts
from contraflow.reports.formats.kinds import kind_of
from contraflow.reports.formats.limits import Budget
from contraflow.reports.formats.mail import mail_parts
from contraflow.reports.formats.part import Part
from contraflow.reports.formats.warc import warc_parts

READERS: dict[str, Callable[[Part, Budget], Iterator[Part]]] = {
    "zip": zip_parts,
    "warc": warc_parts,
    "feed": feed_parts,
    "mail": mail_parts,
    "json": json_parts,
}


def unpack(part: Part, budget: Budget | None = None) -> Iterator[Part]:
    """Yield the pages in a part: itself when it is one, else those inside it, however deep up to the limit.

    Raises:
        PageError: if the whole cannot be read; what is wrong with one of several inside is its ``problem``.
    """
    budget = budget or Budget()
    reader = READERS.get(kind_of(part.content, part.name))
    if part.problem or reader is None:
        yield part
        return
    inside = budget.deeper(part.name)
    for inner in reader(part, inside):
        own_text = reader is mail_parts and inner.name == part.name  # a page whatever it begins with
        if own_text or reader in (feed_parts, json_parts):
            yield inner
        else:
            yield from _inner(inner, inside)


def _inner(part: Part, budget: Budget) -> Iterator[Part]:
    """Yield the pages in a member; one that cannot be read costs only itself."""
    try:
        yield from unpack(part, budget)
    except PageError as error:
        yield Part(part.name, b"", part.digest, problem=str(error))
