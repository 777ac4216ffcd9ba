"""Offices, courts, statistics and papers that speak for themselves: "the port office said", "customs data show"."""

import re

from contraflow.claims.said import Said

OFFICE = (
    r"(?:ministr(?:y|ies)|embassy|consulate|treasury|state council|customs(?: (?:office|house|administration|district"
    r"|service|authorities))?"
    r"|bureau|commission|committee|(?:general )?administration|authorities|(?:[\w-]+ )?office|department|coast guard|court"
    r"|prosecutors"
    r"|government|municipality|municipal committee|association|union|chamber|organi[sz]ers|police|spy agency"
    r"|food (?:programme|program)|red cross|united nations|tribunal|garrison|legislature|inspectorate|directorate"
    r"|harbou?r master"
    r"|port authority|(?:[\w-]+ )?service|patrol service|corps|brigade|registry|panel of experts|(?:un|sanctions) panel|port"
    r"|terminal|institute of statistics"
    r"|(?:customs|shipping|coast|maritime|border|space|weather|statistics|news) agency)"
)
OFFICE_SAYS = (
    r"(?:said|says|announc(?:ed|es)|stat(?:ed|es)|declar(?:ed|es)|den(?:ied|ies)|reject(?:ed|s)|maintain(?:ed|s)|repeat(?:ed"
    r"|s)"
    r"|confirm(?:ed|s)|report(?:ed|s)|wrote|writes|warn(?:ed|s)|remind(?:ed|s)|insist(?:ed|s)|told|tells|gave notice|put|puts"
    r"|count(?:ed|s)|order(?:ed|s)|rul(?:ed|es)|publish(?:ed|es)|dismiss(?:ed|es)|record(?:ed|s)|found|finds|decided"
    r"|add(?:ed|s)|acknowledg(?:ed|es)|sentenc(?:ed|es)|convict(?:ed|s)|jailed|estimat(?:ed|es)|explain(?:ed|s)|remind|say"
    r"|deny"
    r"|announce|report|confirm|wants it known|speaks of|spoke of|has said|have said|has announced|had announced"
    r"|has (?:ordered|told))"
)
# words that stand before an office, and where it sits
NAMED = (
    r"(?:(?:the|an?|its|their|[\w.-]+['’]s|both) )?"
    r"(?:(?!(?:of|in|on|at|to|for|from|by|with|who|that|which|and|said|told|close|official|officer)\b)[\w.'’-]+ ){0,4}?"
)
SITS = r"(?: (?:of|in|for|at|on|from) (?:the )?[\w.'’-]+(?: [\w.'’-]+){0,3}?)?"
LATE = r"(?:,? (?:also|later|only|flatly|again|on [A-Z]\w+|(?:last|this) \w+|yesterday|today|here))?"
SET_OFF = r"(?:, [^,“”\".;:?!]{3,60},)?"
BEFORE = r"(?:^|[,;:—–\"”] |\b(?:and|but|as|that|while|because|when|what|since) )"
SPEAKS = re.compile(rf"{BEFORE}(?P<office>{NAMED}{OFFICE}(?![\w'’-]){SITS}{SET_OFF}{LATE}) {OFFICE_SAYS}\b", re.IGNORECASE)
ACCORDING = re.compile(
    rf"\baccording to (?P<office>{NAMED}{OFFICE}(?![\w'’-])(?! (?:official|officer|source|employee|worker|man|clerk)))",
    re.IGNORECASE,
)
IN_ACCOUNT = re.compile(
    rf"\b(?:in|by) (?P<office>{NAMED}{OFFICE})['’]s? (?:account|count|view|estimate|words|figures|tally)\b", re.IGNORECASE
)
AFTER = re.compile(
    rf"(?<=[,”\"] )(?:said|announced|reported|ordered|warned) (?P<office>{NAMED}{OFFICE}(?![\w'’-]))(?=[ ,.])"
    r"(?! (?:official|officer|source|employee|worker|man|clerk))",
    re.IGNORECASE,
)
PAPER = (
    r"(?:notices?|orders?|decrees?|directives?|documents?|circulars?|announcements?|statements?|bulletins?|communiqu[eé]s?"
    r"|regulations?"
    r"|indictments?|verdicts?|rulings?|surveys?|stud(?:y|ies)|white papers?|briefings?|papers?|(?:monthly |weekly )?sheets?"
    r"|reports?"
    r"|repl(?:y|ies)|letters?|photographs?|(?:satellite )?(?:pictures|images|imagery)|figures|data|statistics|returns"
    r"|numbers|records"
    r"|yearbooks?|minutes|posters?|registers?|gazettes?|timetables?|tariffs?|schedules?|filings?|databases?|signals"
    r"|declarations?"
    r"|manifests?|tables?|(?:press )?releases?|advisor(?:y|ies)|submissions?)"
)
PAPER_SAYS = (
    r"(?:said|says|say|stat(?:e|ed|es)|show(?:s|ed)?|puts?|lists?|reads?|orders?|stops?|forbids?|forbade|bans?|allows?"
    r"|tells?|told"
    r"|warns?|warned|speaks? of|recorded?|records|suggests?|indicat(?:e|es|ed)|gives?|gave|notes?|noted|finds?|found|adds?"
    r"|added"
    r"|points? to|tells? of|counts?|counted|logged|marks?|reveal(?:s|ed)?|confirm(?:s|ed)?|sets?|leaves?|names?|threatens?)"
)
PAPER_SPEAKS = re.compile(
    rf"{BEFORE}(?P<office>(?:(?:the|this|an?|its|their|[\w.-]+['’]s) )?(?:(?!(?:of|who|that|which|and|with|an?|the|in|on|by"
    rf"|from|at|to|as|for)\b)[\w.'’-]+ ){{0,3}}?{PAPER}"
    r"(?![\w'’-])(?: (?:of|by|from|on|for|in|that|released|published|sent|issued|dated|posted"
    r"|read out)\b[^,“”\".;:?!]{1,70})?"
    rf"(?:, [^,“”\".;:?!]{{3,70}},)?{LATE}) {PAPER_SAYS}\b",
    re.IGNORECASE,
)
ACCORDING_TO_PAPER = re.compile(
    rf"\baccording to (?P<office>(?:the|an?|its|their|[\w.-]+['’]s|provisional|preliminary)"
    rf" (?:(?!(?:of|who|that|which|and)\b)[\w.'’-]+ ){{0,3}}?{PAPER})(?![\w'’-])",
    re.IGNORECASE,
)
STATE_ANNOUNCES = re.compile(r"\b(?:[Tt]he )?[A-Z][\w.]+(?: [A-Z][\w.]+)? (?:has |had )?announced\b[^,.;“”]{0,40}\bthat\b")
BY_BOOKS = re.compile(
    r"\b(?:by|on|from|in|per|going by) (?:the )?(?:official|customs|port|ministry|police|government|provincial|local|state"
    r"|(?:north |south )?[a-z]+(?:ese|an|ish)"
    r"|[\w-]+['’]s)(?: own)? (?:count|figures|data|statistics|records|returns|accounts|tables|numbers|reckoning|tally)\b",
    re.IGNORECASE,
)
PAPER_OF = re.compile(rf"\b{PAPER} (?:of|by|from) ", re.IGNORECASE)
# somebody at an office is not the office
SOMEBODY_AT = re.compile(
    r"\b(?:official|officer|source|employee|clerk|staff|worker|member|head|deputy|manager|inspector|cadre|person|man|woman)s?"
    r"(?: close)? (?:of|at|in|from|with|to) (?:the |an? )?(?:[\w'’-]+ ){0,4}$",
    re.IGNORECASE,
)
# a decree read out to people is what a report is about, not who tells it
READ_OUT = re.compile(r"\bread out\b|\bposted in\b", re.IGNORECASE)


def find_offices(text: str) -> list[Said]:
    """Return the words by which offices and papers speak in a sentence."""
    said = [
        Said(*found.span(), "statement")
        for pattern in (SPEAKS, ACCORDING, IN_ACCOUNT, AFTER)
        for found in pattern.finditer(text)
        if not PAPER_OF.search(found["office"])
    ]
    papers = [found for found in PAPER_SPEAKS.finditer(text) if not READ_OUT.search(found["office"])]
    papers += [*ACCORDING_TO_PAPER.finditer(text), *BY_BOOKS.finditer(text)]
    said += [Said(*found.span(), "statement") for found in STATE_ANNOUNCES.finditer(text)]
    return said + [Said(*found.span(), "paper") for found in papers]
