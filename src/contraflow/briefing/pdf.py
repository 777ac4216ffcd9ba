"""The briefing as a PDF: typeset by typst, tagged for screen readers (PDF/UA-1), fonts inside, no clock."""

from pathlib import Path

import matplotlib
import typst
from jinja2 import Environment, PackageLoader, StrictUndefined

from contraflow.briefing import numbers
from contraflow.briefing.briefing import (
    Block,
    Break,
    Briefing,
    Bullets,
    Card,
    Entry,
    Facing,
    Figure,
    Fold,
    Footnote,
    Gallery,
    Inline,
    Line,
    Link,
    Note,
    Paragraph,
    Strong,
    Subheading,
    Table,
    Terms,
    plain_text,
)
from contraflow.briefing.footnotes import group_anchor
from contraflow.briefing.page import register
from contraflow.errors import OutputError


def write_pdf(briefing: Briefing) -> bytes:
    """Return the PDF.

    Raises:
        OutputError: the typesetter refuses the document.
    """
    # Only fonts that come with the packages: DejaVu Sans for the letters in the drawings, typst's own for the rest.
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder])
    try:
        source = typst_source(briefing).encode("utf-8")
        pdf = typst.compile(source, font_paths=fonts, ignore_system_fonts=True, format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        raise OutputError(
            f"briefing.pdf: found {error.message}; allowed: a document that typst can set; "
            "do: report this with the case and the options of the run"
        ) from error
    if not isinstance(pdf, bytes):
        raise OutputError("briefing.pdf: found several files; allowed: one; do: install the typst release that the lock names")
    return pdf


def typst_source(briefing: Briefing) -> str:
    """Return the document in typst's language; all text is string literals and never markup."""
    writer = _Writer(_targets(briefing))
    body = []
    for section in briefing.sections:
        body.append(f"= {writer.text(section.title)} <{section.id}>")
        if section.summary:
            body.append(writer.paragraph(section.summary))
        body += [writer.block(block) for block in section.blocks]
    body += [writer.notes(briefing.footnotes), writer.register(register(briefing), briefing.bearing)]
    environment = Environment(
        loader=PackageLoader("contraflow.briefing"),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
    )
    return environment.get_template("briefing.typ.j2").render(
        title=quoted(briefing.title),
        subtitle=quoted(briefing.subtitle),
        marking=quoted(briefing.marking),
        warnings=[quoted(warning) for warning in briefing.warnings],
        footer=quoted(f"{briefing.title}, known by {numbers.day_text(briefing.known_by)}"),
        ornament=quoted(_ornament(briefing.ornament)) if briefing.ornament else "",
        body="\n\n".join(body),
    )


def quoted(text: str) -> str:
    """Return a text as a string literal of typst."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "").replace("\t", " ")
    return f'"{escaped}"'


def _ornament(path: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 1008 68">'
        f'<path d="{path}" fill="none" stroke="#0f5263" stroke-width="4" stroke-linejoin="round"/></svg>'
    )


def _shown(entry: Entry) -> bool:
    return entry.shifted


def _targets(briefing: Briefing) -> frozenset[str]:
    """Return the anchors that exist on paper; weekly tables and unnamed evidence stay with the page."""
    entries = [entry for entry in briefing.evidence if _shown(entry)]
    groups = {group_anchor(entry.group) for entry in briefing.evidence}
    return frozenset({entry.anchor for entry in entries} | groups)


def _note_links(notes: tuple[int, ...]) -> str:
    return ", ".join(f"#link(<note-{note}>)[{note}]" for note in notes)


class _Writer:
    """Blocks as typst markup."""

    def __init__(self, targets: frozenset[str]) -> None:
        self._targets = targets
        self._marks: set[tuple[int, int]] = set()  # marks that stand on paper; those of page-only folds do not

    def text(self, words: str) -> str:
        return f"#{quoted(numbers.bound(words))}" if words else ""

    def line(self, parts: Line) -> str:
        return "".join(self._part(part) for part in parts)

    def _part(self, part: Inline) -> str:
        if isinstance(part, str):
            return self.text(part)
        if isinstance(part, Strong):
            return f"#strong[{self.text(part.text)}]"
        if isinstance(part, Note):
            self._marks.add((part.number, part.mark))
            return f"#mark({part.number})#label({quoted(f'mark-{part.number}-{part.mark}')})"
        if isinstance(part, Break):
            return "#linebreak()"
        if isinstance(part, Link):
            return f"#link({quoted(part.url)})[{self.text(part.text)}]"
        if part.target in self._targets:
            return f"#link(label({quoted(part.target)}))[{self.text(part.text)}]"
        return self.text(part.text)

    def paragraph(self, line: Line) -> str:
        return f"#par[{self.line(line)}]"

    def block(self, block: Block) -> str:
        match block:
            case Paragraph(line, style):
                return f"#styled({quoted(style)})[{self.line(line)}]" if style else self.paragraph(line)
            case Subheading(text):
                return f"== {self.text(text)}"
            case Bullets(items):
                return f"#list({', '.join(f'[{self.line(item)}]' for item in items)})"
            case Table():
                return self.table(block)
            case Figure():
                return f"#{self.figure(block)}"
            case Gallery(figures, columns):
                cells = ", ".join(self.figure(figure) for figure in figures)
                return f"#grid(columns: (1fr,) * {columns}, gutter: 10pt, {cells})"
            case Facing(heading, left, right):
                sides = f"{self.card(left)}, {self.card(right)}"
                grid = f"grid(columns: (1fr, 1fr), gutter: 12pt, {sides})"
                return f"== {self.text(heading)}\n#block(breakable: false, {grid})"
            case Terms(entries):
                rows = ", ".join(f"terms.item([{self.text(term)}], [{self.line(line)}])" for term, line in entries)
                return f"#terms({rows})"
            case Fold(summary, blocks, page_only):
                if page_only:
                    return f'#styled("small")[{self.text(f"{summary}: in briefing.html.")}]'
                return "\n\n".join(self.block(inner) for inner in blocks)

    def figure(self, figure: Figure) -> str:
        image = f'image(bytes({quoted(figure.wide)}), format: "svg", width: 100%, alt: {quoted(figure.description)})'
        return f"figure({image}, alt: {quoted(figure.description)}, caption: [{self.line(figure.caption)}])"

    def card(self, card: Card) -> str:
        lines = "\n\n".join(self.line(line) for line in card.lines)
        return f"card({quoted(card.heading)})[{lines}]"

    def table(self, table: Table) -> str:
        right = [heading.startswith("#") for heading in table.columns]
        columns = ", ".join("auto" if numeric else "1fr" if n else "2fr" for n, numeric in enumerate(right))
        align = ", ".join("right" if numeric else "left" for numeric in right)
        header = ", ".join(f"[{self.text(heading.removeprefix('#'))}]" for heading in table.columns)
        cells = ",\n".join(f"[{self.line(cell)}]" for row in table.rows for cell in row)
        return (
            f"#tabled([{self.line(table.caption)}], {quoted(plain_text(table.caption))}, ({columns},), ({align},), "
            f"table.header({header}),\n{cells})"
        )

    def notes(self, notes: tuple[Footnote, ...]) -> str:
        parts = ["= Footnotes <notes>"]
        for note in notes:
            backs = " ".join(
                f"#back({quoted(f'mark-{note.number}-{mark}')}, {quoted(f'Back to mark {mark}')})"
                for mark in range(1, note.marks + 1)
                if (note.number, mark) in self._marks
            )
            leads = "\n".join(f"#lead[{self.line(lead)}]" for lead in note.leads)
            parts.append(f"#note({note.number})[{self.text(note.text)} {backs}\n{leads}] <{note.anchor}>")
        return "\n\n".join(parts)

    def register(self, groups: list[tuple[str, list[Entry]]], bearing: dict[str, tuple[int, ...]]) -> str:
        parts = ["= Register of evidence <register>"]
        parts.append(
            self.text(
                "Evidence that this document names, in own words, with at most eight words of the text to find the "
                "place. "
                "All other evidence that was weighed stands in briefing.html."
            )
        )
        for indicator, entries in groups:
            shown = [entry for entry in entries if _shown(entry)]
            name = indicator.replace("_", " ").capitalize()
            anchor = f"<{group_anchor(indicator)}>"
            if not shown:
                left = numbers.count(len(entries), "piece", "pieces")
                parts.append(f"#block[{self.text(f'{name}: {left}, only in briefing.html.')}] {anchor}")
                continue
            parts.append(f"== {self.text(f'{name}: {len(shown)} of {len(entries)} shown')} {anchor}")
            if bearing.get(indicator):
                parts.append(f"{self.text('All of it bears on footnotes ')}{_note_links(bearing[indicator])}.")
            parts += [self.entry(entry) for entry in shown]
        return "\n\n".join(parts)

    def entry(self, entry: Entry) -> str:
        words = (
            f" \N{LEFT DOUBLE QUOTATION MARK}{entry.anchor_words}\N{RIGHT DOUBLE QUOTATION MARK}" if entry.anchor_words else ""
        )
        notes = _note_links(entry.notes)
        under = f" {self.text('Under footnotes ')}{notes}." if notes else ""
        source = self.line((entry.source,))
        return (
            f"#entry[{self.text(entry.said + words)}][{self.text(f'{entry.id}; {entry.who}; {entry.when}. ')}{source}."
            f"{under}] <{entry.anchor}>"
        )
