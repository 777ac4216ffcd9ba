"""Who says what: the voices of a report and the sentences, or parts of sentences, that each of them speaks.

Nothing of a source is kept but a number, a role and the place that the report itself gives for the source's words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from contraflow.case.case import Case
from contraflow.claims.sentences import JOINT, Sentence, split_sentences
from contraflow.claims.speech import (
    ANSWERS,
    ASKS,
    FIGURES,
    INTERVIEWED,
    OBSERVERS,
    PRESS,
    TAG,
    Said,
    find_said,
    role_of,
)
from contraflow.claims.where import find_places
from contraflow.reports.outlets import outlet_cited, outlet_speaks, without_outlets

MOST_NAMES = 20  # of one source, so that time stays bounded
QUOTES = '“”"'
ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}
# officials who speak without a number, a place or a wish not to be named speak for their office
SPEAK_FOR_STATE = re.compile(
    r"^(?:(?!(?:party|local|provincial|county|trade|several|some|many|few|two|three|four|other|former"
    r"|security)\b)[\w.-]+ ){0,2}"
    r"officials$",
    re.IGNORECASE,
)
OFFICIALS = re.compile(r"\bofficials\b", re.IGNORECASE)
SPOKESPERSON = re.compile(r"\bspokes(?:man|woman|person)\b", re.IGNORECASE)
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
HEADER = re.compile(r"^[^.!?“”]{0,120}:$")
NARRATES = re.compile(r"[“”\"]")
TITLES = frozenset({"mr", "mrs", "ms", "dr", "professor", "general", "the", "a", "an"})
# words that describe without telling one source from another
VAGUE = frozenset({"the", "same", "who", "that", "a", "an", "said", "also", "in", "of", "from"})


@dataclass(frozen=True)
class Voice:
    """One voice of a report.

    Attributes:
        id: R, D, S1, S2 ...
        role: see words/claims.toml.
        place: id of the place for which the report says the source speaks; empty when it does not say.
        via: outlet to which the source spoke; empty when it is the report's own.
    """

    id: str
    role: str
    place: str = ""
    via: str = ""


REPORTER = Voice("R", "reporter")
DOCUMENTS = Voice("D", "document")
OFFICIAL = Voice("D", "official")
Turns = tuple[tuple[int, Voice], ...]


@dataclass
class _Cast:
    """The sources of a report so far.

    Attributes:
        telling: the last paragraph ended with what a source told.
        voices: in order of their first words; ``words`` describe each of them, for telling them apart, and are never given out.
        current: who spoke last; None before anybody did.
    """

    case: Case
    outlet: str
    individuals: bool
    voices: list[Voice] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    current: Voice | None = None
    names: dict[str, Voice] = field(default_factory=dict)
    through: str = ""
    lead_voice: str = ""
    telling: bool = False

    def call(self, name: str, voice: Voice) -> None:
        """Note by which names a voice may be called again: the whole one, its first and its last word."""
        words = name.split()
        for word in (name, words[0], words[-1]) if words else ():
            self.names.setdefault(word, voice)

    def open(self, who: str, via: str, role: str = "", fresh: bool = False) -> Voice:
        """Return the voice that a description opens, or the one that it opened before."""
        described = re.sub(r"\W+", " ", without_outlets(who).lower()).strip()
        if not fresh:
            if self.lead_voice and len(self.voices) == 1 and self.voices[0].role == role_of(who) and not self.voices[0].place:
                # whom the lead names in passing is the one whom the story then presents
                self.lead_voice, self.words[0] = "", described
                return self.voices[0]
            for voice, words in zip(reversed(self.voices), reversed(self.words), strict=True):
                if described and (described == words or (described in words.split() and voice.role == role_of(who))):
                    return voice
        voice = Voice(f"S{len(self.voices) + 1}", role or role_of(who), _place(who, self.case), via)
        self.voices.append(voice)
        self.words.append(described)
        return voice

    def again(self, words: str) -> Voice | None:
        """Return the voice that "the trader" means: by number or place, else the latest of that role, else the last."""
        told = words.lower().split()
        role = role_of(words)
        if "other" in told and self.current in self.voices and len(self.voices) > 1:
            return next(voice for voice in reversed(self.voices) if voice != self.current)
        number = next((ORDINALS[word] for word in told if word in ORDINALS), None)
        if number is not None and number < len(self.voices):
            return self.voices[number]
        if number and number == len(self.voices) and told[-1:] == ["source"]:
            return None  # "the second source" of several that were spoken of together
        if (
            told[-1:] == ["source"]
            and self.current in self.voices
            and "source" not in self.words[self.voices.index(self.current)]
        ):
            # "the source" is whom the report called so, if it called anybody so
            return next(
                (v for v, words in zip(self.voices, self.words, strict=True) if "source" in words.split()), self.current
            )
        alike = [n for n, voice in enumerate(self.voices) if voice.role == role]
        apart = [word for word in told[:-1] if word not in VAGUE]
        for n in reversed(alike or range(len(self.voices))):
            if any(word in self.words[n].split() for word in apart):
                return self.voices[n]
        if role == "unspecified" or not alike:
            return self.last()
        if self.current and self.current.role == role:
            return self.current
        return self.voices[alike[-1]]

    def last(self) -> Voice | None:
        """Return who spoke last, a source rather than a paper."""
        if self.current and self.current.id.startswith("S"):
            return self.current
        return self.voices[-1] if self.voices else None


def attribute(sentences: Sequence[Sentence], case: Case, outlet: str = "") -> list[Turns]:
    """Return for every sentence who speaks, from which offset in it on; the first turn begins at 0.

    What stands before the first source of a paragraph is that source's when it is quoted or when the source is named after it;
    a paragraph of nothing but quotation goes on with the last source; the paragraphs of an interview are those of their tags;
    the rest is the reporter's.

    Args:
        sentences: of the report, in order.
        case: for places.
        outlet: the report's own, which is not noted as ``via``.
    """
    paragraphs = [list(group) for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph)]
    texts = [" ".join(sentence.text for sentence in own) for own in paragraphs]
    cast = _Cast(case, outlet, any(each.kind == "new" for sentence in sentences for each in find_said(sentence.text)))
    tags = _tags(texts)
    known: dict[str, Voice] = {}
    lead = next((n for n, text in enumerate(texts) if not HEADER.match(text)), 0)
    tag = ""
    turns: list[Turns] = []
    for number, (own, text) in enumerate(zip(paragraphs, texts, strict=True)):
        tag = tags.get(number, tag)
        if tag:
            voice = _tagged(tag, tags, texts, known, cast)
            turns += [((0, voice),)] * len(own)
        else:
            turns += _paragraph_turns(own, text, number == lead, cast)
            cast.telling = turns[-1][-1][1].id.startswith("S") and number != lead
    return _with_early_quotations(paragraphs, texts, turns)


def source_spans(text: str) -> list[tuple[int, int]]:
    """Return where a text describes its sources: who they are, what they do, where they live."""
    spans = []
    names: list[str] = []
    for sentence in split_sentences(text):
        for said in find_said(sentence.text, names):
            names += [word for word in (said.name, *said.name.split()) if word and word not in names][:MOST_NAMES]
            if said.who:
                spans.append((sentence.start + said.who_start, sentence.start + said.who_start + len(said.who)))
    at = 0
    for paragraph in text.split("\n\n"):
        for found in INTERVIEWED.finditer(paragraph):
            spans.append((at + found.start("who"), at + found.end("who")))
        at += len(paragraph) + 2
    return sorted(spans)


def _paragraph_turns(own: list[Sentence], text: str, lead: bool, cast: _Cast) -> list[Turns]:
    """Return the turns of a paragraph that has no tag."""
    header = HEADER.match(text)
    if header and (outlet := outlet_speaks(text)) and outlet != cast.outlet:
        cast.through = outlet  # "According to X:" and then its words
    via = cast.through = _via(text, cast.outlet) or cast.through  # whom one outlet found, it mostly found all
    told: list[Turns | None] = []
    earlier = ""
    for sentence in own:
        told.append(_sentence_turns(sentence.text, earlier, via, lead, cast) or None)
        earlier += sentence.text + " "
    first = next((n for n, turn in enumerate(told) if turn), None)
    if first is None:
        return _silent(own, text, cast)
    turns: list[Turns] = []
    opener = _first(told)
    voice = opener[0][1]
    borrowed = voice.id == "D" or (_leads(own[first].text, cast) and not NARRATES.search(own[0].text))
    for n, (sentence, turn) in enumerate(zip(own, told, strict=True)):
        if n < first and borrowed:
            turns.append(((0, REPORTER),))
            continue
        if turn:
            voice = turn[-1][1]
        elif voice.id == "D":
            voice = voice if FIGURES.search(sentence.text) else REPORTER
        elif voice.id == "R" or FRESH.match(sentence.text):
            voice = REPORTER
        turns.append(turn or ((0, voice),))
    return turns


def _with_early_quotations(paragraphs: list[list[Sentence]], texts: list[str], turns: list[Turns]) -> list[Turns]:
    """Give paragraphs that are quoted before any source was named to the source that is named next."""
    first = next((turn[0][1] for turn in turns if turn[0][1].id.startswith("S")), None)
    at = 0
    for own, text in zip(paragraphs, texts, strict=True):
        if not first or any(turn[0][1] == first for turn in turns[at : at + len(own)]):
            break
        if _is_quotation(text) and text.rstrip()[-1] in QUOTES:
            turns[at : at + len(own)] = [((0, first),)] * len(own)
        at += len(own)
    return turns


def _first(told: list[Turns | None]) -> Turns:
    return next(turn for turn in told if turn)


def _leads(text: str, cast: _Cast) -> bool:
    """Say whether a sentence names its source before it tells anything."""
    said = [each for each in find_said(text) if not _inside_quote(text, each.start)]
    return bool(said) and not NARRATES.search(text[: said[0].start]) and len(text[: said[0].start].split()) < 4


def _silent(own: list[Sentence], text: str, cast: _Cast) -> list[Turns]:
    """Return the turns of a paragraph that names no source: a quotation goes on, figures go on, the rest is the reporter's."""
    speaker = cast.last()
    if speaker and _is_quotation(text):
        cast.current = speaker
        return [((0, speaker),)] * len(own)
    if cast.current == DOCUMENTS:
        turns: list[Turns] = [((0, DOCUMENTS if FIGURES.search(each.text) else REPORTER),) for each in own]
        if turns[-1][0][1] == REPORTER:
            cast.current = speaker
        return turns
    if speaker and cast.current == speaker and cast.telling and not FRESH.match(text) and not PUBLIC.search(text):
        return [((0, speaker),)] * len(own)
    return [((0, REPORTER),)] * len(own)


