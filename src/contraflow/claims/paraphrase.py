"""A claim in own words, made from its fields alone, so that no sentence of a report and nothing of a source gets in."""

from contraflow.case.case import Case
from contraflow.claims.claim import Claim
from contraflow.words.load import indicators

NAMES = {
    "enforcement": "border enforcement", "flow": "the unofficial flow", "official_trade": "licensed trade",
    "hire_fee": "the fee for hired vessels", "bribe": "bribes", "penalty": "punishment", "seizure": "seizures",
    "price": "the market price", "exchange_rate": "the market exchange rate", "tolerance": "official tolerance of smuggling",
    "carrier": "the way of carrying", "timing": "the time of crossing", "supply": "supply on the market",
    "earnings": "traders' earnings",
    "collusion": "officials' part in smuggling", "closure": "closure", "state_smuggling": "smuggling for the state",
    "sanction": "sanctions", "diplomacy": "diplomacy", "environment": "ice, flood or disease control",
}  # fmt: skip
RISE_AND_FALL = ("fell sharply", "fell", "did not change", "rose", "rose sharply")
CHANGES = {
    "enforcement": ("was loosened sharply", "was loosened", "did not change", "was tightened", "was tightened sharply"),
    "sanction": ("were eased greatly", "were eased", "did not change", "were tightened", "were tightened greatly"),
}
FRAMES = {
    "expected": "it is expected: {}",
    "conditional": "it is said to follow, if a condition is met: {}",
    "denied": "it is denied: {}",
    "hearsay": "it is rumoured: {}",
}


def paraphrase(claim: Claim, case: Case) -> str:
    """Return one sentence that says what a claim says; of a source and where it lives it says nothing."""
    good = f" ({case.goods[claim.good].name.lower()})" if claim.good in case.goods else ""
    place = f", {case.places[claim.place].name}" if claim.place != "border" else ""
    sentence = FRAMES.get(claim.modality, "{}").format(f"{_subject(claim, case)} {_says(claim)}{good}{place}.")
    return sentence[0].upper() + sentence[1:]


def _subject(claim: Claim, case: Case) -> str:
    if claim.indicator == "tolerance" and claim.kind == "level":
        return f"smuggling, for the authorities{_of_side(claim, case)},"
    name = NAMES[claim.indicator]
    if claim.indicator in {"price", "hire_fee", "exchange_rate"}:
        name += _of_side(claim, case, " on the market of ") if claim.indicator == "price" else ""
    else:
        name += _of_side(claim, case)
    return f"{name}:" if claim.code else name


def _of_side(claim: Claim, case: Case, by: str = " of ") -> str:
    return f"{by}{case.side_names[claim.side]}" if claim.side in case.side_names else ""


def _says(claim: Claim) -> str:
    if claim.code:
        return claim.code.replace("_", " ")
    if claim.value is None:
        return "is mentioned"
    if claim.kind == "change":
        return CHANGES.get(claim.indicator, RISE_AND_FALL)[int(claim.value) + 2]
    if claim.kind == "level":
        levels = indicators()[claim.indicator].levels
        return f"was {levels[int(claim.value)]}" if levels else f"was at level {claim.value:g}"
    if claim.kind == "ratio":
        return f"came to {claim.value:.2g} times what it had been"
    bound = f"{claim.bound} " if claim.bound else ""
    return f"came to {bound}{claim.value:g} {claim.unit}".rstrip()
