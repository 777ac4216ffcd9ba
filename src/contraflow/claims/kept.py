"""Claims of a case's pages kept from one run to the next, as long as neither pages, case nor reader change.

Loading the reader takes longer than reading a few pages; a run whose pages were read before does without it.
"""

import json
import os
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

from contraflow.claims.claim import Claim
from contraflow.reports.report import Report

PACKAGE = Path(__file__).parents[1]
READER = ("reports", "claims", "case", "words")  # folders of sources on which a reading depends

Reading = tuple[Report, tuple[Claim, ...]]


def place_of(case_sha1: str) -> Path:
    """Return the file in the user's cache folder that belongs to a case, by its digest, and to these sources of the reader."""
    digest = blake2b(case_sha1.encode(), digest_size=16)
    for folder in READER:
        for path in sorted(each for each in (PACKAGE / folder).rglob("*") if each.suffix in {".py", ".toml", ".json"}):
            digest.update(path.read_bytes())
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "contraflow" / "pages" / f"{digest.hexdigest()}.json"


def kept(place: Path) -> list[Reading] | None:
    """Return the readings that are kept in a file; None when there are none or they cannot be read."""
    try:
        plain = json.loads(place.read_bytes())
        return [(Report.from_dict(report), tuple(map(Claim.from_dict, claims))) for report, claims in plain]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def keep(place: Path, readings: list[Reading]) -> None:
    """Keep readings whole or not at all; a folder that cannot be written only costs the next run its time."""
    plain = [(report.to_dict(), [claim.to_dict() for claim in claims]) for report, claims in readings]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=place.parent, encoding="utf-8", delete=False) as file:
            json.dump(plain, file)
        os.replace(file.name, place)
    except OSError:
        return
