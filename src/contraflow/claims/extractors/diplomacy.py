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
                r"\b(?:first|second|third|fourth|fifth|sixth|latest) nuclear test\b|\b(?:test-fired|"
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
REACH = 80  # characters between a meeting and its time
NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
TIME = re.compile(
    (
        rf"(?:at |in |on )?(?:(?:the )?(?:beginning|start|end|middle) of |early |mid-|"
        rf"late )?(?:{NAMES})(?: \d{{1,2}})?(?:,? (?:19|20)\d\d)?"
    )
    + r"|(?:in|within) (?:just )?(?:a few|the coming) days|(?:last|next|this) (?:week|month)|yesterday|today",
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield an event for each time that a piece gives for a meeting or a test."""
    for code, pattern in KINDS:
        found = pattern.search(sentence.text)
        if not found or UNREAL.search(sentence.text[: found.start()]):
            continue
        near = sentence.text[max(found.start() - REACH, 0) : found.end() + REACH]
        times = [each.group(0) for each in TIME.finditer(near)]
        for when in dict.fromkeys(times):
            start = sentence.text.index(when)
            yield Draft("event", None, start, start + len(when), code, when=when)
        return
