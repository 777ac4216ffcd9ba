"""The form in which a model must answer: told to the endpoint as a JSON schema and checked again on what comes back."""

import json
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from contraflow.case.case import Case
from contraflow.words.load import claim_words, event_codes, indicator_names

MOST_CLAIMS = 200
"""Claims that one answer may hold: a window of sentences does not hold more."""
FENCE = re.compile(r"```(?:json)?\n")


class AnswerError(ValueError):
    """An answer is not what was asked for; the text says what was found."""


class Proposal(BaseModel):
    """One claim as a model proposes it: every field bounded, none optional, nothing more."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    anchor: str = Field(max_length=600)
    indicator: str = Field(max_length=40)
    kind: str = Field(max_length=40)
    value: float | None = Field(allow_inf_nan=False)
    code: str = Field(max_length=40)
    low: float | None = Field(allow_inf_nan=False)
    high: float | None = Field(allow_inf_nan=False)
    bound: str = Field(max_length=40)
    unit: str = Field(max_length=40)
    scope: str = Field(max_length=40)
    side: str = Field(max_length=60)
    place: str = Field(max_length=60)
    good: str = Field(max_length=60)
    start: str | None = Field(max_length=10)
    end: str | None = Field(max_length=10)
    voice: str = Field(max_length=4)
    role: str = Field(max_length=40)
    modality: str = Field(max_length=40)
    condition: str = Field(max_length=300)
    hedge: str = Field(max_length=100)
    cause: str = Field(max_length=300)


def answer_schema(case: Case, places: Iterable[str]) -> dict[str, Any]:
    """Return the JSON schema of an answer: the codebook's words, the case's goods and sides, and these places."""
    words = {
        "indicator": indicator_names(),
        "kind": claim_words("kinds"),
        "code": ("", *event_codes(), *claim_words("carrier_codes"), *claim_words("timing_codes")),
        "bound": ("", *claim_words("bounds")),
        "scope": claim_words("scopes"),
        "side": ("", *case.sides, "both"),
        "place": places,
        "good": (*case.goods, "all", "unspecified"),
        "role": claim_words("roles"),
        "modality": claim_words("modalities"),
    }
    fields: dict[str, dict[str, Any]] = {}
    for name in Proposal.model_fields:
        if name in words:
            fields[name] = {"type": "string", "enum": list(dict.fromkeys(words[name]))}
        elif name in {"value", "low", "high"}:
            fields[name] = {"type": ["number", "null"]}
        else:
            fields[name] = {"type": ["string", "null"] if name in {"start", "end"} else "string"}
    claim = {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": claim}},
        "required": ["claims"],
        "additionalProperties": False,
    }


def read_answer(content: str) -> list[Proposal | None]:
    """Return the claims that a model proposes, None for each that is not of the form.

    Raises:
        AnswerError: the answer is no JSON object that holds a list of claims, or holds far too many.
    """
    answer = load_json(_unfenced(content.strip()))
    claims = answer.get("claims") if isinstance(answer, dict) else None
    if not isinstance(claims, list) or set(answer) != {"claims"}:
        raise AnswerError("an answer that is no object with a list of claims and nothing else")
    if len(claims) > MOST_CLAIMS:
        raise AnswerError(f"an answer of {len(claims):,} claims, more than {MOST_CLAIMS}")
    return [_proposal(each) for each in claims]


def _unfenced(content: str) -> str:
    """Return an answer without the code fence that many models set around JSON."""
    opening = FENCE.match(content)
    return content[opening.end() : -3] if opening and content.endswith("```") else content


def load_json(text: str | bytes) -> Any:
    """Return what a JSON text holds; infinite and undefined numbers are refused.

    Raises:
        AnswerError: it is no JSON, or nested so deep that it is meant to choke a reader.
    """
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise AnswerError("JSON nested too deep") from None
    except ValueError as error:  # a wrong encoding and numbers of thousands of digits are such errors too
        where = f" at character {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        raise AnswerError(f"bad JSON{where}") from None


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _proposal(plain: object) -> Proposal | None:
    try:
        return Proposal.model_validate(plain)
    except (ValidationError, RecursionError, OverflowError):
        return None
