"""Whose page it is: by address, else by how the text names it."""

import re
import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from contraflow.errors import OptionError

TABLE = Path(__file__).parent / "outlets.toml"
# "told RFA's Korean Service", "for Daily NK", "REUTERS -": the outlet speaks of itself
SELF = r"(?:\btold|\bfor|\bto) (?:the )?{name}(?:['’]s|\b)"

CITED = (
    r"\b(?:told|according to|reported by|as reported by) (?:the )?{name}\b"
    r"|\b{name}(?: \w+)? (?:also )?(?:reported|reports|said|says|quoted|cited)\b"
)
# the outlet is who tells, "citing a source" or not
SPEAKS = (
    r"(?<!told )(?<!told the )\b{name}(?:,? (?:on|in|last|this) \w+)?(?:, (?:citing|quoting) [^,;“”]{{3,80}},)?"
    r" (?:also |has |had )?(?:reported|reports|said|says|claimed|quoted|cited)\b"
    r"|^\W*(?:According to|As reported by) (?:the )?{name}\b(?![^“”]*\b(?:an?|another) [^,.“”]{{3,80}}\b(?:said|told)\b)"
)


@cache
def outlets() -> dict[str, dict[str, list[str]]]:
    """Return hosts and names by outlet."""
    return tomllib.loads(TABLE.read_text("utf-8"))


def outlet_of_url(url: str) -> str:
    """Return the outlet at whose host a page stands; empty when the host is not in the table.

    Raises:
        OptionError: if the address is none.
    """
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError as error:
        raise OptionError(
            f"url: found {url!r}, no address ({error}); allowed: e.g. https://example.org/2018/06/08/story; "
            "do: give the page's address or leave it out"
        ) from error
    for outlet, entry in outlets().items():
        if any(host == known or host.endswith(f".{known}") for known in entry["hosts"]):
            return outlet
    return ""


def outlet_of_text(text: str) -> str:
    """Return the outlet that a text names as its own most often ("told X", "for X's Service"); empty when none."""
    counts = {
        outlet: sum(len(re.findall(SELF.format(name=re.escape(name)), text)) for name in entry["names"])
        for outlet, entry in outlets().items()
    }
    best = max(counts, key=lambda outlet: counts[outlet])
    return best if counts[best] else ""


def outlet_cited(sentence: str) -> str:
    """Return the outlet from which a sentence has what it says ("told X", "X reported", "according to X"); empty when none."""
    for outlet, entry in outlets().items():
        for name in entry["names"]:
            if re.search(CITED.format(name=re.escape(name)), sentence):
                return outlet
    return ""


def outlet_speaks(sentence: str) -> str:
    """Return the outlet that a sentence lets speak ("X reported that", "according to X,"); empty when a source does."""
    for outlet, entry in outlets().items():
        for name in entry["names"]:
            if re.search(SPEAKS.format(name=re.escape(name)), sentence):
                return outlet
    return ""


def without_outlets(words: str) -> str:
    """Return words without the names of outlets: "a Daily NK source" is a source."""
    names = sorted((name for entry in outlets().values() for name in entry["names"]), key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, names))})(?:['’]s)?\b", "", words)


def outlet_named(name: str) -> str:
    """Return the table's name for a site's name of itself; the name as it is when it is not in the table."""
    for outlet, entry in outlets().items():
        if name.strip().casefold() in {known.casefold() for known in entry["names"]}:
            return outlet
    return name.strip()
