"""Marks that were lost on a page's way: apostrophes and quotation marks that became "?" or a row of strange letters."""

import re

MANGLED = {
    "â€™": "’", "â€˜": "‘", "â€œ": "“", "â€“": "–", "â€”": "—", "â€¦": "…", "â€\x9d": "”", "Â\xa0": " ", "ï»¿": "",
}  # fmt: skip  # UTF-8 read as Windows-1252
CLOSING = re.compile("â€(?=[\\s,.;:)]|$)")  # its last byte has no letter in Windows-1252 and is mostly lost
LOST = "[?\ufffd]"
APOSTROPHE = re.compile(rf"(?<=[A-Za-z]){LOST}(?=(?:t|s|re|ve|ll|d|m)\b(?![=&/?]))")
OPENING = re.compile(rf"(?:^|(?<=[\s(\[])){LOST}(?=\w)")
ENDING = re.compile(rf"(?<=[,.!?…]){LOST}(?=$|[\s)\]])")
AFTER_WORD = re.compile(rf"(?<=\w){LOST}(?=$|[\s)\],.;:])")
MOST_QUOTE = 1_500  # characters from mark to mark


def mend(line: str) -> str:
    """Return a line with lost apostrophes and pairs of lost quotation marks put back, where nothing else can be meant.

    A mark that opens stands before a word and after a space, where no question mark does; one without its partner is left.
    """
    if "â€" in line or "Â\xa0" in line or "ï»¿" in line:
        for strange, mark in MANGLED.items():
            line = line.replace(strange, mark)
        line = CLOSING.sub("”", line)
    if "?" not in line and "\ufffd" not in line:
        return line
    return _quotes(APOSTROPHE.sub("’", line))


def _quotes(line: str) -> str:
    pieces, at = [], 0
    while opened := OPENING.search(line, at):
        first, most = opened.end(), opened.end() + MOST_QUOTE
        again = OPENING.search(line, first, most)
        most = again.start() if again else most  # a quotation ends before the next begins
        closed = ENDING.search(line, first, most) or AFTER_WORD.search(line, first, most)
        if not closed:
            pieces.append(line[at:first])
            at = first
            continue
        pieces += [line[at : opened.start()], "“", line[first : closed.start()], "”"]
        at = closed.end()
    return "".join([*pieces, line[at:]])
