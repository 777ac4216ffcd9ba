"""Diplomacy: talks, summits, visits and tests of the powers that the case names; a meeting once for each of its days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contraflow.case.case import Case
from contraflow.claims.case_words import CaseWords, ForCase
from contraflow.claims.draft import UNREAL, UNREAL_REACH, Draft, negated, spaced, then
from contraflow.claims.sentences import Sentence

NAME = "diplomacy"
VERSION = "3"


@dataclass(frozen=True)
class Kind:
    """Words that tell of one kind of event; what is only named and not told needs words of time to be a claim."""

    code: str
    pattern: re.Pattern[str]
    timed: bool = False


LOOK = re.compile(
    r"\b(?:expected|due|awaited|summit|met\b|meet|talks|negotiat|visit|trip|travel|arriv|flew|fly|test"
    r"|launch|missile|rocket|nuclear|bomb|icbm|agree|reach|shook|shake|host|parted|sign|two men|empty-handed|dined"
    r"|receiv|moratorium|freeze"
    r"|walked out|consult|envoy|deleg|dialogue|fired|warhead|sat down|sit down|detonat|welcom|left for|return)",
    re.IGNORECASE,
)
SUMMIT = r"(?:summits?(?: meetings?| talks)?(?! of (?:the |a )?(?:hill|mountain|peak|pass|tower)))"
NO_RESULT = (
    r"(?:collapse[sd]?|failed|failure|fail|broke (?:down|up|off)|broken down|breakdown|fell apart"
    r"|ended (?:early|abruptly|without|in failure|with no|prematurely)|without (?:an? )?(?:agreement"
    r"|deal|result|statement|accord|outcome)"
    r"|no (?:agreement|deal|result|accord|breakthrough)|empty-handed|cut short|came to nothing|fruitless"
    r"|inconclusive|unravell?ed|debacle|but no)"
)
OFF = r"(?:called off|cancell?ed|postponed|put off|delayed|scrapped|pushed back|shelved|deferred|in doubt)"
MEETING = rf"(?:{SUMMIT}|meeting|visit|trip|talks|negotiations)"
MISSILE = (
    r"(?:missiles?|rockets?|icbms?|projectiles?|warheads?|(?:hydrogen|nuclear|atomic"
    r"|thermonuclear) (?:bomb|device|weapon)s?|satellite)"
)
MEET = (
    r"(?:met\b|meets?\b|meeting\b(?! (?:of|between))|shook hands|shake hands|sat down|sit down|hold(?:s"
    r"|ing)? (?:[\w-]+ ){0,2}?(?:talks|meeting|summit)|held (?:[\w-]+ ){0,3}?(?:talks|meetings?|summit)"
    r"|host(?:ed|s|ing)|receiv(?:ed|es|ing)|welcom(?:ed|es|ing)|due to meet|to meet|face-to-face"
    r"|embraced)"
)
VISIT = (
    r"(?:visit(?:s|ed|ing)?|travell?(?:s|ed|ing)?|arriv(?:es|ed|ing)|flew|fl(?:ies|ying)|went"
    r"|paid a (?:[\w-]+ ){0,2}?visit|pa(?:ys|ying) a (?:[\w-]+ ){0,2}?visit"
    r"|made a (?:[\w-]+ ){0,2}?(?:visit|trip)|mak(?:es|ing) a (?:[\w-]+ ){0,2}?(?:visit|trip)|left for"
    r"|return(?:ed|s|ing) from|came|landed|headed|on a visit|(?:is|are|was|were) (?:due|expected|awaited"
    r"|to arrive|back|welcomed))"
)
HOLD = (
    r"(?:held|hold(?:s|ing)?|open(?:ed|s|ing)?|beg[au]n|begin(?:s|ning)?|start(?:s|ed|ing)?|resum(?:e|es"
    r"|ed|ing)|conclud(?:e|es|ed|ing)|end(?:s|ed|ing)?|conduct(?:ed|s|ing)?|continu(?:e|es|ed|ing)"
    r"|enter(?:ed|s|ing)?|sat down|broke (?:down|off)|stall(?:ed|s)?|took place|take place"
    r"|are under ?way|underway|agreed? (?:[\w-]+ ){0,2}?(?:to|on)|agree(?:s|ing)? (?:to|on)"
    r"|restart(?:ed)?|planned|scheduled|met for|gathered|announced)"
)
TALKS = (
    r"(?:(?:military |trade |nuclear )?talks|negotiations|consultations|dialogue|(?:working-level"
    r"|high-level|ministerial|trade) (?:meetings?|talks))"
)


def _make(words: CaseWords) -> tuple[Kind, ...]:
    power = words.power
    title = r"(?:leaders?|presidents?|premiers?|prime ministers?|heads? of state|heads of government|chairm[ae]n|chancellors?)"
    leader = (
        rf"(?:{words.leader}|(?:{power} |the (?:two|three) |both |two |three )(?:[\w-]+ )?{title}"
        rf"|{title} of (?:the )?(?:two|both|three|{power})|the president|the premier|the two leaders"
        r"|its leader|their leaders|leaders)"
    )
    envoy = (
        r"(?:(?:foreign|trade|defen[cs]e|unification|commerce|economy|interior"
        r"|vice[- ](?:foreign )?)[- ]?ministers?|ministers?|(?:special |nuclear |senior |chief "
        r"|top )*(?:envoys?|negotiators?|delegations?|diplomats?|officials?)|secretary of state|ambassadors?"
        rf"|{power} (?:[\w-]+ ){{0,2}}?(?:officials?|delegations?|envoys?|ministers?|diplomats?|side))"
    )
    who = rf"(?:{leader}|{envoy}|{power})"
    there = rf"(?:{power}|{words.place}|(?-i:[A-Z][a-z]+))"
    both = (
        rf"(?:{power}|{words.leader}|both (?:sides|koreas|countries|nations|governments)|two (?:sides"
        r"|countries|nations|governments|koreas)|inter-)"
    )
    return (
        *_broken_off(leader, rf"(?:{power}|{words.place})"),
        *_meetings(leader, both),
        *_visits(leader, envoy, power, there),
        *_talks(who, both, envoy),
        *_tests(power),
    )


def _broken_off(leader: str, place: str) -> tuple[Kind, ...]:
    return (
        Kind(
            "warning",
            spaced(
                r"\bthreat(?:en(?:ed|s|ing)?|s)? to (?:cancel|pull out of|walk away from|call off|scrap"
                rf"|boycott) (?:[\w-]+ ){{0,4}}?{MEETING}\b"
            ),
        ),
        Kind(
            "summit_failed",
            spaced(
                rf"\b{SUMMIT}\b[^.;]{{0,60}}?\b{NO_RESULT}\b|\b(?:collapse|failure|breakdown|break-up|debacle|failed"
                rf"|inconclusive|fruitless) (?:of |at )?(?:the |a |last \w+'s |\w+'s )*(?:[\w.-]+ ){{0,3}}?{SUMMIT}"
                rf"|\b{NO_RESULT}\b[^.;]{{0,40}}?\b(?:at|from|of) (?:the |their )?(?:[\w-]+ ){{0,3}}?{SUMMIT}"
                rf"|\b{leader}\b[^.;]{{0,30}}?\b(?:walked (?:out|away)|parted without"
                rf"|left (?:[\w-]+ )?(?:empty-handed|without (?:a|an|any)))\b|\b{leader}\b[^.;]{{0,20}}?\b(?:left"
                r"|returned from|departed|flew home from|went home from) (?:[\w-]+ )?(?:without (?:a |an "
                r"|any )?(?:[\w-]+ )?(?:agreement|deal|accord|result|statement)|empty-handed)\b|\b(?:parted"
                r"|went home|left|returned) (?:without (?:a |an |any )?(?:signing|agreement|deal|accord|result)"
                rf"|empty-handed)\b|\bwalked (?:out of|away from) (?:the |a |their )?(?:[\w-]+ )?(?:{SUMMIT}|meeting"
                r"|talks)"
                rf"|\b(?:the|their) meeting\b[^.;]{{0,30}}?\b(?:broke up|ended|collapsed)\b[^.;]{{0,20}}?\b(?:without"
                r"|no|early|abruptly)\b|\bwith an exchange of views but no\b"
                rf"|\b{leader}\b[^.;]{{0,40}}?\b(?:fail(?:ed|s)? to (?:reach|agree|sign|strike|bridge)"
                rf"|could not agree|unable to agree|did not (?:reach|sign))\b|\b{place} (?:meeting"
                rf"|talks)\b[^.;]{{0,40}}?\b(?:failed|collapsed|broke down|ended without|fell apart)\b"
            ),
        ),
        Kind(
            "delay",
            spaced(
                rf"\b(?:{SUMMIT}|visit|trip|talks)\b[^.;]{{0,25}}?\b(?:is|are|was|were|been|be) (?:[\w-]+ )?{OFF}\b"
                r"|\b(?:call(?:ed|ing|s)? off|put(?:ting|s)? off|push(?:ed|es)? back|shelv(?:ed|es)|scrapp(?:ed|ing)"
                r"|delay(?:ed|s)|cancell?(?:ed|ing|s)?|postpon(?:ed|ing|es)) (?:the |a |their |his "
                rf"|its )(?:[\w.-]+ ){{0,3}}?(?:{SUMMIT}|visit|meeting (?:with|of|between)|talks)\b"
                rf"|\b(?:cancellation|postponement) of (?:the |a )?(?:[\w.-]+ ){{0,3}}?(?:{SUMMIT}|visit|talks)\b"
            ),
        ),
        Kind(
            "suspension",
            spaced(
                r"\b(?:freeze|halt|moratorium|suspension|stop|pause|end) (?:on|of|to|in) (?:all |its |further "
                r"|nuclear and |the )*(?:[\w-]+ )?(?:missile|nuclear|rocket|weapons?)(?: and (?:missile"
                r"|nuclear))? (?:tests?|testing|launches)\b"
                r"|\b(?:suspend|halt|stop|freez|paus)(?:e|s|ed|ing|ped|ping)? (?:all |its |further |nuclear and "
                r"|the )*(?:missile|nuclear|rocket)(?: and (?:missile|nuclear))? (?:tests?|testing|launches)\b"
                r"|\bsuspend(?:ed|s)? (?:its |all |further )*tests\b"
            ),
        ),
    )


def _meetings(leader: str, both: str) -> tuple[Kind, ...]:
    meeting = rf"(?:{SUMMIT}|meeting (?:with|between|of) [^.;]{{0,20}}?{leader}|(?:the|their) meeting)"
    return (
        Kind("summit", spaced(rf"\b(?:{SUMMIT})\b")),
        Kind(
            "summit",
            spaced(
                rf"{then(leader, MEET, 40)}[^.;]{{0,60}}?\b(?:{leader}|{both})|\b(?:two|three"
                rf"|both) (?:[\w-]+ )?(?:leaders|presidents|heads of state) (?:[\w-]+ ){{0,3}}?(?:met\b|meet\b"
                r"|shook hands|sat down|held)"
                rf"|\b{leader} and (?:[\w.'’-]+ ){{0,4}}?{leader}\b[^.;]{{0,40}}?\b{MEET}"
                rf"|\bleaders of (?:the )?(?:two|both)\b[^.;]{{0,20}}?\b{MEET}"
            ),
        ),
        Kind(
            "summit",
            spaced(
                r"\b(?:first|second|third|fourth|fifth|historic|surprise|latest"
                rf"|another) (?:[\w-]+ )?meeting (?:between|of|with) (?:the )?[^.;]{{0,40}}?\b{leader}"
                rf"|\bmeeting (?:between|of) [^.;]{{0,40}}?{leader}\b[^.;]{{0,50}}?\b(?:took place|was held|were held"
                r"|takes place|will take place|will be held|went ahead)"
                rf"|\b{leader}\b[^.;]{{0,60}}?\b(?:signed|agreed|announced|issued) (?:a |an |on "
                r"|the )?(?:joint )?(?:statement|declaration|accord|agreement)\b|\b(?:the )?two (?:men|heads"
                rf"|strongmen|statesmen)\b[^.;]{{0,20}}?\b(?:met|meet|shook hands|talked|dined)\b"
            ),
        ),
        Kind(
            "talks",
            spaced(rf"\b(?:talks|meetings?|negotiations) (?:between|of|among|with) (?:the )?(?:[\w-]+ ){{0,2}}?{leader}"),
            True,
        ),
        Kind("summit", spaced(rf"\b{meeting}\b"), True),
    )


def _visits(leader: str, envoy: str, power: str, there: str) -> tuple[Kind, ...]:
    to = r"(?:\([^)]{1,20}\) )?(?:(?:to|in|at|for|from|the) )*"
    return (
        Kind("visit", spaced(rf"{then(rf'(?:{leader}|{envoy}|{power})', VISIT, 45)} {to}(?:[\w-]+ ){{0,2}}?{there}\b")),
        Kind(
            "visit",
            spaced(
                rf"\b(?:visits?|trips?) (?:{to}{there} )?(?:by|of) (?:an? |the )?(?:[\w-]+ ){{0,2}}?(?:{leader}"
                rf"|{envoy})|\b(?:{leader}|{envoy})(?:['’]s?)? (?:[\w-]+ ){{0,3}}?(?:visits?"
                rf"|trips?)(?: \([^)]{{1,20}}\))? to {there}"
                rf"|\bvisit(?:s|ed)? (?:\([^)]{{1,20}}\) )?(?:to )?{power}|\b(?:first|second|third|fourth|fifth|state"
                r"|official|surprise|secret|upcoming|recent|planned) (?:[\w-]+ )?(?:visit"
                rf"|trip)\b(?: \([^)]{{1,20}}\))? (?:to|by|in) (?:[\w-]+ ){{0,4}}?(?:{there})"
            ),
        ),
        Kind("visit", spaced(rf"\b(?:visit|trip) (?:of|by) (?:an? |the )?(?:[\w-]+ ){{0,2}}?(?:{leader}|{envoy})")),
    )


def _talks(who: str, both: str, envoy: str) -> tuple[Kind, ...]:
    return (
        Kind(
            "talks",
            spaced(
                rf"\b{both}\b[^.;]{{0,70}}?\b{HOLD} (?:[\w-]+ ){{0,5}}?{TALKS}\b"
                rf"|\b{HOLD} (?:[\w-]+ ){{0,4}}?{TALKS} (?:[\w-]+ ){{0,2}}?(?:between|with|among) (?:the )?{who}"
                rf"|\b{TALKS}\b[^.;]{{0,60}}?\b(?:{both})\b[^.;]{{0,50}}?\b{HOLD}\b"
                rf"|\b{TALKS} (?:[\w-]+ )?(?:were|was|are|is|will be|have been|has been) {HOLD}\b(?=[^.;]*{both})"
                rf"|\b{TALKS}\b[^.;]{{0,30}}?\b{HOLD}\b(?=[^.;]{{0,60}}?\b{both})"
                rf"|\b(?:{envoy})\b[^.;]{{0,50}}?\b(?:{HOLD} (?:[\w-]+ ){{0,4}}?{TALKS}|met\b(?! with (?:fans"
                rf"|pupils)))[^.;]{{0,60}}?\b(?:{both})|\b(?:{envoy}) (?:of|from) (?:the "
                rf"|both )?{both}[^.;]{{0,40}}?\b(?:met\b|sat down|{HOLD} (?:[\w-]+ ){{0,4}}?{TALKS})"
                rf"|\b(?:negotiat(?:ed|es)|(?:is|are|was|were) (?:[\w-]+ )?negotiating) with {who}|\b(?:high-level"
                r"|working-level|nuclear|denuclearization|disarmament|six-party"
                rf"|ministerial) {TALKS}\b[^.;]{{0,20}}?\b{HOLD}\b"
            ),
        ),
        Kind(
            "talks",
            spaced(
                rf"\b{TALKS} (?:between|with|at|in) (?:the )?(?:[\w-]+ ){{0,2}}?{who}|\b(?:nuclear|denuclearization"
                rf"|working-level|high-level|inter-[\w-]+) {TALKS}\b"
            ),
            True,
        ),
    )


def _tests(power: str) -> tuple[Kind, ...]:
    ordinal = r"(?:first|second|third|fourth|fifth|sixth|seventh|latest|another|underground|new)"
    return (
        Kind(
            "test",
            spaced(
                r"\b(?:nuclear|atomic|missile|rocket|ICBM|hydrogen bomb|weapons) (?:weapons? )?(?:test(?! site)"
                rf"|launch|explosion|detonation|firing)\b|\b{ordinal} (?:nuclear|missile) test\b"
                r"|\b(?:set(?:s|ting)? off|test(?:s|ed|ing)?|test-?fir(?:ed|es|ing)|fir(?:ed|es|ing)|launch(?:ed|es"
                r"|ing)?|detonat(?:ed|es|ing)|explod(?:ed|es|ing)"
                rf"|shot) (?:off )?(?:[\w'’-]+ ){{0,6}}?{MISSILE}\b(?! for the New Year)"
                rf"|\b{MISSILE}\b[^.;]{{0,30}}?\b(?:was|were|been|be|is) (?:[\w-]+ )?(?:launched|fired|test-?fired"
                rf"|tested|detonated)\b|\b{MISSILE}\b[^.;]{{0,20}}?\b(?:flew|landed|splashed|passed over|exploded"
                rf"|fell into|plunged into)\b|\btests? of (?:an? |its |the )?(?:[\w-]+ ){{0,4}}?{MISSILE}\b"
                rf"|\b{MISSILE} tests?\b"
            ),
        ),
        # "for its missile tests" names a habit; with a day it is an event
        Kind("test", spaced(r"\b(?:nuclear|missile|rocket|ICBM|weapons) (?:weapons? )?(?:tests|launches|firings)\b"), True),
    )


_kinds = ForCase(_make)
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
    """Yield an event for each time that a piece gives for a meeting or a test, and one for what is told without a time."""
    text = sentence.text
    if not LOOK.search(text):
        return
    met = stopped = False  # one meeting a piece, told by its most exact words; tests that are stopped are no tests
    for kind in _kinds(case):
        if met and (kind.code != "test" or stopped):
            continue
        found = kind.pattern.search(text)
        if (
            not found
            or (kind.code != "suspension" and UNREAL.search(text[max(found.start() - UNREAL_REACH, 0) : found.start()]))
            or _denied(kind, found, text)
        ):
            continue
        times = _times(text, found.start(), found.end())
        if not times and kind.timed:
            continue
        met, stopped = met or kind.code != "test", stopped or kind.code == "suspension"
        for start, end in times:
            yield Draft("event", None, start, end, kind.code, when=text[start:end])
        if not times:
            yield Draft("event", None, found.start(), found.end(), kind.code)


def _denied(kind: Kind, found: re.Match[str], text: str) -> bool:
    return kind.code not in {"summit_failed", "delay"} and negated(text[: found.start()], found.group(0))


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
