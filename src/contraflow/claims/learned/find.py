"""From what the model sees in a sentence to kernels of claims, and how these join what the rules found.

Rules and model check each other: a rule's claim of an indicator of which the model sees nothing falls, and where both speak of
the same thing the rule's words, numbers and units are kept. Every kernel is placed at the words that the model looked at.
"""

from collections.abc import Iterator, Sequence

from contraflow.claims.draft import Draft, Found
from contraflow.claims.learned.figures import SENSES, Figure
from contraflow.claims.learned.model import Seen

VERSION = "1"
TOLD = 0.6  # chance from which a sentence tells of an indicator
UNTOLD = 0.08  # chance below which a rule is not believed
ABOUT = 0.45  # chance from which a number is about an indicator
OUTCOME, BEST = 0.6, 0.2  # chance from which an outcome holds; and the best one, where none does
STRONG = 0.5  # of the chance of its side: from there a change is sharp
STATED = frozenset({"amount", "ratio", "share"})
ONE_OF = frozenset({"level", "change"})  # kinds of which only one side can hold
KIND = {"amount": "amount", "was": "amount", "share": "share", "of": "ratio", "up": "ratio", "down": "ratio"}
SIDES = {"level": {"down": 1.0, "same": 2.0, "up": 3.0}, "change": {"down": -1.0, "same": 0.0, "up": 1.0}}
FORMER = "previously"  # words of time of a number that tells what had been
WINDOW = 6  # words of an anchor
NEAR = 0.02  # relative, of two numbers that are the same


def opinions(seen: Seen, text: str) -> Iterator[Found]:
    """Yield the kernels of the claims that the model sees in a sentence, with offsets in its text."""
    for indicator, chance in seen.indicators.items():
        if chance < TOLD:
            continue
        stated = list(_stated(seen, indicator))
        drafts = [*stated, *_worded(seen, indicator, text, not stated)]
        yield from (Found(indicator, f"learned {indicator} {VERSION}", draft) for draft in drafts)


def join(ruled: Sequence[Found], seen: Seen | None, text: str) -> list[Found]:
    """Return what rules and model find in a sentence together, in the order of its text."""
    if seen is None:
        return list(ruled)
    kept = [each for each in ruled if seen.indicators.get(each.indicator, 1.0) >= UNTOLD]
    added = [each for each in opinions(seen, text) if not any(_same(each, other) for other in kept)]
    return sorted([*kept, *added], key=lambda each: each.draft.start)


def _same(one: Found, other: Found) -> bool:
    """Whether two kernels say the same, or cannot both hold."""
    if one.indicator != other.indicator or one.draft.kind != other.draft.kind:
        return False
    if one.draft.kind in ONE_OF and not one.draft.code:
        return True
    if one.draft.value is None or other.draft.value is None:
        return one.draft.code == other.draft.code
    return abs(one.draft.value - other.draft.value) <= NEAR * abs(other.draft.value)


def _stated(seen: Seen, indicator: str) -> Iterator[Draft]:
    """Yield what numbers say of an indicator."""
    for figure, about, senses in seen.figures:
        if about.get(indicator, 0.0) < ABOUT:
            continue
        can = [sense for sense in SENSES if figure.value(sense) is not None]
        if not can:
            continue
        best = max(can, key=lambda sense: senses[sense])
        meant = {best, *(sense for sense in can if senses[sense] >= 0.5)}
        if figure.amount and not figure.amount.was and {"amount", "was"} <= meant:
            meant.discard("was" if senses["amount"] >= senses["was"] else "amount")
        yield from (_number(figure, sense) for sense in SENSES if sense in meant)


def _number(figure: Figure, sense: str) -> Draft:
    value, amount = figure.value(sense), figure.amount
    when = FORMER if sense == "was" else ""
    if amount is None or (sense != "amount" and amount.was):
        unit = amount.unit if amount and sense == "was" else ""
        return Draft(KIND[sense], value, figure.start, figure.end, unit=unit, when=when)
    return Draft("amount", value, figure.start, figure.end, "", amount.low, amount.high, amount.bound, amount.unit, when)


def _worded(seen: Seen, indicator: str, text: str, alone: bool) -> Iterator[Draft]:
    """Yield levels, changes, events and codes; at least the likeliest where no number says anything."""
    chances = {
        tuple(name.split("|")[1:]): chance
        for name, chance in seen.outcomes.items()
        if name.startswith(f"{indicator}|") and name.split("|")[1] not in STATED
    }
    held = {name: chance for name, chance in chances.items() if chance >= OUTCOME and len(name) == 2}
    if not held and alone:
        likely = [name for name in chances if len(name) == 2]
        best = max(likely, key=lambda name: chances[name], default=None)
        held = {best: chances[best]} if best and chances[best] >= BEST else {}
    span = _telling(seen, indicator, text)
    for kind, what in held:
        if what in SIDES.get(kind, {}):
            if what == max(SIDES[kind], key=lambda side: chances.get((kind, side), 0.0)):
                yield Draft(kind, _step(chances, kind, what), *span)
        else:
            yield Draft(kind, None, *span, code=what)


def _step(chances: dict[tuple[str, ...], float], kind: str, side: str) -> float:
    """Return the likeliest number on a side of the scale; the middling one where nothing is known of it."""
    steps = {float(name[2]): chance for name, chance in chances.items() if name[:2] == (kind, side) and len(name) == 3}
    if kind == "change":
        return next((step for step, chance in steps.items() if abs(step) == 2 and chance >= STRONG), SIDES[kind][side])
    return max(steps, key=lambda step: steps[step], default=SIDES[kind][side])


def _telling(seen: Seen, indicator: str, text: str) -> tuple[int, int]:
    """Return the neighbouring words at which an indicator looks most."""
    weights: dict[tuple[int, int], float] = {}
    for (start, end), look in zip(seen.words, seen.looks[indicator], strict=True):
        word = _word(text, start, end)
        weights[word] = weights.get(word, 0.0) + float(look)
    words = sorted(weights)
    sums = [
        (sum(weights[each] for each in words[first : first + WINDOW]), -first)
        for first in range(max(len(words) - WINDOW, 0) + 1)
    ]
    first = -max(sums)[1]
    last = min(first + WINDOW, len(words)) - 1
    return words[first][0], words[last][1]


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
