"""Which claim of a new reading is which claim of earlier ones, so that a judgement stays with what was judged.

The numbers that a reader gives are no help: a better reader finds one claim more, and all numbers after it move. A claim is
known again by its indicator and by the place in the text at which it was found. In a text that changed, its words stand for the
place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contraflow.claims.claim import Claim

ADDED = 10_000  # claims that a person added are numbered from here on
CORE = ("kind", "value", "code", "place", "good", "side", "direction", "voice", "modality", "start", "end")


@dataclass(frozen=True)
class Form:
    """A form that a claim had, in a reading or in a judgement, with the digest of the text in which it was found."""

    claim: Claim
    text: str


def number_claims(found: Sequence[Claim], text: str, known: Mapping[int, Sequence[Form]]) -> tuple[Claim, ...]:
    """Return the claims of a new reading under the numbers that they had before; claims never seen get new numbers.

    Args:
        found: the claims of one report, as read.
        text: digest of the text in which they were found.
        known: all earlier forms of the report's claims by number.
    """
    numbers: dict[int, int] = {}
    left = dict(known)
    pairs = ((at, number) for at in range(len(found)) for number in known)
    scored = [(_likeness(found[at], text, known[number]), at, number) for at, number in pairs]
    # the best pair first; of equals the first in the text
    for score, at, number in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score and at not in numbers and number in left:
            numbers[at] = number
            del left[number]
    unseen = _free(known, [claim.number for claim in found])
    return tuple(
        replace(claim, number=number, id=f"{claim.report}/{number}")
        for at, claim in enumerate(found)
        for number in (numbers[at] if at in numbers else next(unseen),)
    )


def _free(known: Mapping[int, object], given: Sequence[int]) -> Iterator[int]:
    """Yield the numbers for claims never seen: on a first reading the reader's own, else those after the last."""
    if not known and len(set(given)) == len(given) and all(0 < number < ADDED for number in given):
        yield from given
        return
    last = max((number for number in known if number < ADDED), default=0)
    yield from range(last + 1, ADDED)


def _likeness(claim: Claim, text: str, forms: Sequence[Form]) -> int:
    """Return 0 when a claim is none of the forms, else 1 and one more for each of the telling fields that agree in the best."""
    return max((1 + _agreeing(claim, form.claim) for form in forms if _same_place(claim, text, form)), default=0)


def _agreeing(one: Claim, other: Claim) -> int:
    return sum(getattr(one, name) == getattr(other, name) for name in CORE)


def _same_place(claim: Claim, text: str, form: Form) -> bool:
    if claim.indicator != form.claim.indicator:
        return False
    here, there = claim.anchor, form.claim.anchor
    if text == form.text and here.start >= 0 and there.start >= 0:
        return here.start < there.end and there.start < here.end
    words, other_words = _plain(here.exact), _plain(there.exact)
    return words == other_words if words or other_words else _agreeing(claim, form.claim) == len(CORE)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
