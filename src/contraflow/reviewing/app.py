"""``contraflow review`` in the terminal: the text with the words of the claim lit, the claim beside it, a key a judgement."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static, TextArea
from textual.widgets.text_area import Selection

from contraflow.claims.claim import Anchor
from contraflow.errors import ContraflowError, InputError, Problem
from contraflow.reviewing.anchors import draw_anchor, shown_text
from contraflow.reviewing.form import ClaimForm, NoteForm
from contraflow.reviewing.panel import claim_text
from contraflow.reviewing.sitting import Key, Sitting

KEYS = "a accept c correct r reject + add u undo n/p go j open m note t take q quit"
SELECT = "select words in the text first: arrows move, shift+arrows select"


class ReviewApp(App[None]):
    """The screen of one coder; each judgement is in the store before the screen says so."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        ("a", "accept", "accept"), ("c", "correct", "correct"), ("r", "reject", "reject"), ("plus,d", "add", "add"),
        ("u", "undo", "undo"), ("n", "move(1)", "next"), ("p", "move(-1)", "previous"), ("j", "unjudged", "next unjudged"),
        ("m", "note", "note"), ("t", "take", "take over"), ("q", "leave", "quit"),
    ]  # fmt: skip
    CSS = """
    #head { height: 1; background: $primary; color: $text; }
    #text { width: 1fr; border: none; padding: 0 1; }
    #text .text-area--selection { background: $warning; color: $background; }
    #side { width: 34; padding: 0 1; border-left: solid $primary; }
    #told { height: auto; max-height: 3; color: $text-muted; }
    #told.bad { color: $error; }
    #keys { height: 1; background: $panel; }
    """

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._notes: dict[Key, str] = {}
        self._lit = (0, 0)
        self._loaded: str | None = None
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay out the head, the text with the claim beside it, what was done last, the keys."""
        yield Static("", id="head", markup=False)
        with Horizontal():
            yield TextArea("", id="text", read_only=True, soft_wrap=True, highlight_cursor_line=False)
            with VerticalScroll(id="side"):
                yield Static("", id="claim", markup=False)
        yield Static("", id="told", markup=False)
        yield Static(KEYS, id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the first claim that is not judged."""
        self.query_one(TextArea).focus()
        self._show()

    def action_accept(self) -> None:
        """Agree to the claim as it is seen."""
        self._judge(lambda: self.sitting.accept(self._note()))

    def action_reject(self) -> None:
        """Say that it is no claim."""
        self._judge(lambda: self.sitting.reject(self._note()))

    def action_take(self) -> None:
        """Agree to what another made of it."""
        self._judge(self.sitting.take_over)

    def action_correct(self) -> None:
        """Ask how the claim should be; words that were selected anew become its words."""
        claim = self.sitting.claim
        if claim is None:
            self._say("there is no claim to correct", bad=True)
            return
        try:
            anchor = claim.anchor if self._selected() == self._lit else self._selected_anchor()
        except InputError as error:
            self._say(str(error), bad=True)
            return

        def keep(cells: Mapping[str, str], note: str) -> list[Problem]:
            return self.sitting.correct(cells, anchor, note)

        self._ask(f"correct {claim.id}: “{anchor.exact}”", self.sitting.cells(), keep)

    def action_add(self) -> None:
        """Ask for a claim on the words that are selected."""
        try:
            anchor = self._selected_anchor()
            cells = self.sitting.fresh()
        except ContraflowError as error:
            self._say(f"{SELECT} ({error})" if "no words" in str(error) else str(error), bad=True)
            return

        def keep(cells: Mapping[str, str], note: str) -> list[Problem]:
            return self.sitting.add(cells, anchor, note)

        self._ask(f"add to {cells['report']}: “{anchor.exact}”", cells, keep)

    def action_undo(self) -> None:
        """Undo the last judgement of this coder."""
        self._do(self.sitting.undo)

    def action_move(self, steps: int) -> None:
        """Go to another claim."""
        self._show("" if self.sitting.move(steps) else "no claim further on" if steps > 0 else "this is the first claim")

    def action_unjudged(self) -> None:
        """Go to the next claim that is not judged."""
        self._show("" if self.sitting.to_unjudged() else "every claim is judged")

    def action_note(self) -> None:
        """Ask for a note: it goes with the judgement that stands, else with the one to come."""
        if self.sitting.claim is None:
            self._say("there is no claim to note something of", bad=True)
            return
        judged = self.sitting.judged

        def take(note: str | None) -> None:
            if note is None:
                return
            if judged is not None:
                self._do(lambda: self.sitting.keep_note(note))
                return
            self._notes[self._key()] = note
            self._warned = False
            self._show("the note goes with your judgement")

        self.push_screen(NoteForm(judged.note if judged is not None else self._note()), take)

    def action_leave(self) -> None:
        """Quit; a note that waits for its judgement is lost, so that is told once."""
        waiting = [f"{report}/{number}" for (report, number), note in self._notes.items() if note]
        if waiting and not self._warned:
            self._warned = True
            self._say(f"the note on {waiting[0]} is kept with a judgement only: judge it, or press q again", bad=True)
            return
        self.exit()

    def _ask(self, title: str, cells: Mapping[str, str], keep: Callable[[Mapping[str, str], str], list[Problem]]) -> None:
        judged, key = self.sitting.judged, self._key()
        adding = title.startswith("add")
        note = "" if adding else self._note() or (judged.note if judged is not None else "")

        def shown(kept: bool | None) -> None:
            if kept:
                if not adding:
                    self._notes.pop(key, None)
                self._show("kept")

        self.push_screen(ClaimForm(title, cells, note, self.sitting.case, keep), shown)

    def _judge(self, do: Callable[[], str]) -> None:
        """Record a judgement and go to the next claim that is not judged."""
        key = self._key()

        def then_on() -> str:
            told = do()
            self._notes.pop(key, None)
            return told if self.sitting.to_unjudged() else f"{told}; every claim is judged"

        self._do(then_on)

    def _do(self, do: Callable[[], str]) -> None:
        try:
            told = do()
        except ContraflowError as error:
            self._say(str(error), bad=True)
            return
        self._show(told)

    def _key(self) -> Key:
        return self.sitting.items[self.sitting.at] if self.sitting.items else ("", 0)

    def _note(self) -> str:
        return self._notes.get(self._key(), "")

    def _say(self, text: str, *, bad: bool = False) -> None:
        told = self.query_one("#told", Static)
        told.set_class(bad, "bad")
        told.update(shown_text(text))

    def _show(self, told: str = "") -> None:
        """Show the claim at which the coder is, and what was done last."""
        self._say(told)
        report = self.sitting.report
        judged, number = self.sitting.progress
        where = f"claim {self.sitting.at + 1} of {number}" if number else "no claims"
        name = f"{report.id} {report.published or 'no date'}" if report else "no reports"
        blind = ", blind" if self.sitting.blind else ""
        self.query_one("#head", Static).update(shown_text(f" {self.sitting.coder}: {name}; {where}; {judged} judged{blind}"))
        self.query_one("#claim", Static).update(claim_text(self.sitting, self._note()))
        self.query_one("#side", VerticalScroll).scroll_home(animate=False)
        text = report.text if report else ""
        if text != self._loaded:
            self._loaded = text
            self.query_one(TextArea).load_text(shown_text(text))
        anchor = self.sitting.claim.anchor if self.sitting.claim else Anchor("")
        self._light(text, anchor)

    def _light(self, text: str, anchor: Anchor) -> None:
        area = self.query_one(TextArea)
        known = 0 <= anchor.start <= anchor.end <= len(text)
        self._lit = (anchor.start, anchor.end) if known else (0, 0)
        area.selection = Selection(*(_location(text, at) for at in self._lit))
        area.scroll_cursor_visible(center=True, animate=False)

    def _selected(self) -> tuple[int, int]:
        text, selection = self._loaded or "", self.query_one(TextArea).selection
        first, last = sorted(_offset(text, place) for place in (selection.start, selection.end))
        return first, last

    def _selected_anchor(self) -> Anchor:
        return draw_anchor(self._loaded or "", *self._selected())


def _location(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 0."""
    line = text.count("\n", 0, offset)
    return line, offset - (text.rfind("\n", 0, offset) + 1)


def _offset(text: str, place: tuple[int, int]) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: place[0]]) + place[1]
