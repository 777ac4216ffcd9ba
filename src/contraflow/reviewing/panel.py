"""The claim beside its text, in words."""

from rich.text import Text

from contraflow.claims.claim import Claim
from contraflow.reviewing.anchors import shown_text
from contraflow.reviewing.checking import cells_of
from contraflow.reviewing.sitting import Sitting
from contraflow.store import Judged
from contraflow.words.load import indicators

SHOWN = (
    "kind", "value", "code", "low", "high", "bound", "unit", "scope", "side", "direction", "place", "good", "licensed", "start",
    "end", "compared_with", "voice", "role", "via", "echo_of", "modality", "condition", "hedge", "cause",
)  # fmt: skip
FLAGS = ("retrospective", "habitual", "inconsistent")
USUAL = {"scope": "border", "licensed": "unclear", "good": "unspecified", "role": "unspecified"}  # told only when otherwise
WIDTH = 11


def claim_text(sitting: Sitting, note: str) -> Text:
    """Return what a coder needs to judge the claim: its fields, what was judged of it, a note that waits."""
    claim, text = sitting.claim, Text()
    if claim is None:
        return text.append("no claims here: select words in the text and press + to add one")
    text.append(f"{claim.indicator}\n", "bold")
    text.append(f"{shown_text(claim.paraphrase)}\n\n", "italic")
    cells = cells_of(claim)
    for name in SHOWN:
        value = _level(claim) if name == "value" else cells[name]
        if value and USUAL.get(name) != value:
            text.append(f"{name:{WIDTH - 1}} ", "dim").append(f"{shown_text(value)}\n")
    flags = [name for name in FLAGS if cells[name] == "1"]
    if flags:
        text.append(f"{', '.join(flags)}\n")
    text.append("\n")
    _tell_judged(text, sitting.judged, "you")
    if note:
        text.append(f"note, not kept yet: {shown_text(note)}\n", "yellow")
    for other in sitting.others:
        _tell_judged(text, other, other.by)
        if other.verdict == "correct" and other.right is not None:
            text.append(f"  {_changes(claim, other.right)}\n")
    return text


def _level(claim: Claim) -> str:
    """Return the value; of a level with its word."""
    if claim.value is None:
        return ""
    words = indicators()[claim.indicator].levels if claim.indicator in indicators() else ()
    named = claim.kind == "level" and claim.value == int(claim.value) and 0 <= claim.value < len(words)
    return f"{claim.value:g}" + (f" ({words[int(claim.value)]})" if named else "")


def _tell_judged(text: Text, judged: Judged | None, who: str) -> None:
    if judged is None:
        text.append("not judged yet\n", "yellow")
        return
    style = {"accept": "green", "reject": "red"}.get(judged.verdict, "cyan")
    text.append(f"{shown_text(who)}: {judged.verdict}", style).append(f"; {shown_text(judged.note)}\n" if judged.note else "\n")


def _changes(before: Claim, after: Claim) -> str:
    one, other = cells_of(before), cells_of(after)
    hidden = {"extractor", "anchor_prefix", "anchor_suffix"}
    changed = (f"{name} {one[name] or 'nothing'} > {other[name] or 'nothing'}" for name in one if one[name] != other[name])
    return shown_text(", ".join(change for change in changed if change.split()[0] not in hidden)) or "as it is"
