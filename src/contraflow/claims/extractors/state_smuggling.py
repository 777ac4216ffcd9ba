"""State smuggling: smuggling that the state itself runs or licenses, switched on and off by order."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.moves import RESUMED, STOPPED, STOPPING
from contraflow.claims.sentences import Sentence

NAME = "state_smuggling"
VERSION = "2"
STATE = (
    r"\b(?:(?:state|government|regime|officially|party)[- ](?:run|led|sponsored|directed|level|organi[sz]ed"
    r"|sanctioned|approved|"
    r"backed|licensed|permitted|controlled)|state) (?:[\w-]+ ){0,2}?smuggling\b"
)
ORDERED = (
    r"(?:on|under|at|by|with) (?:the )?(?:orders?|direction|instructions?|permission|connivance"
    r"|behest) (?:of|from) (?:the )?"
    r"(?:[\w-]+ ){0,2}?(?:government|state|party|regime|authorities|leadership)"
)
RULES = (
    rule(
        rf"{STATE}[^.;]{{0,60}}?\b{STOPPED}\b|\b(?:suspension|halt|end) (?:of"
        rf"|to) (?:all )?{STATE}",
        "event",
        None,
        "suspension",
    ),
    rule(rf"\b{STOPPING} (?:all |the |its )?{STATE}", "event", None, "suspension"),
    rule(rf"{STATE}[^.;]{{0,60}}?\b{RESUMED}\b|\b(?:resumption|revival|restart) of {STATE}", "event", None, "resume"),
    rule(rf"\b(?:resum|restart|reviv)(?:e|es|ed|ing)? (?:the |its |all )?{STATE}", "event", None, "resume"),
    rule(STATE, "level", 3.0),
    rule(rf"\bsmuggl\w+\b[^.;]{{0,60}}?\b{ORDERED}\b|\b{ORDERED}\b[^.;]{{0,60}}?\bsmuggl\w+", "level", 3.0),
    rule(
        r"\b(?:government|state|party|regime|ministry|army|military|agency)(?:['’]s)? [^.;]{0,25}?\bsmuggling"
        r" (?:rings?|units?|divisions?|bureaus?|firms?|companies)",
        "level",
        3.0,
    ),
    rule(r"\b(?:tasked|charged|entrusted) with (?:[\w-]+ ){0,3}?(?:smuggl\w+)", "level", 3.0),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of state smuggling."""
    yield from first_of_each(apply(RULES, sentence))
