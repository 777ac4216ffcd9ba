"""An endpoint of our own on 127.0.0.1, which answers as a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from contraflow.claims.llm import LlmSettings
from contraflow.reports.report import Report

Answer = Callable[["Handler"], None]
TEXT = (
    "Border guards in Westbank have relaxed their checks since May, a trader in Midtown with two boats said. "
    "The fee for a hired boat is now 5,000 yuan per trip.\n\n"
    "If the talks fail, patrols will be doubled, an official said. Fish is carried over in daylight."
)


class Handler(BaseHTTPRequestHandler):
    """Hands every request to the next answer of the test; the last one is used again."""

    server: "Endpoint"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append({"path": self.path, "headers": dict(self.headers), "body": json.loads(body)})
        answers = self.server.answers
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    def send(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Endpoint(ThreadingHTTPServer):
    """The endpoint, with what it was asked and what it is to answer."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.answers: list[Answer] = []
        self.over = threading.Event()

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are part of the tests."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    server = Endpoint()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def settings(endpoint: Endpoint) -> LlmSettings:
    return LlmSettings(endpoint.url, "loop-1", key="sk-secret-of-the-test")


def chat(content: str, finish: str = "stop") -> Answer:
    """An answer of the chat form with this text."""
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": finish}]})
    return lambda handler: handler.send(200, body.encode())


def claims(*proposals: dict[str, Any]) -> Answer:
    """An answer that proposes these claims."""
    return chat(json.dumps({"claims": list(proposals)}))


def raw(status: int, body: bytes = b"{}", kind: str = "application/json", **headers: str) -> Answer:
    """Any other answer."""
    return lambda handler: handler.send(status, body, kind, **headers)


def proposal(**changed: Any) -> dict[str, Any]:
    """A claim that the text bears out, but for what is changed."""
    plain = {
        "anchor": "have relaxed their checks since May", "indicator": "enforcement", "kind": "change", "value": -1, "code": "",
        "low": None, "high": None, "bound": "", "unit": "", "scope": "border", "side": "northland", "place": "west",
        "good": "all", "start": "2021-05-01", "end": None, "voice": "S1", "role": "trader", "modality": "asserted",
        "condition": "", "hedge": "", "cause": "",
    }  # fmt: skip
    assert plain.keys() >= changed.keys()
    return {**plain, **changed}


def a_report(text: str = TEXT, **changed: Any) -> Report:
    from dataclasses import replace
    from datetime import date

    plain = Report(
        id="page-2021-06-30", outlet="", url="", title="", published=date(2021, 6, 30), date_note="told", language="en",
        reporter="", translator="", writer="", via="", echo_of="", text=text,
    )  # fmt: skip
    return replace(plain, **changed)


def never(_: float) -> None:
    """A sleep for tests in which nobody is to wait."""
    raise AssertionError("waited")
