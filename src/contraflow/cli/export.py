"""``contraflow export`` and ``contraflow import``: evidence and results in the forms of other programs."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contraflow.cli import options
from contraflow.cli.console import note, out, print_json, warn
from contraflow.errors import OptionError

if TYPE_CHECKING:
    from contraflow.claims.claim import Evidence
    from contraflow.exchange import Facts, Parcel

What = Annotated[
    Path | None,
    typer.Argument(metavar="CASE|nowcast.json", help="Folder of a border, or the results of a nowcast (csv only)."),
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A file that an export wrote; of csv its folder.")]
Format = Annotated[str, typer.Option("--format", help="ftm, stix, jsonld or csv.")]
FromStore = Annotated[
    str,
    typer.Option("--store", metavar="FILE|postgresql://...", help="A store: its evidence, joined to that of CASE if named."),
]
IntoStore = Annotated[
    str, typer.Option("--store", metavar="FILE|postgresql://...", help="Keep the evidence in this store instead of files.")
]
Licence = Annotated[str, typer.Option("--licence", metavar="SPDX", help="Licence of the export, e.g. CC-BY-4.0; else none.")]
Made = Annotated[
    str | None,
    typer.Option("--made", metavar="DATE", help="Day of the export; give it when claims changed since the last one."),
]


def export(
    case: What = None,
    style: Format = "csv",
    where: FromStore = "",
    known_by: options.KnownBy = None,
    licence: Licence = "",
    made: Made = None,
    folder: options.Out = Path("out"),
    audience: options.Release = options.HOUSE,
    overwrite: options.Overwrite = False,
    as_json: options.Json = False,
) -> None:
    """Write reports and claims for other programs: FollowTheMoney, STIX 2.1, schema.org JSON-LD, or CSV with a data package.

    Citations, paraphrases and at most eight words of a text; never the text. What --release does not allow stays here.

    Example: [bold]contraflow export cases/yalu --format stix --release TLP:GREEN --out out[/bold]
    """
    from contraflow.exchange import Facts, write_format
    from contraflow.exchange.formats import check_format

    check_format(style)
    facts = Facts(licence=licence, made=options.read_date(made, "--made"))
    if case is not None and case.is_file():
        files = _results(case, style, facts, audience)
    else:
        parcel, facts = _released(case, where, options.read_date(known_by, "--known-by"), audience, facts)
        files = write_format(style, parcel, facts)
        note(f"{len(parcel.evidence.reports)} reports, {len(parcel.evidence.claims)} claims")
    _write(files, folder, overwrite, as_json)


def import_(
    file: File,
    style: Format = "csv",
    where: IntoStore = "",
    folder: options.Out = Path("out"),
    audience: options.Release = options.HOUSE,
    overwrite: options.Overwrite = False,
    as_json: options.Json = False,
) -> None:
    """Read evidence that another contraflow exported, into reports.csv and claims.csv of a case, or into a store.

    Nothing but the file is opened, and nothing that it names is fetched. In a store all of it is kept, whatever its marks.

    Example: [bold]contraflow import out/evidence.stix.json --format stix --out out/received[/bold]
    """
    from contraflow.exchange import case_tables, read_format

    parcel = read_format(style, file)
    if not where:
        _write(case_tables(_seen(parcel, audience)), folder, overwrite, as_json)
        return
    new, claims = _keep(parcel, file, where)
    if as_json:
        print_json({"store": where, "reports": len(parcel.evidence.reports), "new": new, "claims": claims})
    else:
        out.print(f"{new} of {len(parcel.evidence.reports)} reports are new, with {claims} claims", markup=False)


def _released(folder: Path | None, where: str, known_by: date | None, audience: str, facts: "Facts") -> "tuple[Parcel, Facts]":
    """Return what the audience may see of a case, a store or both, packed, and what the export says of itself."""
    from dataclasses import replace

    from contraflow.case import read_case
    from contraflow.cli.evidence import release, released_evidence
    from contraflow.cli.store import opened
    from contraflow.exchange import pack
    from contraflow.release.marks import Marks, read_marks

    if folder is None and not where:
        raise OptionError("CASE: found nothing; allowed: a border's folder, or --store; do: write e.g. cases/yalu")
    marks = Marks()
    if folder is None:
        with opened(where) as store:
            sources = {each.id: each.marking for each in store.sources() if each.marking}
            released = release(store.evidence(known_by), None, audience, sources)
    else:
        case = read_case(folder)
        marks, facts = read_marks(folder), replace(facts, title=case.name)
        released = released_evidence(case, audience, where, known_by)
        released = replace(released, evidence=_known(released.evidence, known_by))
    parcel = pack(released, marks)
    uncited = len(released.evidence.claims) - len(parcel.evidence.claims)
    if uncited:
        warn(f"{uncited} claims left out, since their reports may not be cited for the audience {released.audience}")
    return parcel, facts


def _known(evidence: "Evidence", day: date | None) -> "Evidence":
    """Return what was known on a day; all of it without one."""
    from contraflow.claims.claim import Evidence

    if day is None:
        return evidence
    reports = tuple(each for each in evidence.reports if each.published and each.published <= day)
    names = {each.id for each in reports}
    return Evidence(reports, tuple(c for c in evidence.claims if c.report in names and c.known and c.known <= day))


def _results(file: Path, style: str, facts: "Facts", audience: str) -> dict[str, bytes]:
    """Return the results of a nowcast as a package, if the nowcast was made for the audience."""
    from contraflow.exchange.bounds import read_bytes, read_json
    from contraflow.exchange.estimates import estimates_package
    from contraflow.release.marks import LABELS, read_audience

    if style != "csv":
        raise OptionError(f"--format: found {style!r}; allowed for the results of a nowcast: csv; do: choose csv")
    files, made_for = estimates_package(read_json(read_bytes(file), str(file)), facts, str(file))
    if LABELS.index(read_audience(audience)) < LABELS.index(made_for):
        raise OptionError(
            f"--release: found {audience}; allowed: {made_for}, for whom the nowcast was made, or closer; "
            f"do: make the nowcast with --release {audience}"
        )
    return files


def _seen(parcel: "Parcel", audience: str) -> "Parcel":
    """Return what the audience may see of what came."""
    from contraflow.exchange import pack
    from contraflow.release.gate import gate
    from contraflow.release.leaving import hold_back
    from contraflow.release.marks import Marks, read_audience

    marks = Marks(reports=parcel.marks)
    released = gate(parcel.evidence, marks, read_audience(audience))
    hold_back(released.held)
    if released.told:
        warn(released.told)
    return pack(released, marks)


def _keep(parcel: "Parcel", file: Path, where: str) -> tuple[int, int]:
    """Keep a parcel, a page a report; return the number of reports that were new, and of their claims."""
    from contraflow.exchange.pages import pages_of
    from contraflow.store import open_store

    with open_store(where) as store:
        kept = [store.keep_page(page) for page in pages_of(parcel, file.name)]
    return sum(each.new for each in kept), sum(each.claims for each in kept if each.new)


def _write(files: Mapping[str, bytes], folder: Path, overwrite: bool, as_json: bool) -> None:
    """Write files, all or none, and print where they are."""
    from contraflow.cli.files import result_path
    from contraflow.errors import OutputError
    from contraflow.release.leaving import write_files

    contents = {result_path(folder, name, overwrite): content for name, content in files.items()}
    try:
        write_files(contents)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror}); do: make room or choose another --out") from error
    if as_json:
        print_json({"files": [str(path) for path in contents]})
    else:
        out.print("\n".join(map(str, contents)), markup=False)
