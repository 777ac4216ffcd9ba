"""The taught model: sentences of a report in, chances out.

A small sentence encoder (MiniLM, six layers) reads windows of a few sentences; every indicator looks at each sentence with an
attention of its own, and every number in it is looked at by itself. How it was taught: tools/reader, docs/reader-learned.md.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contraflow.case.case import Case
from contraflow.claims.learned.figures import SENSES, Figure, find_figures
from contraflow.claims.learned.plain import Plain, plain
from contraflow.claims.learned.tokens import FIRST, LAST, Token, tokens, vocabulary

LONGEST, LONGEST_SENTENCE = 224, 120  # tokens of a window, of a sentence in it
NO_FIGURE = (0, 1, 2, 0)

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Names:
    """What the model's numbers stand for.

    Attributes:
        indicators: the indicators, in the model's order.
        outcomes: kind and value, ``bribe|level|up``.
        modalities: the modalities.
    """

    indicators: tuple[str, ...]
    outcomes: tuple[str, ...]
    modalities: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """What the model sees in one sentence; all chances between 0 and 1.

    Attributes:
        indicators: chance that the sentence tells something of an indicator.
        outcomes: chance of each kind and value, by the names in ``Names.outcomes``.
        modalities: chances of the modalities for each indicator.
        figures: its numbers, placed in the sentence as it was given, each with what it may be about and in which sense.
        words: offsets of the word pieces in the sentence as it was given, ``looks`` how much each indicator looks at each.
    """

    indicators: Mapping[str, float]
    outcomes: Mapping[str, float]
    modalities: Mapping[str, Mapping[str, float]]
    figures: tuple[tuple[Figure, Mapping[str, float], Mapping[str, float]], ...]
    words: tuple[tuple[int, int], ...]
    looks: Mapping[str, Numbers]


@dataclass(frozen=True)
class _Line:
    plain: Plain
    tokens: tuple[Token, ...]
    figures: tuple[tuple[Figure, int, int], ...]  # with its first token and the one after its last


@cache
def names() -> Names:
    """Return what the model's numbers stand for."""
    read: dict[str, list[Any]] = json.loads((files(__package__) / "names.json").read_text(encoding="utf-8"))
    return Names(tuple(read["indicators"]), tuple(read["outcomes"]), tuple(read["modalities"]))


@cache
def _session() -> Any:
    import onnxruntime  # slow to import: only when a page is read

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # pages are read in parallel, not their parts
    options.add_session_config_entry("session.disable_quant_qdq", "1")  # all sums in single precision, on every processor
    graph = (files(__package__) / "reader.onnx").read_bytes()
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def see(sentences: Sequence[str], case: Case) -> list[Seen | None]:
    """Return what the model sees in each of a report's sentences, in their order; None for one without words."""
    lines = [_line(text, case) for text in sentences]
    seen: list[Seen | None] = [None] * len(lines)
    for window in _windows(lines):
        for number, one in zip(window.judged, _run([lines[each] for each in window.lines], window.context), strict=True):
            seen[number] = one
    return seen


def _line(text: str, case: Case) -> _Line:
    words = plain(text, case)
    pieces = tokens(words.text)[:LONGEST_SENTENCE]
    figures = []
    for figure in find_figures(words.text):
        inside = [number for number, (_, start, end) in enumerate(pieces) if start < figure.end and end > figure.start]
        if inside:
            figures.append((figure, inside[0], inside[-1] + 1))
    return _Line(words, tuple(pieces), tuple(figures))


@dataclass(frozen=True)
class _Window:
    lines: tuple[int, ...]
    context: bool  # whether the first is there for the others' sake only

    @property
    def judged(self) -> tuple[int, ...]:
        return self.lines[1:] if self.context else self.lines


def _windows(lines: Sequence[_Line]) -> Iterator[_Window]:
    """Yield sentences in a row that fit the model, each window with the sentence before it."""
    numbers = [number for number, line in enumerate(lines) if line.tokens]
    at = 0
    while at < len(numbers):
        taken = [numbers[at - 1]] if at else []
        size, start = sum(len(lines[each].tokens) for each in taken), at
        while at < len(numbers) and (at == start or size + len(lines[numbers[at]].tokens) + 3 < LONGEST):
            size += len(lines[numbers[at]].tokens) + 1
            taken.append(numbers[at])
            at += 1
        yield _Window(tuple(taken), start > 0)


def _run(lines: Sequence[_Line], context: bool) -> list[Seen]:
    known = vocabulary()
    ids, starts = [known[FIRST]], []
    member: list[tuple[int, int, int]] = []
    spans: list[tuple[int, int, int, int]] = []
    for number, line in enumerate(lines):
        start = len(ids)
        if not (context and number == 0):
            spans += [(0, start + first, start + last, len(member)) for _, first, last in line.figures]
            member.append((0, start, start + len(line.tokens)))
            starts.append(start)
        ids += [piece for piece, _, _ in line.tokens]
        ids.append(known[LAST])
    told, outcome, modality, figure, look = _session().run(
        None,
        {
            "ids": np.array([ids], np.int64),
            "member": np.array(member, np.int64),
            "spans": np.array(spans or [NO_FIGURE], np.int64),
        },
    )
    own = lines[1:] if context else lines
    ends = np.cumsum([len(line.figures) for line in own])
    return [
        _seen(line, _chance(told[n]), _chance(outcome[n]), _shares(modality[n]), _chance(figure[end - len(line.figures) : end]),
              look[n, start : start + len(line.tokens)])
        for n, (line, start, end) in enumerate(zip(own, starts, ends, strict=True))
    ]  # fmt: skip


def _seen(line: _Line, told: Numbers, outcome: Numbers, modality: Numbers, figure: Numbers, look: Numbers) -> Seen:
    called, at = names(), line.plain.origin
    about = len(called.indicators)
    return Seen(
        dict(zip(called.indicators, map(float, told), strict=True)),
        dict(zip(called.outcomes, map(float, outcome), strict=True)),
        {
            name: dict(zip(called.modalities, map(float, row), strict=True))
            for name, row in zip(called.indicators, modality, strict=True)
        },
        tuple(
            (
                each.moved(at(each.start), at(each.end)),
                dict(zip(called.indicators, map(float, row[:about]), strict=True)),
                dict(zip(SENSES, map(float, row[about:]), strict=True)),
            )
            for (each, _, _), row in zip(line.figures, figure, strict=True)
        ),
        tuple((at(start), at(end)) for _, start, end in line.tokens),
        {name: look[:, number] for number, name in enumerate(called.indicators)},
    )


def _chance(logits: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def _shares(logits: Numbers) -> Numbers:
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)
