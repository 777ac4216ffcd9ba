"""A claim in own words, made from its fields alone, so that no sentence of a report and nothing of a source gets in."""

from contraflow.case.case import Case
from contraflow.claims.claim import Claim
from contraflow.words.load import indicators

CHANGES = {-2.0: "fell sharply", -1.0: "fell", 0.0: "did not change", 1.0: "rose", 2.0: "rose sharply"}
NAMES = {
    "enforcement": "border enforcement", "flow": "the unofficial flow", "official_trade": "licensed trade",
    "hire_fee": "the fee for hired vessels", "bribe": "bribes", "penalty": "punishment", "seizure": "seizures",
    "price": "the market price", "exchange_rate": "the market exchange rate", "tolerance": "official tolerance of smuggling",
    "carrier": "the way of carrying", "timing": "the time of crossing", "supply": "supply on the market",
    "earnings": "traders' earnings",
    "collusion": "officials' part in smuggling", "closure": "closure", "state_smuggling": "smuggling for the state",
    "sanction": "sanctions", "diplomacy": "diplomacy", "environment": "ice, flood or disease control",
}  # fmt: skip
MODALITY = {
    "expected": "is expected: ",
    "conditional": "would follow under a condition: ",
    "denied": "is denied: ",
    "hearsay": "is rumoured: ",
}


def paraphrase(claim: Claim, case: Case) -> str:
    """Return one sentence that says what a claim says."""
    name = NAMES[claim.indicator]
    by = f" by {case.side_names[claim.side]}" if claim.side in case.side_names and claim.indicator != "price" else ""
    if claim.indicator == "tolerance" and claim.kind == "level":
        what = f"smuggling was {_says(claim).removeprefix('was ')}{by}'s authorities" if by else f"smuggling {_says(claim)}"
    else:
        what = f"{name}{by}{':' if claim.code else ''} {_says(claim)}"
    good = f" ({case.goods[claim.good].name.lower()})" if claim.good in case.goods else ""
    place = f", {case.places[claim.place].name}" if claim.place != "border" else ""
    sentence = f"{MODALITY.get(claim.modality, '')}{what}{good}{place}."
    return sentence[0].upper() + sentence[1:]


def _says(claim: Claim) -> str:
    if claim.code:
        return claim.code.replace("_", " ")
    if claim.value is None:
        return "is mentioned"
    if claim.kind == "change":
        return CHANGES[claim.value]
    if claim.kind == "level":
        levels = indicators()[claim.indicator].levels
        return f"was {levels[int(claim.value)]}" if levels else f"was at level {claim.value:g}"
    if claim.kind == "ratio":
        return f"was {claim.value:.2g} times what it had been"
    bound = f"{claim.bound} " if claim.bound else ""
    return f"was {bound}{claim.value:g} {claim.unit}".rstrip()
