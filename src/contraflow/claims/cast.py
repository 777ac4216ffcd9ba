"""The sources of a report so far, and whom words of saying mean: a new one, one that spoke before, an office, the reporter."""

import re
from dataclasses import dataclass, field

from contraflow.case.case import Case
from contraflow.claims.persons import GENERIC, gender_of, head_of, role_of
from contraflow.claims.said import Said
from contraflow.claims.speech import OBSERVERS
from contraflow.claims.where import find_places
from contraflow.reports.outlets import without_outlets

ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}
# words that describe without telling one source from another
VAGUE = frozenset(
    {
        "the",
        "same",
        "who",
        "that",
        "a",
        "an",
        "said",
        "also",
        "in",
        "of",
        "from",
        "and",
        "at",
        "on",
        "with",
        "her",
        "his",
        "for",
    }
)
# officials who speak without a number, a place or a wish not to be named speak for their office
SPEAK_FOR_STATE = re.compile(
    r"^(?:the )?(?:(?!(?:party|trade|several|some|many|few|two|three|four|other|former"
    r"|security)\b)[\w.-]+ ){0,2}"
    r"officials(?: (?:in|at|of) (?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)?(?: at the weekend| (?:on|this|last) \w+)?$"
)
OFFICIALS = re.compile(r"\bofficials\b", re.IGNORECASE)
SPOKESPERSON = re.compile(r"\bspokes(?:man|woman|person)\b", re.IGNORECASE)
# who speaks for a state in public is no source of the report
STATESMAN = re.compile(
    r"\b(?:(?:foreign|prime|defen[cs]e|unification) (?:minister|secretary)|president|secretary of state|leader"
    r"|ambassador)\b$",
    re.IGNORECASE,
)
# those who work for the outlet are the outlet
OWN_STAFF = re.compile(
    r"\b(?:partner|correspondent|reporter|contributor|member)s? (?:of|at|for|in) (?:this|our)\b", re.IGNORECASE
)
OF_HIS = re.compile(r"(?:his|her)\b", re.IGNORECASE)
EVERYBODY = re.compile(
    r"(?:every\w*|each|no|nobody|[\w-]+ (?:of|in|out of) (?:the |our )?(?:\d+|ten|nine|eight|seven|six|five|all)"
    r"|households)\b",
    re.IGNORECASE,
)
# "the owner of the vessel", "the vessel's owner" is more than another word for who spoke last
FURTHER = re.compile(r"['’]s? |\b(?:of|in|at|from|who|with)\b")
MOST_WORDS = 600  # characters kept of the words for a voice, so that time stays bounded
STEM = 4  # letters that "lender" shares with "a woman who lends"


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

    @property
    def is_source(self) -> bool:
        """Whether it is neither the reporter nor a document or an office."""
        return self.id.startswith("S")


REPORTER = Voice("R", "reporter")
DOCUMENTS = Voice("D", "document")
OFFICIAL = Voice("D", "official")
Turns = tuple[tuple[int, Voice], ...]


@dataclass(frozen=True)
class Presented:
    """Somebody whom a sentence presents before he says anything.

    Attributes:
        number: of the sentence.
        who: the words for him; ``about`` what the sentence tells of him.
        fresh: he cannot be one that spoke before.
    """

    number: int
    who: str
    about: str
    fresh: bool


