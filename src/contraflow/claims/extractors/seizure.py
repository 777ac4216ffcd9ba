"""Seizure: guards, police or customs who take vessels, goods or people, and confiscations."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rules
from contraflow.claims.sentences import Sentence

NAME = "seizure"
VERSION = "4"
TAKEN = (
    r"(?:boats?|vessels?|ships?|goods|cargo(?:es)?|products?|trucks?|vehicles?|cars?|loads?|bags?|boxes"
    r"|sacks|bundles|phones?|"
    r"cash|money|yuan|dollars|drugs|coal|crabs?|seafood|fish|catch|fuel|oil|gasoline|metals?|ore|tons|kilos"
    r"|kg|everything)\b"
)
BE = r"(?:was|were|been|got|being|get|gets)"
CAUGHT = r"(?:caught|busted|nabbed|arrested|detained|apprehended|captured|rounded up|taken into custody)"
WHO = r"(?:smugglers?|traders?|people|men|women|residents|drivers|crew|captain|brokers?|guards?|officials?|sailors|fishermen)"
POWER = r"(?:authorities|police|coast guard|border guards?|customs|patrols?|navy|soldiers)"
VESSEL = r"(?:boats?|vessels?|ships?|trawlers?)"
SOME = r"(?:of them|people|dozens|hundreds|several|some|others|two|three|four|five|ten|\d+)"
RULES = (
    *rules(
        "event",
        None,
        rf"\b(?:seized|seizing|seize)\b[^.;]{{0,40}}?\b{TAKEN}",
        rf"\b(?:{BE}|had|having) (?:\w+ly )?seized\b|\bseized by\b",
        r"\b(?:confiscated|confiscating|impounded|impounding)\b",
        rf"\b{VESSEL}\b[^.;]{{0,60}}?\b{BE} (?:\w+ly )?(?:boarded|intercepted|stopped) by (?:the )?(?:[\w-]+ )?{POWER}",
        rf"\b{POWER} (?:\w+ly )?(?:boarded|intercepted) (?:[\w-]+ ){{0,3}}?{VESSEL}",
        code="seizure",
    ),
    *rules(
        "event",
        None,
        rf"\b{BE} (?:\w+ly )?{CAUGHT} (?:by|and|near|while|for|along|smuggling|crossing|trying|with|red-handed)\b",
        rf"\b{BE} (?:\w+ly )?(?:arrested|detained|nabbed|busted) (?:in|at|on)\b",
        rf"\b{SOME} (?:have |had )?{BE} (?:\w+ly )?{CAUGHT}\b",
        rf"\b(?:arrested|detained|rounded up|nabbed|apprehended)\b[^.;]{{0,40}}?\b{WHO}\b",
        rf"\b{WHO}\b[^.;]{{0,30}}?\b(?:arrested|detained|caught|nabbed|rounded up)\b",
        code="arrest",
    ),
    *rules("change", 1.0, r"\bseizures?\b[^.;]{0,30}?\b(?:rose|increased|more frequent|frequent)"),
)


# "if they are caught", "those who get arrested" tell of nobody who was
WHOEVER = r"(?:if|when|whenever|once|unless|who|anyone|those)"
SUPPOSED = re.compile(rf"\b{WHOEVER}\s+(?:[\w'’-]+\s+){{0,4}}?(?:are|is|get|gets)\s+(?:\w+ly\s+)?{CAUGHT}\b", re.IGNORECASE)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of seizure."""
    supposed = [found.span() for found in SUPPOSED.finditer(sentence.text)]
    for draft in first_of_each(apply(RULES, sentence)):
        if not any(start < draft.end and draft.start < end for start, end in supposed):
            yield draft
