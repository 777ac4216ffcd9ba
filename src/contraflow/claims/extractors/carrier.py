"""Carrier: how goods go across; hired boats of the other side, own boats, on foot, by vehicle, rail, from ship to ship."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence

NAME = "carrier"
VERSION = "2"
VES = r"(?:boats?|vessels?|ships?|barges?|ferr(?:y|ies)|hulls?)"
RULES = (
    rule(
        (
            rf"\b(?:rent(?:ed|ing|s)?|hir(?:e|ed|es|ing)|charter(?:ed|ing|s)?|leas(?:e|ed|ing)|borrow(?:ed|"
            rf"ing)?)\b (?:(?:the|their|a|an|some) )?(?:[\w-]+ ){{0,2}}?{VES}\b|\b(?:rented|hired|chartered|"
            rf"leased) {VES}"
        ),
        "level",
        None,
        "hired_vessel",
    ),
    rule(
        r"\bship-to-ship\b|\b(?:meet|met|meeting|rendezvous) (?:[\w-]+ ){0,3}?(?:in|on|at) (?:open (?:waters?|sea)"
        r"|(?:the )?(?:high )?seas?\b)|\bfrom (?:one )?ship to (?:another|ship)\b|\bat sea\b[^.;]{0,40}?\btransfer",
        "level",
        None,
        "ship_to_ship",
    ),
    rule(
        rf"\b(?:Chinese|buyers'|partners') (?:smuggling |fishing )?{VES}\b[^.;]{{0,80}}?\b(?:come|came|cross|pick up"
        rf"|load|collect|fetch)",
        "level",
        None,
        "buyers_vessel",
    ),
    rule(
        (
            rf"\b(?:transport|transported|transporting|carry|carried|carrying|ship|shipped|shipping|move|moved|"
            rf"moving|deliver|delivered|smuggle|smuggled|smuggling|bring|bringing|ferry|ferried|sent|"
            rf"send)\b[^.;]{{0,60}}?\b(?:by|via|on|in|aboard|using|with) (?:their own |its own |own |small |"
            rf"fishing |motor |wooden |a )?{VES}\b"
        ),
        "level",
        None,
        "own_vessel",
    ),
    rule(
        rf"\b(?:goods|loads?|cargo|bags|sacks|catch|contraband)\b[^.;]{{0,30}}?"
        rf"\b(?:go|goes|went|cross|come|came) (?:over |across |in |out )?"
        rf"by {VES}\b",
        "level",
        None,
        "own_vessel",
    ),
    rule(rf"\busing (?:[\w-]+ ){{0,2}}?{VES} to (?:smuggle|carry|cross|move|bring)\b", "level", None, "own_vessel"),
    rule(rf"\b(?:their|our|its) own (?:[\w-]+ )?{VES}\b", "level", None, "own_vessel"),
    rule(
        (
            r"\b(?:on foot|on their backs|on (?:his|her) back|wad(?:e|ed|ing) across|walk(?:ed|ing)? across|"
            r"by porters?|backpacks?)\b"
        ),
        "level",
        None,
        "foot",
    ),
    rule(r"\b(?:truck|lorry) drivers?\b[^.;]{0,60}?\bsmuggl\w+", "level", None, "vehicle"),
    rule(
        (
            r"\b(?:smuggl\w+|hid(?:den|ing)?|concealed|undeclared)\b[^.;]{0,50}?\b(?:in|on|by|inside|"
            r"under) (?:[\w-]+ ){0,2}?(?:trucks?|lorr(?:y|ies)|vehicles?|cars?)\b"
        ),
        "level",
        None,
        "vehicle",
    ),
    rule(r"\bby (?:rail|train)\b|\bon (?:the )?trains?\b", "level", None, "rail"),
    rule(
        r"\b(?:float(?:ed|ing)?|drift(?:ed|ing)?)\b[^.;]{0,30}?\b(?:across|over|down)\b|\binner tubes?\b|\brafts?\b",
        "level",
        None,
        "floated",
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of carrier."""
    yield from first_of_each(apply(RULES, sentence))
