"""Commands that make numbers take a store's pages beside the case's own evidence, as they were known on a day."""

from collections.abc import Callable
from pathlib import Path

import pytest

from contraflow.claims.claim import Evidence
from contraflow.store import open_store
from tests.unit.cli.conftest import Ended
from tests.unit.store.making import make_page, make_report

Run = Callable[..., Ended]
ENGINE = ("--particles", "64", "--threads", "1")
REPORT = make_report()  # of 30 June 2021
COMMANDS: dict[str, tuple[str, ...]] = {
    "run": ("cases/toy", *ENGINE),
    "nowcast": ("cases/toy", *ENGINE),
    "forecast": ("cases/toy", *ENGINE, "--days", "14"),
    "explain": ("cases/toy", "flow 2021-06", *ENGINE),
    "hindcast": ("cases/toy", *ENGINE, "--filters", "1"),
    "score": ("cases/toy", "--from", "2021-06-01", "--every", "30d", "--horizon", "60d", *ENGINE),
    "brief": ("cases/toy", *ENGINE, "--days", "14"),
    "fit": ("cases/toy", "--thetas", "4", "--runs", "1", "--particles", "64", "--moves", "1", "--last-moves", "1"),
}


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A store with one page."""
    path = tmp_path / "store.db"
    with open_store(path) as store:
        store.keep_page(make_page(REPORT))
    return path


class Seen(Exception):
    """Ends a command when it has its evidence."""


@pytest.fixture
def seen(command: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., frozenset[str]]:
    """Run a command until it hands its evidence on; return the reports of the claims in it."""
    got: list[Evidence] = []

    def stop(*arguments: object, **more: object) -> None:
        got[:] = [each for each in arguments if isinstance(each, Evidence)]
        raise Seen

    for name in ("cli.work.observe", "scoring.scoring.score", "scoring.judging.judge", "fitting.likelihood.observe"):
        monkeypatch.setattr(f"contraflow.{name}", stop)

    def run(*arguments: str | Path) -> frozenset[str]:
        got.clear()
        with pytest.raises(Seen):
            command(*arguments)
        return frozenset(claim.report for claim in got[0].claims)

    return run


@pytest.mark.parametrize("name", COMMANDS)
def test_a_store_that_is_not_there_stops_a_command(command: Run, name: str, tmp_path: Path) -> None:
    ended = command(name, *COMMANDS[name], "--out", tmp_path / "out", "--store", tmp_path / "none.db")
    assert (ended.code, ended.out) == (2, "") and "found no store" in ended.err
    assert not list((tmp_path / "out").glob("*"))


@pytest.mark.parametrize("name", COMMANDS)
def test_pages_of_a_store_stand_beside_the_evidence_of_the_case(
    seen: Callable[..., frozenset[str]], name: str, where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTRAFLOW_STORE", str(where))  # which these commands do not heed
    monkeypatch.setattr("contraflow.cli.check.check_folder", lambda folder: None)  # of run; it looks at evidence, too
    how = (name, *COMMANDS[name], "--out", tmp_path / "out", "--until" if name == "score" else "--known-by")
    with_it = seen(*how, "2021-08-31", "--store", where)
    assert REPORT.id in with_it and len(with_it) > 1
    assert REPORT.id not in seen(*how, "2021-08-31") if name != "fit" else True  # whose workers read the folder
    before = "2021-06-29" if name != "explain" else "2021-06-28"
    assert REPORT.id not in seen(*how, before, "--store", where)


def test_a_ledger_is_judged_by_what_the_store_knows_too(
    command: Run, seen: Callable[..., frozenset[str]], where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ledger.jsonl").write_text("", "utf-8")
    how = ("score", "cases/toy", "--ledger", tmp_path / "ledger.jsonl", "--out", tmp_path)
    assert REPORT.id in seen(*how, "--store", where)
    assert REPORT.id not in seen(*how) | seen(*how, "--store", where, "--until", "2021-06-29")
