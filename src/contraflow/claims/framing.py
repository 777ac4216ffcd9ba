"""Accounts that are framed once and then run on: "We met a ferryman", "Notes of a call with a driver"."""

import re

from contraflow.claims.persons import PERSON
from contraflow.claims.subjects import AFTER_NOUN, DESCRIBED, SET_OFF

ONE = r"(?:an?|one|another|our|the|this) "
WHO = rf"(?P<who>{DESCRIBED}{PERSON}(?![\w'’-]){AFTER_NOUN})"
WE = (
    r"(?:we|I|our (?:reporter|partner|correspondent|staff|team|contact|editor|writer|interviewer)s?|(?:this|the) (?:paper"
    r"|agency|service|network"
    r"|reporter|station|newsletter|writer|author|desk)|two of us|one of us|a (?:reporter|member) (?:of|for) (?:this|our) \w+)"
)
MET = (
    r"(?:met|spoke (?:again )?(?:to|with)|talked (?:again )?(?:to|with)|reached|called|phoned|rang|asked|interviewed|visited"
    r"|heard from"
    r"|sat (?:down )?with|caught up with|found|went to see|had tea with|had a (?:talk|word|call) with|listened to|questioned"
    r"|got hold of"
    r"|put (?:\w+ )?questions to|have (?:known|spoken (?:to|with)|talked (?:to|with)|asked|met|heard from)|has (?:spoken"
    r"|talked) (?:to|with))"
)
TEXT = (
    r"(?:account|story|stories|notes?|letters?|messages?|testimony|diary|diaries|journal|memo|ledger|notebook|record|report"
    r"|answers?|recollections|words|figures|lines|entries|pages|sheet|dispatch|transcript|summary|minutes|voice)"
)
TALK = r"(?:talk|conversation|call|chat|interview|meeting|exchange|visit|evening|hour|lunch|tea)s?"
TO_US = (
    r"(?:us|our (?:desk|office|reporter|partner|correspondent|staff|editors?|readers|line)|this (?:paper|agency|service"
    r"|network|station|newsletter))"
)
SENT = (
    rf"(?:(?:has |had |have )?(?:sent|sends|wrote|written|writes|called|calls|phoned|rang|messaged|spoke|spoken|talked"
    rf"|reported|answered|gave"
    rf"|given|showed|shown|shared|passed on|passed|told|dictated|agreed to (?:talk|speak)|walked|took|let|allowed|kept|keeps"
    rf"|briefed|updated)"
    rf" (?:again )?(?:to |with |in to )?{TO_US}\b)"
)
KEEPS = (
    r"(?:(?:has )?(?:kept|keeps|keeping) (?:a |an |his |her )?(?:\w+ )?(?:diary|notes?|record|list|ledger|book|books"
    r"|count|tally|log|notebook))"
)
UNNAMED = (
    r"(?:(?:asked|asks|wants|wanted|wished|wishes|prefers|preferred|begged|requested)(?: us)? (?:not to be named"
    r"|to (?:remain|stay) (?:unnamed|anonymous)"
    r"|to be called|not to (?:give|print|use|name)|that (?:his|her|the) name|for anonymity|no name)|(?:his"
    r"|her) (?:real )?name (?:is|has been|was)"
    r" (?:withheld|known|changed|left out)|whose name (?:is|has been|we)|whom we (?:shall |will )?call|we (?:shall "
    r"|will )?call (?:him|her))"
)
FRAMES = (
    re.compile(rf"\b{WE}(?: \w+ly| have| has| had| also| then)? {MET} {ONE}{WHO}", re.IGNORECASE),
    re.compile(
        rf"\b{TEXT} (?:below |here |that follows |above )?(?:comes?|came|is|are|was|of|from|by)(?: that| those)?(?: of| from"
        rf"| by)? {ONE}{WHO}",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{TALK} (?:\w+ ){{0,3}}?with {ONE}{WHO}", re.IGNORECASE),
    re.compile(rf"\b{ONE}{WHO}{SET_OFF} {SENT}", re.IGNORECASE),
    re.compile(rf"\b{ONE}{WHO}{SET_OFF} {KEEPS}", re.IGNORECASE),
    re.compile(rf"\b{ONE}{WHO}[^“”\".;:?!]{{0,80}} {UNNAMED}", re.IGNORECASE),
    re.compile(
        rf"^(?:as|what|here is what|this is what|so) {ONE}{WHO}{SET_OFF} (?:tells|told|sees|saw|knows|wrote|writes"
        rf"|explained)",
        re.IGNORECASE,
    ),
)


def find_frame(text: str) -> re.Match[str] | None:
    """Return the words by which a sentence presents whose account follows; ``who`` describes the source."""
    return next((found for pattern in FRAMES if (found := pattern.search(text))), None)
