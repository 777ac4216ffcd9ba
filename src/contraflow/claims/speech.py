"""How texts say who speaks: sources that are opened, sources that speak again, papers, and the tags of interviews."""

import re
from collections.abc import Iterable
from functools import lru_cache

from contraflow.claims.offices import PAPER_OF, SOMEBODY_AT, find_offices
from contraflow.claims.persons import ROLE_WORDS
from contraflow.claims.said import RANK, Said
from contraflow.claims.subjects import find_subjects

# what a source says; who tells others to do something, or reports to them, says nothing here
SAY = (
    r"(?:said(?! to be\b)|says|told(?!\s+(?:[\w'’]+\s+){1,4}?to\b)|tells|explained|explains|added|adds|noted|notes|claimed"
    r"|claims|recalled"
    r"|reported(?! to (?:the |an? |their |his |her )?(?:police|authorit|office|station|duty|work|guard|army|security))"
    r"|stat(?:ed|ing)"
    r"|describ(?:ed|es)|complained|confirmed|reconfirmed|observed|continued|continues|lamented|insisted|predicted"
    r"|remarked|commented|(?:went|goes) on(?: to (?:say|explain|add))?|went to explain|pointed out|revealed|warned|argued"
    r"|agreed|admitted"
    r"|answered|replied|disputed|doubted|conceded|countered"
    r"|elaborated|emphasi[sz]ed|recounted|maintained|asserted|speculated|clarified|cautioned|disclosed"
    r"|related|concluded|denied|estimated|acknowledged|stressed|suggested)"
)
# how a source that is new may be heard, too
HEARD = (
    rf"(?:{SAY}"
    rf"|expects|believes|thinks|doubts|fears|hopes|estimates|reckons|disputes|denies|spoke (?:with|to)"
    r"|gave (?:the (?:first|same)|an? (?:account|report|detailed)|details|this account|such)"
    r"|passed on|testified|wrote|conveyed|informed)"
)
MANY_SAY = (
    r"(?:say|said|tell|told(?!\s+(?:[\w'’]+\s+){1,4}?to\b)|note|noted|claim(?:ed)?|complain(?:ed)?|explain(?:ed)?"
    r"|report(?:ed)?(?! to\b)|recall(?:ed)?|have (?:been )?(?:said|saying|told|telling|reported|complained|complaining)"
    r"|confirm(?:ed)?|warn(?:ed)?|argue[sd]?|agreed?|point(?:ed)? out|add(?:ed)?|doubt(?:ed)?)"
)
COUNTED = r"(?:second|third|fourth|fifth|different|separate|further|fellow|new)"
ONE = rf"\b(?:yet another|still another|another|one|an?(?:\s+{COUNTED})?)\s+"
OTHER = re.compile(rf"^(?:yet |still )?another\b|^one\b|^an?\s+{COUNTED}\b", re.IGNORECASE)
# before the word for a role stand only what describes it
BEFORE_ROLE = (
    r"(?:(?!(?:the|an?|this|that|was|were|is|are|has|had|of|in|at|on|for|to|by|from|with|who|which|and|or|but|said|told)\b)"
    r"[\w.'’-]+\s+){0,6}?"
)
# a paper of an official is no official
NO_PAPER = (
    r"(?!(?:['’]s)?\s+(?:statements?|data|reports?|figures?|newspapers?|media|announcements?|documents?|statistics|notices?"
    r"|trade|prices?|rates?|of\s+(?:income|revenue|supply|money|currency))\b)"
)
# nobody else may be named between a source and what it says, and nothing else may be told
ALONE = (
    rf"(?:(?!\b(?:the|this)\s+(?:[\w-]+\s+){{0,2}}?(?:{ROLE_WORDS})\b|,\s+(?:he|she|they|it|an?|one|two|three|another"
    rf"|several)\b"
    r"|(?<!\bwho )\b(?:was|were|is|are|will|would|can|could)\b)[^“”\".;:?!]){0,120}?"
)
NAME = r"(?-i:[A-Z])[\w'’-]*(?: (?-i:[A-Z])[\w'’.-]+){0,2}"
# "..., said a trader": the words come first; "he said a trader was caught" opens nobody
AFTER_WORDS = r"(?:(?<=[,”\"?!’'] )|(?<=[,”\"?!’'])|^)"
# what is no person, though it has a name
NOBODY = (
    r"(?:outlet|newspaper|agency|broadcaster|website|magazine|station|group|organi[sz]ation|company|firm|city|town"
    r"|county|province|port)\b"
)
# "a trader in X told Y"; "said a trader in X who ..."; "according to a source in X"; "N, a Korean-Chinese living in X, told";
# "said N, a professor at X"; "analyst N said"; "another said"
NEW = re.compile(
    rf"{AFTER_WORDS}{SAY}\s+{ONE}(?P<teller>{BEFORE_ROLE}(?:{ROLE_WORDS})\b{NO_PAPER}[^“”\".;]{{0,120}})"
    rf"|\baccording to {ONE}(?P<per>{BEFORE_ROLE}(?:{ROLE_WORDS})\b{NO_PAPER}[^“”\",.;]{{0,80}})"
    rf"|{ONE}(?P<passive>{BEFORE_ROLE}(?:{ROLE_WORDS})\b[^“”\".;:?!]{{0,60}}?)\s+(?:is|was) (?:quoted|reported"
    rf"|cited) as saying\b"
    rf"|\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing)|words of) {ONE}(?P<quoted>{BEFORE_ROLE}(?:{ROLE_WORDS})\b{NO_PAPER}"
    r"[^“”\",.;]{0,80})"
    rf"|\b(?P<named>{NAME},\s+(?:an?|the)\s+(?![^,]*\b{NOBODY})[^,“”\".;]{{3,80}}),\s+(?:also\s+)?{SAY}\b"
    rf"|{AFTER_WORDS}{SAY}\s+(?P<latter>{NAME},\s+(?:an?|the)\s+[^,“”\".;]{{0,60}}?(?:{ROLE_WORDS})\b[^,“”\".;]{{0,60}})"
    rf"|\b(?P<titled>(?:{ROLE_WORDS})\s+{NAME})(?=[ ,])[^“”\".;]{{0,60}}?\b{SAY}\b"
    rf"|(?<!\w)(?P<next>(?:yet |still )?another|an?\s+(?:second|third|fourth|fifth)|one)\s+(?:of (?:them|these"
    rf"|those)\b)?(?:,\s+who\s+[^,“”]{{3,60}},)?\s*\b{SAY}\b"
    r"|\bsaid\s+(?P<after>another|one)(?=[.,”\"])",
    re.IGNORECASE,
)
THE_ROLE = rf"(?:the|this|that|\w+['’]s)\s+(?P<which>(?:same\s+)?{BEFORE_ROLE.replace('{0,6}', '{0,3}')}(?:{ROLE_WORDS}))\b"
AGAIN = re.compile(
    rf"\b(?:(?P<pronoun>he|she|they|it)\s+(?:also\s+|further\s+|then\s+)?)\b{SAY}\b"
    rf"|(?:{AFTER_WORDS}{SAY}|\baccording to)\s+(?:{THE_ROLE.replace('<which>', '<that>')}{NO_PAPER}|(?P<him>him|her|he"
    rf"|she)(?=[,.]))",
    re.IGNORECASE,
)
# "several traders told", "residents of X say", "according to traders in X"
PLURAL_ROLES = (
    r"(?:guards|soldiers|officers|boatmen|drivers|porters|fishermen|brokers|traders|smugglers|merchants|businessmen|dealers"
    r"|vendors|defectors|refugees|activists|aid workers|officials|diplomats|residents|locals|citizens|villagers|inhabitants"
    r"|townspeople|farmers|analysts|experts|professors|researchers|scholars|economists|observers|watchers|sources)"
)
SEVERAL = r"(?:several|many|some|other|multiple|most|two|three|four|few)\s+"
PLURAL = re.compile(
    rf"(?<!\bthe )(?<!\bthese )\b(?P<group>(?:{SEVERAL})?{BEFORE_ROLE.replace('{0,6}', '{0,2}')}{PLURAL_ROLES}\b{NO_PAPER}"
    rf"(?:(?!\b(?:was|were|is|are|will|would|to|can|could|who)\b)[^“”\".;,:?!]){{0,60}}?)\s+{MANY_SAY}\b(?! to\b)"
    rf"|\baccording to (?P<per>(?:{SEVERAL})?(?:(?!the\b"
    rf"|an?\b)[\w-]+\s+){{0,2}}?{PLURAL_ROLES}\b{NO_PAPER}[^“”\",.;]{{0,60}})",
    re.IGNORECASE,
)
OBSERVERS = re.compile(r"\b(?:analysts|experts|professors|researchers|scholars|economists|observers|watchers)\b", re.IGNORECASE)
DOCUMENT = re.compile(
    r"\b(?:according to|shows?|showed)\b[^.]{0,50}"
    r"\b(?:customs|data|statistics|figures|report by|statement|white paper|announcement|notice|decree)\b"
    r"|\b(?:customs|trade) (?:data|statistics|figures)\b|\b(?:data|statistics|figures)\b[^.]{0,50}\bshow(?:s|ed)?\b"
    r"|\b(?:report|study|survey|document|notice|decree) (?:by|of|from|released by|published by)\b[^.;]{0,60}"
    r"\b(?:said|says|found|finds|states?|noted|shows?|showed)\b"
    r"|\b(?:state|official|state-run) (?:media|television|newspaper|news agency|radio)\b[^.;]{0,30}\b(?:said|says|reported"
    r"|announced)\b",
    re.IGNORECASE,
)
MEDIA = (
    r"(?:news agency|newspaper|(?:media )?outlet|broadcaster|website|magazine|(?:media|news) report|wire service"
    r"|news service|radio station)"
)
PRESS = re.compile(
    r"\b(?:interviews|conversations|a survey|a poll) (?:with|of|among) [^.;“”]{3,60} (?:show|suggest|indicate|found)s?\b|"
    rf"(?<!told )(?<!to )(?<!with )\b(?:the|an?|this"
    rf"|\w+['’]s) (?:[\w-]+ ){{0,3}}?{MEDIA}\b(?:,? citing [^.;“”]{{3,60}}?,?)?,?"
    r" (?:also |has )?(?:said|says|reported|reports|added|claimed)\b"
    rf"|(?-i:[A-Z])[\w ]{{2,30}}, (?:an?|the) (?:[\w-]+ ){{0,3}}?{MEDIA}, (?:said|reported|says|reports)\b",
    re.IGNORECASE,
)
STATEMENT = re.compile(
    r"\b(?:ministry|security council|embassy|state council|customs(?: office| administration)?|administration|(?:fishery"
    r"|statistics|trade) office|bureau|commission"
    r"|the government|authorities)"
    r"(?:\s+of\s+[\w ]{2,30}?)?(?:\s+spokes(?:man|woman|person)(?:\s+[A-Z]\w+){0,3})?\s+(?:said|announced|stated|says"
    r"|declared)\b"
    r"|\bspokes(?:man|woman|person) (?:for|of|at) (?:[\w'’]+ ){0,5}?(?:ministry|government|embassy|customs|council|office)\b"
    r"|\b(?:in|according to) an? (?:\w+ )?statement\b",
    re.IGNORECASE,
)
FIGURES = re.compile(
    r"\d+(?:[.,]\d+)* ?(?:%|per ?cent|(?:million|billion|thousand)\b|tons|tonnes|yuan|dollars)|[$€]\d", re.IGNORECASE
)
SPOKE_FOR = re.compile(
    rf"(?P<name>{NAME}), (?:an?|the) (?:[\w-]+ ){{0,3}}?spokes(?:man|woman|person)\b"
    rf"|\bspokes(?:man|woman|person) (?P<after>{NAME})",
    re.IGNORECASE,
)
# "told RFA", "in an interview with a trader": whom an interview is with
INTERVIEWED = re.compile(
    rf"\b(?:interview(?:ed)?(?: with)?|spoke (?:with|to)|talked (?:with|to)|conversation with) {ONE}"
    rf"(?P<who>{BEFORE_ROLE}(?:{ROLE_WORDS})\b[^“”\".;:]{{0,80}})",
    re.IGNORECASE,
)
TAG = re.compile(r"^\W{0,2}(?P<tag>(?:[A-Z][\w.'’]*)(?:[ -][\w.'’]+){0,3}?(?: ?\([^)]{1,30}\))?) ?[:：]\s+(?=\S)")
ASKS = re.compile(r"^(?:q|question|reporter|interviewer|host|moderator|editor|journalist|correspondent)\b", re.IGNORECASE)
ANSWERS = re.compile(r"^(?:a|answer)$", re.IGNORECASE)
# "another resident B", "a trader named Kim"
CALLED = re.compile(
    rf"^(?:[\w.'’-]+\s+){{0,6}}?(?:{ROLE_WORDS})\s+(?P<name>{NAME})\s*$|\b(?:named|called|surnamed"
    rf"|identified (?:only )?(?:as|by (?:his|her)"
    rf" surname,?))\s+(?:(?:Mr|Ms|Mrs)\.? )?(?P<called>{NAME})",
    re.IGNORECASE,
)


