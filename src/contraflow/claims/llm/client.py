"""One question to the endpoint and its answer: bounded in time, size and attempts; nobody else is contacted."""

import json
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from contraflow.claims.llm.deadline import Deadline
from contraflow.claims.llm.schema import AnswerError, load_json
from contraflow.claims.llm.settings import KEY_VARIABLE, LlmSettings
from contraflow.errors import OptionError, PageError
from contraflow.reports.encoding import printable

MOST_BYTES = 2_000_000
CONNECT_S = 10.0
FIRST_WAIT_S = 1.0
MOST_SHOWN = 200
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
UNKNOWN_FORM = frozenset({400, 422})


@dataclass(frozen=True)
class Received:
    """What the endpoint sent back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Endpoint:
    """An OpenAI-compatible chat endpoint.

    Proxies, netrc files and certificates named in the environment are not used: text and key go to the host that the user
    named and nowhere else. Redirects are refused.
    """

    def __init__(self, settings: LlmSettings, sleep: Callable[[float], None] = time.sleep) -> None:
        self.settings = settings
        self.requests = 0
        self._sleep = sleep
        self._json_schema = True
        seconds = httpx.Timeout(settings.timeout_s, connect=min(CONNECT_S, settings.timeout_s))
        # a deadline learns of a connection when it is made, so that none is kept for the next question
        limits = httpx.Limits(max_keepalive_connections=0)
        self._http = httpx.Client(timeout=seconds, limits=limits, trust_env=False, follow_redirects=False)

    def __enter__(self) -> "Endpoint":
        """Return the endpoint itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close its connections."""
        self._http.close()

    def ask(self, messages: list[dict[str, str]], schema: dict[str, Any], seed: int) -> str:
        """Return the text that the model answers.

        Args:
            messages: of the chat, by role and content.
            schema: JSON schema that the answer is to have; an endpoint that knows no schemas is asked for plain JSON.
            seed: for endpoints that can repeat an answer.

        Raises:
            OptionError: address, key or model are wrong, so that no page could be read.
            PageError: the endpoint stays busy, or what it sends is too slow, too large or no chat answer.
            AnswerError: the answer was cut or withheld.
        """
        received = self._post(messages, schema, seed)
        if received.status in UNKNOWN_FORM and self._json_schema:
            self._json_schema = False
            received = self._post(messages, schema, seed)
        self._check(received)
        return _content(received)

    def _post(self, messages: list[dict[str, str]], schema: dict[str, Any], seed: int) -> Received:
        form: dict[str, Any] = {"type": "json_object"}
        if self._json_schema:
            form = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema}}
        body = {
            "model": self.settings.model,
            "messages": messages,
            "temperature": 0,
            "seed": seed,
            "stream": False,
            "response_format": form,
        }
        wait = FIRST_WAIT_S
        for attempt in range(1, self.settings.attempts + 1):
            received = self._once(json.dumps(body).encode("ascii"))
            if received.status not in BUSY or attempt == self.settings.attempts:
                return received
            asked = _retry_after(received.headers)
            if asked is not None and asked > self.settings.most_wait_s:
                raise PageError(
                    f"endpoint: HTTP {received.status}, asks to wait {asked:.0f} s; allowed: up to "
                    f"{self.settings.most_wait_s:.0f} s; do: read the page later"
                )
            self._sleep(min(wait if asked is None else asked, self.settings.most_wait_s))
            wait *= 2
        raise AssertionError("no attempt was made")

    def _once(self, body: bytes) -> Received:
        self.requests += 1
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": "contraflow",
        }
        if self.settings.key:
            headers["Authorization"] = f"Bearer {self.settings.key}"
        with ExitStack() as stack:
            deadline = stack.enter_context(Deadline(self.settings.timeout_s))
            try:
                response = stack.enter_context(
                    self._http.stream(
                        "POST", self.settings.endpoint, content=body, headers=headers, extensions={"trace": deadline.trace}
                    )
                )
                received = Received(response.status_code, response.headers, _body(response))
            except httpx.ConnectError as error:
                if "SSL" in str(error):
                    raise OptionError(
                        f"--llm-url: {urlsplit(self.settings.url).netloc} shows no certificate that is trusted; allowed: one "
                        "by a public authority; do: check the address, or ask who runs it"
                    ) from None
                raise OptionError(
                    f"--llm-url: nobody answers at {urlsplit(self.settings.url).netloc}; allowed: a running endpoint; "
                    "do: start it, or check the address"
                ) from None
            except (httpx.TransportError, httpx.InvalidURL) as error:
                slow = deadline.passed or isinstance(error, httpx.TimeoutException)
                raise PageError(self._too_slow() if slow else _broken(error)) from None
            if deadline.passed:  # a body without a length ends like a whole one when its connection is shut
                raise PageError(self._too_slow())
        return received

    def _too_slow(self) -> str:
        return (
            f"endpoint: no whole answer within {self.settings.timeout_s:g} s; allowed: up to that; "
            "do: try again, or take a faster model"
        )

    def _check(self, received: Received) -> None:
        status = received.status
        if status == 200:
            return
        said = self._said(received)
        if status in {401, 403}:
            raise OptionError(f"endpoint: HTTP {status}{said}; allowed: a valid key; do: set {KEY_VARIABLE} to it")
        if 300 <= status < 400:
            raise OptionError(
                f"--llm-url: HTTP {status}, a redirect, which is not followed; allowed: the endpoint's own address; "
                "do: ask who runs it and name that address"
            )
        if status in BUSY:
            raise PageError(
                f"endpoint: HTTP {status} after {self.settings.attempts} attempts{said}; allowed: 200; do: read the page later"
            )
        if status in UNKNOWN_FORM or status == 413:
            raise PageError(
                f"endpoint: HTTP {status}{said}; allowed: 200; do: check that the model takes a seed and JSON answers"
            )
        raise OptionError(f"endpoint: HTTP {status}{said}; allowed: 200; do: check --llm-url (it ends before "
                          "/chat/completions) and --llm-model")  # fmt: skip

    def _said(self, received: Received) -> str:
        """Return what the endpoint says of an error, short, without control characters and without the key."""
        try:
            plain = load_json(received.body)
        except AnswerError:
            return ""
        error = plain.get("error") if isinstance(plain, dict) else None
        message = error.get("message") if isinstance(error, dict) else error
        if not isinstance(message, str):
            return ""
        # the key is taken out before the message is cut, so that no half of it is left at the end
        message = message.replace(self.settings.key, "(key)") if self.settings.key else message
        return f" ({' '.join(printable(message).split())[:MOST_SHOWN]})"


def _body(response: httpx.Response) -> bytes:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise PageError("endpoint: a compressed answer, which was not asked for; allowed: a plain one; do: check --llm-url")
    parts, size = [], 0
    for part in response.iter_raw():
        size += len(part)
        if size > MOST_BYTES:
            raise PageError(
                f"endpoint: an answer of more than {MOST_BYTES:,} bytes; allowed: up to that; do: take another endpoint"
            )
        parts.append(part)
    return b"".join(parts)


def _broken(error: Exception) -> str:
    what = type(error).__name__
    return f"endpoint: the connection broke ({what}); allowed: a whole HTTP answer; do: try again, or check --llm-url"


def _content(received: Received) -> str:
    kind = received.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise PageError(f"endpoint: content type {kind[:60]!r}; allowed: application/json; do: check --llm-url")
    answer = load_json(received.body)
    choices = answer.get("choices") if isinstance(answer, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    if isinstance(first, dict) and first.get("finish_reason") == "length":
        raise AnswerError("an answer that was cut at the model's limit of tokens")
    if not isinstance(content, str):
        raise AnswerError("no chat answer with text")
    return content


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that an endpoint asks to wait, by number or by day and time; None when it does not say."""
    told = headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    until, sent = _moment(told), _moment(headers.get("date", ""))
    if until is None or sent is None:
        return None
    return max((until - sent).total_seconds(), 0.0)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else None
