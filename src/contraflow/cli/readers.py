"""Which reader turns reports into claims: rules alone, rules with the taught model, or a language model that the user names."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from contraflow.cli.console import warn
from contraflow.errors import OptionError

if TYPE_CHECKING:
    from contraflow.case.case import Case
    from contraflow.claims.claim import Claim
    from contraflow.claims.llm.settings import LlmSettings
    from contraflow.reports.report import Report

READERS = ("rules", "taught", "llm")


@dataclass(frozen=True)
class LlmReader:
    """Reads by a language model and says what was dropped; can be sent to other processes.

    Attributes:
        settings: endpoint and model.
        marking: TLP label that the page carries; empty for none.
    """

    settings: "LlmSettings"
    marking: str = ""

    def for_page(self, page: bytes | Path) -> "LlmReader":
        """Return the reader of one page, whose marks in headers and footers get into no report."""
        from contraflow.claims.llm import mark_of_page
        from contraflow.reports.encoding import read_bytes

        return replace(self, marking=mark_of_page(read_bytes(page) if isinstance(page, Path) else page))

    def __call__(self, report: "Report", case: "Case") -> "tuple[Claim, ...]":
        """Return the claims of a report."""
        from contraflow.claims.llm import read_claims_llm

        reading = read_claims_llm(report, case, self.settings, marking=self.marking)
        if reading.summary():
            warn(f"contraflow: {report.id}: {reading.summary()}")
        return reading.claims


def choose_reader(
    name: str, url: str, model: str, *, house_only: bool, public: bool
) -> "Callable[[Report, Case], tuple[Claim, ...]]":
    """Return the reader that a user named.

    Raises:
        OptionError: there is no such reader, or options of the other one are given.
    """
    if name not in READERS:
        raise OptionError(f"--reader: found {name!r}; allowed: {', '.join(READERS)}; do: choose one")
    if name == "llm":
        from contraflow.claims.llm import read_settings

        return LlmReader(read_settings(url, model, os.environ, house_only=house_only, public=public))
    if url or model or house_only or public:
        raise OptionError(
            "--llm-url, --llm-model, --house-only, --public: found one without --reader llm; allowed: only together with it; "
            "do: add --reader llm, or leave them out"
        )
    from contraflow.claims.extract import read_claims, read_with_model

    return read_with_model if name == "taught" else read_claims
