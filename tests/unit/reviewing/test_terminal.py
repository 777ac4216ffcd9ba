"""Every key of ``contraflow review`` in the terminal; each judgement is in the store when the screen says so."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea
from textual.widgets.text_area import Selection

from contraflow.case.case import Case
from contraflow.errors import InputError
from contraflow.reviewing.app import KEYS, ReviewApp
from contraflow.reviewing.form import ClaimForm
from contraflow.reviewing.sitting import Sitting
from contraflow.store import Judgement, Store, open_store
from tests.unit.reviewing.conftest import FIRST, SECOND
from tests.unit.store.making import make_claim, make_page

Steps = Callable[[ReviewApp, Pilot[None]], Awaitable[None]]
Run = Callable[..., ReviewApp]


@pytest.fixture
def run(where: Path, toy: Case) -> Run:
    """Run the terminal in 80x24 on the test's store and do something in it."""

    def do(steps: Steps, coder: str = "ann", **how: object) -> ReviewApp:
        async def go() -> ReviewApp:
            with open_store(where) as opened:
                app = ReviewApp(Sitting(opened, coder, toy, **how))  # type: ignore[arg-type]
                async with app.run_test(size=(80, 24)) as pilot:
                    await pilot.pause()
                    await steps(app, pilot)
                return app

        return asyncio.run(go())

    return do


def told(app: ReviewApp, name: str = "told") -> str:
    return str(app.screen.query_one(f"#{name}", Static).content)


def verdicts(store: Store) -> list[tuple[str, str, int]]:
    return [(each.verdict, each.report, each.number) for each in store.judgements()]


async def fill(app: ReviewApp, pilot: Pilot[None], **values: str) -> None:
    for name, value in values.items():
        app.screen.query_one(f"#in-{name}", Input).value = value
    await pilot.press("ctrl+s")
    await pilot.pause()


def test_a_judgement_is_in_the_store_when_the_screen_says_so(run: Run, store: Store) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert "claim 1 of 6; 0 judged" in told(app, "head")
        await pilot.press("a")
        assert f"accept of {FIRST.id}/1 kept" in told(app)
        assert verdicts(store) == [("accept", FIRST.id, 1)]  # seen from another connection, while the screen stands
        assert "claim 2 of 6; 1 judged" in told(app, "head")
        await pilot.press("r")
        assert verdicts(store)[1:] == [("reject", FIRST.id, 2)]
        await pilot.press("p", "a", "p", "p", "a")
        assert "judged so already" in told(app)

    run(steps)
    # the claim that was rejected was accepted after all
    assert verdicts(store)[2:] == [("accept", FIRST.id, 2)]


def test_the_words_of_the_claim_are_lit(run: Run) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        area = app.query_one(TextArea)
        assert area.selected_text == "Patrols on the bank"
        await pilot.press("n")
        assert area.selected_text == "The fee for a"
        for _ in range(3):
            await pilot.press("n")
        assert area.selected_text == "Boats cross every night" and SECOND.id in told(app, "head")

    run(steps)


def test_moving_stops_at_both_ends_and_unjudged_goes_round(run: Run, store: Store) -> None:
    store.judge(Judgement("accept", "ann", f"{FIRST.id}/2"))

    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("p")
        assert told(app) == "this is the first claim"
        await pilot.press("j")
        assert "claim 3 of 6" in told(app, "head")
        await pilot.press("n", "n", "n", "n")
        assert told(app) == "no claim further on" and "claim 6 of 6" in told(app, "head")
        await pilot.press("j")
        assert "claim 1 of 6" in told(app, "head")
        await pilot.press("a", "a", "a", "a", "a")
        assert "every claim is judged" in told(app) and "6 judged" in told(app, "head")

    run(steps)


