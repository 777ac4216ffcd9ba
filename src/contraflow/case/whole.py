"""What the files of a case must agree on with each other: one tree, every sector crossable, shares that add up."""

from collections import defaultdict

from contraflow.case.case import Case, Origin
from contraflow.case.files import line_of
from contraflow.case.findings import Findings

FACTS = "case.toml"
MOST_SHARE = 1.001  # shares are written with two or three digits; their sum may round up
# kinds that may stand directly above a kind of place; what is not listed may hang anywhere
ABOVE = {"river": ("border",), "stretch": ("river",), "sector": ("stretch", "river", "border"), "handover": ("sector",)}


def check_whole(case: Case, findings: Findings) -> None:
    """Note what no single row can show. Only for a case whose rows are sound: the sums would mislead otherwise."""
    _check_tree(case, findings)
    _check_sectors(case, findings)
    _check_goods(case, findings)
    _check_period(case, findings)


def _check_tree(case: Case, findings: Findings) -> None:
    borders = [place for place in case.places.values() if place.kind == "border"]
    for extra in borders[1:]:
        findings.add(extra.origin, "kind", "a second border", f"one, which is {borders[0].id!r}", "choose another kind")
    if not borders:
        findings.add(Origin("places.csv", 0), "kind", "no border", "one place of kind border", "add it on top")
    for place in case.places.values():
        above = case.places.get(place.parent)
        allowed = ABOVE.get(place.kind)
        if allowed and above and above.kind not in allowed:
            found = f"a {place.kind} below a {above.kind}"
            findings.add(place.origin, "parent", found, f"below a {' or '.join(allowed)}", "hang it elsewhere")
        if place.lat is not None and place.lon is not None and not place.source:
            findings.add(place.origin, "source", "coordinates without a source", "where they come from", "name the source")
        if (place.lat is None) != (place.lon is None):
            findings.add(place.origin, "lat", "one coordinate", "both or neither", "fill or empty both")


def _check_sectors(case: Case, findings: Findings) -> None:
    for sector in case.sectors:
        if not (sector.water or sector.land or sector.ice):
            findings.add(sector.origin, "water", "a sector that nothing can cross", "water, land or ice", "set one of them")
        if not sector.traders:
            findings.add(sector.origin, "id", f"{sector.id!r} without traders", "a line of it in traders.csv", "add one")
    total = sum(sector.official_share for sector in case.sectors)
    if total > MOST_SHARE:
        where = Origin("sectors.csv", 0)
        findings.add(where, "official_share", f"shares that add up to {total:.3g}", "at most 1", "scale them down")


def _check_goods(case: Case, findings: Findings) -> None:
    shares: dict[str, float] = defaultdict(float)
    for good in case.modelled_goods:
        shares[good.direction] += good.official_share
        if not any(sector.goods.get(good.id) for sector in case.sectors):
            findings.add(
                good.origin, "modelled", f"{good.id!r}, traded nowhere", "a share in trades.csv", "add one, or write 0"
            )
        above = good.parent
        while above in case.goods and not case.goods[above].modelled:
            above = case.goods[above].parent
        if above in case.goods:
            findings.add(
                good.origin, "modelled", f"1 below {above!r}, which is modelled", "one modelled good a branch", "write 0 in one"
            )
    for direction, total in shares.items():
        if total > MOST_SHARE:
            found = f"shares of goods {direction} that add up to {total:.3g}"
            findings.add(Origin("goods.csv", 0), "official_share", found, "at most 1", "scale them down")


def _check_period(case: Case, findings: Findings) -> None:
    text = (case.folder / FACTS).read_text("utf-8-sig")
    first, last = case.reference
    if last > case.horizon:
        found = f"a period from {first} to {last}"
        findings.add(
            Origin(FACTS, line_of(text, "reference")),
            "reference",
            found,
            f"one up to the horizon, {case.horizon}",
            "end it earlier",
        )
    known_by = case.extra.get("known_by")
    if known_by and not str(case.day_zero) <= known_by <= str(case.horizon):
        allowed = f"a day from {case.day_zero} to {case.horizon}"
        findings.add(Origin(FACTS, line_of(text, "known_by")), "known_by", known_by, allowed, "correct it")
