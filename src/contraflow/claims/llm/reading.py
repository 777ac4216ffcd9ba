"""A report becomes claims by way of a language model: shown in windows, answered in a given form, verified one by one."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from contraflow.case.case import Case
from contraflow.claims.claim import Claim
from contraflow.claims.extract import check_readable
from contraflow.claims.llm.client import Endpoint
from contraflow.claims.llm.leaving import check_may_leave
from contraflow.claims.llm.material import Material, make_material
from contraflow.claims.llm.prompt import VERSION, make_messages
from contraflow.claims.llm.schema import AnswerError, Proposal, answer_schema, read_answer
from contraflow.claims.llm.settings import LlmSettings
from contraflow.claims.llm.verify import Doubt, verify
from contraflow.errors import PageError
from contraflow.reports.report import Report

ASKED = 2
"""How often a question is asked when its answer is no answer."""
MOST_PER_SENTENCE = 8
DIGEST = 12


@dataclass(frozen=True)
class LlmReading:
    """What came of one report.

    Attributes:
        claims: that the text bears out, in its order.
        dropped: how many proposals were dropped, by reason.
        emptied: how often a field was emptied since the text does not hold it, by field.
        left_out: sentences that the model was not shown, since they or their neighbours address it.
        requests: made to the endpoint.
        model: that was asked.
    """

    claims: tuple[Claim, ...]
    dropped: Mapping[str, int]
    emptied: Mapping[str, int]
    left_out: int
    requests: int
    model: str

    def summary(self) -> str:
        """Return in one line what was dropped and left out; empty when nothing was."""
        parts = [f"{count} dropped: {reason}" for reason, count in sorted(self.dropped.items())]
        parts += [f"{count} without {field}: not in the text" for field, count in sorted(self.emptied.items())]
        parts += [f"{self.left_out} sentences that address the reader left out"] if self.left_out else []
        return f"{self.model}: {len(self.claims)} claims kept; {'; '.join(parts)}" if parts else ""


def read_claims_llm(
    report: Report, case: Case, settings: LlmSettings, *, marking: str = "", sleep: Callable[[float], None] = time.sleep
) -> LlmReading:
    """Return the claims that a model proposes of a report and that its text bears out.

    All windows are read or none: what fails half-way leaves nothing.

    Args:
        report: with its text.
        case: for places, goods, sides.
        settings: endpoint and model.
        marking: TLP 2.0 label that the report carries apart from its text; empty for none.
        sleep: waits between attempts.

    Raises:
        PageError: the report may not leave the house, cannot be read, or the endpoint gave no usable answer.
        OptionError: the endpoint cannot be asked at all.
    """
    check_readable(report)
    check_may_leave(report, settings, marking)
    material = make_material(report, case)
    schema = answer_schema(case, sorted(material.places))
    kept: list[Claim] = []
    dropped, emptied = Counter[str](), Counter[str]()
    with Endpoint(settings, sleep) as endpoint:
        for window in material.windows():
            proposals, digest = _ask(endpoint, material, window, schema)
            extractor = f"llm {settings.model} prompt {VERSION} answer {digest}"
            for proposal in proposals:
                try:
                    claim, fields = verify(proposal, material, window, extractor)
                    _check_new(claim, kept, material)
                except Doubt as doubt:
                    dropped[str(doubt)] += 1
                    continue
                emptied.update(fields)
                kept.append(replace(claim, marking=marking))
        requests = endpoint.requests
    kept.sort(key=lambda claim: claim.anchor.start)
    claims = tuple(replace(claim, id=f"{report.id}/{number}", number=number) for number, claim in enumerate(kept, 1))
    return LlmReading(claims, dict(dropped), dict(emptied), len(material.left_out), requests, settings.model)


def _ask(endpoint: Endpoint, material: Material, window: range, schema: dict[str, object]) -> tuple[list[Proposal | None], str]:
    """Return the proposals of one window and a digest of the answer that holds them."""
    found = ""
    for attempt in range(ASKED):
        try:
            # an endpoint that repeats its answers would repeat a bad one, too
            content = endpoint.ask(make_messages(material, window), schema, endpoint.settings.seed + attempt)
            proposals = read_answer(content)
        except AnswerError as error:
            found = str(error)
            continue
        return proposals, sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST]
    raise PageError(
        f"{material.report.id}: {endpoint.settings.model} gave {found}, {ASKED} times; allowed: JSON as asked for; "
        "do: raise the endpoint's limit of tokens, take another model, or read by rules"
    )


def _check_new(claim: Claim, kept: list[Claim], material: Material) -> None:
    """Refuse what another window or the same answer said already, and more claims than a sentence can make."""
    sentence = next(each for each in material.sentences if each.start + len(each.text) > claim.anchor.start)
    inside = [each for each in kept if sentence.start <= each.anchor.start < sentence.start + len(sentence.text)]
    if any(_said(each) == _said(claim) for each in inside):
        raise Doubt("said already")
    if len(inside) >= MOST_PER_SENTENCE:
        raise Doubt(f"more than {MOST_PER_SENTENCE} claims of one sentence")


def _said(claim: Claim) -> tuple[object, ...]:
    return (
        claim.indicator, claim.kind, claim.value, claim.code, claim.unit, claim.side, claim.place, claim.good, claim.modality,
    )  # fmt: skip
