"""Sanction: the legal status of goods; a resolution, a ban on a named good, sanctions eased or tightened."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import find_goods

NAME = "sanction"
VERSION = "1"
BANNED_BEFORE = re.compile(
    (
        r"(?:still-?\s?)?(?:banned|prohibited|forbidden|embargoed|outlawed|ban on|ban(?:ning|"
        r"s)? (?:the )?(?:imports?|exports?) of)\s*$"
    ),
    re.IGNORECASE,
)
BANNED_AFTER = re.compile(
    r"\s+(?:is|are|was|were|has been|have been|remains?)\s+(?:still\s+)?(?:banned|prohibited|forbidden|embargoed)\b",
    re.IGNORECASE,
)
RULES = (
    rule(
        (
            r"\b(?:prohibit(?:s|ed)?|ban(?:s|ned)?|forbid(?:s|den)?)\b (?:[\w-]+ ){0,1}?(?:the )?(?:imports?|"
            r"exports?|sale|purchase) of\b"
        ),
        "event",
        None,
        "ban",
    ),
    rule(
        (
            r"\b(?:easing|lifting|relaxation|removal|relief|"
            r"loosening) of (?:the )?(?:[\w.-]+ ){0,3}?sanctions\b|\bsanctions?\b[^.;]{0,30}?\b(?:eased|"
            r"lifted|relaxed|removed|loosened)\b|\b(?:ease|lift|relax|remove|"
            r"loosen)\b (?:the )?(?:[\w.-]+ ){0,3}?sanctions\b|\bsanctions relief\b"
        ),
        "change",
        -1.0,
    ),
    rule(
        (
            r"\b(?:tightening|strengthening) of (?:the )?(?:[\w.-]+ ){0,3}?sanctions\b|\b(?:tougher|new|"
            r"stricter|fresh|additional) (?:[\w.-]+ ){0,2}?sanctions\b|"
            r"\bsanctions?\b[^.;]{0,30}?\b(?:tightened|strengthened|toughened)\b"
        ),
        "change",
        1.0,
    ),
    rule(
        (
            r"\b(?:adopted|passed|approved|imposed|voted)\b[^.;]{0,40}?\b(?:resolution|sanctions)\b|"
            r"\b(?:U.?N.? )?Security Council (?:[\w-]+ ){0,2}?resolution (?:No. )?\d{4}"
        ),
        "event",
        None,
        "resolution",
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of sanction."""
    yield from first_of_each(apply(RULES, sentence))
    for good in find_goods(sentence.text, case):
        before = sentence.text[: good.start].rstrip()
        banned = BANNED_BEFORE.search(before) or BANNED_AFTER.match(sentence.text[good.end :])
        if banned:
            start = banned.start() if banned.re is BANNED_BEFORE else good.start
            end = good.end if banned.re is BANNED_BEFORE else good.end + banned.end()
            yield Draft("event", None, start, end, "ban", good=good.id)