def _sentence_turns(text: str, earlier: str, via: str, lead: bool, cast: _Cast) -> Turns:
    """Return who speaks in a sentence and from where on; nothing when it does not say."""
    outlet = outlet_speaks(text)
    if outlet:
        return ((0, Voice("R", "reporter", "", outlet if outlet != cast.outlet else "")),)
    press = PRESS.search(text)
    if press and not _inside_quote(text, press.start(), earlier):
        return ((0, REPORTER),)
    turns: list[tuple[int, Voice]] = []
    for said in find_said(text, cast.names):
        if _inside_quote(text, said.start, earlier):
            continue
        at = max((joint.end() for joint in JOINT.finditer(text[: said.start + 1])), default=0) if turns else 0
        if turns and at <= turns[-1][0]:
            continue  # whom a source quotes is not another source of the report
        voice = _resolve(said, via, lead, cast)
        if voice:
            cast.current = voice
            turns.append((at, voice))
    return tuple(turns)


def _resolve(said: Said, via: str, lead: bool, cast: _Cast) -> Voice | None:
    """Return the voice that words of saying belong to; None when they do not tell."""
    if said.kind == "named":
        return cast.names[said.name]
    if said.kind == "new":
        if said.name in cast.names:
            return cast.names[said.name]
        if SPOKESPERSON.search(said.who):
            cast.call(said.name, OFFICIAL)
            return OFFICIAL
        voice = cast.open(said.who, via, fresh=said.fresh)
        cast.lead_voice = voice.id if lead and not voice.place else cast.lead_voice
        cast.call(said.name, voice)
        return voice
    if said.kind == "next":
        role = cast.current.role if cast.current and cast.current.id.startswith("S") else "unspecified"
        return cast.open(said.who, via, role, fresh=True)
    if said.kind == "again":
        if SPOKESPERSON.search(said.who):
            return OFFICIAL
        return cast.again(said.who) or cast.open(said.who, via)
    if said.kind == "pronoun":
        return cast.current if cast.current and cast.current.id != "R" else cast.last()
    if said.kind == "it":
        return cast.current if cast.current and cast.current.id == "D" else None
    if said.kind == "many":
        if SPEAK_FOR_STATE.match(said.who):
            return OFFICIAL
        observers = OBSERVERS.search(said.who)
        if re.search(r"\bsources\b", said.who, re.IGNORECASE) or (lead and cast.individuals and not OFFICIALS.search(said.who)):
            return REPORTER  # a lead sums up what somebody says further down
        return cast.open(said.who, via, "observers" if observers else "")
    if said.kind == "statement":
        cast.call(said.name, OFFICIAL)
        return OFFICIAL
    return DOCUMENTS


