"""Who goes on speaking where a sentence does not say who does: a source, an office, or the reporter again."""

import re
from dataclasses import dataclass

from contraflow.claims.case_words import CaseWords, ForCase
from contraflow.claims.cast import DOCUMENTS, OFFICIAL, REPORTER, Cast, Turns, Voice
from contraflow.claims.persons import head_of
from contraflow.claims.sentences import Sentence
from contraflow.claims.speech import FIGURES

# what turns to something else is the reporter's again
FRESH = re.compile(
    r"^\W*(?:meanwhile|elsewhere|separately|the exchange rate|in other news|at the same time|officially|observers"
    r"|analysts|experts|trade between|talks between|(?:the )?(?:united nations|un|u\.n\.) "
    r"|it is (?:unclear|not clear|unknown|not known|expected|believed|thought))\b",
    re.IGNORECASE,
)
# what everybody knows is told by the reporter, whoever spoke before
PUBLIC = re.compile(
    r"\b(?:clos(?:ed|ure)|reopen\w*|dollars? (?:was|is|has|bought|brings)|sanctions?|resolution|treasury|ministry|minister"
    r"|government|missile|delegation|summit|talks|visit(?:ed)?|leaders|rumou?red|analysts|observers|customs house"
    r"|however|import ban"
    r"|in the north)\b",
    re.IGNORECASE,
)
# of these even what stands right after a source's words is the reporter's: law and sanctions, what leaders and states do,
# what is rumoured, where places lie, what is shut for everybody
LAW = re.compile(
    r"\bsecurity council\b|\bU\.N\.|\bunited nations\b|\bresolutions?\b|\bunder sanctions\b|\bunder (?:\w+ )?law\b"
    r"|\b(?:has|have) been (?:banned|barred)\b|\bstays? on the list\b|\blist of forbidden\b|\b(?:has|have) been (?:limited"
    r"|capped)\b|\b(?:is|are) (?:a )?(?:lawful|legal|forbidden|banned|embargoed)\b",
    re.IGNORECASE,
)
RUMOUR = re.compile(
    r"\b(?:it is|are|is|was|were) (?:whispered|said|rumou?red|reported|expected|believed|thought) (?:on|in|to|that|by"
    r"|among)\b"
    r"|\b(?:there is|there are) (?:a )?(?:rumou?rs?|talk)\b|\brumou?r has it\b|^(?:the )?talk (?:of|that|is|in)\b"
    r"|\bpeople (?:say|talk)\b"
    r"|\bone guess\b|\bit is said\b|\bone hears\b|\bis due\b.{0,60}\bit is said\b|\b(?:is|are) reported to\b",
    re.IGNORECASE,
)
LIES = re.compile(
    r"^(?:the )?[\w'’. -]{2,40}? (?:lies|forms|borders|faces|stands (?:across|almost)|is (?:known|home|famous|a city|a town"
    r"|the capital|the"
    r" largest|the seat))\b",
    re.IGNORECASE,
)
SHUT = re.compile(
    r"\b(?:bridges?|crossings?|border|customs (?:house|post)s?|gates?|city)\b[^.]{0,60}"
    r"\b(?:(?:has|have|had) (?:been|had)|was|were) (?:closed|shut|locked|without|its shutters)\b",
    re.IGNORECASE,
)
GENERAL = (FRESH, LAW, RUMOUR, LIES, SHUT)
# lists of prices and rates are the reporter's own
WARES = (
    r"(?:rice|maize|corn|flour|sugar|petrol|gasoline|diesel|cooking oil|soybean oil|pork|potatoes|copper|scrap|clams|crabs?"
    r"|squid|fish"
    r"|coal|anthracite|apples|salt|soap|yuan|dollars?|won|money changers)"
)
DATED = re.compile(
    r"\b(?:markets?|wholesale|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|on \d+ [A-Z]\w+|on [A-Z]\w+ \d+|(?:in"
    r"|at) (?!January|February|March|April|May|June|July|August|September|October|November|December)[A-Z]\w+|last week"
    r"|this week|visitors say)\b"
)
RATE = re.compile(
    r"^[^,“”\".]{0,30}\b(?:yuan|dollar|rate|won)\b[^“”\".]{0,30}\b(?:has (?:eased|held|slipped|risen|fallen|gone)|is|was"
    r"|stood|changed|traded|bought|brought|fetched|got|counted out)\b"
    r"[^“”\"]{0,30}\d[\d.,]* (?:won|per (?:yuan|dollar)|(?:to )?(?:a|the) (?:yuan|dollar))\b",
    re.IGNORECASE,
)
# signs that a sentence turns from what a source was telling; one is enough unless something ties it to the sentence before
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
TURNS = (
    re.compile(r"\b(?:bans?|sanction\w*|embargo\w*|quotas?|resolutions?)\b", re.IGNORECASE),
    re.compile(r"\b(?:ice|froze|frozen|thaw\w*|rains?|flood\w*|snow|storms?|typhoon|drought|high water)\b", re.IGNORECASE),
)
# and what ties it to it
TIED = re.compile(
    r"^(?:they|their|those|these|that|this|it|its|both|each|such|but|and|so|yet|still|then|now|as a result|instead|otherwise"
    r"|even|for that)\b"
    r"|\bnow\b|\bused to\b|\bthese days\b|\btoday\b",
    re.IGNORECASE,
)
FAR = 5  # sentences after the last words of saying
I = re.compile(r"\bI\b|\b(?:my|myself)\b")  # noqa: E741
WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
HE_FIRST = re.compile(r"^(?:but |and |yet |so |still, )?(?:he|she|his|her)\b", re.IGNORECASE)
HE = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
QUOTED = re.compile(r"[“\"][^“”\"]*(?:[”\"]|$)")
MARKS = re.compile(r"[“”\"]")
QUOTES = '“”"'
# totals of trade come from statistics, whether the sentence says so or not
TOTALS = re.compile(
    r"\b(?:trade|commerce|imports?|exports?|shipments|purchases|turnover|deliveries|imported|exported|bought|took"
    r"|goods worth)\b",
    re.IGNORECASE,
)
# what goes on with statistics, though it holds no figure
BOOKED = re.compile(
    r"\b(?:imports|exports|sales|purchases|deliveries|shipments|turnover|volumes)\b|\bin(?:to)? the books\b"
    r"|\bcame the other way\b"
    r"|\bin the other direction\b|\b(?:poorest|lowest|highest|best|worst|smallest|largest|weakest"
    r"|strongest)\b.{0,20}\b(?:since|month|year"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b|\bmonth running\b|\bnot (?:a"
    r"|one) ton(?:ne)?\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"\bspokes(?:man|woman|person)\b|\b(?:den(?:y|ied|ies)|reject(?:ed|s)|dismiss(?:ed|es)|declined|association|union"
    r"|organi[sz]ers|notice|resolutions?)\b"
    r"|\bnobody\b",
    re.IGNORECASE,
)
ACCOUNT = re.compile(r"\b(?:state media|official media|court|police|coast guard|prosecutors?|indictment)\b", re.IGNORECASE)
LONG = 6  # sentences of a paragraph; in a longer one a general remark of the reporter ends by itself
BRIEF = 3  # sentences of a paragraph; where paragraphs are so short, their ends part nothing


@dataclass(frozen=True)
class _Names:
    """Patterns that need the words of a case.

    Attributes:
        acts: what leaders and states do; ``nation`` whose trade is told of.
        listed: a price in a list; ``turns`` signs that a sentence turns to something else.
    """

    acts: re.Pattern[str]
    nation: re.Pattern[str]
    listed: re.Pattern[str]
    turns: tuple[re.Pattern[str], ...]


def _of_case(words: CaseWords) -> _Names:
    state = rf"(?:{words.power})(?<!ese)(?<!an)(?<!rn)"  # as a noun: "Chinese guards" are no state
    acts = (
        r"(?:met|visited|agreed|held|told|parted|began|fired|tested|launched|conducted|exchanged|ended|reported its"
        r"|had earned|earned|exploded|signed|said|asked|will march|shook hands|bolted)\b"
    )
    return _Names(
        re.compile(
            r"\b(?:missile|nuclear|rocket|satellite) (?:test|launch)\b|\b(?:missile|rocket|satellite)s? (?:flew|was|were)\b"
            rf"|\b(?:{words.leader}|President|leaders?|the two (?:capitals|countries|sides)|the capitals"
            rf"|[Ss]ecretary of [Ss]tate|[Ff]oreign [Mm]inister)\b[^.]{{0,70}}\b{acts}"
            rf"|\b(?:{words.home})(?<!ese)(?<!an)(?<!rn)\b[^.]{{0,70}}\b{acts}"
        ),
        re.compile(
            rf"\b(?:{words.far}|{words.home}|[Bb]ilateral|[Tt]wo-way|[Tt]he two countries|[Tt]he two counties|the country)\b"
        ),
        re.compile(
            rf"^(?:[^,“”\".]{{0,40}}, )?(?:(?:a|an|one|the|for|imported|{words.far}|{words.home})(?: (?:kilo(?:gram)?"
            rf"|litre|liter|tonne|ton|bag|sack) of)? )?(?:\w+ ){{0,1}}?{WARES}\b[^“”\".]{{0,60}}"
            r"\b(?:is|was|were|are|stood|costs?|went|sold|sells|traded|fetched|fetches|brought|has (?:risen|fallen|come)"
            r"|rose|fell|changed hands|(?:was|were) (?:going|selling|changed|offered|asking)|can (?:still )?be had)\b"
            r"[^“”]{0,40}\d[\d.,]*[^“”]*\b(?:won|yuan|dollars)\b",
            re.IGNORECASE,
        ),
        (
            re.compile(rf"^(?:On (?:\d+ {MONTH}|{MONTH} \d+),? )?(?:{state}|The ruling party)\b(?!['’]s)"),
            re.compile(
                rf"^(?:On|In|At|Across|Over|Back|Out|Down|Up) the (?:{words.far}|{words.home}|opposite|other|far|near)\b"
            ),
            *TURNS,
        ),
    )


_names = ForCase(_of_case)


@dataclass
class Thread:
    """A paragraph of which some sentences say who speaks.

    Attributes:
        own: its sentences.
        told: the turns of those that say it.
        cast: the sources of the report.
        speaker: the source that spoke last before it; None when nobody did.
        current: the voice, source or not, that spoke last before it.
        before: number of sentences of the paragraph before.
        office: an office is telling what happened, more than to deny or to comment.
    """

    own: list[Sentence]
    told: list[Turns | None]
    cast: Cast
    speaker: Voice | None
    current: Voice | None
    before: int
    office: bool = False

    def turns(self) -> list[Turns]:
        """Return the turns of all sentences."""
        turns: list[Turns] = []
        voice: Voice | None = None
        earlier = ""
        for n, sentence in enumerate(self.own):
            turn = self.told[n]
            if turn is None:
                found = self._silent(n, sentence.text, earlier, voice)
                turn = ((0, found),)
                if found.is_source or n == 0:
                    self.cast.current = self.cast.current if any(self.told[n:]) else found
            spoke = turn[-1][1]
            aside = len(self.own) > LONG and not self.told[n] and spoke == REPORTER and bool(voice and voice.is_source)
            voice = voice if aside else spoke
            if self.told[n]:
                self.office = self._account(voice, sentence.text)
            self.speaker = spoke if spoke.is_source else self.speaker
            turns.append(turn)
            earlier += sentence.text + " "
        return turns

    def _silent(self, n: int, text: str, earlier: str, voice: Voice | None) -> Voice:
        """Return who speaks in a sentence that does not say it; ``voice`` spoke before it in the paragraph."""
        following = next((turn[0][1] for turn in self.told[n:] if turn), None)
        running = inside_quote(text, 0, earlier)
        if running or is_quotation(text):
            if voice and (voice.is_source or running):
                return voice
            return following if following and following.is_source else self.speaker or REPORTER
        bare = QUOTED.sub(" ", text)
        if I.search(bare):
            return self.speaker or REPORTER
        if WE.search(bare):
            return REPORTER
        if self.speaker and HE_FIRST.match(bare):
            return self.speaker
        if self._totals(text, voice):
            return DOCUMENTS
        if voice is None:
            return self._opening(text, following)
        if voice.id == "D":
            goes_on = FIGURES.search(text) or BOOKED.search(text) or (self.office and not self._general(text))
            return voice if goes_on else REPORTER
        if voice.is_source and (HE.search(bare) or not self._turns(n, text)):
            return voice
        return REPORTER

    def _turns(self, n: int, text: str) -> bool:
        """Say whether a sentence turns from what the source before it was telling."""
        if self._general(text):
            return True
        since = next((n - each for each in range(n - 1, -1, -1) if self.told[each]), n)
        return not TIED.search(text) and (since >= FAR or any(sign.search(text) for sign in _names(self.cast.case).turns))

    def _account(self, voice: Voice | None, text: str) -> bool:
        """Say whether what a document or an office tells is an account of events, which may go on."""
        if voice == OFFICIAL:
            return not DENIES.search(text) and not TOTALS.search(text)
        return voice == DOCUMENTS and (self.office or bool(ACCOUNT.search(text)))

    def _opening(self, text: str, following: Voice | None) -> Voice:
        """Return who speaks at the beginning of a paragraph that does not say it."""
        if not self.cast.telling and self.current == DOCUMENTS and FIGURES.search(text):
            return DOCUMENTS
        telling = self.cast.telling or self.speaker == self.cast.framed
        if not self.speaker or not telling or self._general(text):
            return REPORTER
        if self.speaker == self.cast.framed:
            return self.speaker
        if PUBLIC.search(text):
            return REPORTER
        brief = self.before <= BRIEF and len(self.own) <= BRIEF
        return self.speaker if following == self.speaker or brief else REPORTER

    def _general(self, text: str) -> bool:
        names = _names(self.cast.case)
        return any(pattern.search(text) for pattern in (*GENERAL, names.acts)) or bool(
            RATE.search(text) or (names.listed.search(text) and DATED.search(text))
        )

    def _totals(self, text: str, voice: Voice | None) -> bool:
        known = _names(self.cast.case).nation.search(text) or self.cast.figures
        return bool(known and TOTALS.search(text) and FIGURES.search(text) and not (voice and voice.is_source))


def names_him(text: str, who: str) -> bool:
    """Say whether a sentence is of somebody who was presented: "he", "her", "the dealer"."""
    head = head_of(who)
    return bool(
        HE.search(QUOTED.sub(" ", text)) or (head and re.search(rf"\b(?:the|this) {re.escape(head)}\b", text, re.IGNORECASE))
    )


def is_quotation(text: str) -> bool:
    """Say whether a text begins with a quotation mark."""
    stripped = text.strip()
    return bool(stripped) and stripped[0] in QUOTES


def inside_quote(text: str, at: int, earlier: str = "") -> bool:
    """Say whether an offset of a text lies within a quotation that began in it or in what stands before it."""
    inside = False
    for mark in MARKS.findall(earlier + text[:at]):
        inside = mark == "“" or (mark == '"' and not inside)
    return inside
