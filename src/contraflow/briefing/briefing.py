"""What a briefing is before it becomes a page, a PDF or a letter: sections of blocks, footnotes, evidence.

Briefing
├── sections   each a heading, a summary that can be read aloud, and blocks
│     └── blocks     Paragraph, Bullets, Table, Figure, Gallery, Facing, Terms, Fold
│           └── lines      text, Strong, Note (a footnote mark), Link (outside), Jump (inside)
├── footnotes  one for every number; each leads to evidence
└── evidence   one entry for each claim or series row; each leads back to the footnotes that rest on it
"""

from dataclasses import dataclass
from datetime import date

from contraflow.estimates.estimate import RunRecord


@dataclass(frozen=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True)
class Note:
    """A footnote mark in the text.

    Attributes:
        number: the footnote.
        mark: which mark of that footnote this is, counted from 1; the footnote leads back to each.
    """

    number: int
    mark: int


@dataclass(frozen=True)
class Link:
    """A link that leaves the briefing."""

    text: str
    url: str


@dataclass(frozen=True)
class Jump:
    """A link inside the briefing; ``target`` is an anchor's name without ``#``."""

    text: str
    target: str


@dataclass(frozen=True)
class Break:
    """A new line inside a cell."""

    text: str = " "


Inline = str | Strong | Note | Link | Jump | Break
Line = tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Attributes:
        style: empty, or ``judgement``, ``confidence``, ``small``; how it is set, never what it means.
    """

    line: Line
    style: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    items: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        columns: headings; a heading that starts with ``#`` is a column of numbers and is set flush right.
        rows: cells by row; the first cell names the row.
        anchors: anchor name of each row, or empty when no row has one.
        swatches: class number of each row for a colour sample before its name, or empty.
    """

    caption: Line
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    anchors: tuple[str, ...] = ()
    swatches: tuple[int, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A chart or a map.

    Attributes:
        wide: drawing for a column of text, as SVG without an XML declaration.
        narrow: the same for a phone; empty when the first serves both.
        description: what the drawing shows, in a sentence or two, for who cannot see it.
        table: the same numbers as a table, shown on demand; None when the numbers stand elsewhere on the page.
    """

    wide: str
    narrow: str
    caption: Line
    description: str
    table: Table | None = None


@dataclass(frozen=True)
class Gallery:
    """Small charts side by side, ``columns`` of them where there is room."""

    figures: tuple[Figure, ...]
    columns: int
    table: Table | None = None


@dataclass(frozen=True)
class Card:
    """One side of a contradiction: what is said, and who says it when."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Facing:
    """Two cards that contradict each other."""

    heading: str
    left: Card
    right: Card


@dataclass(frozen=True)
class Terms:
    """Words and what they mean."""

    entries: tuple[tuple[str, Line], ...]


@dataclass(frozen=True)
class Subheading:
    """A heading inside a section."""

    text: str


Plain = Paragraph | Bullets | Table | Figure | Gallery | Facing | Terms | Subheading


@dataclass(frozen=True)
class Fold:
    """Blocks that are shown on demand; in print they are left to the page when ``page_only``."""

    summary: str
    blocks: tuple[Plain, ...]
    page_only: bool = False


Block = Plain | Fold


@dataclass(frozen=True)
class Section:
    """A section of the briefing.

    Attributes:
        id: anchor name.
        summary: what the section says in a few sentences, shown first and read aloud; empty when its blocks say it.
    """

    id: str
    title: str
    summary: Line
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Footnote:
    """Where a number comes from.

    Attributes:
        number: as marked in the text.
        marks: how many marks lead here.
        text: what the number is, with its intervals.
        leads: lines about the evidence that moved it, each with a jump to its entry.
    """

    number: int
    marks: int
    text: str
    leads: tuple[Line, ...]

    @property
    def anchor(self) -> str:
        """Name of the anchor."""
        return f"note-{self.number}"


@dataclass(frozen=True)
class Entry:
    """One piece of evidence: a claim or a row of a series.

    Attributes:
        id: claim id or series row id.
        group: indicator under which the register lists it.
        said: what it says, in own words.
        anchor_words: at most 8 words of the text; empty when there are none.
        who: voice and role, or the series' source.
        when: the day on which it became known and the period that it is about, in words.
        source: link to the report or the table.
        notes: numbers of the footnotes that name it; others may rest on its whole group.
        shifted: whether a footnote names a shift for it; the others bear on a number without one.
    """

    id: str
    group: str
    said: str
    anchor_words: str
    who: str
    when: str
    source: Link | str
    notes: tuple[int, ...]
    shifted: bool

    @property
    def anchor(self) -> str:
        """Name of the anchor."""
        return entry_anchor(self.id)


@dataclass(frozen=True)
class Briefing:
    """A briefing, ready to be written as a page, a PDF and a letter.

    Attributes:
        known_by: last day whose evidence was used; the only date that the briefing carries.
        marking: the most restrictive marking of the evidence (TLP 2.0); empty when nothing is marked.
        warnings: banners; who reads must see them first.
        headlines: the judgements as sentences, for the letter and the voice.
        bearing: by group of the register, the footnotes that rest on all of it.
        ornament: the river's course as an SVG path within 1000 x 60, for the title.
    """

    title: str
    subtitle: str
    known_by: date
    marking: str
    warnings: tuple[str, ...]
    headlines: tuple[str, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    evidence: tuple[Entry, ...]
    bearing: dict[str, tuple[int, ...]]
    run: RunRecord
    ornament: str


def entry_anchor(evidence_id: str) -> str:
    """Return the anchor name of a piece of evidence."""
    safe = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in evidence_id)
    return f"evidence-{safe}"


def plain_text(line: Line) -> str:
    """Return a line without marks and links, for the voice and for tests."""
    return "".join(part if isinstance(part, str) else "" if isinstance(part, Note) else part.text for part in line)
