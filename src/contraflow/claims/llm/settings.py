"""Which endpoint is asked, and how patiently; the key comes from the environment and is never shown."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from contraflow.errors import OptionError, check_bounds

KEY_VARIABLE = "CONTRAFLOW_LLM_KEY"
MODEL = re.compile(r"[\w./:@+-]{1,100}", re.ASCII)
KEY = re.compile(r"[\x21-\x7e]{0,1000}")
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.ASCII)
BOUNDS = {"timeout_s": (0.05, 3600.0), "attempts": (1, 10), "most_wait_s": (0.0, 600.0)}


@dataclass(frozen=True)
class LlmSettings:
    """How the language model is asked.

    Attributes:
        url: base address of the endpoint, e.g. ``http://127.0.0.1:8080/v1``; ``/chat/completions`` is added.
        model: name of the model, as the endpoint knows it.
        key: sent as a bearer token when not empty; never shown.
        house_only: refuse every endpoint that is not on this machine.
        public: the user says that the pages are public, so that their text may go to an endpoint elsewhere.
        timeout_s: seconds that one answer may take in all.
        attempts: how often a question is asked at most when the endpoint is busy or fails.
        most_wait_s: seconds that are waited at most before the next attempt.
        seed: sent along, so that endpoints that can repeat an answer do.

    Raises:
        OptionError: a setting makes no sense, or the address would send text or key in the clear over a network.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    house_only: bool = False
    public: bool = False
    timeout_s: float = 120.0
    attempts: int = 4
    most_wait_s: float = 60.0
    seed: int = 0

    def __post_init__(self) -> None:
        check_bounds(self, BOUNDS)
        _check_url(self.url)
        if not MODEL.fullmatch(self.model):
            raise OptionError(
                f"--llm-model: found {self.model[:60]!r}; allowed: letters, digits and ./:@+-_, up to 100; "
                "do: write the name by which the endpoint knows the model"
            )
        if not KEY.fullmatch(self.key):
            raise OptionError(
                f"{KEY_VARIABLE}: found blanks or characters that no key has; allowed: printable ASCII without blanks; "
                "do: set it anew"
            )

    @property
    def in_house(self) -> bool:
        """Whether the endpoint is on this machine: localhost or a loopback address."""
        return _is_loopback(urlsplit(self.url).hostname or "")

    @property
    def endpoint(self) -> str:
        """Address to which questions are posted."""
        return f"{self.url.rstrip('/')}/chat/completions"


def read_settings(
    url: str, model: str, environment: Mapping[str, str], *, house_only: bool = False, public: bool = False
) -> LlmSettings:
    """Return the settings that a user gave by options, with the key from the environment.

    Raises:
        OptionError: url or model is missing or makes no sense.
    """
    for flag, value in (("--llm-url", url), ("--llm-model", model)):
        if not value:
            raise OptionError(
                f"{flag}: found nothing; allowed: an OpenAI-compatible endpoint and its model; "
                "do: give --llm-url and --llm-model, or leave --reader out"
            )
    return LlmSettings(url, model, environment.get(KEY_VARIABLE, ""), house_only, public)


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    whole = not (parts.query or parts.fragment or re.search(r"[\s\x00-\x1f\x7f\\]", url)) and len(url) <= 500
    if parts.scheme not in {"http", "https"} or not (_is_address(host) or HOST_NAME.fullmatch(host)) or not whole:
        raise OptionError(
            "--llm-url: found no base address; allowed: https://host/path or http://127.0.0.1:port/path, without ? and #; "
            "do: write e.g. http://127.0.0.1:8080/v1"
        )
    if "@" in parts.netloc:
        raise OptionError(
            f"--llm-url: found a user name or password in the address; allowed: a key in {KEY_VARIABLE} only; "
            f"do: take it out of the address and set {KEY_VARIABLE}"
        )
    if parts.scheme == "http" and not _is_loopback(host):
        raise OptionError(
            f"--llm-url: found http to {host!r}, which everybody on the way can read; allowed: https, or http on this machine; "
            "do: write https, or run the model on this machine"
        )


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
