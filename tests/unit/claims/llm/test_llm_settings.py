"""Which endpoints are taken, and which reports may go to them."""

from dataclasses import replace
from typing import Any

import pytest

from contraflow.case.case import Case
from contraflow.claims.llm import LlmSettings, mark_of_page, read_claims_llm, read_settings
from contraflow.claims.llm.leaving import check_may_leave, strictest_mark
from contraflow.errors import OptionError, PageError
from tests.unit.claims.llm.conftest import TEXT, Endpoint, a_report, claims, never

AFAR = "https://model.example/v1"


@pytest.mark.parametrize(
    "url",
    [
        "", "model", "ftp://127.0.0.1/v1", "file:///etc/passwd", "http://", "http://127.0.0.1:99999/v1", "https://model.example/v1?key=1",
        "https://model.example/v1#x", "http://model.example/v1", "http://127.0.0.1.model.example/v1", "http://192.168.0.7:8080/v1",
        "https://user:pass@model.example/v1", "http://127.0.0.1@model.example/v1", "https://model.example /v1", "https://[::1/v1",
        "http://127.1/v1", "http://localhost.model.example", "https://model.example/\\v1",
    ],
)  # fmt: skip
def test_addresses_that_are_none_or_open_to_all_are_refused(url: str) -> None:
    with pytest.raises(OptionError, match=r"--llm-url: .*allowed: .*do: "):
        LlmSettings(url, "m")


def test_a_password_in_an_address_is_not_shown() -> None:
    with pytest.raises(OptionError) as told:
        LlmSettings("https://user:hunter2@model.example/v1", "m")
    assert "hunter2" not in str(told.value)


@pytest.mark.parametrize(
    ("url", "in_house"),
    [
        ("http://127.0.0.1:8080/v1", True), ("http://127.8.8.8/v1/", True), ("http://[::1]:8080/v1", True),
        ("http://localhost:11434/v1", True), ("HTTP://LocalHost:1/v1", True), (AFAR, False), ("https://10.0.0.1/v1", False),
    ],
)  # fmt: skip
def test_this_machine_is_the_house(url: str, in_house: bool) -> None:
    settings = LlmSettings(url, "m")
    assert settings.in_house is in_house
    assert settings.endpoint == url.rstrip("/") + "/chat/completions"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"model": "a b"}, "--llm-model"),
        ({"model": "x" * 101}, "--llm-model"),
        ({"model": "m\n"}, "--llm-model"),
        ({"key": "sk secret"}, "CONTRAFLOW_LLM_KEY"),
        ({"key": "secret\r\nHost: x"}, "CONTRAFLOW_LLM_KEY"),
        ({"timeout_s": 0}, "timeout_s"),
        ({"timeout_s": float("nan")}, "timeout_s"),
        ({"attempts": 0}, "attempts"),
        ({"most_wait_s": -1}, "most_wait_s"),
    ],
)
def test_settings_that_make_no_sense_are_refused_without_showing_the_key(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message) as told:
        LlmSettings(**{"url": AFAR, "model": "m", **changed})
    assert "secret" not in str(told.value)


def test_the_key_comes_from_the_environment_only() -> None:
    assert read_settings(AFAR, "m", {"CONTRAFLOW_LLM_KEY": "k", "OPENAI_API_KEY": "other"}).key == "k"
    assert read_settings(AFAR, "m", {"OPENAI_API_KEY": "other"}).key == ""
    for url, model in (("", "m"), (AFAR, "")):
        with pytest.raises(OptionError, match="found nothing"):
            read_settings(url, model, {})


@pytest.mark.parametrize("label", ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN"])
def test_marked_reports_do_not_leave_the_house_and_may_go_to_this_machine(label: str) -> None:
    report = a_report(url="https://paper.example/1")
    afar = LlmSettings(AFAR, "m", public=True)
    for marked, mark in ((report, label), (replace(report, text=f"{label}\n\n{TEXT}"), ""), (replace(report, title=label), "")):
        with pytest.raises(PageError, match="does not leave the house"):
            check_may_leave(marked, afar, mark)
        check_may_leave(marked, LlmSettings("http://localhost/v1", "m"), mark)
        check_may_leave(marked, LlmSettings("http://localhost/v1", "m", house_only=True), mark)


def test_the_strictest_mark_wins_over_the_one_that_is_told() -> None:
    assert strictest_mark(a_report(f"{TEXT} Tlp: amber + strict"), "TLP:CLEAR") == "TLP:AMBER+STRICT"
    assert strictest_mark(a_report(f"{TEXT} TLP:AMBER and TLP:RED"), "TLP:GREEN") == "TLP:RED"
    assert strictest_mark(a_report(captions=("TLP-WHITE",))) == "TLP:CLEAR"
    assert strictest_mark(a_report()) == ""
    with pytest.raises(PageError, match="marking: found 'SECRET'"):
        check_may_leave(a_report(), LlmSettings("http://localhost/v1", "m"), "SECRET")


@pytest.mark.parametrize(
    ("page", "label"),
    [
        (b"<header>TLP:AMBER+STRICT</header><p>Text.</p>", "TLP:AMBER+STRICT"),
        (b"<b>TLP:</b><i>RED</i>", "TLP:RED"),
        (b"<td>TLP:R<b>ED</b></td>Text", "TLP:RED"),
        (b"<td>TLP :<br> RED</td>Text", "TLP:RED"),
        (b"tlp&#58;amber&#43;strict", "TLP:AMBER+STRICT"),
        ("ＴＬＰ：ＲＥＤ".encode(), "TLP:RED"),
        ("TLP:GREEN".encode("utf-16"), "TLP:GREEN"),
        (b"TLP:CLEAR and TLP:AMBER", "TLP:AMBER"),
        (b"TLP:SEALED \xff <<<", ""),
        (b"", ""),
    ],
)
def test_marks_anywhere_in_a_page_are_found(page: bytes, label: str) -> None:
    assert mark_of_page(page) == label


def test_unmarked_reports_leave_only_when_they_are_public() -> None:
    afar = LlmSettings(AFAR, "m")
    with pytest.raises(PageError, match=r"not known to be public; .*--public"):
        check_may_leave(a_report(), afar)
    check_may_leave(a_report(url="https://paper.example/1"), afar)
    check_may_leave(a_report(), afar, "TLP:CLEAR")
    check_may_leave(a_report(), replace(afar, public=True))
    with pytest.raises(OptionError, match="--house-only"):
        check_may_leave(a_report(url="https://paper.example/1"), replace(afar, house_only=True))


def test_no_byte_is_sent_of_a_report_that_may_not_leave(endpoint: Endpoint, toy: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint.answers = [claims()]
    settings = LlmSettings(endpoint.url, "m")
    monkeypatch.setattr(LlmSettings, "in_house", property(lambda _: False))
    for report, mark in ((a_report(), ""), (a_report(url="https://paper.example/1"), "TLP:RED")):
        with pytest.raises(PageError):
            read_claims_llm(report, toy, settings, marking=mark, sleep=never)
    assert endpoint.asked == []
    read_claims_llm(a_report(url="https://paper.example/1"), toy, settings, sleep=never)
    assert len(endpoint.asked) == 1
