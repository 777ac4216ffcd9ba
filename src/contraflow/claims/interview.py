"""Interviews: whose words are whose by the tags before them ("Q:", "Trader:")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from contraflow.claims.cast import REPORTER, Cast, Voice
from contraflow.claims.persons import role_of
from contraflow.claims.sentences import Sentence
from contraflow.claims.speech import ANSWERS, ASKS, INTERVIEWED, TAG
from contraflow.reports.outlets import outlet_cited

LEAST_TAGS = 4  # of a talk in which nobody is tagged as asking


@dataclass
class Tags:
    """The tags of an interview by number of sentence; none where the page is no interview.

    Attributes:
        names: the tag of each sentence that begins with one.
        guests: the tags of those who answer.
        known: the voices of tags.
        text: of the page, for whom it says the interview is with.
    """

    names: dict[int, str] = field(default_factory=dict)
    guests: tuple[str, ...] = ()
    known: dict[str, Voice] = field(default_factory=dict)
    text: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names)

    def block(self, number: int) -> int:
        """Return to which tag a sentence belongs: the number of the last sentence with one, -1 before the first."""
        return max((each for each in self.names if each <= number), default=-1)


def find_tags(sentences: Sequence[Sentence]) -> Tags:
    """Return the speakers' tags of a page."""
    names = {n: _bare(found["tag"]) for n, sentence in enumerate(sentences) if (found := TAG.match(sentence.text))}
    told = list(names.values())
    asked = any(ASKS.match(name) for name in told)
    repeated = sum(told.count(name) > 1 for name in set(told))
    talk = repeated > 1 and len(told) >= LEAST_TAGS and len(told) * 2 >= len({sentence.paragraph for sentence in sentences})
    if len(told) < 2 or not (asked or talk):
        return Tags()
    guests = tuple(dict.fromkeys(name for name in told if not ASKS.match(name)))
    return Tags(names, guests, {}, tuple(sentence.text for sentence in sentences))


def tagged_voice(first: int, own: Sequence[Sentence], tags: Tags, cast: Cast) -> list[Voice]:
    """Return the voices of the sentences of a block; what follows a question without a tag of its own answers it."""
    at = tags.block(first)
    if at < 0:
        return [REPORTER] * len(own)
    tag = tags.names[at]
    voice = _voice_of(tag, tags, cast)
    if voice != REPORTER:
        return [voice] * len(own)
    asking = max((n for n, sentence in enumerate(own) if sentence.text.rstrip("”\"'’ ").endswith("?")), default=-1)
    asking = asking if first > at else max(asking, 0)
    guest = cast.last() if len(tags.guests) != 1 else _voice_of(tags.guests[0], tags, cast)
    return [REPORTER if n <= asking or not guest else guest for n in range(len(own))]


def _bare(tag: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", re.sub(r"\s*\(.*\)", "", tag).strip(), flags=re.IGNORECASE)


def _voice_of(tag: str, tags: Tags, cast: Cast) -> Voice:
    if ASKS.match(tag) or outlet_cited(f"told {tag}"):
        return REPORTER
    if tag not in tags.known:
        role = role_of(tag)
        if role == "unspecified" and (len(tags.guests) == 1 or ANSWERS.match(tag)):
            intro = next((found for text in tags.text if (found := INTERVIEWED.search(text))), None)
            role = role_of(intro["who"]) if intro else role
        tags.known[tag] = cast.enter(tag, "", role, fresh=True)
    cast.current = tags.known[tag]
    return tags.known[tag]