@dataclass
class Cast:
    """The sources of a report so far.

    Attributes:
        individuals: somebody of the report is presented as one.
        voices: in order of their first words; ``words`` describe each of them, for telling them apart, and are never given out;
            ``sexes`` are "f", "m" or empty where nothing tells it.
        current: who spoke last; None before anybody did.
        names: of named sources.
        telling: the last paragraph ended with what a source told.
        presented: whom a sentence presented that has not spoken yet; ``back``: the sentences that presented one who then did.
        figures: statistics have been told.
        role_of_several: role of those that spoke together last, as one of them has it.
        framed: whose account the report gives at length.
        staff: by which words the report calls people of its outlet.
        told: the text so far, in small letters.
        latest: whom the last words of saying meant, the reporter too; ``summed_up`` when these were several that he sums up.
    """

    case: Case
    outlet: str
    individuals: bool
    voices: list[Voice] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    sexes: list[str] = field(default_factory=list)
    current: Voice | None = None
    names: dict[str, Voice] = field(default_factory=dict)
    through: str = ""
    lead_voice: str = ""
    telling: bool = False
    presented: Presented | None = None
    back: dict[int, Voice] = field(default_factory=dict)
    figures: bool = False
    latest: Voice | None = None
    summed_up: bool = False
    framed: Voice | None = None
    role_of_several: str = "unspecified"
    staff: set[str] = field(default_factory=set)
    told: str = ""

    def call(self, name: str, voice: Voice) -> None:
        """Note by which names a voice may be called again: the whole one, its first and its last word."""
        words = name.split()
        for word in (name, words[0], words[-1]) if words else ():
            self.names.setdefault(word, voice)

    def enter(self, who: str, via: str, role: str = "", fresh: bool = False) -> Voice:
        """Return the voice that a description opens, or the one that it opened before."""
        described = re.sub(r"\W+", " ", without_outlets(who).lower()).strip()
        if not fresh:
            if (
                self.lead_voice
                and len(self.voices) == 1
                and not self.voices[0].place
                and head_of(who) == head_of(self.words[0])
            ):
                # whom the lead names in passing is the one whom the story then presents
                self.lead_voice, self.words[0] = "", described
                return self.voices[0]
            for voice, words in zip(reversed(self.voices), reversed(self.words), strict=True):
                if described and (described == words or (described in words.split() and voice.role == role_of(who))):
                    return voice
        voice = Voice(f"S{len(self.voices) + 1}", role or role_of(who), _place(who, self.case), via)
        self.voices.append(voice)
        self.words.append(described)
        self.sexes.append(gender_of(who))
        self.presented = None
        return voice

    def present(self, via: str) -> Voice | None:
        """Return the voice of whom a sentence presented before; that sentence is his from then on."""
        if not self.presented:
            return None
        number, about = self.presented.number, self.presented.about
        voice = self.enter(self.presented.who, via, fresh=self.presented.fresh)
        self.words[self.voices.index(voice)] += " " + re.sub(r"\W+", " ", about.lower()).strip()
        self.back[number] = voice
        self.presented = None
        return voice

    def again(self, words: str, epithet: bool = True) -> Voice | None:
        """Return the voice that "the trader" means: by number, by what is known of it, else the last; None when it is new.

        Args:
            words: that describe it.
            epithet: they may be another word for who spoke last.
        """
        told = re.findall(r"[\w'’-]+", words.lower())
        head, role, sex = head_of(words), role_of(words), gender_of(words)
        if "other" in told and self.current in self.voices and len(self.voices) > 1:
            return next(voice for voice in reversed(self.voices) if voice != self.current)
        number = next((ORDINALS[word] for word in told if word in ORDINALS), None)
        if number is not None:
            alike = [n for n, own in enumerate(self.words) if head in own.split()]
            if number < len(self.voices):
                return self.voices[alike[number] if number < len(alike) and len(alike) > 1 else number]
            if number == len(self.voices) and head == "source":
                return None  # "the second source" of several that were spoken of together
        known = [
            (self._likeness(n, head, role, told), n)
            for n in range(len(self.voices))
            if not sex or self.sexes[n] in {"", sex} or head in self.words[n].split()
        ]
        best = max((score for score, _ in known), default=0)
        if number is not None and not best:
            return None
        if self.presented and best < 3 and _alike(head, f"{self.presented.who} {self.presented.about}".lower().split()):
            return None
        if best:
            alike = [n for score, n in known if score == best]
            if self.current in self.voices and self.voices.index(self.current) in alike:
                return self.current
            return self.voices[alike[-1]]
        last = self.last()
        if (
            not epithet
            or FURTHER.search(words)
            or (
                head not in GENERIC
                and re.search(rf"\b(?:an?|one|another|new) (?:[\w-]+ ){{0,2}}{re.escape(head)}\b", self.told)
            )
        ):
            return None
        if (
            head in GENERIC
            or head.endswith("old")
            or not last
            or last.role in {"unspecified", "resident"}
            or role == "resident"
        ):
            return last
        return None

    def _likeness(self, number: int, head: str, role: str, told: list[str]) -> int:
        own = self.words[number].split()
        score = 3 if head in own else 2 if _alike(head, own) else 0
        score += 2 if role != "unspecified" and self.voices[number].role == role else 0
        return score + 2 * sum(word in own for word in told if word not in VAGUE and word != head)

    def he(self, sex: str, via: str = "") -> Voice | None:
        """Return whom "he" or "she" means: whom a sentence just presented, who spoke last, or the last of that sex."""
        if self.presented and _fits(gender_of(self.presented.who), sex):
            return self.present(via)
        if self.current and self.current.id == "D":
            return self.current if self.current.role == "official" or not self.voices else self.last()
        last = self.last()
        if not last or last not in self.voices:
            return last
        order: list[int] = [self.voices.index(last), *range(len(self.voices) - 1, -1, -1)]
        found: int = next((n for n in order if _fits(self.sexes[n], sex)), order[0])
        self.sexes[found] = self.sexes[found] or sex
        return self.voices[found]

    def last(self) -> Voice | None:
        """Return who spoke last, a source rather than a paper."""
        if self.current and self.current.is_source:
            return self.current
        return self.voices[-1] if self.voices else None

    def whose(self, said: Said, via: str, lead: bool) -> Voice | None:
        """Return the voice that words of saying belong to; None when they do not tell."""
        staff = said.kind == "again" and head_of(said.who) in self.staff
        if staff or STATESMAN.search(said.who) or OWN_STAFF.search(said.who):
            return REPORTER
        if said.kind == "new":
            return self._new(said, via, lead)
        if said.kind == "next":
            role = self.current.role if self.current and self.current.is_source else self.role_of_several
            return self.enter(said.who, via, role, fresh=True)
        if said.kind == "again":
            if SPOKESPERSON.search(said.who):
                return OFFICIAL
            return self._noted(self.again(said.who) or self.present(via) or self.enter(said.who, via), said.who)
        if said.kind == "ours":
            own = self.again(said.who, epithet=head_of(said.who) in GENERIC)  # "the paper's source" is the one that spoke
            return own or self.present(via) or self.enter(said.who, via)
        if said.kind == "many":
            return self._many(said, via, lead)
        if said.kind == "statement":
            self.call(said.name, OFFICIAL)
        if said.kind == "label":
            voice = self.names.get(said.name) or self.enter(said.who, via, fresh=True)
            self.names.setdefault(said.name, voice)
            return voice
        if said.kind == "of":
            return self._one_of(said.who, via)
        if said.kind == "they":
            return self.latest if self.latest and (self.latest.id != "R" or self.summed_up) else self.last()
        if said.kind == "named":
            return self.names.get(said.name)
        if said.kind == "pronoun":
            return self.he(said.sex, via)
        if said.kind == "it":
            return self.current if self.current and self.current.id == "D" else None
        return OFFICIAL if said.kind == "statement" else DOCUMENTS

    def _new(self, said: Said, via: str, lead: bool) -> Voice:
        if said.name in self.names:
            return self.names[said.name]
        if SPOKESPERSON.search(said.who):
            self.call(said.name, OFFICIAL)
            return OFFICIAL
        voice = self.enter(said.who, via, fresh=said.fresh)
        self.lead_voice = voice.id if lead and not voice.place else self.lead_voice
        self.call(said.name, voice)
        return voice

    def _noted(self, voice: Voice, who: str) -> Voice:
        """Keep by which word a voice was called, to know it by that, too."""
        if voice in self.voices:
            number, head = self.voices.index(voice), head_of(who)
            if head not in GENERIC and head not in self.words[number].split() and len(self.words[number]) < MOST_WORDS:
                self.words[number] += f" {head}"
        return voice

    def _one_of(self, who: str, via: str) -> Voice | None:
        """Return the voice of one of several: "the second" by number, "the other" by who is left, "one of them" a new one."""
        told = re.findall(r"[\w'’-]+", who.lower())
        if told[:2] == ["the", "other"]:
            left = [voice for voice in self.voices if voice != self.last()]
            return left[-1] if left else self.enter(who, via, fresh=True)
        number = next((ORDINALS[word] for word in told[:2] if word in ORDINALS), None)
        if number is not None and told[0] == "the" and number < len(self.voices):
            return self.voices[number]
        again = told[0] in {"one", "the"} and told[-1] != "them"
        role = role_of(who)
        role = self.role_of_several if role == "unspecified" and told[-1] == "them" else role
        if role == "unspecified" and told[0] == "another" and (last := self.last()):
            role = last.role
        return self.enter(who, via, role, fresh=not again)

    def _many(self, said: Said, via: str, lead: bool) -> Voice:
        """Return the voice of several: the state's officials, the reporter who sums up, else a voice of its own."""
        if SPEAK_FOR_STATE.match(said.who):
            return OFFICIAL
        if OF_HIS.match(said.who) and (last := self.last()):
            return last
        if EVERYBODY.match(said.who):
            return REPORTER
        observers = OBSERVERS.search(said.who)
        if re.search(r"\bsources\b", said.who, re.IGNORECASE) or (lead and self.individuals and not OFFICIALS.search(said.who)):
            self.role_of_several = role_of(said.who)
            return REPORTER  # a lead sums up what somebody says further down
        if self.individuals and not observers and not OFFICIALS.search(said.who):
            self.role_of_several = role_of(said.who)
            return REPORTER
        return self.enter(said.who, via, "observers" if observers else "")


def _alike(head: str, words: list[str]) -> bool:
    """Say whether a word for who does something is of a verb told of somebody: "the lender" of a woman who lends money."""
    stem = re.sub(r"(?:er|or|man|woman)$", "", head)
    return stem != head and len(stem) >= STEM - 1 and any(word.startswith(stem) for word in words)


def _fits(known: str, told: str) -> bool:
    return not known or not told or known == told


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
