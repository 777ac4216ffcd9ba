"""``contraflow store``: look after the store of evidence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from contraflow.cli import options
from contraflow.cli.console import note, out, print_json, warn

if TYPE_CHECKING:
    from contraflow.store import Entry, Judged, Store

store = typer.Typer(
    name="store",
    help="Look after the store of evidence: what was read, what people judged of it, what was made of it.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

File = Annotated[Path, typer.Argument(metavar="FILE")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there.")]


@store.command()
def check(where: options.Store = options.STORE, as_json: options.Json = False) -> None:
    """Say whether a store is whole: the file, every digest, every anchor, every claim with its report.

    Example: [bold]contraflow store check --store evidence.db[/bold]
    """
    with opened(where) as found:
        problems = found.check()
        if as_json:
            print_json(problems)
        for problem in problems:
            warn(f"contraflow: {found.name}: {problem}")
        if problems:
            raise typer.Exit(1)
        if not as_json:
            out.print(f"{found.name}: no problems", markup=False)


@store.command()
def backup(file: File, where: options.Store = options.STORE, overwrite: Overwrite = False) -> None:
    """Write a store as it is now into a file, while others write on.

    Of a store in a file that is another one like it, of a database an export.

    Example: [bold]contraflow store backup 2018-06-08.db --store evidence.db[/bold]
    """
    with opened(where) as found:
        found.back_up(file, overwrite=overwrite)
    out.print(str(file), markup=False)


@store.command()
def restore(file: File, where: options.Store = options.STORE, overwrite: Overwrite = False) -> None:
    """Make a store from a backup or an export; the backup is checked first.

    Example: [bold]contraflow store restore 2018-06-08.db --store evidence.db --overwrite[/bold]
    """
    from contraflow.store import restore as make

    make(file, where, overwrite)
    with opened(where) as found:
        out.print(found.name, markup=False)


@store.command("export")
def export_(
    file: File,
    where: options.Store = options.STORE,
    gold: Annotated[bool, typer.Option("--gold", help="Write what people judged instead, as gold for the reader.")] = False,
    overwrite: Overwrite = False,
    as_json: options.Json = False,
) -> None:
    """Write a store into one portable file: a zip of JSON lines with digests. The same store gives the same bytes.

    With --gold the file holds JSON lines of judged claims: what the reader found, what is right. It holds words of others'
    texts: it is for training, not for publishing.

    Example: [bold]contraflow store export store.zip --store evidence.db[/bold]
    """
    from contraflow.store.gold import write_gold

    with opened(where) as found:
        rows = {"judged": write_gold(found, file, overwrite)} if gold else found.export(file, overwrite=overwrite)
    _show_rows(rows, file, as_json)


@store.command("import")
def import_(file: File, where: options.Store = options.STORE, as_json: options.Json = False) -> None:
    """Fill an empty store from an export, all of it or nothing.

    Example: [bold]contraflow store import store.zip --store postgresql://analyst@server/evidence[/bold]
    """
    from contraflow.store import fill

    _show_rows(fill(where, file), file, as_json)


@store.command()
def history(
    report: Annotated[str, typer.Argument(metavar="[REPORT]", help="A report, to see its versions and judgements.")] = "",
    where: options.Store = options.STORE,
    as_json: options.Json = False,
) -> None:
    """List what was recorded and when, the first first; of one report its versions and what people judged of it.

    Example: [bold]contraflow store history rfa-2018-06-08 --store evidence.db[/bold]
    """
    with opened(where) as found:
        entries = {entry.n: entry for entry in found.history()}
        rows = _of_report(found, report, entries) if report else [_plain(entry) for entry in entries.values()]
    if as_json:
        print_json(rows)
        return
    table = Table("n", "recorded", "kind", "what", "told", box=None)
    for row in rows:
        table.add_row(str(row["n"]), row["recorded"][:19].replace("T", " "), row["kind"], row["what"], row["told"])
    out.print(table)


@contextmanager
def opened(where: str) -> "Iterator[Store]":
    """Give the store that a user named; raises InputError if it is not there."""
    from contraflow.store import open_store

    with open_store(where, create=False) as found:
        yield found


def _plain(entry: "Entry", what: str = "", told: str = "") -> dict[str, Any]:
    when = entry.recorded.isoformat()
    return {"n": entry.n, "recorded": when, "kind": entry.kind, "what": what or entry.what, "told": told or entry.program}


def _of_report(found: "Store", report: str, entries: "dict[int, Entry]") -> list[dict[str, Any]]:
    from contraflow.errors import InputError

    versions = found.versions(report)
    if not versions:
        raise InputError(f"report: found {report!r}; allowed: one that the store holds; do: see contraflow store history")
    rows = [_plain(entries[each.entry], f"{report} version {each.version}", f"{len(each.claims)} claims") for each in versions]
    rows += [_plain(entries[each.entry], each.claim, _told(each)) for each in found.judgements(report)]
    return sorted(rows, key=lambda row: row["n"])


def _told(judged: "Judged") -> str:
    what = f"judgement {judged.n} by {judged.by}: {judged.verdict}"
    what += f" of judgement {judged.undoes}" if judged.undoes else ""
    return what + (" (undone)" if judged.undone else "") + (f"; {judged.note}" if judged.note else "")


def _show_rows(rows: dict[str, int], file: Path, as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    note(", ".join(f"{number} {name}" for name, number in rows.items()))
    out.print(str(file), markup=False)