def find_said(text: str, names: Iterable[str] = ()) -> list[Said]:
    """Return the words of a sentence that say who speaks, in order, without those that lie within others.

    Args:
        text: of the sentence.
        names: of sources that spoke before.
    """
    found = list(_without_names(text))
    for name in names:
        again = re.compile(
            rf"\b(?:(?:Mr|Mrs|Ms|Dr)\.? )?(?P<name>{re.escape(name)})(?:,? [^“”\".,;]{{0,60}}?,?)? (?:also )?{SAY}\b"
            rf"|\b{SAY} (?:(?:Mr|Mrs|Ms|Dr)\.? )?(?P<last>{re.escape(name)})(?=[.,;”\" ])"
        )
        for call in again.finditer(text):
            group = "name" if call["name"] else "last"
            found.append(Said(call.start(), call.end(), "named", call[group], call.start(group), name=name))
    kept: list[Said] = []
    for each in sorted(found, key=lambda said: (RANK.index(said.kind), said.start)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda said: said.start)


@lru_cache(maxsize=1024)
def _without_names(text: str) -> tuple[Said, ...]:
    papers = [Said(*each.span(), "paper") for each in DOCUMENT.finditer(text)]
    spoke = SPOKE_FOR.search(text)
    name = (spoke["name"] or spoke["after"]) if spoke else ""
    statements = [
        Said(*each.span(), "statement", name=name)
        for each in STATEMENT.finditer(text)
        if not SOMEBODY_AT.search(text[: each.start()]) and not PAPER_OF.search(text[: each.start()])
    ]
    return (*_new(text), *_again(text), *_many(text), *papers, *statements, *find_subjects(text), *find_offices(text))


