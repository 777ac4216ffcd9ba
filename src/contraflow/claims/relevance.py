"""Whether a text speaks of this border at all: news of other countries, cities and rivers give nothing.

A page that names neither the controlled economy nor a place of the border, but names others, is about something else. On a
page about the border a sentence about a third country is skipped. What names nobody is read: its page tells what it means.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from contraflow.case.case import Case
from contraflow.claims.case_words import NOTHING, CaseWords, ForCase
from contraflow.claims.where import find_places

# names and adjectives of states and unions; those that a case knows as its own or as powers are taken out for it
STATES = (
    r"Afghan(?:istan)?|Albania|Algeria|America|Angola|Argentin(?:a|e|ian)|Armenia|Australia|Austria|Azerbaijan"
    r"|Bahrain|Bangladesh|Belarus|Belgi(?:um|an)|Benin|Bhutan|Bolivia|Bosnia|Botswana|Brazil|British|Britain"
    r"|Bulgaria|Burkina Faso|Burma|Burmese|Burundi|Cambodia|Cameroon|Canad(?:a|ian)|Chad|Chile|China|Chinese"
    r"|Colombia|Congo(?:lese)?|Costa Rica|Croatia|Cuba|Cyprus|Czech|Danish|Denmark|Dutch|Ecuador|Egypt|English"
    r"|England|Eritrea|Estonia|Ethiopia|Europe(?:an)?|Fiji|Filipino|Fin(?:land|nish)|France|French|Gabon|Gambia"
    r"|Georgia|German(?:y)?|Ghana|Greece|Greek|Guatemala|Guinea|Haiti|Honduras|Hong Kong|Hungar(?:y|ian)|Iceland"
    r"|India|Indonesia|Iran|Iraqi?|Ireland|Irish|Israeli?|Ital(?:y|ian)|Ivory Coast|Jamaica|Japan(?:ese)?|Jordan"
    r"|Kazakh(?:stan)?|Kenya|Kuwaiti?|Kyrgyz(?:stan)?|Lao(?:s|tian)|Latvia|Leban(?:on|ese)|Liberia|Libya|Lithuania"
    r"|Luxembourg|Macau|Madagascar|Malawi|Malaysia|Mali|Malta|Mauritania|Mexic(?:o|an)|Moldova|Mongolia|Montenegro"
    r"|Morocc(?:o|an)|Mozambique|Myanmar|Namibia|Nepal(?:ese)?|Netherlands|New Zealand|Nicaragua|Niger(?:ia)?"
    r"|Norw(?:ay|egian)|Omani?|Pakistani?|Palestin(?:e|ian)|Panama|Paraguay|Peru(?:vian)?|Philippine(?:s)?"
    r"|Pol(?:and|ish)|Portug(?:al|uese)|Qatari?|Romania|Russia|Rwanda|Saudi(?: Arabia)?|Scot(?:land|tish)"
    r"|Senegal(?:ese)?|Serbia|Sierra Leone|Singapore|Slovak(?:ia)?|Slovenia|Somali(?:a)?|South Africa|South Korea"
    r"|Spain|Spanish|Sri Lanka|Sudan(?:ese)?|Swed(?:en|ish)|Swiss|Switzerland|Syria|Taiwan(?:ese)?|Tajik(?:istan)?"
    r"|Tanzania|Thai(?:land)?|Tibet|Togo|Tunisia|Turk(?:ey|ish|menistan)|Ugand(?:a|an)|Ukrain(?:e|ian)"
    r"|United Kingdom|UK|United States|Uruguay|Uzbek(?:istan)?|Venezuela|Vietnam(?:ese)?|Welsh|Yemeni?|Zambia"
    r"|Zimbabwe"
)
STATE = rf"\b(?-i:{STATES})n?s?\b"
# capitals within a sentence that name no other place: days, bodies that any report names, titles, currencies, people
COMMON = re.compile(
    r"^(?:I|I'\w+|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|God|Internet|Covid(?:-19)?|Coronavirus|Resolution|Security"
    r"|Council|United|Nations|Treasury|Congress|Senate|House|White|Foreign|Parliament|Communist|Province|County|City|River|Bridge|Port|Customs|Party|Workers|State|States|Ministry|Office|Bureau"
    r"|General|Administration|Commission|Border|Guards?|Army|President|Premier|Chairman|Leader|Mrs?|Ms|Dr|New|Year|Lunar|Spring"
    r"|Festival|Christmas|Easter|North|South|East|West|Northern|Southern|Eastern|Western|Sea|Yellow|[A-Z])$"
)
CAPITAL = re.compile(r"(?:(?<=[a-z0-9,;)] )|(?<=\bA ))\(?(?P<name>[A-Z][\w'’-]*[a-z][\w'’-]*)")
# where goods or people go to is not where it happens
BOUND_FOR = re.compile(r"\b(?:to|towards?|for|via|than) $")
# upon whom measures fall
UPON = r"\b(?:on|against|of|for|from) (?:[\w-]+ ){0,2}?"
DEALINGS = frozenset({"diplomacy", "sanction"})  # of powers, wherever these meet
TITLED = re.compile(r"\b(?:Mrs?|Ms|Dr|President|Premier|Chairman|Minister|Professor|named|called|surnamed) (?:[A-Z]\w+ )*$")


@dataclass(frozen=True)
class _Names:
    """Patterns of a case: ``own`` names the controlled economy, ``far`` the other side, ``power`` states that deal with both.

    ``word`` is any word out of a name that the case lists.
    """

    own: re.Pattern[str]
    far: re.Pattern[str]
    power: re.Pattern[str]
    word: frozenset[str]


def _make(words: CaseWords) -> _Names:
    def whole(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")

    listed = (words.far, words.home, words.river, words.place, words.power, words.leader)
    return _Names(
        whole(f"{words.home}|{words.river}"),
        whole(words.far),
        whole(f"{words.power}|{words.leader}" if words.power != NOTHING else words.leader),
        frozenset(word for pattern in listed for word in re.findall(r"[A-Z][\w-]+", pattern.replace("\\", ""))),
    )


_names = ForCase(_make)


def relevant(title: str, text: str, masked: str, case: Case) -> Callable[[str, str], bool]:
    """Return what says of a sentence of a report whether a claim of an indicator in it may be of this border.

    Args:
        title: of the report.
        text: of the report; ``masked`` the same without the words that describe its sources, as sentences are given.
        case: for the names of its sides, places and powers.
    """
    names = _names(case)
    about = _is_own(f"{title}\n{text}", names, case)
    elsewhere = not about and _names_others(masked, names)

    def may_be(sentence: str, indicator: str) -> bool:
        if indicator in DEALINGS:
            return about or not _is_upon_others(sentence, names)
        return not elsewhere and not _of_a_third_state(sentence, names, case)

    return may_be


def _is_own(text: str, names: _Names, case: Case) -> bool:
    return names.own.search(text) is not None or bool(find_places(text, case))


def _names_others(text: str, names: _Names) -> bool:
    """Say whether a text names states, cities or rivers that are not of the border; the far side alone is no other."""
    if re.search(STATE, names.far.sub(" ", text)):
        return True
    if not names.far.search(text) and names.power.search(text):
        return True
    known = names.power.sub(lambda found: found.group(0).lower(), names.far.sub(" it ", text))
    for found in CAPITAL.finditer(known):
        name = re.sub(r"['’]s?$", "", found["name"])
        before = known[: found.start()]
        if not COMMON.match(name) and name not in names.word and not TITLED.search(before) and not BOUND_FOR.search(before):
            return True
    return False


def _is_upon_others(sentence: str, names: _Names) -> bool:
    """Say whether what powers do falls upon states that have no part in the border, or is done by such states alone."""
    ours = names.far.sub(" ", sentence)
    if re.search(STATE, names.power.sub(" ", ours)):
        return True
    return re.search(rf"{UPON}(?:{names.power.pattern}) \w", ours) is not None


def _of_a_third_state(sentence: str, names: _Names, case: Case) -> bool:
    """Say whether a sentence of a page on the border names states that have no part in it, and nothing of the border."""
    if names.far.search(sentence) or not re.search(STATE, names.power.sub(" ", sentence)):
        return False
    return not _is_own(sentence, names, case)
