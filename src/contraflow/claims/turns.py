"""Turning points that a report has told of: what "since the closure" and "before the order" point back to."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from contraflow.claims.clauses import own_time
from contraflow.claims.days import shift
from contraflow.claims.when import Period, Time

# one thing under several names
NAMES_OF = {
    "closure": r"clos(?:ure|ed|es|ing)|shut(?:down)?|seal(?:ed|ing)|lockdown|virus|disease|pandemic|epidemic|quarantine",
    "ban": r"ban(?:ned|s)?|embargo|stop(?:ped)?|suspen(?:ded|sion)|measures?|sanctions|resolution|cap|ceiling|limits?",
    "flood": r"flood(?:s|ed|ing)?|high water|the water|storm|typhoon|rains?",
    "order": r"order(?:ed|s)?|instruct(?:ion|ed)s?|directive|notice|decree|rules?|pledge|announcement|decision",
    "crackdown": r"crackdown|campaign|raids?|sweep|inspections?|squads?|arrests?|arrested",
    "test": r"tests?|launch(?:es)?|missiles?",
    "summit": r"summits?|talks|meetings?|met",
    "ice": r"ice|fr[eo]ez\w*|froze",
    "fence": r"fence|wire|scanners?|cameras?",
    "harvest": r"harvest",
}
LINK = r"(?P<link>since|following|in the wake of|as a result of|before|until|prior to|ahead of)"
BACK = re.compile(
    rf"\b{LINK}\s+(?P<what>(?:then|that)\b(?=\W|\s(?:i|we|they|he|she|it|there|you)\b)"
    r"|(?:the|this|that|these|those|its|his|their|last|new|latest)\s+[^,.;:]{2,50})",
    re.IGNORECASE,
)
BACK_THEN = re.compile(r"(?:then|that)$", re.IGNORECASE)
FORE = frozenset({"before", "until", "prior to", "ahead of"})
CLAUSE_AFTER = re.compile(r"\b(?:will|would|is|are|can|may)\b")


def turns_told(sentence: str, times: Sequence[Time], published: date) -> Iterable[tuple[str, date]]:
    """Yield what a sentence tells to have happened, by name, with the first day of it."""
    for name, words in NAMES_OF.items():
        found = re.search(rf"\b(?:{words})\b", sentence, re.IGNORECASE)
        time = own_time(sentence, times, found.span(), published) if found and times else None
        if time and time.period.start and time.period.start <= published:
            yield name, time.period.start


def times_by_turns(
    sentence: str, turns: Sequence[tuple[str, date]], published: date, taken: Sequence[Time], latest: date | None = None
) -> list[Time]:
    """Return the words that set a stretch against something told of before, with the days that they name.

    What is said to have been before something of which no day was told lasted until the publication.

    Args:
        sentence: without the words that describe sources.
        turns: what was told of, the latest last.
        published: of the report.
        taken: words of time with days of their own; what holds some of them points nowhere.
        latest: the day on which that began which was told of last, for "before that".
    """
    found = []
    for each in BACK.finditer(sentence):
        if any(time.start < each.end() and each.start() < time.end for time in taken):
            continue
        fore, what = each["link"].lower() in FORE, each["what"]
        if BACK_THEN.match(what):
            name, day = ("that", latest) if fore and latest else ("", None)
        else:
            name = "" if CLAUSE_AFTER.search(what) else _name_of(what)
            day = next((day for told, day in reversed(turns) if told == name), None)
        if name and fore:
            found.append(Time(*each.span(), Period(None, shift(day, -1) if day else published), linked=True))
        elif name and day:
            found.append(Time(*each.span(), Period(day, None), linked=True))
    return found


def _name_of(words: str) -> str:
    return next((name for name, called in NAMES_OF.items() if re.search(rf"\b(?:{called})\b", words, re.IGNORECASE)), "")
