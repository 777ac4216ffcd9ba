"""Who goes on speaking where a sentence does not say who does: a source, an office, or the reporter again."""

import re
from dataclasses import dataclass

from contraflow.claims.cast import DOCUMENTS, REPORTER, Cast, Turns, Voice
from contraflow.claims.sentences import Sentence
from contraflow.claims.speech import FIGURES

# what turns to something else is the reporter's again
FRESH = re.compile(
    r"^\W*(?:meanwhile|elsewhere|separately|the exchange rate|in other news|at the same time|officially|observers"
    r"|analysts|experts"
    r"|trade between|talks between|(?:the )?(?:united nations|un|u\.n\.) |on (?:january|february|march|april|may|june"
    r"|july|august"
    r"|september|october|november|december)|it is (?:unclear|not clear|unknown|not known|expected|believed|thought))\b",
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
# of these even what stands right after a source's words is the reporter's
WORLD = re.compile(
    r"\bsecurity council\b|\bU\.N\.|\bunited nations\b|\bresolution\b|\bunder sanctions\b|\b(?:missile|nuclear) (?:test|launch)\b"
    r"|\bKim (?:Jong Un|Il Sung|Jong Il)\b|\bunder (?:Chinese|Korean|the) law\b|\bit is (?:whispered|said|rumou?red)\b"
    r"|\bpeople say\b",
    re.IGNORECASE,
)
# lists of prices and rates are the reporter's own
LISTED = re.compile(
    r"\b(?:yuan|dollar|won)\b[^.]{0,25}\b(?:stood|was (?:changed|traded|quoted)|traded|fetched|bought|brought|cost|changed hands)\b"
    r"[^.]{0,40}\bwon\b"
    r"|\b(?:rice|maize|corn|wheat flour|petrol|diesel)\b[^.]{0,20}\b(?:stood at|cost|was going for|went for|was at|sold at"
    r"|was selling|traded at)\b",
    re.IGNORECASE,
)
WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
HE_FIRST = re.compile(r"^(?:but |and |yet |so |still, )?(?:he|she|his|her)\b", re.IGNORECASE)
HE = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
QUOTED = re.compile(r"[“\"][^“”\"]*(?:[”\"]|$)")
MARKS = re.compile(r"[“”\"]")
QUOTES = '“”"'
# totals of trade come from statistics, whether the sentence says so or not
TOTALS = re.compile(
    r"\b(?:trade|commerce|imports?|exports?|shipments|purchases|turnover|deliveries|imported|exported|bought|took)\b"
    r"(?=.*\b\d[\d.,]* ?(?:million|billion|per ?cent|%|tonnes|tons)|.*\$)",
    re.IGNORECASE,
)
NATION = re.compile(r"\b(?:China|Chinese|North Korea|bilateral|two-way|the two countries|the country|the North)\b")
BRIEF = 2  # sentences of a paragraph; where paragraphs are so short, their ends part nothing


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
    """

    own: list[Sentence]
    told: list[Turns | None]
    cast: Cast
    speaker: Voice | None
    current: Voice | None
    before: int

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
            voice = turn[-1][1]
            self.speaker = voice if voice.is_source else self.speaker
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
        if WE.search(bare):
            return REPORTER
        if self.speaker and HE_FIRST.match(bare):
            return self.speaker
        if self._totals(text, voice):
            return DOCUMENTS
        if voice is None:
            return self._opening(text, following)
        if voice.id == "D":
            return voice if FIGURES.search(text) or (voice.role == "official" and not self._general(text)) else REPORTER
        if voice.is_source and (HE.search(bare) or not self._general(text)):
            return voice
        return REPORTER

    def _opening(self, text: str, following: Voice | None) -> Voice:
        """Return who speaks at the beginning of a paragraph that does not say it."""
        if not self.cast.telling and self.current == DOCUMENTS and FIGURES.search(text):
            return DOCUMENTS
        if not self.speaker or not self.cast.telling or FRESH.match(text) or PUBLIC.search(text) or self._general(text):
            return REPORTER
        brief = self.before <= BRIEF and len(self.own) <= BRIEF
        return self.speaker if following == self.speaker or brief else REPORTER

    def _general(self, text: str) -> bool:
        return bool(FRESH.match(text) or WORLD.search(text) or LISTED.search(text))

    def _totals(self, text: str, voice: Voice | None) -> bool:
        known = NATION.search(text) or self.cast.figures
        return bool(known and TOTALS.search(text) and FIGURES.search(text) and not (voice and voice.is_source))


def names_him(text: str) -> bool:
    """Say whether a sentence begins with "he", "she", "his" or "her"."""
    return bool(HE_FIRST.match(text))


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
