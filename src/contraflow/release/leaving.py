"""The one exit: every byte that contraflow writes for somebody passes here, whole or not at all.

What the gate left out is remembered while a command runs; content in which it stands is refused. This is a second lock behind
the gate, for what is not compressed: nothing should ever reach it.
"""

import html
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from pathlib import Path
from urllib.parse import quote

from contraflow.errors import OutputError

_HELD: ContextVar[frozenset[bytes]] = ContextVar("held", default=frozenset())


class HeldBackError(OutputError):
    """Something that must not leave was about to; nothing was written."""


def hold_back(words: Iterable[str], *, anew: bool = False) -> None:
    """Remember words that must not stand in anything that leaves.

    Args:
        words: empty ones do not count.
        anew: forget those of an earlier command.
    """
    forms = frozenset(form for word in words if word for form in written_forms(word))
    _HELD.set(forms if anew else _HELD.get() | forms)


def written_forms(word: str) -> frozenset[bytes]:
    """Return how a word stands in text, JSON, HTML and addresses."""
    plain = {word, json.dumps(word)[1:-1], json.dumps(word, ensure_ascii=False)[1:-1], html.escape(word)}
    plain.add(quote(word, errors="surrogatepass"))
    return frozenset(form.encode("utf-8", "surrogatepass") for form in plain)


def check_leaving(content: bytes, where: str) -> None:
    """Raise HeldBackError, which does not tell what was found, when something held back stands in the content."""
    found = sum(form in content for form in _HELD.get())
    if found:
        raise HeldBackError(
            f"{where}: found words of evidence that was left out; allowed: only what passed the gate; "
            "do: report this as a fault of contraflow; nothing was written"
        )


def write_file(path: Path, content: bytes, *, lasting: bool = False) -> None:
    """Write one file, see ``write_files``."""
    write_files({path: content}, lasting=lasting)


def write_files(contents: Mapping[Path, bytes], *, lasting: bool = False) -> None:
    """Write files, all or none: each in full beside its place before any takes its place, in the order given.

    Args:
        contents: by path; the folders must be there.
        lasting: wait until the disk has them.

    Raises:
        HeldBackError: something held back stands in them.
        OSError: the disk refuses.
    """
    for path, content in contents.items():
        check_leaving(content, str(path))
    waiting: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            waiting[path] = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                if lasting:
                    os.fsync(file.fileno())
            os.chmod(name, 0o644)  # others may read a result; temporary files are for their owner only
        for path in contents:
            os.replace(waiting[path], path)
            del waiting[path]
        if lasting:
            for folder in {path.parent for path in contents}:
                _settle(folder)
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Wait until the disk knows the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
