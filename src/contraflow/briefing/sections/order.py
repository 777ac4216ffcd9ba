"""The sections in the order in which they are read; the list is the briefing."""

from collections.abc import Callable

from contraflow.briefing.briefing import Section
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import Material
from contraflow.briefing.sections import (
    ahead,
    contradictions,
    glossary,
    judgements,
    made,
    moved,
    rejected,
    river,
    signs,
    sources,
    unused,
    weeks,
)

SECTIONS: tuple[Callable[[Material, Footnotes], Section], ...] = (
    judgements.write,
    weeks.write,
    river.write,
    signs.write,
    moved.write,
    ahead.write,
    contradictions.write,
    sources.write,
    unused.write,
    rejected.write,
    made.write,
    glossary.write,
)
