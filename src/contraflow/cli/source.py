"""``contraflow source``: what is known of a source, sealed; nothing of it is an argument, a log line or a file.

Arguments land in the history of the shell and in the list of processes: secrets come from a prompt, a file or standard input.
"""

import re
import resource
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from contraflow.cli import options
from contraflow.cli.console import err, out, print_json
from contraflow.errors import InputError, OptionError

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

    from contraflow.sealed import Secret
    from contraflow.store import Store
    from contraflow.store.records import Source

source = typer.Typer(
    name="source",
    help="What is known of a source beyond the public text: sealed in the store, opened with a key kept elsewhere.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

KeyFile = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", envvar="CONTRAFLOW_KEY_FILE", show_envvar=True, help="The file that holds your key."),
]
To = Annotated[
    list[str] | None,
    typer.Option("--to", metavar="age1...|FILE", help="Who may open it besides you: a public key, or a file with one a line."),
]
From = Annotated[
    str, typer.Option("--from", metavar="FILE|-", help="Take it from a file or from standard input instead of asking.")
]
Id = Annotated[str, typer.Argument(metavar="SOURCE", help="Id of the source: report/voice, or a number; never a name.")]
SOURCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}")
ASKED = {"name": "Name", "contact": "How the person is reached", "where_met": "Where, when and how you met", "notes": "Notes"}


@source.command()
def keygen(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the key is written; away from the store.")],
    passphrase: Annotated[bool, typer.Option("--passphrase", help="Ask for a passphrase and seal the key under it.")] = False,
    where: options.Store = options.STORE,
) -> None:
    """Make a key: a file for you alone, and a public key for those who seal for you.

    Keep a copy of the file where nobody takes it together with the store: without it nothing that is sealed can be read again.

    Example: [bold]contraflow source keygen ~/keys/contraflow.key --passphrase[/bold]
    """
    from contraflow.sealed import make_key

    _check_place(file, where)
    words = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True) if passphrase else ""
    out.print(make_key(file, words), markup=False)


@source.command()
def add(
    name: Annotated[str, typer.Argument(metavar="[SOURCE]", help="Id: report/voice or a number, never a name.")] = "",
    given: From = "",
    role: Annotated[str, typer.Option("--role", help="Role as published, a word of the codebook.")] = "unspecified",
    marking: Annotated[str, typer.Option("--marking", metavar="TLP:...", help="Who may see what the source said.")] = "TLP:RED",
    to: To = None,
    key: KeyFile = None,
    where: options.Store = options.STORE,
) -> None:
    """Add a source and seal what is known of it; asks for name, contact, where you met, notes.

    Sealed for your own key and for --to. Whoever seals only for others needs no key. Without SOURCE a random number is given.

    Example: [bold]contraflow source add interview-3/S1 --role trader --to team.txt[/bold]
    """
    from contraflow.release.marks import read_label
    from contraflow.sealed import seal
    from contraflow.store import open_store
    from contraflow.store.records import Source

    name = name or f"source-{secrets.token_hex(4)}"
    _check_id(name)
    with _careful(), open_store(where) as store:
        recipients = _recipients(to, key, where)
        store.keep_source(Source(name, role, read_label(marking, "--marking")))
        store.keep_sealed(name, seal(_secret(given), recipients))
    out.print(name, markup=False)


@source.command("seal")
def seal_(
    name: Id,
    given: From = "",
    anew: Annotated[bool, typer.Option("--anew", help="Seal what is there for --to as well; needs your key.")] = False,
    to: To = None,
    key: KeyFile = None,
    where: options.Store = options.STORE,
) -> None:
    """Seal more of a source that is in the store, or with --anew all that is there for other people.

    What was sealed before stays in the store and in its backups: who could open it once can open that copy for ever.

    Example: [bold]contraflow source seal interview-3/S1 --from - < notes.toml[/bold]
    """
    from contraflow.sealed import reseal, seal

    with _careful(), _opened(where) as store:
        _known(store, name)
        recipients = _recipients(to, key, where)
        if anew:
            identity = _identity(key, where)
            blobs = [reseal(blob, identity, recipients) for blob in store.sealed(name)]
        else:
            blobs = [seal(_secret(given), recipients)]
        for blob in blobs:
            store.keep_sealed(name, blob)
    out.print(f"{name}: {len(blobs)} sealed", markup=False)


@source.command()
def show(
    name: Id,
    anyway: Annotated[bool, typer.Option("--anyway", help="Show it even when the output is no terminal.")] = False,
    key: KeyFile = None,
    where: options.Store = options.STORE,
) -> None:
    """Show what is sealed of a source, on a terminal only; needs the key.

    Example: [bold]contraflow source show interview-3/S1 --key ~/keys/contraflow.key[/bold]
    """
    from contraflow.sealed import unseal

    if not (anyway or sys.stdout.isatty()):
        raise OptionError(
            "standard output: found a file or a program; allowed: a terminal, where nothing is kept; "
            "do: add --anyway if you mean it"
        )
    with _careful(), _opened(where) as store:
        _known(store, name)
        identity = _identity(key, where)
        found = [unseal(blob, identity) for blob in store.sealed(name)]
    out.print(f"{name}: {len(found)} sealed parts, the latest last", markup=False)
    for secret in found:
        for field, words in ASKED.items():
            if getattr(secret, field):
                out.print(f"{words}: {getattr(secret, field)}", markup=False)


