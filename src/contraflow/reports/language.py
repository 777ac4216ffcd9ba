"""Which language a text is in: by script, and for Latin letters by the commonest English words."""

import re

ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "on",
        "was",
        "with",
        "as",
        "by",
        "at",
        "from",
        "be",
        "are",
        "have",
        "it",
        "has",
        "not",
        "this",
        "said",
        "were",
        "they",
        "will",
        "their",
    ]
)
LEAST_ENGLISH = 0.12  # share of words; English prose has a quarter to a third
SCRIPTS = (("ko", r"[가-힯ᄀ-ᇿ]"), ("ja", r"[぀-ヿ]"), ("zh", r"[一-鿿]"), ("ru", r"[Ѐ-ӿ]"))
LEAST_SCRIPT = 0.2  # share of letters


def language_of(text: str) -> str:
    """Return en, ko, ja, zh or ru, or ``und`` when it is none that is known."""
    letters = sum(1 for character in text if character.isalpha())
    if not letters:
        return "und"
    for code, script in SCRIPTS:
        if len(re.findall(script, text)) > LEAST_SCRIPT * letters:
            return code
    return "en" if share_of_english(text) >= LEAST_ENGLISH else "und"


def share_of_english(text: str) -> float:
    """Return which share of a text's words is among the commonest English ones; 0 when it has no words."""
    words = re.findall(r"[a-z]+", text.lower())
    return sum(word in ENGLISH for word in words) / len(words) if words else 0.0
