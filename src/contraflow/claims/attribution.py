"""Who says what: the voices of a report and the sentences, or parts of sentences, that each of them speaks.

Nothing of a source is kept but a number, a role and the place that the report itself gives for the source's words.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from contraflow.case.case import Case
from contraflow.claims.cast import DOCUMENTS, OWN_STAFF, REPORTER, Cast, Presented, Turns, Voice
from contraflow.claims.framing import find_frame
from contraflow.claims.interview import find_tags, tagged_voice
from contraflow.claims.persons import head_of
from contraflow.claims.sentences import JOINT, Sentence, split_sentences
from contraflow.claims.speech import INTERVIEWED, PRESS, find_said
from contraflow.claims.subjects import KNOWN_FIRST, PRESENTS
from contraflow.claims.thread import Thread, inside_quote, is_quotation, names_him
from contraflow.reports.outlets import outlet_cited, outlet_speaks

__all__ = ["Turns", "Voice", "attribute", "source_spans"]
MOST_NAMES = 20  # of one source, so that time stays bounded
QUOTES = '“”"'
PRESENT_FOR = 6  # sentences for which somebody who was presented stays so
ONE_PERSON = frozenset({"new", "next", "named", "of", "ours", "again", "label"})
HEADER = re.compile(r"^[^.!?“”]{0,120}:$")


def attribute(sentences: Sequence[Sentence], case: Case, outlet: str = "") -> list[Turns]:
    """Return for every sentence who speaks, from which offset in it on; the first turn begins at 0.

    A sentence that names its source is that source's; quotations go to who spoke before or is named after them; a sentence that
    goes on with what a source told is the source's; the paragraphs of an interview are those of their tags; general remarks,
    what everybody knows, and all the rest are the reporter's.

    Args:
        sentences: of the report, in order.
        case: for places.
        outlet: the report's own, which is not noted as ``via``.
    """
    tags = find_tags(sentences)
    cast = Cast(case, outlet, any(each.kind in ONE_PERSON for sentence in sentences for each in find_said(sentence.text)))
    blocks = [
        [number for number, _ in group]
        for _, group in groupby(enumerate(sentences), key=lambda each: (each[1].paragraph, tags.block(each[0])))
    ]
    texts = [" ".join(sentences[number].text for number in block) for block in blocks]
    lead = next((n for n, text in enumerate(texts) if not HEADER.match(text)), 0)
    turns: list[Turns] = []
    short = 0
    for n, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        own = [sentences[number] for number in block]
        if tags:
            turns += [((0, voice),) for voice in tagged_voice(block[0], own, tags, cast)]
            continue
        turns += _paragraph_turns(own, text, n == lead, cast, block[0], short)
        short = len(own)
        cast.telling = turns[-1][-1][1].is_source
    for number, voice in cast.back.items():
        turns[number] = ((0, voice),)
    return _with_early_quotations([[sentences[number] for number in block] for block in blocks], texts, turns)


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


def _paragraph_turns(own: list[Sentence], text: str, lead: bool, cast: Cast, first: int, before: int) -> list[Turns]:
    """Return the turns of a paragraph that has no tag; ``before`` is how many sentences the last one had."""
    header = HEADER.match(text)
    if header and (outlet := outlet_speaks(text)) and outlet != cast.outlet:
        cast.through = outlet  # "According to X:" and then its words
    via = cast.through = _via(text, cast.outlet) or cast.through  # whom one outlet found, it mostly found all
    speaker = cast.last() if cast.telling or not lead else None
    current = cast.current
    told: list[Turns | None] = []
    earlier = ""
    for n, sentence in enumerate(own):
        told.append(_sentence_turns(sentence.text, earlier, via, lead, cast, first + n) or None)
        earlier += sentence.text + " "
        cast.staff.update(found.group(0).split()[0].lower() for found in OWN_STAFF.finditer(sentence.text))
        cast.told += sentence.text.lower() + " "
    for number, voice in cast.back.items():
        if first <= number < first + len(own):
            told[number - first] = ((0, voice),)
    return Thread(own, told, cast, speaker, current, before).turns()


def _sentence_turns(text: str, earlier: str, via: str, lead: bool, cast: Cast, number: int) -> Turns:
    """Return who speaks in a sentence and from where on; nothing when it does not say."""
    outlet = outlet_speaks(text)
    if outlet:
        return ((0, Voice("R", "reporter", "", outlet if outlet != cast.outlet else "")),)
    press = PRESS.search(text)
    if press and not inside_quote(text, press.start(), earlier):
        return ((0, REPORTER),)
    turns: list[tuple[int, Voice]] = []
    for said in find_said(text, cast.names):
        if inside_quote(text, said.start, earlier):
            continue
        at = max((joint.end() for joint in JOINT.finditer(text[: said.start + 1])), default=0) if turns else 0
        if turns and at <= turns[-1][0]:
            continue  # whom a source quotes is not another source of the report
        voice = cast.whose(said, via, lead)
        if voice:
            cast.latest, cast.summed_up = voice, said.kind == "many" or (said.kind == "they" and cast.summed_up)
            cast.current = voice
            cast.figures = cast.figures or voice == DOCUMENTS
            cast.presented = None
            turns.append((at, voice))
    return tuple(turns) or _subject_turns(text, earlier, via, cast, number)


def _subject_turns(text: str, earlier: str, via: str, cast: Cast, number: int) -> Turns:
    """Return the turn of a sentence about a source that does not let it speak: "the dealer used to sell", "his wage is"."""
    if inside_quote(text, 0, earlier):
        return ()
    frame = find_frame(text)
    if frame and not inside_quote(text, frame.start(), earlier):
        cast.current = cast.framed = (cast.again(frame["who"], False) if cast.voices else None) or cast.enter(frame["who"], via)
        return ((0, cast.current),)
    if cast.presented and number - cast.presented.number > PRESENT_FOR:
        cast.presented = None
    if cast.presented and (names_him(text, cast.presented.who) or is_quotation(text)):
        voice = cast.present(via)
        cast.current = voice
        return ((0, voice),) if voice else ()
    presents = PRESENTS.match(text)
    if presents:
        name = next(name for name in ("who", "owner", "there", "from", "first") if presents[name])
        who = presents[name]
        cast.presented = Presented(number, who, text[presents.end(name) :], bool(presents["fresh"] or presents["first"]))
        return ()
    known = KNOWN_FIRST.match(text)
    if known and (head := head_of(known["who"])):
        voice = next((v for v, words in zip(cast.voices, cast.words, strict=True) if head in words.split()[:6]), None)
        if voice:
            voice = cast.again(known["who"])
            cast.current = voice
            return ((0, voice),) if voice else ()
    return ()


def _with_early_quotations(paragraphs: list[list[Sentence]], texts: list[str], turns: list[Turns]) -> list[Turns]:
    """Give paragraphs that are quoted before any source was named to the source that is named next."""
    first = next((turn[0][1] for turn in turns if turn[0][1].is_source), None)
    at = 0
    for own, text in zip(paragraphs, texts, strict=True):
        if not first or any(turn[0][1] == first for turn in turns[at : at + len(own)]):
            break
        if is_quotation(text) and text.rstrip()[-1] in QUOTES:
            turns[at : at + len(own)] = [((0, first),)] * len(own)
        at += len(own)
    return turns


def _via(text: str, outlet: str) -> str:
    cited = outlet_cited(text)
    return cited if cited != outlet else ""
