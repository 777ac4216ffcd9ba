"""A secret: what is known of a source and stands in no public text. It hides itself wherever Python would show it."""

import json
import tomllib
from dataclasses import dataclass, fields
from typing import NoReturn

from contraflow.errors import InputError

MOST_CHARACTERS = 100_000
HIDDEN = "Secret(sealed)"


@dataclass(frozen=True, repr=False, slots=True)
class Secret:
    """What is known of a source beyond the public text.

    Attributes:
        name: of the person.
        contact: how the person is reached.
        where_met: where, when and how.
        notes: anything else.
    """

    name: str = ""
    contact: str = ""
    where_met: str = ""
    notes: str = ""

    def __repr__(self) -> str:
        """Return nothing that is secret: this is what logs, errors and debuggers show."""
        return HIDDEN

    def __str__(self) -> str:
        return HIDDEN

    def __format__(self, form: str) -> str:
        return format(HIDDEN, form)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not copied into files, processes or caches; seal it")

    def __getstate__(self) -> NoReturn:
        raise TypeError("a secret is not copied into files, processes or caches; seal it")

    def __bool__(self) -> bool:
        """Return whether it holds anything."""
        return any(getattr(self, each.name) for each in fields(self))

    def words(self) -> tuple[str, ...]:
        """Return its parts that hold something, to be held back from all that is written."""
        return tuple(text for each in fields(self) for text in getattr(self, each.name).splitlines() if text.strip())


FIELDS = tuple(each.name for each in fields(Secret))


def read_secret(text: str) -> Secret:
    """Return the secret that somebody wrote as TOML: ``name = "..."`` and so on.

    Raises:
        InputError: it is no TOML, has unknown fields or is far too long; the message shows nothing of it.
    """
    wanted = 'do: write lines such as name = "...", with ' + ", ".join(FIELDS)
    if len(text) > MOST_CHARACTERS:
        raise InputError(f"secret: found {len(text):,} characters; allowed: up to {MOST_CHARACTERS:,}; do: shorten it")
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError):
        found = None
    # raised out here, so that no error carries another one that shows what was read
    if found is None:
        raise InputError(f"secret: found text that is no TOML; allowed: one field a line; {wanted}")
    if set(found) - set(FIELDS) or not all(isinstance(value, str) for value in found.values()):
        raise InputError(f"secret: found other fields, or values that are no text; allowed: {', '.join(FIELDS)}; {wanted}")
    return Secret(**found)


def to_bytes(secret: Secret) -> bytes:
    """Return a secret as bytes whose length tells little: filled up to whole kibibytes."""
    plain = json.dumps({name: getattr(secret, name) for name in FIELDS}, ensure_ascii=False).encode("utf-8")
    return plain + b" " * (-len(plain) % BLOCK)


def from_bytes(content: bytes) -> Secret | None:
    """Return the secret of ``to_bytes``; None when the bytes are none."""
    try:
        found = json.loads(content)
    except ValueError:
        return None
    if not isinstance(found, dict) or not set(found) <= set(FIELDS):
        return None
    return Secret(**{name: str(value) for name, value in found.items()})


BLOCK = 1024
