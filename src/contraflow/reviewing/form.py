"""The form of a claim: its main fields, each with what is wrong beside it."""

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, Static

from contraflow.case.case import Case
from contraflow.errors import ContraflowError, Problem
from contraflow.reviewing.anchors import shown_text
from contraflow.words.load import case_words, claim_words, event_codes, indicator_names

NOTE = "note"
FIELDS = (
    "indicator", "kind", "value", "code", "low", "high", "bound", "unit", "scope", "side", "direction", "place", "good",
    "licensed", "start", "end", "retrospective", "habitual", "inconsistent", "compared_with", "voice", "role", "via",
    "modality", "condition", "cause", "hedge", "paraphrase",
)  # fmt: skip
Keep = Callable[[Mapping[str, str], str], list[Problem]]


def choices(case: Case) -> dict[str, list[str]]:
    """Return the words that a field may hold, for the fields that have a list of them."""
    return {
        "indicator": list(indicator_names()), "kind": list(claim_words("kinds")), "code": list(event_codes()),
        "bound": list(claim_words("bounds")), "scope": list(claim_words("scopes")), "side": [*case.sides, "both"],
        "direction": [*case_words("directions"), "both"], "place": list(case.places),
        "good": [*case.goods, "all", "unspecified"], "licensed": list(claim_words("licences")),
        "role": list(claim_words("roles")), "modality": list(claim_words("modalities")),
    }  # fmt: skip


class Line(Input):
    """An input that acts on its own keys at once, in the order in which they were typed."""

    async def on_key(self, event: Key) -> None:
        """Edit here; what waited for the screen could reach the field to which a later tab has gone."""
        for binding in Input.BINDINGS:
            if isinstance(binding, Binding) and binding.action != "submit" and event.key in binding.key.split(","):
                event.stop()
                event.prevent_default()
                await self.run_action(binding.action)
                return


class ClaimForm(ModalScreen[bool]):
    """Asks for the fields of a claim until nothing is wrong with them, or the person leaves; True when it was kept."""

    # tab takes effect before the next key is looked at, so that what is typed fast lands in the field it was meant for
    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+s", "keep", "keep"), ("escape", "leave", "leave"),
        Binding("tab", "app.focus_next", "next", priority=True),
        Binding("shift+tab", "app.focus_previous", "back", priority=True),
    ]  # fmt: skip
    CSS = """
    ClaimForm { align: center middle; }
    #form { width: 100%; height: 100%; background: $surface; }
    #form Horizontal { height: auto; }
    #form Label { width: 15; }
    #form Input { width: 30; }
    #form .wrong { width: 1fr; padding-left: 1; color: $error; }
    #title { text-style: bold; height: auto; }
    #whole { color: $error; height: auto; }
    """

    def __init__(self, title: str, cells: Mapping[str, str], note: str, case: Case, keep: Keep) -> None:
        super().__init__()
        self._title = title
        self._cells = dict(cells)
        self._values = {**{name: cells[name] for name in FIELDS}, NOTE: note}
        self._choices = choices(case)
        self._keep = keep

    def compose(self) -> ComposeResult:
        """Lay out a line a field."""
        with VerticalScroll(id="form", can_focus=False):
            yield Static(
                f"{shown_text(self._title)}\nctrl+s keep   esc leave   tab next   → take the word offered",
                id="title",
                markup=False,
            )
            yield Static("", id="whole", markup=False)
            for name, value in self._values.items():
                words = self._choices.get(name)
                with Horizontal():
                    yield Label(name, markup=False)
                    suggester = SuggestFromList(words, case_sensitive=False) if words else None
                    yield Line(shown_text(value).replace("\n", " "), id=f"in-{name}", suggester=suggester, compact=True,
                                select_on_focus=False)  # fmt: skip
                    yield Static("", id=f"wrong-{name}", classes="wrong", markup=False)

    def on_mount(self) -> None:
        """Begin at the first field."""
        self.query_one("#in-indicator", Input).focus()

    def on_input_submitted(self) -> None:
        """Go on to the next field with the return key."""
        self.focus_next()

    def action_leave(self) -> None:
        """Leave without keeping anything."""
        self.dismiss(False)

    def action_keep(self) -> None:
        """Keep the claim if nothing is wrong with it, else say what is wrong beside each field."""
        written = {name: self.query_one(f"#in-{name}", Input).value for name in self._values}
        note = written.pop(NOTE)
        # what the form could not show as it is stays as it is unless somebody changed it
        before = {name: shown_text(self._values[name]).replace("\n", " ") for name in FIELDS}
        cells = self._cells | {name: self._values[name] if value == before[name] else value for name, value in written.items()}
        try:
            problems = self._keep(cells, note.strip())
        except ContraflowError as error:
            self._show([], str(error))
            return
        if problems:
            self._show(problems, "")
        else:
            self.dismiss(True)

    def _show(self, problems: Iterable[Problem], whole: str) -> None:
        told: dict[str, str] = {}
        for problem in problems:
            told.setdefault(problem.field, f"{problem.found}; allowed: {problem.allowed}; do: {problem.remedy}")
        elsewhere = [f"{name}: {text}" for name, text in told.items() if name not in FIELDS]
        self.query_one("#whole", Static).update(shown_text("\n".join([*elsewhere, whole]).strip()))
        for name in FIELDS:
            self.query_one(f"#wrong-{name}", Static).update(shown_text(told.get(name, "")))
        first = next((name for name in FIELDS if name in told), None)
        if first is not None:
            self.query_one(f"#in-{first}", Input).focus()


class NoteForm(ModalScreen[str | None]):
    """Asks for a note; None when the person leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "leave")]
    CSS = """
    NoteForm { align: center middle; }
    #note { width: 70; height: 5; border: solid $primary; background: $surface; }
    """

    def __init__(self, note: str) -> None:
        super().__init__()
        self._note = note

    def compose(self) -> ComposeResult:
        """Lay out one line."""
        with VerticalScroll(id="note", can_focus=False):
            yield Label("note: enter keep   esc leave")
            yield Input(shown_text(self._note).replace("\n", " "), id="in-note", compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        """Begin in the line."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the note back."""
        self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Leave the note as it was."""
        self.dismiss(None)
