"""The briefing as one HTML file that loads nothing: styles, script, drawings and the letter are inside it."""

import base64
import hashlib
import json
import re
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from contraflow.briefing import numbers
from contraflow.briefing.briefing import (
    Block,
    Briefing,
    Entry,
    Inline,
    Table,
    plain_text,
)
from contraflow.briefing.footnotes import group_anchor

MAIL_LIMIT = 1500
"""Characters of the headline in a mailto link; longer ones are cut by some mail programs."""


def write_page(briefing: Briefing, letter: bytes) -> bytes:
    """Return the page.

    Args:
        briefing: what it says.
        letter: the same as an e-mail, offered for download from inside the page.
    """
    environment = page_environment()
    style = _source(environment, "page.css")
    script = _source(environment, "page.js")
    page = environment.get_template("page.html.j2").render(
        briefing=briefing,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        spoken=Markup(_json(spoken_lines(briefing))),
        letter=f"data:message/rfc822;base64,{base64.b64encode(letter).decode('ascii')}",
        mailto=_mailto(briefing),
        register=register(briefing),
    )
    return page.encode("utf-8")


def page_environment() -> Environment:
    """Return the template environment; everything is escaped unless it was drawn here."""
    environment = Environment(
        loader=PackageLoader("contraflow.briefing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "kind": kind,
        "drawn": Markup,
        "day": numbers.day_text,
        "numeric": lambda heading: heading.startswith("#"),
        "heading": lambda heading: heading.removeprefix("#"),
        "bound": numbers.bound,
        "wordy": wordy,
        "group": group_anchor,
        "plain": plain_text,
    }
    return environment


def kind(part: Block | Inline) -> str:
    """Return the name of a block's or an inline's type in small letters; templates branch on it."""
    return type(part).__name__.lower()


def wordy(table: Table) -> bool:
    """Return whether a table holds words beside its first column; on a phone its rows are stacked."""
    return any(not heading.startswith("#") for heading in table.columns[1:])


def spoken_lines(briefing: Briefing) -> list[str]:
    """Return what is read aloud: title, judgements, and each section's heading with its summary."""
    lines = [f"{briefing.title}. {briefing.subtitle}.", *briefing.warnings]
    lines += [f"Headline judgement {n}. {line}" for n, line in enumerate(briefing.headlines, start=1)]
    lines += [f"{section.title}. {plain_text(section.summary)}" for section in briefing.sections if section.summary]
    return [_for_the_ear(line) for line in lines]


def register(briefing: Briefing) -> list[tuple[str, list[Entry]]]:
    """Return the evidence by indicator, in the order in which it became known."""
    groups: dict[str, list[Entry]] = {}
    for entry in briefing.evidence:
        groups.setdefault(entry.group, []).append(entry)
    return sorted(groups.items())


def _for_the_ear(line: str) -> str:
    line = line.replace(numbers.MINUS, "minus ").replace("\N{NARROW NO-BREAK SPACE}", "")
    return re.sub(r"\s+", " ", line).strip()


def _policy(style: str, script: str) -> str:
    """Return a content security policy under which the page can load nothing and run nothing but its own script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _json(lines: list[str]) -> str:
    return json.dumps(lines, ensure_ascii=False).replace("<", "\\u003c")


def _source(environment: Environment, name: str) -> str:
    loader = environment.loader
    if loader is None:
        raise LookupError("the template environment has no loader")
    return loader.get_source(environment, name)[0].strip()


def _mailto(briefing: Briefing) -> str:
    body = "\n\n".join([briefing.subtitle + ".", *briefing.headlines, *briefing.warnings])
    if len(body) > MAIL_LIMIT:
        body = body[:MAIL_LIMIT].rsplit("\n\n", 1)[0] + "\n\nMore judgements stand in the briefing."
    marking = f"[{briefing.marking}] " if briefing.marking else ""
    subject = f"{marking}{briefing.title}, known by {numbers.day_text(briefing.known_by)}"
    return f"mailto:?subject={quote(subject)}&body={quote(body.replace(chr(10), chr(13) + chr(10)))}"
