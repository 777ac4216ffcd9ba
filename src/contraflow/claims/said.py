"""Words that say who speaks, as they were found in a sentence."""

from dataclasses import dataclass

# of words that overlap the first kind counts
RANK = ("statement", "named", "label", "new", "next", "again", "ours", "pronoun", "it", "many", "of", "they", "paper")


@dataclass(frozen=True)
class Said:
    """Words that say who speaks.

    Attributes:
        start: offset of the words; ``end`` after the last.
        kind: new, next (another of the same sort), named, again, ours (of the outlet or of
            another), pronoun, they, it, many,
            of (one of several), label, paper or statement.
        who: the words that describe the source, at ``who_start``.
        fresh: it cannot be one that spoke before ("another", "a second").
        name: of the source, when the report gives one: to know it again, and to blank it out.
        sex: "f" or "m" of a pronoun; empty when it does not tell.
        weak: the verb is one of thinking, which need not open a source.
    """

    start: int
    end: int
    kind: str
    who: str = ""
    who_start: int = 0
    fresh: bool = False
    name: str = ""
    sex: str = ""
    weak: bool = False
