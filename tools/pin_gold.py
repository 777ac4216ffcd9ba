"""Pin the floors of gold/indicators: python tools/pin_gold.py [--lower] [INDICATOR ...].

Each file is read with the bundled border's case; what is found becomes its floor. A floor goes down only with ``--lower``,
and then for a reason that the commit tells. With ``--show`` nothing is written: what was missed is listed.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "gold" / "indicators"
sys.path.insert(0, str(ROOT))

from tests.gold_score import GoldScore, fingerprint, read_floor, score_gold, seal  # noqa: E402

from contraflow.case import read_case  # noqa: E402


def pin(path: Path, score: GoldScore, *, lower: bool) -> str:
    """Write the floor beside a gold file and return a line that tells what was done."""
    f1, found, alarms = round(score.f1, 3), score.found, len(score.alarms)
    target = path.with_suffix(".toml")
    if target.exists() and not lower:
        floor = read_floor(path)
        if floor.whole and (f1 < floor.f1 or found < floor.found or alarms > floor.alarms):
            was = f"f1 {floor.f1}, {floor.found} found, {floor.alarms} alarms"
            return f"{path.stem}: not pinned: below its floor of {was}; mend the rules, or say --lower"
    gold = fingerprint(path)
    target.write_text(
        f"# Floor of {path.name}; pinned by tools/pin_gold.py, never by hand.\n"
        f"f1 = {f1}\nfound = {found}\nalarms = {alarms}\n"
        f'gold = "{gold}"\nseal = "{seal(f1, found, alarms, gold)}"\n',
        encoding="utf-8",
    )
    return f"{path.stem}: pinned"


def main(words: Sequence[str]) -> int:
    """Pin or show the floors of the named indicators, or of all; return 1 if one could not be pinned."""
    case = read_case(ROOT / "cases" / "yalu")
    names = [word for word in words if not word.startswith("--")]
    told = []
    for path in sorted(FOLDER.glob("*.csv")):
        if names and path.stem not in names:
            continue
        score = score_gold(path, case)
        print(
            f"{path.stem:16} told {score.told:3} found {score.found:3} near misses {score.misses:3} "
            f"alarms {len(score.alarms):2} spurious {score.spurious:2} F1 {score.f1:.3f}"
        )
        if "--show" in words:
            for sentence, wanted, read in score.missed:
                print(f"  missed {wanted}, read {list(read)}: {sentence}")
            for sentence in score.alarms:
                print(f"  alarm: {sentence}")
        else:
            told.append(pin(path, score, lower="--lower" in words))
    print(*told, sep="\n")
    return int(any("not pinned" in line for line in told))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
