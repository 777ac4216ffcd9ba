"""Speaker tags of interviews: found in the forms that pages use, kept in one.

A paragraph that somebody speaks begins with ``NAME: ``; what is said in it is said by NAME. Q and A are names too.
"""

import re
from collections import Counter
from collections.abc import Sequence

# "Q: ", "Ann Example: ", "MR. X (trader, 40s): ", "Interviewer -- "
NAME = r"(?:[QA]|[A-Z][\w'’-]*\.?(?: (?:[A-Z][\w'’-]*\.?|of|the|in|from)){0,4}(?: ?\([^()]{1,80}\))?)"
TAG = re.compile(rf"^[\[<*]{{0,2}}({NAME})[\]>*]{{0,2}}(?:\s?[:：]|\.(?<=^[QA]\.)|\s(?:--|—)\s)\s*[*]{{0,2}}\s*(?=\S|$)")
SPOKEN = re.compile(rf"^({NAME}): ")
NO_SPEAKER = re.compile(
    r"^(?:photo|image|picture|caption|note|editor|update|updated|published|posted|date|tags?|source|sources|read|related|by|from|"
    r"to|cc|subject|sent|contact|email|e-mail|correction|see|also|more|watch|here|keywords?|category|location|price|prices|total|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\b",
    re.IGNORECASE,
)
LEAST_TAGGED, LEAST_AGAIN = 3, 2
MOST_TAG = 130  # characters


def speaker_of(paragraph: str) -> str:
    """Return who speaks a paragraph of a report, as its tag says; empty when it has none.

    Only for reports in which ``tag_speakers`` found an interview: in any other, "Result: " may begin a sentence too.
    """
    found = SPOKEN.match(paragraph[:MOST_TAG])
    return found.group(1) if found and not NO_SPEAKER.match(found.group(1)) else ""


def is_interview(paragraphs: Sequence[str]) -> bool:
    """Say whether the paragraphs of a report are an interview, in which ``speaker_of`` tells who speaks each."""
    return _are_speakers([speaker_of(paragraph) for paragraph in paragraphs])


def tag_speakers(lines: Sequence[str]) -> list[str]:
    """Return the lines with every speaker tag in the form ``NAME: ``; as they are when there is no interview.

    An interview has three tagged lines or more, of two speakers or more, one of whom speaks twice. A tag in a line of its
    own goes before the next line.
    """
    tags = [_tag(line) for line in lines]
    if not _are_speakers([name for name, _ in tags]):
        return list(lines)
    found: list[str] = []
    waiting = ""
    for line, (name, words) in zip(lines, tags, strict=True):
        if name:
            found += [f"{name}: {words}"] if words else []
            waiting = "" if words else name
        elif waiting and line.strip():
            found.append(f"{waiting}: {line.strip()}")
            waiting = ""
        else:
            found.append(line)
    return found


def _are_speakers(names: Sequence[str]) -> bool:
    counts = Counter(name for name in names if name)
    return sum(counts.values()) >= LEAST_TAGGED and len(counts) > 1 and max(counts.values()) >= LEAST_AGAIN


def _tag(line: str) -> tuple[str, str]:
    """Return who speaks a line and what is said; two empty texts when it has no tag."""
    line = line.strip()
    found = TAG.match(line[:MOST_TAG])
    if not found or NO_SPEAKER.match(found.group(1)):
        return "", ""
    words = line[found.end() :].strip()
    if words and words[0].isdigit():  # "Rice: 5,000 won", "Total: 30"
        return "", ""
    return found.group(1), words
