"""PDF to plain text: lines put together from what stands beside each other, columns one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from contraflow.errors import PageError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage
from contraflow.reports.encoding import MOST_TEXT

MOST_PAGES = 300
MOST_RUNS = 20_000  # on one page; a page of a newspaper has some 2,000
LEAST_GUTTER = 8.0  # points between columns; 72 are an inch
MOST_ACROSS = 0.08  # share of a page's runs that may cross a gutter: titles and rules
LEAST_BESIDE = 0.2  # share of them on either side of it
MOST_COLUMNS = 4
NEXT_PARAGRAPH = 1.45  # of the usual distance between lines
SHORT = 0.85  # of a column's width: a line that ends a sentence there ends its paragraph
TALLER = 1.5  # letters below the line alone make one line a quarter higher than the next
ENDS = (".", "!", "?", "”", '"', "…", ":")


@dataclass(frozen=True)
class Run:
    """Words that stand together, with their edges in points from the page's left and bottom."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def pdf_text(raw: bytes) -> str:
    """Return the text of a PDF as plain text, one paragraph a line, columns one after the other.

    Raises:
        PageError: if it is broken, locked, too long, or holds pictures of pages only.
    """
    import pypdfium2  # takes its time, and only PDFs need it

    try:
        document = pypdfium2.PdfDocument(raw)
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise PageError(
            f"found a PDF that cannot be opened ({str(error)[:80]}); allowed: whole and without a password; do: print it anew"
        ) from error
    try:
        if len(document) > MOST_PAGES:
            raise PageError(
                f"found a PDF of {len(document):,} pages; allowed: up to {MOST_PAGES}; do: save the article's pages"
            )
        text = "\n\n".join(_pages(document))
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise PageError(
            f"found a PDF with a broken page ({str(error)[:80]}); allowed: whole pages; do: print it anew"
        ) from error
    finally:
        document.close()
    if not text.strip():
        raise PageError(
            "found a PDF without text, such as a scan; allowed: one whose text can be marked; do: run text recognition first"
        )
    return text


def _pages(document: "PdfDocument") -> Iterator[str]:
    told = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        runs = list(_runs(text))
        lines = [line for column in columns(runs) for line in paragraphs(column)]
        text.close()
        page.close()
        told += sum(map(len, lines))
        if told > MOST_TEXT:
            raise PageError(
                f"found a PDF of over {MOST_TEXT / 1e6:.0f} million characters; allowed: an article; do: save its pages"
            )
        yield "\n\n".join(lines)


def _runs(text: "PdfTextPage") -> Iterator[Run]:
    count = text.count_rects()
    if count > MOST_RUNS:
        raise PageError(
            f"found a PDF page of {count:,} pieces of text; allowed: up to {MOST_RUNS:,}; do: save it as plain text"
        )
    for number in range(count):
        left, bottom, right, top = text.get_rect(number)
        words = " ".join(text.get_text_bounded(left, bottom, right, top).replace("\x02", "-").replace("\ufffe", "-").split())
        if words:
            yield Run(left, bottom, right, top, words)


def columns(runs: Sequence[Run], most: int = MOST_COLUMNS) -> Iterator[list[Run]]:
    """Yield the runs of each column in reading order; what stands across all columns parts those above from those below."""
    gutter = _gutter(runs) if most > 1 else None
    if gutter is None:
        yield list(runs)
        return
    across = sorted((run for run in runs if run.left < gutter < run.right), key=lambda run: -run.top)
    beside = [run for run in runs if not run.left < gutter < run.right]
    for run in [*across, None]:
        floor = run.top if run else float("-inf")
        zone = [each for each in beside if each.bottom >= floor - 1]
        beside = [each for each in beside if each.bottom < floor - 1]
        for side in ([each for each in zone if each.right <= gutter], [each for each in zone if each.right > gutter]):
            if side:
                yield from columns(side, most - 1)
        if run:
            yield [run]


def _gutter(runs: Sequence[Run]) -> float | None:
    """Return where an empty strip parts two columns: the widest that few runs cross and many flank; None when there is none."""
    if len(runs) < 8:
        return None
    edges = sorted({run.right for run in runs})
    best, widest = None, LEAST_GUTTER
    for edge in edges:
        after = [run.left for run in runs if run.left > edge]
        if not after:
            break
        gap = min(after) - edge
        middle = edge + gap / 2
        crossing = sum(run.left < middle < run.right for run in runs)
        left = sum(run.right <= middle for run in runs)
        least = LEAST_BESIDE * len(runs)
        if gap >= widest and crossing <= MOST_ACROSS * len(runs) and min(left, len(runs) - left - crossing) >= least:
            best, widest = middle, gap
    return best


def paragraphs(runs: Sequence[Run]) -> list[str]:
    """Return the paragraphs of one column: lines joined, words that were parted at a line's end made whole."""
    lines = _lines(runs)
    if not lines:
        return []
    width = max(line.right for line in lines) - min(line.left for line in lines)
    steps = [min(above.bottom - line.bottom, above.top - line.top) for above, line in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    found = [lines[0].text]
    for (above, line), step in zip(pairwise(lines), steps, strict=True):
        high, higher = sorted((line.top - line.bottom, above.top - above.bottom))
        taller = higher > TALLER * high  # of another size of letters
        ended = above.text.endswith(ENDS) and above.right - above.left < SHORT * width
        if step > NEXT_PARAGRAPH * usual or ended or taller:
            found.append(line.text)
        elif found[-1].endswith("-") and line.text[:1].islower():
            found[-1] = found[-1][:-1] + line.text
        else:
            found[-1] = f"{found[-1]} {line.text}"
    return found


def _lines(runs: Sequence[Run]) -> list[Run]:
    """Return runs on one height as one, from top to bottom."""
    lines: list[Run] = []
    for run in sorted(runs, key=lambda each: (-each.bottom, each.left)):
        last = lines[-1] if lines else None
        if last and abs(last.bottom - run.bottom) < 0.5 * max(last.top - last.bottom, 1.0) and run.left >= last.left:
            top, bottom = max(last.top, run.top), min(last.bottom, run.bottom)
            lines[-1] = Run(last.left, bottom, max(last.right, run.right), top, f"{last.text} {run.text}")
        else:
            lines.append(run)
    return lines