def test_a_correction_is_checked_before_it_is_kept(run: Run, store: Store) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("c")
        await fill(app, pilot, value="9", modality="conditional", start="2021-02-30", note="not so")
        assert isinstance(app.screen, ClaimForm) and store.judgements() == []
        assert "-2 to 2" in told(app, "wrong-value") and "a day that exists" in told(app, "wrong-start")
        await fill(app, pilot, value="-2", start="2021-06-02")
        assert "condition" in told(app, "wrong-condition") and told(app, "wrong-value") == ""
        await fill(app, pilot, condition="if the talks fail", place="middle")
        assert not isinstance(app.screen, ClaimForm) and told(app) == "kept"

    run(steps)
    (judged,) = store.judgements()
    right = judged.right
    assert right is not None and (judged.verdict, judged.note) == ("correct", "not so")
    assert (right.value, right.condition, right.extractor) == (-2.0, "if the talks fail", "coded")
    assert (right.place, right.precision) == ("middle", 1)  # how exact follows from the place
    assert right.anchor == make_claim(FIRST, 1).anchor


def test_keys_of_judgements_are_letters_in_a_form(run: Run, store: Store) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("c", "end", "a", "r", "q", "u")
        assert app.screen.query_one("#in-indicator", Input).value == "enforcementarqu"
        await pilot.press("enter")
        assert app.focused is app.screen.query_one("#in-kind", Input)
        await pilot.press("escape")
        assert not isinstance(app.screen, ClaimForm)

    run(steps)
    assert store.judgements() == []


def test_a_correction_that_changes_nothing_is_agreement(run: Run, store: Store) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("c", "ctrl+s")

    run(steps)
    assert verdicts(store) == [("accept", FIRST.id, 1)]


def test_a_claim_is_added_on_selected_words(run: Run, store: Store) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        area = app.query_one(TextArea)
        area.selection = Selection((4, 1), (4, 1))
        await pilot.press("plus")
        assert "select words" in told(app)
        area.selection = Selection((4, 1), (4, 12))
        await pilot.press("shift+right", "shift+right", "shift+right")  # from within a word to within a word
        await pilot.press("plus")
        await fill(app, pilot, indicator="flow", kind="change", value="1", place="border", paraphrase="More boats crossed.")
        assert "claim 4 of 7; 1 judged" in told(app, "head")
        area.selection = Selection((0, 0), (6, 5))
        await pilot.press("d")
        assert "at most 8" in told(app)

    run(steps)
    (judged,) = store.judgements()
    assert judged.right is not None and judged.right.anchor.exact == "Boats cross every"
    assert judged.number > 10_000 and store.check() == []


def test_words_selected_anew_become_those_of_the_corrected_claim(run: Run, store: Store) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        app.query_one(TextArea).selection = Selection((0, 20), (0, 31))
        await pilot.press("c", "ctrl+s")

    run(steps)
    (judged,) = store.judgements()
    assert judged.right is not None and judged.right.anchor.exact == "have eased"


def test_undo_takes_back_the_last_judgement_of_this_coder(run: Run, store: Store) -> None:
    store.judge(Judgement("reject", "ann", f"{FIRST.id}/1"))
    store.judge(Judgement("reject", "bob", f"{FIRST.id}/4"))

    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("a", "u")
        assert told(app) == f"accept of {FIRST.id}/2 undone" and "claim 2 of 6" in told(app, "head")
        await pilot.press("u")
        assert "claim 1 of 6; 0 judged" in told(app, "head")
        await pilot.press("u")
        assert "no judgement of yours" in told(app)

    run(steps)
    assert [each.by for each in store.judgements() if each.verdict != "undo" and not each.undone] == ["bob"]


def test_a_note_goes_with_the_judgement(run: Run, store: Store) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("m", "u", "a", "enter")
        await pilot.press("q")
        assert app.is_running and f"note on {FIRST.id}/1" in told(app)
        await pilot.press("r", "p", "m", "end", "!", "enter", "m", "x", "escape")
        await pilot.press("q")

    run(steps)
    assert [(each.verdict, each.note) for each in store.judgements()] == [("reject", "ua"), ("reject", "ua!")]


