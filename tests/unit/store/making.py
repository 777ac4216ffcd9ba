"""Pages, reports and claims of our own invention, made quickly and without a reader."""

from dataclasses import replace
from datetime import date
from hashlib import sha1

from contraflow.claims.claim import Anchor, Claim
from contraflow.claims.page_read import PageRead
from contraflow.reports.report import Report

SENTENCES = (
    "Patrols on the bank have eased.",
    "The fee for a boat fell by half.",
    "Boats cross every night again.",
    "Fish is carried over in daylight.",
)
INDICATORS = ("enforcement", "hire_fee", "flow", "timing")
TEXT = "\n\n".join(SENTENCES)


def make_report(name: str = "gazette-2021-06-30", **changes: object) -> Report:
    plain = Report(
        id=name, outlet="Gazette", url="", title="Boats", published=date(2021, 6, 30), date_note="told", language="en",
        reporter="", translator="", writer="", via="", echo_of="", text=TEXT,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def make_claim(report: Report, number: int, at: int | None = None, **changes: object) -> Claim:
    """Return a claim on the first words of a sentence, the one of its number unless told."""
    sentence = SENTENCES[at if at is not None else (number - 1) % len(SENTENCES)]
    exact = " ".join(sentence.split()[:4])
    start = report.text.find(exact)
    plain = Claim(
        id=f"{report.id}/{number}", report=report.id, number=number,
        indicator=INDICATORS[at if at is not None else (number - 1) % len(INDICATORS)], kind="change", value=-1.0, code="",
        low=None, high=None, bound="", unit="", scope="border", side="northland", direction="both", place="border", precision=3,
        good="all", licensed="unclear", start=date(2021, 6, 1), end=None, known=report.published, retrospective=False,
        habitual=False, inconsistent=False, compared_with="", voice="S1", role="trader", via="", echo_of=report.echo_of,
        modality="asserted", condition="", cause="", hedge="",
        anchor=Anchor(exact, "", "", start, start + len(exact) if start >= 0 else -1), paraphrase="It eased.", reliability="C",
        credibility="6", marking="", extractor="test 1",
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def make_page(*reports: Report, claims: tuple[Claim, ...] | None = None, content: str = "", **changes: object) -> PageRead:
    """Return a page with reports, each with a claim a sentence unless told."""
    reports = reports or (make_report(),)
    told = [make_claim(report, n) for report in reports for n in range(1, 5)] if claims is None else claims
    digest = sha1((content or "".join(report.text + report.id for report in reports)).encode()).hexdigest()
    return replace(PageRead("page.html", digest, "", reports, tuple(told)), **changes)  # type: ignore[arg-type]
