"""The briefing as an e-mail: plain text and HTML, the same bytes for the same run."""

import hashlib
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Briefing, Inline, Line, Link, Note, Table
from contraflow.briefing.page import page_environment

DOMAIN = "briefing.contraflow.invalid"
"""A name that can never be a host (RFC 2606); message ids need one."""
TABLES = {"moved": 3, "ahead": 1}
"""How many tables of which sections travel in the letter."""


def write_mail(briefing: Briefing) -> bytes:
    """Return the letter: headline judgements, summaries and the chief tables; it has no sender and no recipient."""
    digest = _digest(briefing)
    marking = f"[{briefing.marking}] " if briefing.marking else ""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"{marking}{briefing.title}: briefing, known by {numbers.day_text(briefing.known_by)}"
    message["Date"] = format_datetime(datetime.combine(briefing.known_by, time(0, 0), UTC))
    message["Message-ID"] = f"<{digest}@{DOMAIN}>"
    message["X-Unsent"] = "1"
    message.set_content(_plain(briefing), cte="quoted-printable")
    html = page_environment().get_template("mail.html.j2").render(briefing=briefing, tables=_tables(briefing))
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{digest}")
    return message.as_bytes()


def letter_line(line: Line) -> str:
    """Return a line as plain text, footnote marks and web addresses in brackets."""
    return "".join(_letter_part(part) for part in line)


def _letter_part(part: Inline) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Note):
        return f" [{part.number}]"
    return f"{part.text} <{part.url}>" if isinstance(part, Link) else part.text


def _digest(briefing: Briefing) -> str:
    """Return the letter's identity: what was run and what came out, nothing of when or where it was written."""
    return hashlib.sha256(repr((briefing.run, briefing.headlines, briefing.sections)).encode("utf-8")).hexdigest()[:32]


def _tables(briefing: Briefing) -> dict[str, tuple[Table, ...]]:
    return {
        section.id: tuple(block for block in section.blocks if isinstance(block, Table))[: TABLES[section.id]]
        for section in briefing.sections
        if section.id in TABLES
    }


def _plain(briefing: Briefing) -> str:
    title = [briefing.title, briefing.subtitle, *([briefing.marking] if briefing.marking else []), *briefing.warnings]
    blocks = ["\n".join(title), _heading("Headline judgements")]
    blocks += list(briefing.headlines) or ["No judgement can be put in a sentence."]
    tables = _tables(briefing)
    for section in briefing.sections:
        chosen = tables.get(section.id, ())
        if section.summary or chosen:
            blocks.append(_heading(section.title))
        if section.summary:
            blocks.append(letter_line(section.summary))
        blocks += [_plain_table(table) for table in chosen]
    blocks.append(_heading("Footnotes"))
    blocks += [f"[{note.number}] {note.text}" for note in briefing.footnotes]
    run = briefing.run
    blocks.append(
        f"Made by contraflow {run.version} from case {run.case}, version {run.case_version}, seed {run.seed}. "
        "Charts, sources and evidence stand in briefing.html and briefing.pdf beside this letter."
    )
    return "\n\n".join(blocks) + "\n"


def _heading(title: str) -> str:
    return f"{title}\n{'-' * len(title)}"


def _plain_table(table: Table) -> str:
    headings = [heading.removeprefix("#") for heading in table.columns]
    rows = [
        "; ".join(
            text if n == 0 else f"{heading}: {text}"
            for n, (heading, text) in enumerate(zip(headings, map(letter_line, row), strict=True))
        )
        for row in table.rows
    ]
    return "\n".join([letter_line(table.caption), *(f"- {row}" for row in rows)])
