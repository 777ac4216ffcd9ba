"""One coder at work: the claims in order, what was judged, what comes next. Knows no screen."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from contraflow.case.case import Case, Origin
from contraflow.claims.claim import Anchor, Claim
from contraflow.errors import InputError, Problem
from contraflow.reports.report import Report
from contraflow.reviewing.checking import cells_of, check_cells, fresh_cells, same_claim
from contraflow.reviewing.views import NOBODY, accepting
from contraflow.store import Judged, Judgement, Store
from contraflow.store.matching import ADDED

FORM = Origin("form", 0)
Key = tuple[str, int]


class Sitting:
    """The claims of a store before one coder.

    The coder sees claims as the reader has them with the own judgements. What others judged is told beside, and never moves
    what is seen, so that two can code apart.

    Attributes:
        store: each judgement is in it when the method that makes it returns.
        coder: who judges; ``case`` the border.
        reports: in order; ``items`` their claims, by report and number, in the order of the texts.
        at: place in ``items``.
        blind: whether the judgements of others are hidden.
    """

    def __init__(self, store: Store, coder: str, case: Case, *, report: str = "", blind: bool = False) -> None:
        self.store = store
        self.coder = coder
        self.case = case
        self.blind = blind
        self.at = 0
        self.reports: dict[str, Report] = {each.id: each for each in store.reports()}
        if report and report not in self.reports:
            raise InputError(
                f"--report: found {report!r}; allowed: one that the store holds; do: take an id from contraflow store history"
            )
        self._only = report
        self._claims: dict[Key, tuple[Claim, Judged | None]] = {}
        self._read: dict[Key, Claim] = {}
        self._others: dict[Key, list[Judged]] = {}
        self.items: list[Key] = []
        self._load(report)
        self.to_unjudged(here=True)

    def _load(self, report: str) -> None:
        """Read the claims of a report, or of all, from the store."""
        for table in (self._claims, self._read, self._others):
            for key in [key for key in table if report in ("", key[0])]:
                del table[key]
        for claim, judged in self.store.claims(report, coder=self.coder):
            self._claims[claim.report, claim.number] = claim, judged
        self._read.update({(claim.report, claim.number): claim for claim, _ in self.store.claims(report, coder=NOBODY)})
        self._others.update(self._judged_by_others(report))
        if not self.blind:
            for key, judgements in self._others.items():
                right = judgements[-1].right
                if key[1] >= ADDED and key not in self._claims and right is not None and report in ("", key[0]):
                    self._claims[key] = right, None
        order = {name: n for n, name in enumerate(self.reports)}
        self.items = sorted(self._claims, key=lambda key: (order.get(key[0], 0), self._claims[key][0].anchor.start, key[1]))

    def _judged_by_others(self, report: str) -> dict[Key, list[Judged]]:
        last: dict[tuple[str, int, str], Judged] = {}
        for judged in self.store.judgements(report):
            if judged.by != self.coder and judged.verdict != "undo" and not judged.undone:
                last[judged.report, judged.number, judged.by] = judged
        found: dict[Key, list[Judged]] = defaultdict(list)
        for judged in last.values():
            found[judged.report, judged.number].append(judged)
        return found

    @property
    def claim(self) -> Claim | None:
        """The claim that is seen; None when there are none."""
        return self._claims[self.items[self.at]][0] if self.items else None

    @property
    def judged(self) -> Judged | None:
        """What the coder judged of it."""
        return self._claims[self.items[self.at]][1] if self.items else None

    @property
    def others(self) -> list[Judged]:
        """What others judged of it; nothing when they are hidden."""
        return [] if self.blind or not self.items else self._others.get(self.items[self.at], [])

    @property
    def report(self) -> Report | None:
        """The report that is seen: that of the claim, else the one that was asked for."""
        name = self.items[self.at][0] if self.items else self._only or next(iter(self.reports), "")
        return self.reports.get(name)

    @property
    def progress(self) -> tuple[int, int]:
        """How many claims are judged, and how many there are."""
        return sum(judged is not None for _, judged in self._claims.values()), len(self.items)

    def move(self, steps: int) -> bool:
        """Go to another claim; False at the end of the list."""
        wanted = min(max(self.at + steps, 0), max(len(self.items) - 1, 0))
        moved = wanted != self.at
        self.at = wanted
        return moved

    def to_unjudged(self, *, here: bool = False) -> bool:
        """Go to the next claim that is not judged, from the beginning again after the last; False when all are judged."""
        first = self.at if here else self.at + 1
        for step in range(len(self.items)):
            at = (first + step) % len(self.items)
            if self._claims[self.items[at]][1] is None:
                self.at = at
                return True
        return False

    def accept(self, note: str = "") -> str:
        """Agree to the claim as it is seen, and say what was recorded."""
        claim = self._needed()
        if self.judged is not None and self.judged.right == claim and not note:
            return f"judged so already ({self.judged.verdict})"
        return self._judge(accepting(claim, self._read.get((claim.report, claim.number)), self.coder, note))

    def reject(self, note: str = "") -> str:
        """Say that it is no claim."""
        return self._judge(Judgement("reject", self.coder, self._needed().id, note=note))

    def keep_note(self, note: str) -> str:
        """Give the judgement that stands a note: it is recorded again with it."""
        judged, claim = self.judged, self._needed()
        if judged is None:
            raise InputError("note: found a claim without judgement; allowed: one that you judged; do: judge it")
        if judged.right is None:
            return self.reject(note)
        if judged.verdict == "accept":
            return self._judge(accepting(claim, self._read.get((claim.report, claim.number)), self.coder, note))
        return self._judge(Judgement("correct", self.coder, claim.id, right=claim, note=note))

    def take_over(self) -> str:
        """Agree to what another made of the claim: the last judgement beside it."""
        if not self.others:
            raise InputError("take: found no judgement of another; allowed: a claim that another judged; do: judge it")
        other = self.others[-1]
        if other.right is None:
            return self.reject()
        return self._judge(Judgement("correct", self.coder, self._needed().id, right=other.right))

    def cells(self) -> dict[str, str]:
        """Return the cells of the claim, for a form."""
        return cells_of(self._needed())

    def fresh(self) -> dict[str, str]:
        """Return the cells of a claim that is yet to be written."""
        report = self.report
        if report is None:
            raise InputError("add: found no report; allowed: a store with reports; do: keep a page first")
        return fresh_cells(report)

    def correct(self, cells: Mapping[str, str], anchor: Anchor, note: str = "") -> list[Problem]:
        """Put another claim in the place of this one, and return what is wrong with it; then nothing is kept."""
        before = self._needed()
        claim, problems = check_cells(cells, anchor, self.case, self.reports, FORM)
        if not problems and same_claim(claim, before):
            self.accept(note)
        elif not problems:
            self._judge(Judgement("correct", self.coder, before.id, right=claim, note=note))
        return problems

    def add(self, cells: Mapping[str, str], anchor: Anchor, note: str = "") -> list[Problem]:
        """Add a claim that the reader missed and go to it, or return what is wrong with it; then nothing is kept."""
        claim, problems = check_cells(cells, anchor, self.case, self.reports, FORM)
        if not problems:
            self._judge(Judgement("add", self.coder, right=replace(claim, number=0), note=note))
        return problems

    def undo(self) -> str:
        """Undo the coder's last judgement that stands, of this sitting or an earlier one, and go to its claim."""
        mine = [each for each in self.store.judgements(self._only) if each.by == self.coder and each.verdict != "undo"]
        last = next((each for each in reversed(mine) if not each.undone), None)
        if last is None:
            raise InputError("undo: found no judgement of yours; allowed: one that stands; do: nothing, there is none to undo")
        self.store.judge(Judgement("undo", self.coder, undoes=last.n))
        self._load(last.report)
        self._go_to((last.report, last.number))
        return f"{last.verdict} of {last.claim} undone"

    def _needed(self) -> Claim:
        if self.claim is None:
            raise InputError("review: found no claim; allowed: a report with claims; do: add one")
        return self.claim

    def _judge(self, judgement: Judgement) -> str:
        judged = self.store.judge(judgement)
        self._load(judged.report)
        self._go_to((judged.report, judged.number))
        return f"{judged.verdict} of {judged.claim} kept"

    def _go_to(self, key: Key) -> None:
        self.at = self.items.index(key) if key in self.items else min(self.at, max(len(self.items) - 1, 0))
