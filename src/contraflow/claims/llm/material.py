"""What a model gets to see of a report: sentences with their voice, sources blanked out, passages that address it left out."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from contraflow.case.case import Case
from contraflow.claims.attribution import Voice, attribute
from contraflow.claims.protect import mask_sources
from contraflow.claims.sentences import Sentence, split_sentences
from contraflow.claims.where import as_sectors, find_places, fold
from contraflow.reports.report import Report

WINDOW = 6000
"""Characters of text in one question; a sentence that is longer stands alone."""
OVERLAP = 2  # sentences that the next question repeats, so that "that has risen" still has its subject
AROUND = 3  # sentences before and after one that addresses the reading machine, in its paragraph
TYPED = str.maketrans("“”„«»–—", '"""""--')
SOURCE = "(a source)"
LEFT_OUT = "(passage left out)"
# "guards ignore the rules" is news; "ignore your rules" is not said to a reader of news
ADDRESS = re.compile(
    r"(?:^|[.!?:;,\"“(\[*#>]\s*|\b(?:please|now|then|instead|(?:you|assistants?|models?|readers?)(?:,| must| should| shall"
    r"| will| are to| have to)?)\s+)"
    r"(?:ignore|disregard|forget|override|bypass)\s+(?:(?:all|any|your|the|these|those|every|of|previous|prior|above|earlier"
    r"|preceding|other|system)\s+){1,5}(?:instructions?|rules?|prompts?|guidelines?|directions?|constraints?|tasks?)\b"
    r"|\b(?:you are|you're|act as|acting as|behave as|as) (?:now )?(?:an?|the|my) (?:helpful |large )*"
    r"(?:AI|artificial intelligence|language model|assistant|chatbot|LLM|GPT)\b"
    r"|\b(?:dear|hey|hello|attention|note (?:to|for)|messages? (?:to|for)|instructions? (?:to|for)|notice to)[:,]? "
    r"(?:the |any |all )?(?:AI|artificial intelligence|assistants?|language models?|LLMs?|chatbots?|bots?|"
    r"automated (?:readers?|systems?)|models? reading)\b"
    r"|\b(?:system|developer|hidden) (?:prompt|message|instructions?)\b|\bprompt injection\b"
    r"|<\|?/?(?:im_start|im_end|system|user|assistant|endoftext|eot_id)\b|\[/?INST\]|<</?SYS>>"
    r"|^\s*(?:#+\s*)?(?:system|assistant|user|developer)\s*:"
    r"|\b(?:output|return|respond with|reply with|answer with|print|emit)\s+(?:only\s+|exactly\s+)?(?:the following|this|a"
    r"|valid)?\s*(?:JSON|claims?\b)"
    r"|[\"“']claims[\"”']\s*:",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Material:
    """A report made ready to be shown to a model.

    Attributes:
        masked: its text, of the same length, with the words that describe sources blanked out.
        sentences: of the text, in order, with ``voices`` likewise.
        left_out: numbers of the sentences that are not shown, since they or their neighbours address the reading machine.
    """

    report: Report
    case: Case
    masked: str
    sentences: tuple[Sentence, ...]
    voices: tuple[Voice, ...]
    left_out: frozenset[int]

    @cached_property
    def folded(self) -> str:
        """The masked text in the form in which words are compared, of the same length."""
        return comparable(self.masked)

    @cached_property
    def places(self) -> frozenset[str]:
        """Ids of the places that the text names or its sources speak of, of those above and those that cover them."""
        named = {each.id for each in find_places(self.masked, self.case)} | {each.place for each in self.voices if each.place}
        found = {"border", *as_sectors(sorted(named), self.case)} | named
        for name in list(found):
            while self.case.places[name].parent:
                name = self.case.places[name].parent
                found.add(name)
        found |= {place.id for place in self.case.places.values() if found & set(place.covers)}
        return frozenset(found & set(self.case.places))

    def without_sources(self, number: int) -> str:
        """Return a sentence with the words that describe sources blanked out."""
        sentence = self.sentences[number]
        return self.masked[sentence.start : sentence.start + len(sentence.text)]

    def windows(self) -> Iterator[range]:
        """Yield the numbers of the sentences of each question, with some overlap; those left out alone make no question."""
        first, count = 0, len(self.sentences)
        while first < count:
            last, size = first, 0
            while last < count and (last == first or size + len(self.sentences[last].text) <= WINDOW):
                size += len(self.sentences[last].text)
                last += 1
            window = range(first, last)
            if not self.left_out.issuperset(window):
                yield window
            first = last if last >= count else max(last - OVERLAP, first + 1)

    def show(self, window: range) -> str:
        """Return sentences as a model sees them: one a line, the voice before it."""
        lines: list[str] = []
        for number in window:
            if number in self.left_out:
                if not lines or lines[-1] != LEFT_OUT:
                    lines.append(LEFT_OUT)
                continue
            voice = self.voices[number]
            lines.append(f"[{voice.id} {voice.role}] {self._shown(self.sentences[number])}")
        return "\n".join(lines)

    def _shown(self, sentence: Sentence) -> str:
        text, parts, blank = self.report.text, [], False
        for at in range(sentence.start, sentence.start + len(sentence.text)):
            if text[at] == self.masked[at]:
                parts.append(text[at])
                blank = blank and text[at].isspace()  # blanks inside a description are its own
            elif not blank:
                parts.append(f" {SOURCE} ")
                blank = True
        return " ".join("".join(parts).split())


def make_material(report: Report, case: Case) -> Material:
    """Return a report made ready to be shown to a model."""
    sentences = tuple(split_sentences(report.text))
    voices = tuple(turns[0][1] for turns in attribute(sentences, case, report.outlet))  # who speaks as the sentence begins
    return Material(report, case, mask_sources(report.text), sentences, voices, _addressed(sentences))


def comparable(text: str) -> str:
    """Return a text with accents off, quotes straight and dashes short, of the same length."""
    return fold(text).translate(TYPED)


def addresses_machine(text: str) -> bool:
    """Say whether a sentence speaks to a machine that reads it rather than of the world."""
    seen = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
    return ADDRESS.search(" ".join(seen.split())) is not None


def _addressed(sentences: tuple[Sentence, ...]) -> frozenset[int]:
    hits = [number for number, each in enumerate(sentences) if addresses_machine(each.text)]
    return frozenset(
        near
        for hit in hits
        for near in range(max(hit - AROUND, 0), min(hit + AROUND + 1, len(sentences)))
        if sentences[near].paragraph == sentences[hit].paragraph
    )
