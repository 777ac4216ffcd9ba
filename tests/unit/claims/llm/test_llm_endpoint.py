"""Endpoints that are busy, slow, broken or hostile: a clear error, bounded time and size, nothing half-kept."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from contraflow.case.case import Case
from contraflow.claims.llm import LlmReading, LlmSettings, read_claims_llm
from contraflow.claims.llm.client import MOST_BYTES
from contraflow.errors import ContraflowError, OptionError, PageError
from tests.unit.claims.llm.conftest import Answer, Endpoint, Handler, a_report, chat, claims, never, proposal, raw

Read = Callable[..., LlmReading]
GOOD = claims(proposal())
LATER = {"Date": "Wed, 30 Jun 2021 10:00:00 GMT", "Retry-After": "Wed, 30 Jun 2021 10:00:07 GMT"}


@pytest.fixture
def read(endpoint: Endpoint, settings: LlmSettings, toy: Case) -> Read:
    """Reads the page while the endpoint gives these answers, the last one for ever."""

    def run(*answers: Answer, sleep: Callable[[float], None] = never, **changed: Any) -> LlmReading:
        endpoint.answers = list(answers)
        return read_claims_llm(a_report(), toy, replace(settings, **changed), sleep=sleep)

    return run


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (chat("I cannot do this."), "bad JSON at character 0"),
        (chat('{"claims": [{"anchor": "have rel'), "bad JSON"),
        (chat(json.dumps({"claims": [proposal()]}), "length"), "cut at the model's limit of tokens"),
        (chat("[]"), "no object with a list of claims"),
        (chat('{"claims": {}}'), "no object with a list of claims"),
        (chat('{"claims": [], "thoughts": "x"}'), "no object with a list of claims"),
        (chat('{"claims": [NaN]}'), "bad JSON"),
        (chat('{"claims": [-Infinity]}'), "bad JSON"),
        (chat('{"claims": [' + "9" * 5000 + "]}"), "bad JSON"),
        (chat('{"claims": ' + "[" * 200_000 + "]" * 200_000 + "}"), "nested too deep"),
        (chat(json.dumps({"claims": [{}] * 10_000})), "10,000 claims, more than 200"),
        (raw(200, b"[" * 100_000), "nested too deep"),
        (raw(200, b'{"choices": []}'), "no chat answer with text"),
        (raw(200, b'{"choices": [{"message": {"content": [1]}}]}'), "no chat answer with text"),
        (raw(200, b'{"choices": [{"message": {"content": null, "refusal": "no"}}]}'), "no chat answer with text"),
        (raw(200, b"\xff\xfe{}"), "bad JSON"),
        (raw(200, b""), "bad JSON"),
    ],
)
def test_an_answer_that_is_none_is_asked_for_once_more_and_then_told(
    read: Read, endpoint: Endpoint, answer: Answer, found: str
) -> None:
    with pytest.raises(PageError, match=r"loop-1 gave .*2 times; allowed: .*; do: raise the endpoint's limit") as told:
        read(answer)
    assert found in str(told.value)
    assert [asked["body"]["seed"] for asked in endpoint.asked] == [0, 1]
    assert len(read(answer, GOOD).claims) == 1


@pytest.mark.parametrize("value", ["1e999", "-1e999"])
def test_numbers_without_bound_make_no_claim(read: Read, value: str) -> None:
    text = json.dumps({"claims": [proposal()]}).replace('"value": -1', f'"value": {value}')
    assert read(chat(text)).dropped == {"not of the form that was asked for": 1}


def test_json_in_a_code_fence_is_json(read: Read) -> None:
    assert len(read(chat("```json\n" + json.dumps({"claims": [proposal()]}) + "\n```")).claims) == 1


def test_a_busy_endpoint_is_waited_for_as_long_as_it_asks(read: Read) -> None:
    waits: list[float] = []
    busy = (raw(429, Retry_After="3"), raw(503), raw(500, **{"Retry-After": "soon"}))
    reading = read(*busy, GOOD, sleep=waits.append)
    assert waits == [3.0, 2.0, 4.0]
    assert (len(reading.claims), reading.requests) == (1, 4)


def test_a_day_and_time_after_which_to_ask_is_understood(read: Read) -> None:
    waits: list[float] = []

    def answer(handler: Handler) -> None:
        handler.send_response_only(429)
        for name, value in {**LATER, "Content-Length": "0"}.items():
            handler.send_header(name, value)
        handler.end_headers()

    assert len(read(answer, GOOD, sleep=waits.append).claims) == 1
    assert waits == [7.0]


def test_waiting_and_asking_come_to_an_end(read: Read, endpoint: Endpoint) -> None:
    waits: list[float] = []
    with pytest.raises(PageError, match=r"HTTP 502 after 4 attempts; allowed: 200; do: read the page later"):
        read(raw(502), sleep=waits.append, most_wait_s=2.5)
    assert (waits, len(endpoint.asked)) == ([1.0, 2.0, 2.5], 4)
    with pytest.raises(PageError, match="asks to wait 86400 s; allowed: up to 60 s"):
        read(raw(429, Retry_After="86400"))


def test_an_endpoint_without_schemas_is_asked_for_plain_json_from_then_on(read: Read, endpoint: Endpoint) -> None:
    reading = read(raw(400, b'{"error": {"message": "response_format not supported"}}'), GOOD)
    assert len(reading.claims) == 1
    assert [asked["body"]["response_format"]["type"] for asked in endpoint.asked] == ["json_schema", "json_object"]
    assert "schema" not in endpoint.asked[1]["body"]["response_format"]


@pytest.mark.parametrize(
    ("answer", "kind", "message"),
    [
        (raw(401), OptionError, r"HTTP 401; allowed: a valid key; do: set CONTRAFLOW_LLM_KEY"),
        (raw(404), OptionError, r"HTTP 404; allowed: 200; do: check --llm-url"),
        (raw(302, Location="http://127.0.0.1:1/elsewhere"), OptionError, r"HTTP 302, a redirect, which is not followed"),
        (raw(307, Location="/v1/chat/completions/"), OptionError, r"HTTP 307, a redirect, which is not followed"),
        (raw(400), PageError, r"HTTP 400; allowed: 200; do: check that the model takes"),
        (raw(413), PageError, r"HTTP 413"),
        (raw(204), OptionError, r"HTTP 204"),
        (raw(200, b"<html>", "text/html"), PageError, r"content type 'text/html'; allowed: application/json"),
        (raw(200, b"x", Content_Encoding="gzip"), PageError, r"compressed answer"),
        (raw(200, b" " * (MOST_BYTES + 1)), PageError, r"more than 2,000,000 bytes"),
    ],
)
def test_other_answers_are_told_for_what_they_are(
    read: Read, answer: Answer, kind: type[ContraflowError], message: str
) -> None:
    with pytest.raises(kind, match=message):
        read(answer)


def test_what_an_endpoint_says_is_shown_short_plain_and_without_the_key(read: Read) -> None:
    said = json.dumps({"error": {"message": "bad key sk-secret-of-the-test\x1b[2J " + "x" * 170 + "sk-secret-of-the-test"}})
    with pytest.raises(OptionError) as told:
        read(raw(401, said.encode()))
    message = str(told.value)
    assert "bad key (key)" in message and "sk-s" not in message
    assert "\x1b" not in message and len(message) < 400


def test_the_key_is_in_no_representation(settings: LlmSettings) -> None:
    assert settings.key and settings.key not in f"{settings!r} {settings}"


def drip(what: bytes) -> Answer:
    def answer(handler: Handler) -> None:
        if what == b" ":
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while not handler.server.over.wait(0.02):
            handler.wfile.write(what)
            handler.wfile.flush()

    return answer


def silent(handler: Handler) -> None:
    handler.server.over.wait()


@pytest.mark.parametrize("answer", [silent, drip(b" "), drip(b"X")], ids=["silent", "body drips", "head drips"])
def test_slow_answers_end_when_their_time_is_over(read: Read, endpoint: Endpoint, answer: Answer) -> None:
    with pytest.raises(PageError, match=r"no whole answer within 0.2 s; allowed: up to that; do: try again"):
        read(answer, timeout_s=0.2)
    assert len(endpoint.asked) <= 1  # what takes too long once is not asked for again


def test_the_time_of_a_second_answer_is_over_too_although_connections_could_be_kept(
    endpoint: Endpoint, settings: LlmSettings, toy: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Handler, "protocol_version", "HTTP/1.1")
    endpoint.answers = [claims(), drip(b" ")]
    text = "Border guards in Westbank have relaxed their checks since May. " * 120
    with pytest.raises(PageError, match=r"no whole answer within 0.5 s"):
        read_claims_llm(a_report(text), toy, replace(settings, timeout_s=0.5), sleep=never)


def test_a_body_without_end_is_cut_off(read: Read) -> None:
    def endless(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while not handler.server.over.is_set():
            handler.wfile.write(b" " * 65536)

    with pytest.raises(PageError, match="more than 2,000,000 bytes"):
        read(endless)


def test_a_connection_that_breaks_is_told(read: Read) -> None:
    def half(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{")

    with pytest.raises(PageError, match="the connection broke"):
        read(half)
    with pytest.raises(PageError, match="the connection broke"):
        read(lambda handler: handler.wfile.write(b"not HTTP at all\r\n\r\n"))


def test_nobody_there_stops_everything(settings: LlmSettings, toy: Case) -> None:
    with pytest.raises(OptionError, match=r"nobody answers at 127.0.0.1:1; .* do: start it"):
        read_claims_llm(a_report(), toy, replace(settings, url="http://127.0.0.1:1/v1"), sleep=never)


def test_a_certificate_that_cannot_be_checked_is_told(endpoint: Endpoint, settings: LlmSettings, toy: Case) -> None:
    endpoint.answers = [GOOD]
    with pytest.raises(OptionError, match="no certificate that is trusted"):
        read_claims_llm(a_report(), toy, replace(settings, url=endpoint.url.replace("http", "https")), sleep=never)
    assert endpoint.asked == []


def test_proxies_of_the_environment_are_not_used(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert len(read(GOOD).claims) == 1


def test_a_report_whose_second_window_fails_leaves_nothing(endpoint: Endpoint, settings: LlmSettings, toy: Case) -> None:
    text = "Border guards in Westbank have relaxed their checks since May. " * 120
    endpoint.answers = [claims(proposal(voice="R", role="reporter")), chat("no")]
    with pytest.raises(PageError, match="2 times"):
        read_claims_llm(a_report(text), toy, settings, sleep=never)
    assert len(endpoint.asked) == 3
