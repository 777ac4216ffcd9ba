"""Environment: ice, flood or disease control that shuts or opens the crossing; none of it is enforcement."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.case_words import CaseWords, ForCase
from contraflow.claims.draft import Draft, Rule, apply, first_of_each, rules, then
from contraflow.claims.sentences import Sentence

NAME = "environment"
VERSION = "4"
WATER = r"(?:rivers?|riverbed|streams?|channels?|estuary|rapids|strait|reservoir|shallows|(?:upper|lower|middle) reaches)"
FROZEN = (
    r"(?:froze(?:n)?|freez(?:es?|ing)|iced (?:over|up)|ice-?bound|ice-covered|under (?:[\w-]+ )?ice"
    r"|covered (?:with|in|by) (?:[\w-]+ )?ice)"
)
THAWED = (
    r"(?:thaw(?:ed|s|ing)?|melt(?:ed|s|ing)?|(?:broke|break(?:s|ing)?|broken) up|crack(?:ed|s|ing)?"
    r"|thinn(?:ed|ing)|(?:too |very )thin"
    r"|thinner|giv(?:es|ing) way|gave way|(?:is|was|has) gone|retreat(?:ed|s|ing))"
)
ICE = r"(?<!-)ice(?! (?:cream|rink|hockey|skat|box|age|cube)|-)"
# a market that is flooded with shoes is no flood
NOT_WATER = (
    r"(?! (?:(?:the|its|into|of|in|with|by) )?(?:[\w-]+ )?(?:markets?|goods|calls|imports|letters|light"
    r"|complaints|requests|shoes|orders|tourists"
    r"|visitors|refugees|products|questions))(?! (?:with|of) )"
)
RAIN = (
    r"(?:(?:heavy|torrential|monsoon|record|persistent|pouring|driving|continuous|incessant"
    r"|days of) (?:[\w-]+ )?rain(?:s|fall|storms?)?|rains|rainfall|downpours?|deluges?|cloudbursts?"
    r"|rainstorms?)"
)
DISEASE = (
    r"(?:(?:african )?swine fever|corona-?virus|covid(?:-19)?|sars|mers|(?:bird|avian|swine) flu"
    r"|influenza|cholera|typhoid|measles|ebola"
    r"|foot-and-mouth(?: disease)?|dengue|virus|diphtheria|plague|paratyphoid|infections?"
    r"|infectious diseases?|contagion|epidemics?|pandemic)"
)
SPREAD = (
    r"(?:cases?|confirmed|spread(?:s|ing)?|outbreaks?|fears?|feared|fearing|prevent(?:s|ed|ing|ion)?"
    r"|control(?:s|led)?|because|due to"
    r"|measures|detected|reported|broke out|broken out|breaks out|keep(?:ing)? out|against|suspected"
    r"|suspicion|disinfect\w*|contain(?:ed|ment)?|stop(?:ped)?"
    r"|screen(?:s|ed|ing)?|imported|threat|risk|died of|hit by|struck|combat|block(?:ed|ing)?|halted"
    r"|closed|shut|brought|has (?:reached|arrived)|out of (?:concern|fear)|over)"
)


def _make(words: CaseWords) -> tuple[Rule, ...]:
    water = rf"(?:{WATER}|{words.river})"
    return (*_thaw(water), *_ice(water), *_flood(water), *_disease())


def _thaw(water: str) -> tuple[Rule, ...]:
    return rules(
        "event",
        None,
        then(ICE, r"(?:no longer|not) (?:bears?|carry|carries|holds?)\b", 25),
        then(ICE, rf"{THAWED}\b", 40),
        then(water, r"(?:thaw(?:ed|s|ing)?|melt(?:ed|s|ing)?)\b", 40),
        r"\b(?:spring|early|late|sudden) thaw\b|\b(?:the |a )thaw (?:set in|sets in|began|begins|came|comes"
        r"|has|started|of the)\b|\bbefore the thaw\b",
        rf"\bice floes?\b|\bdrift(?:ing)? ice\b|\b(?:thin|melting|thawing|rotten) {ICE}\b|\b(?:melting"
        rf"|thawing|break-?up) of the {ICE}\b|\bsnow-?melt\b",
        rf"\b{water}\b[^.;]{{0,30}}?\b(?:ice-free|(?:free|clear|rid) of (?:its |the )?ice|open water)\b",
        rf"\b{ICE} (?:(?:is|was|has|had|being) )?(?:gone|over|past)\b|\b(?:the )?(?:last )?floes\b"
        rf"|\b{ICE} (?:season )?(?:ended|ends)\b|\bspring melt\b|\b(?:disappearance|end) of the {ICE}\b",
        code="thaw",
        needs=r"\b(?:ice|thaw|melt|snow-?melt|floes)",
    )


def _ice(water: str) -> tuple[Rule, ...]:
    return rules(
        "event",
        None,
        then(water, rf"{FROZEN}(?! (?:fish|food|seafood|goods|assets))\b", 50),
        then(water, r"(?:[\w-]+ )?(?:frozen |)solid(?: enough| again)?\b", 25),
        rf"\bfrozen (?:{water}|over|solid|surface)\b|\b(?:freezing|freeze"
        rf"|freeze-up) of (?:the )?(?:[\w-]+ )?{water}\b|\bfreeze-up\b",
        rf"\b{ICE}\b[^.;]{{0,25}}?\b(?:cover(?:s|ed|ing)?|form(?:s|ed|ing)?|thick(?:ened|er)?|holds?|held"
        r"|bears?|solid|strong|firm|set in|has set|blocks?|stopp?ed|stops)\b",
        rf"\b(?:thick|solid|firm|sheets? of|layer of|river|first) {ICE}\b",
        rf"\b{ICE}\b[^.;]{{0,25}}?\b(?:on|over|of|across|along) (?:the )?(?:[\w-]+ )?{water}\b|\b(?:walk(?:ed"
        r"|ing|s)?|driv(?:e|es|en|ing)|drove|skat(?:e|ed)) (?:straight |safely )?(?:over|across"
        rf"|on) (?:the )?(?:frozen )?{water}\b(?! bridge)",
        rf"\b(?:centimetres?|metres?|inches|feet) of {ICE}\b|\bdeep[- ]frozen (?:[\w-]+ )?{water}"
        rf"|\b{water}\b[^.;]{{0,30}}?\b(?:turned to|locked in|choked with|sealed by) {ICE}\b",
        code="ice",
        needs=r"\b(?:ice|iced|froz|freez|solid|walk|driv|drove|skat)",
    )


def _flood(water: str) -> tuple[Rule, ...]:
    return rules(
        "event",
        None,
        rf"\bflood(?:s|ed|ing|-hit|-stricken)?\b{NOT_WATER}|\bflood-?waters?\b|\bflash floods?\b|\bhigh water\b"
        r"|\btyphoons?\b|\bcyclone\b|\bmudslides?\b|\blandslides?\b",
        rf"\b(?:swollen|raging|rain-swollen|overflowing) (?:[\w-]+ )?{water}\b"
        rf"|\b{water}\b[^.;]{{0,30}}?\b(?:swollen|swelled|in (?:full )?spate|overflow(?:ed|ing|s)?|in flood)\b",
        r"\b(?:burst|broke|broken|breached|overflowed|overtopped) (?:its|their|the) (?:banks?|dykes?|dikes?"
        r"|levees?|embankments?)\b|\b(?:dam|dyke|dike|levee|embankment) (?:burst|broke|gave way|collapsed)\b",
        rf"\b{RAIN}\b[^.;]{{0,60}}?\b(?:increased the (?:height|level)|swell(?:ed|s)?|swollen|raised"
        r"|rais(?:es|ing)|swept|swamp(?:ed)?"
        r"|wash(?:ed|es)|submerg(?:ed|es)|left|damaged|cut off|destroyed|stopp?ed|halted|hit|caused|pounded"
        r"|lashed|battered|made)\b",
        r"\b(?:torrential rains?|monsoon rains?|downpours?|deluges?|cloudbursts?|rainstorms?|storm surge)\b",
        r"\b(?:water(?: level)?s?|river(?: level)?s?|level of the (?:[\w-]+ )?(?:river|water)"
        rf"|{water})\b[^.;]{{0,20}}?\b(?:rose|risen|rises|rising|is high|was high|are high|too high|swollen"
        r"|up by|surged)\b",
        r"\b(?:submerg(?:ed|es|ing)|inundat(?:ed|es|ing)|swamped|swept away"
        r"|washed away)\b(?=[^.;]*\b(?:water|river|rain|bank|sandbank|bridge|landing|pier|jett|boat|village"
        rf"|field|road|house|fence|post|warehouse|{water}))",
        rf"\b{water}\b[^.;]{{0,60}}?\b(?:swept away|washed away|carried away|submerged|inundated)\b|\bunder water\b",
        rf"\b{water}\b[^.;]{{0,30}}?\b(?:torrent|so high|very high|too high|too swift|too fast|running high"
        rf"|raging|surged|swamped|mass of water)\b|\brain\b[^.;]{{0,40}}?\b(?:torrent|{water}|landing|bank)\b",
        r"\b(?:in|under) (?:[\w-]+ )?water up to\b|\b(?:knee|waist|chest)-deep (?:in )?water\b"
        r"|\bstorms?\b[^.;]{0,40}?\b(?:boats?|river|bank|pier|coast|landing|moorings)\b|\bhigh seas\b"
        r"|\bgales?\b",
        code="flood",
        needs=r"\b(?:flood|high|typhoon|cyclone|mudslide|landslide|swollen|swell|raging|rain|spate|overflow|burst"
        r"|broke|breach|dam|dyke|dike|levee|embankment"
        r"|downpour|deluge|cloudburst|storm|rose|risen|rising|rises|submerg|inundat|swamp|swept|wash|carried|under|up|surge)",
    )


def _disease() -> tuple[Rule, ...]:
    return rules(
        "event",
        None,
        r"\bquarantin(?:ed?|es|ing)\b|\b(?:anti-epidemic|epidemic prevention|disease control|anti-virus"
        r"|anti-pandemic|quarantine) (?:[\w-]+ )?(?:measures|campaign|rules|work|headquarters|steps"
        r"|officials?)\b",
        r"\b(?:epidemics?|pandemic|contagion|outbreaks?)\b(?! of (?:violence|fighting|war|joy|laughter))",
        rf"\b(?<!computer\s){DISEASE}\b[^.;]{{0,45}}?\b{SPREAD}\b",
        rf"\b{SPREAD}\b[^.;]{{0,45}}?\b(?<!computer\s){DISEASE}\b",
        r"\bdisinfect(?:ed|ing|s|ion|ant)?\b|\b(?:suspected|confirmed|imported) cases?\b",
        code="disease",
        needs=r"\b(?:quarantin|anti-|epidemic|pandemic|contagion|outbreak|disinfect|cases?\b|disease|virus|fever"
        r"|corona|covid|sars|mers|bird|avian|swine"
        r"|flu|influenza|cholera|typhoid|measles|ebola|foot-and|dengue|diphtheria|plague|infect|paratyphoid)",
    )


_rules = ForCase(_make)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of environment."""
    yield from first_of_each(apply(_rules(case), sentence))