def _new(text: str) -> list[Said]:
    said = []
    for found in NEW.finditer(text):
        group = next(name for name, words in found.groupdict().items() if words)
        kind = "next" if group in {"next", "after"} else "new"
        lead = text[found.start() : found.start(group)]
        lead = re.sub(rf"^(?:{SAY}|according to|quot\w+|cit\w+|words of)\s+", "", lead, flags=re.IGNORECASE)
        said.append(
            Said(
                found.start(),
                found.end(),
                kind,
                found[group],
                found.start(group),
                bool(OTHER.match(lead)),
                name_in(found, group),
            )
        )
    return said


def name_in(found: re.Match[str], group: str) -> str:
    """Return the last part of the name by which a source is opened; empty when it has none."""
    if group == "titled":
        name = re.sub(rf"^(?:{ROLE_WORDS})\s+", "", found[group], flags=re.IGNORECASE)
    elif group in {"named", "latter"}:
        name = found[group].split(",")[0]
    else:
        called = CALLED.search(found[group])
        name = (called["name"] or called["called"]) if called else ""
    return name


def _again(text: str) -> list[Said]:
    said = []
    for found in AGAIN.finditer(text):
        if found["that"]:
            group = "that"
            said.append(Said(found.start(), found.end(), "again", found[group], found.start(group)))
        else:
            pronoun = (found["pronoun"] or found["him"]).lower()
            sex = {"he": "m", "him": "m", "she": "f", "her": "f"}.get(pronoun, "")
            kind = pronoun if pronoun in {"it", "they"} else "pronoun"
            said.append(Said(found.start(), found.end(), kind, sex=sex))
    return said


def _many(text: str) -> list[Said]:
    said = []
    for found in PLURAL.finditer(text):
        group = "group" if found["group"] else "per"
        said.append(Said(found.start(), found.end(), "many", found[group], found.start(group)))
    return said
