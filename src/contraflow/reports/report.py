"""A report: a page's text and what is known of it."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Report:
    """One report, as read from a page or as cited in a case.

    Attributes:
        id: outlet and date, e.g. ``rfa-2018-06-08``; unique in a case.
        published: publication date; None when the page does not say and nobody told.
        date_note: how the date was found, or why it is missing.
        reporter: who reported; ``translator`` and ``writer`` likewise; empty when not named.
        captions: picture captions, once each.
        text: body with title, dateline and furniture removed, paragraphs separated by an empty line; empty for a citation. In
            an interview a paragraph that somebody speaks begins with a tag, ``NAME: ``, and goes on being theirs until the next
            tag; ``speakers.speaker_of`` gives the name, ``speakers.is_interview`` says whether tags are to be looked for. A
            text that was cut ends in ``…`` in place of the word in which it was cut.
        sha1: of the page as received; empty for a citation.
        echo_of: id of the report that this one retells.
    """

    id: str
    outlet: str
    url: str
    title: str
    published: date | None
    date_note: str
    language: str
    reporter: str
    translator: str
    writer: str
    via: str
    echo_of: str
    captions: tuple[str, ...] = ()
    text: str = ""
    sha1: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold."""
        plain = asdict(self)
        plain["published"] = self.published.isoformat() if self.published else None
        plain["captions"] = list(self.captions)
        return plain

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> "Report":
        """Return the report that ``to_dict`` gave."""
        published = plain["published"]
        return cls(
            **{
                **plain,
                "published": date.fromisoformat(published) if published else None,
                "captions": tuple(plain.get("captions", ())),
            }
        )
