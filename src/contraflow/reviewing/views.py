"""What a coder sees of the claims: as the reader has them, with the own judgements, never moved by those of others."""

from contraflow.claims.claim import Claim
from contraflow.store import Judgement

NOBODY = "-"  # a coder who judged nothing: claims as the reader has them


def check_coder(name: str) -> str:
    """Return the id of a coder without blanks; raises OptionError if it is none."""
    from contraflow.errors import OptionError

    name = name.strip()
    if not name or name == NOBODY or "," in name or not name.isprintable():
        raise OptionError(f"--coder: found {name!r}; allowed: a short name without commas; do: write e.g. ann")
    return name


def accepting(seen: Claim, read: Claim | None, coder: str, note: str = "") -> Judgement:
    """Return the judgement by which a coder agrees to a claim as seen.

    The store takes ``accept`` for the claim as the reader has it. What is seen may be another by now; then it is kept as seen.

    Args:
        read: the claim as the reader has it; None when the reader does not have it.
    """
    if read is None or read == seen:
        return Judgement("accept", coder, seen.id, note=note)
    return Judgement("correct", coder, seen.id, right=seen, note=note)
