"""Writing the three files of a briefing, all or none."""

from pathlib import Path

from contraflow.briefing.briefing import Briefing
from contraflow.briefing.mail import write_mail
from contraflow.briefing.page import write_page
from contraflow.briefing.pdf import write_pdf
from contraflow.errors import OutputError
from contraflow.release.leaving import write_files

NAMES = ("briefing.eml", "briefing.pdf", "briefing.html")
"""In the order in which they take their place: when the page is there, all is there."""


def write_briefing(briefing: Briefing, folder: Path, *, overwrite: bool) -> Path:
    """Write briefing.html, briefing.pdf and briefing.eml; the same briefing gives the same bytes.

    All three are written in full beside their places before any of them takes its place, so that a full disk or an
    interruption leaves what was there before.

    Args:
        briefing: what to write.
        folder: where; it is made when it does not exist.
        overwrite: whether a briefing that is there may be replaced.

    Returns:
        The path of briefing.html.

    Raises:
        OutputError: a briefing is there and ``overwrite`` is false, or the files cannot be written.
    """
    there = [name for name in NAMES if (folder / name).exists()]
    if there and not overwrite:
        raise OutputError(
            f"{folder}: found {', '.join(sorted(there))}; allowed: a folder without a briefing; "
            "do: choose another folder with --out, or allow overwriting"
        )
    letter = write_mail(briefing)
    contents = {
        "briefing.eml": letter,
        "briefing.pdf": write_pdf(briefing),
        "briefing.html": write_page(briefing, letter),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_files({folder / name: contents[name] for name in NAMES}, lasting=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: found {error.strerror or error}; allowed: a folder that can be written, with "
            f"{sum(map(len, contents.values())) // 1024 + 1} KiB free; do: free some room or choose another folder "
            "with "
            "--out; nothing there was changed"
        ) from error
    return folder / "briefing.html"
