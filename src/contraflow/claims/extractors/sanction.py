"""Sanction: the legal status of goods; a resolution, a ban on a named good, sanctions eased or tightened."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import find_goods

NAME = "sanction"
VERSION = "2"
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
FORBID = r"(?:prohibit(?:s|ed|ing)?|ban(?:s|ned|ning)?|forbid(?:s|den|ding)?|bar(?:s|red|ring)?|outlaw(?:s|ed|ing)?)"
FORBIDDEN = r"(?:banned|prohibited|forbidden|barred|outlawed)"
BE = r"(?:is|are|was|were|been)"
DEALING = r"(?:imports?|exports?|sale|purchase|supply|exporting|importing|hiring|employment)"
TRADED = r"(?:goods|exports?|imports?|cash|coal|seafood|products|textiles|labou?r)"
OIL = r"(?:oil|fuel|petroleum|exports?|imports?|sales)"
RULES = (
    rule(rf"\b{FORBID} (?:[\w.-]+ ){{0,2}}?(?:the )?{DEALING}\b", "event", None, "ban"),
    rule(rf"\b{FORBID} (?:[\w.-]+ ){{1,5}}?from (?:exporting|importing|selling|buying|working)\b", "event", None, "ban"),
    rule(rf"\ba ban on\b(?=[^.;]{{0,50}}?\b{TRADED})", "event", None, "ban"),
    rule(
        rf"\b(?:exports?|imports?) (?:of [^.;]{{1,80}}?)?(?:has |have )?{BE} (?:[\w-]+ )?{FORBIDDEN}\b",
        "event",
        None,
        "ban",
    ),
    rule(
        rf"\b{BE} (?:[\w-]+ )?{FORBIDDEN} (?:by|under) (?:[\w.-]+ ){{0,4}}?(?:sanctions"
        rf"|resolutions?)\b",
        "event",
        None,
        "ban",
    ),
    rule(r"\bgoods\b[^.;]{0,80}?\b(?:is|are|were) (?:now |still )?(?:forbidden|banned|prohibited)\b", "event", None, "ban"),
    rule(
        r"\bsanctions (?:adopted|approved|imposed|passed) (?:[\w-]+ )?by (?:the )?(?:[\w.]+ )?"
        r"(?:Security Council|United Nations)",
        "event",
        None,
        "resolution",
    ),
    rule(rf"\b(?:cap|ceiling|limit|quota)s? (?:on|of|for) (?:[\w-]+ ){{0,4}}?{OIL}\b", "event", None, "cap"),
    rule(
        rf"\b(?:annual|yearly) (?:[\w-]+ )?(?:cap|ceiling|quota)\b|\bcapp(?:ed|ing) (?:[\w-]+ ){{0,4}}?{OIL}\b",
        "event",
        None,
        "cap",
    ),
    rule(r"\b(?:imports?|exports?|goods|aid|coal)\b[^.;]{0,40}?\b(?:exempt(?:ed)?|be exempted)\b", "event", None, "exempt"),
    rule(
        r"\b(?:exempt(?:s|ed|ing|ion)?|waiver|livelihood (?:exception|exemption))\b"
        r"(?=[^.;]{0,60}?\b(?:sanctions?|ban|resolution|coal|goods|aid|trade))",
        "event",
        None,
        "exempt",
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
            r"\bSecurity Council (?:[\w-]+ ){0,2}?resolution (?:No. )?\d{4}"
            r"|\bresolution \d{4}\b[^.;]{0,20}?\b(?:adopted|passed|approved)\b"
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