def _tags(texts: list[str]) -> dict[int, str]:
    """Return the speaker's tag of every paragraph that has one; none unless the page is an interview."""
    tags = {n: re.sub(r"\s*\(.*\)", "", found["tag"]).strip() for n, text in enumerate(texts) if (found := TAG.match(text))}
    names = list(tags.values())
    asked = any(ASKS.match(name) for name in names)
    repeated = len(set(names)) < len(names)
    return tags if len(names) >= 2 and (asked or repeated) else {}


def _tagged(tag: str, tags: dict[int, str], texts: list[str], known: dict[str, Voice], cast: _Cast) -> Voice:
    """Return the voice of a speaker's tag."""
    if ASKS.match(tag) or outlet_cited(f"told {tag}"):
        return REPORTER
    if tag not in known:
        guests = {name for name in tags.values() if not ASKS.match(name)}
        role = role_of(tag)
        if role == "unspecified" and (len(guests) == 1 or ANSWERS.match(tag)):
            intro = next((found for text in texts if (found := INTERVIEWED.search(text))), None)
            role = role_of(intro["who"]) if intro else role
        known[tag] = cast.open(tag, "", role, fresh=True)
    cast.current = known[tag]
    return known[tag]


def _via(text: str, outlet: str) -> str:
    cited = outlet_cited(text)
    return cited if cited != outlet else ""


def _place(description: str, case: Case) -> str:
    """Return for where a source speaks, never more closely than a province where the case has one that holds the place."""
    places = [case.places[named.id] for named in find_places(description, case)]
    for place in places:
        if place.kind == "province":
            return place.id
    for place in places:
        sectors = set(case.sectors_of(place.id))
        for wider in case.places.values():
            if wider.kind == "province" and sectors and sectors <= set(wider.covers) and place.side in {wider.side, "both", ""}:
                return wider.id
    return places[0].id if places else ""


def _is_quotation(text: str) -> bool:
    stripped = text.strip()
    return bool(stripped) and stripped[0] in QUOTES


def _inside_quote(text: str, at: int, earlier: str = "") -> bool:
    inside = False
    for mark in re.findall(r"[“”\"]", earlier + text[:at]):
        inside = mark == "“" or (mark == '"' and not inside)
    return inside
