"""An optional second reader: a language model proposes claims, and what the text does not bear out is dropped."""

from contraflow.claims.llm.leaving import mark_of_page
from contraflow.claims.llm.reading import LlmReading, read_claims_llm
from contraflow.claims.llm.settings import LlmSettings, read_settings

__all__ = ["LlmReading", "LlmSettings", "mark_of_page", "read_claims_llm", "read_settings"]
