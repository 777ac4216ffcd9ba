"""``contraflow read --reader llm`` against an endpoint of our own."""

import csv
import io
import json
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from contraflow.cli.readers import choose_reader
from tests.unit.claims.llm.conftest import TEXT, Endpoint, chat, claims, endpoint, proposal, raw
from tests.unit.cli.conftest import Ended

Run = Callable[..., Ended]
__all__ = ["endpoint"]  # the fixture


@pytest.fixture
def read(command: Run, tmp_path: Path, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> Run:
    page = tmp_path / "page.txt"
    page.write_text(f"Boats cross again\n\n{TEXT}\n", "utf-8")
    monkeypatch.setenv("CONTRAFLOW_LLM_KEY", "sk-secret-of-the-test")
    given = ("--case", "toy", "--published", "2021-06-30")

    def run(*options: str) -> Ended:
        return command("read", page, *given, *options)

    return run


def by_model(endpoint: Endpoint) -> tuple[str, ...]:
    return ("--reader", "llm", "--llm-url", endpoint.url, "--llm-model", "loop-1")


def test_a_page_is_read_by_a_model_and_what_was_dropped_is_told(read: Run, endpoint: Endpoint) -> None:
    endpoint.answers = [claims(proposal(), proposal(anchor="the border is open"))]
    ended = read(*by_model(endpoint), "--format", "csv")
    assert ended.code == 0
    (row,) = csv.DictReader(io.StringIO(ended.out))
    assert (row["indicator"], row["anchor_exact"]) == ("enforcement", "have relaxed their checks since May")
    assert row["extractor"].startswith("llm loop-1 prompt 1 answer ")
    assert "1 dropped: anchor not in the text that was shown" in ended.err
    assert endpoint.asked[0]["headers"]["Authorization"] == "Bearer sk-secret-of-the-test"


def test_a_mark_in_a_footer_keeps_a_page_in_the_house(
    command: Run, tmp_path: Path, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.html"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (TEXT * 2).split("\n\n"))
    page.write_text(f"<html><body><article><h1>Boats cross</h1>{body}</article><footer>TLP:RED</footer></body></html>", "utf-8")
    afar = ("--reader", "llm", "--llm-url", "https://m.example/v1", "--llm-model", "m", "--public")
    ended = command("read", page, "--case", "toy", "--published", "2021-06-30", *afar)
    assert ended.code == 2
    assert "marked TLP:RED, so its text does not leave the house" in " ".join(ended.err.split())
    endpoint.answers = [claims(proposal())]
    ended = command(
        "read", page, "--case", "toy", "--published", "2021-06-30", *by_model(endpoint), "--json", "--release", "TLP:RED"
    )
    assert [claim["marking"] for claim in json.loads(ended.out)[0]["claims"]] == ["TLP:RED"]


def test_the_reader_can_be_sent_to_other_processes() -> None:
    reader = choose_reader("llm", "http://127.0.0.1:1/v1", "m", house_only=True, public=False)
    assert pickle.loads(pickle.dumps(reader)) == reader


def test_without_the_option_rules_read_and_nobody_is_asked(read: Run, endpoint: Endpoint) -> None:
    endpoint.answers = [claims()]
    (plain,) = json.loads(read("--json").out)
    assert plain["claims"] and not any(claim["extractor"].startswith("llm") for claim in plain["claims"])
    assert endpoint.asked == []


def test_a_model_that_gives_no_answer_leaves_an_error_and_nothing_else(read: Run, endpoint: Endpoint) -> None:
    endpoint.answers = [chat("no")]
    ended = read(*by_model(endpoint), "--json")
    assert (ended.code, ended.out) == (2, "")
    assert "loop-1 gave bad JSON" in ended.err and "Traceback" not in ended.err
    endpoint.answers = [raw(401)]
    ended = read(*by_model(endpoint), "--json")
    assert ended.code == 2 and "CONTRAFLOW_LLM_KEY" in ended.err and "sk-secret" not in ended.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--reader", "oracle"), "--reader: found 'oracle'"),
        (("--reader", "llm"), "--llm-url: found nothing"),
        (("--reader", "llm", "--llm-url", "http://127.0.0.1:1/v1"), "--llm-model: found nothing"),
        (("--llm-url", "http://127.0.0.1:1/v1"), "without --reader llm"),
        (("--house-only",), "without --reader llm"),
        (("--reader", "llm", "--llm-url", "https://m.example/v1", "--llm-model", "m"), "not known to be public"),
        (("--reader", "llm", "--llm-url", "https://m.example/v1", "--llm-model", "m", "--house-only"), "with --house-only"),
    ],
)
def test_options_that_do_not_go_together_are_told(read: Run, options: tuple[str, ...], message: str) -> None:
    ended = read(*options)
    assert ended.code == 2
    assert message in " ".join(ended.err.split())
    assert "Traceback" not in ended.err