def test_the_keys_fit_on_a_line_of_80() -> None:
    assert len(KEYS) <= 80 and KEYS.endswith("q quit")


def test_quitting_leaves(run: Run) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running

    run(steps)


def test_what_others_judged_is_told_unless_blind(run: Run, store: Store) -> None:
    store.judge(Judgement("correct", "bob", f"{FIRST.id}/1", make_claim(FIRST, 1, value=-2.0), note="sharper"))
    store.judge(Judgement("add", "bob", right=make_claim(FIRST, 0, 3, indicator="flow")))

    async def blind(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert "bob" not in told(app, "claim") and "-1" in told(app, "claim") and "of 6" in told(app, "head")
        await pilot.press("t")
        assert "no judgement of another" in told(app)

    async def seeing(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert "bob: correct; sharper" in told(app, "claim") and "value -1.0 > -2.0" in told(app, "claim")
        assert "not judged yet" in told(app, "claim") and "of 7" in told(app, "head")
        await pilot.press("t")

    run(blind, blind=True)
    run(seeing)
    last = store.judgements()[-1]
    assert last.by == "ann" and last.right is not None and last.right.value == -2


def test_agreement_to_the_reader_is_not_moved_by_others(run: Run, store: Store) -> None:
    store.judge(Judgement("correct", "bob", f"{FIRST.id}/1", make_claim(FIRST, 1, value=-2.0)))

    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("a")

    run(steps)
    last = store.judgements()[-1]
    assert last.right is not None and (last.verdict, last.right.value) == ("accept", -1.0)


def test_one_report_alone(run: Run, store: Store, toy: Case) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert f"{SECOND.id} 2021-07-02; claim 1 of 2" in told(app, "head")

    run(steps, report=SECOND.id)
    with pytest.raises(InputError, match="--report"):
        Sitting(store, "ann", toy, report="nobody")


def test_a_rejected_claim_stays_rejected_after_a_further_reading(run: Run, store: Store) -> None:
    async def reject(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("n", "n", "r")

    run(reject)
    found = [replace(make_claim(FIRST, n, at), extractor="test 2") for n, at in ((1, 0), (2, 2), (3, 1), (4, 3))]
    store.keep_page(make_page(FIRST, claims=tuple(found)))

    async def look(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("n", "n")
        assert "you: reject" in told(app, "claim") and "flow" in told(app, "claim")

    run(look)
    assert "flow" not in [claim.indicator for claim in store.evidence().claims if claim.report == FIRST.id]


def test_what_a_terminal_would_obey_is_shown_and_not_obeyed(run: Run, store: Store) -> None:
    text = "One\x1b[2J\rtwo\u2028 and [red]Patrols[/red] have eased."
    report = replace(FIRST, id="odd-2020-01-01", text=text, published=None)
    claim = make_claim(report, 1, known=None, paraphrase="[bold]It\x1b eased.")
    anchor = replace(claim.anchor, exact="have eased", start=text.find("have"), end=text.find("have") + 10)
    store.keep_page(make_page(report, claims=(replace(claim, anchor=anchor),)))

    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        area = app.query_one(TextArea)
        assert area.selected_text == "have eased"
        assert "\x1b" not in area.text + told(app, "claim") and "[bold]It" in told(app, "claim")
        await pilot.press("a")

    run(steps, report=report.id)
    assert verdicts(store) == [("accept", report.id, 1)] and store.check() == []


def test_a_store_without_claims_is_no_trouble(run: Run, tmp_path: Path, toy: Case) -> None:
    async def go() -> None:
        with open_store(tmp_path / "empty.db") as opened:
            app = ReviewApp(Sitting(opened, "ann", toy))
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.press("a", "r", "c", "t", "u", "m", "n", "p", "j", "plus")
                assert app.is_running and "no claims" in told(app, "head")

    asyncio.run(go())