@source.command("list")
def list_(where: options.Store = options.STORE, as_json: options.Json = False) -> None:
    """List the sources of the store: id, role, mark, and how many parts are sealed; needs no key and opens nothing.

    Example: [bold]contraflow source list[/bold]
    """
    with _opened(where) as store:
        rows = [{"id": s.id, "role": s.role, "marking": s.marking, "sealed": len(store.sealed(s.id))} for s in store.sources()]
    if as_json:
        print_json(rows)
        return
    table = Table("source", "role", "marking", "sealed parts", box=None)
    for row in rows:
        table.add_row(str(row["id"]), str(row["role"]), str(row["marking"]) or "unmarked", str(row["sealed"]))
    out.print(table)


@source.command()
def mark(
    name: Id,
    marking: Annotated[str, typer.Argument(metavar="TLP:...", help="TLP:CLEAR, GREEN, AMBER, AMBER+STRICT or RED.")],
    where: options.Store = options.STORE,
) -> None:
    """Say who may see what a source said; the earlier mark stays in the store's history.

    Example: [bold]contraflow source mark interview-3/S1 TLP:AMBER[/bold]
    """
    from dataclasses import replace

    from contraflow.release.marks import read_label

    label = read_label(marking, "TLP")
    with _opened(where) as store:
        found = _known(store, name)
        store.keep_source(replace(found, marking=label))
    out.print(f"{name}: {label}", markup=False)


@contextmanager
def _careful() -> Iterator[None]:
    """Leave no image of the memory on the disk should the program crash while it holds a secret."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))


@contextmanager
def _opened(where: str) -> "Iterator[Store]":
    from contraflow.store import open_store

    with open_store(where, create=False) as store:
        yield store


def _known(store: "Store", name: str) -> "Source":
    """Return a source of the store; the error names no other source."""
    _check_id(name)
    found = next((each for each in store.sources() if each.id == name), None)
    if found is None:
        raise InputError(f"source: found {name!r}; allowed: one that the store holds; do: see contraflow source list")
    return found


def _check_id(name: str) -> None:
    if not SOURCE_ID.fullmatch(name):
        # what was typed may be a name: it is not repeated
        raise OptionError(
            "SOURCE: found other characters than letters, digits and ._/-; allowed: report/voice, or a number; "
            "do: name nobody here, leave it out and take the number that is given"
        )


def _secret(given: str) -> "Secret":
    """Return what a user tells of a source: from a file or standard input, else asked for without showing it."""
    from contraflow.sealed import Secret, read_secret

    if given:
        return _nonempty(read_secret(_text(given)))
    if not sys.stdin.isatty():
        raise OptionError("standard input: found no terminal to ask at; allowed: --from; do: add --from - or --from FILE")
    err.print("What you type is not shown. An empty answer leaves a field out.", markup=False)
    told = {
        field: typer.prompt(words, default="", show_default=False, hide_input=True, err=True) for field, words in ASKED.items()
    }
    return _nonempty(Secret(**told))


def _nonempty(secret: "Secret") -> "Secret":
    if not secret:
        raise InputError("secret: found nothing; allowed: one field or more; do: fill in what is known")
    return secret


def _text(given: str) -> str:
    content: bytes | None
    try:
        content = sys.stdin.buffer.read() if given == "-" else Path(given).read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        content = None
    if content is None:
        raise InputError(f"--from {given}: cannot be read; allowed: a text file in UTF-8, or -; do: check the path")
    return text


def _recipients(to: list[str] | None, key: Path | None, where: str) -> tuple[str, ...]:
    """Return the public keys to seal for: one's own, when a key is named, and those of others."""
    from contraflow.sealed import read_recipients

    own = (str(_identity(key, where).to_public()),) if key else ()
    found = tuple(dict.fromkeys((*own, *read_recipients(to or ()))))
    if not found:
        raise OptionError("--to: found nobody to seal for; allowed: a key of your own or public keys; do: add --key or --to")
    return found


def _identity(key: Path | None, where: str) -> "Identity":
    from contraflow.sealed import read_key

    if key is None:
        raise OptionError("--key: found none; allowed: the file of your key; do: add --key, or set CONTRAFLOW_KEY_FILE")
    _check_place(key, where)
    ask = (lambda: str(typer.prompt("Passphrase", hide_input=True, err=True))) if sys.stdin.isatty() else None
    return read_key(key, ask)


def _check_place(key: Path, where: str) -> None:
    """Refuse a key that lies with the store; a database on a server has no folder here."""
    from contraflow.sealed import check_key_place

    if "://" not in where:
        check_key_place(key, Path(where))
