"""Diplomacy: talks, summits, visits and tests, each with its own day; a meeting without any word of time is no claim."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import UNREAL, Draft
from contraflow.claims.sentences import Sentence

NAME = "diplomacy"
VERSION = "2"
CAPITAL = r"(?:China|Beijing|Pyongyang|Dalian|Seoul|Hanoi|Singapore|Washington|Moscow)"
KINDS = (
    (
        "summit_failed",
        re.compile(r"\bsummit\b[^.;]{0,60}?\b(?:collapsed|failed|broke down|ended without|no agreement)", re.IGNORECASE),
    ),
    ("summit", re.compile(r"\bsummits?\b(?: meeting| talks)?", re.IGNORECASE)),
    (
        "test",
        re.compile(
            (
                r"\b(?:nuclear|missile|rocket|ICBM) (?:weapons? )?(?:tests?|launch(?:es)?|explosion|detonation)\b|"
                r"\btest(?:ed|ing) (?:an? )?(?:[\w-]+ ){0,3}?(?:missiles?|bomb|device)\b|\b(?:first|second|third"
                r"|fourth|fifth|sixth|latest) nuclear test\b|\b(?:test-fired|"
                r"launched) (?:[\w-]+ ){0,3}?(?:missile|rocket)s?"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "visit",
        re.compile(
            rf"\bvisit(?:s|ed|ing)? (?:\([^)]{{1,20}}\) )?(?:to )?{CAPITAL}\b|\bvisit by\b",
            re.IGNORECASE,
        ),
    ),
    (
        "talks",
        re.compile(
            (
                r"\b(?:talks|negotiations|negotiating) (?:between|with|at|in)\b|"
                r"\b(?:held|holding|hold) (?:[\w-]+ ){0,2}?(?:talks|negotiations)\b|"
                r"\b(?:two leaders|leaders|presidents) met\b|"
                r"\bmet (?:with )?(?:Chinese|North Korean|South Korean|US|U\.S\.) (?:leader|president|premier)"
            ),
            re.IGNORECASE,
        ),
    ),
)
JOINED = re.compile(r"\s*(?:,|,?\s*and)\s*")
REACH = 80  # characters between a meeting and its time
NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
TIME = re.compile(
    (
        rf"(?:at |in |on )?(?:(?:the )?(?:beginning|start|end|middle) of |early |mid-|"
        rf"late )?(?:{NAMES})(?: \d{{1,2}})?(?:,? (?:19|20)\d\d)?"
    )
    + r"|(?:in|within) (?:just )?(?:a few|the coming) days|(?:last|next|this) (?:week|month)|yesterday|today"
    r"|(?:on|last) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield an event for each time that a piece gives for a meeting or a test."""
    for code, pattern in KINDS:
        found = pattern.search(sentence.text)
        if not found or UNREAL.search(sentence.text[: found.start()]):
            continue
        for start, end in _times(sentence.text, found.start(), found.end()):
            yield Draft("event", None, start, end, code, when=sentence.text[start:end])
        return


def _times(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the words of time nearest to a meeting: those after it, else those before it; more than one if joined by "and"."""
    times = [each.span() for each in TIME.finditer(text[: end + REACH], max(start - REACH, 0))]
    after = [span for span in times if span[1] > end]
    ordered = after or times[::-1]
    kept = ordered[:1]
    for span in ordered[1:]:
        first, last = sorted((kept[-1], span))
        if JOINED.fullmatch(text[first[1] : last[0]]):
            kept.append(span)
    return sorted(kept)
