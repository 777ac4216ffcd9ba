"""Details that may give a person away: one rule a kind, each with what to write instead.

Rules see one sentence. Those that need a person see only sentences in which somebody stands who could be a source: an age of a
boat or a day of a treaty endangers nobody. A proposal is coarser, not safe: who knows more can still find out more.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

PRIVATE = (
    r"(?:sources?|contacts?|informants?|insiders?|interviewees?|interlocutors?|residents?|villagers?|inhabitants?|locals?"
    r"|traders?|smugglers?|merchants?|dealers?|brokers?|middlem[ae]n|boatm[ae]n|fisherm[ae]n|sailors?|drivers?|porters?|captains?|skippers?"
    r"|guards?|soldiers?|officers?|policem[ae]n|customs (?:officer|official|inspector)s?|defectors?|refugees?|escapees?"
    r"|farmers?|workers?|accountants?|clerks?|wom[ae]n|m[ae]n|girl|boy|relatives?|friends?|neighbou?rs?|acquaintances?)"
)
SPOKE = r"(?:met|meets|spoke|told|tells|said|says|interviewed|called|phoned|wrote|texted|visited|confided|reported)"
PERSON = re.compile(rf"\b{PRIVATE}\b|\b(?:he|she|her|his|him|I|my)\b", re.IGNORECASE)
NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|several dozen)"
HULLS = r"(?:boats?|vessels?|ships?|hulls?|trawlers?|junks?|barges?|skiffs?|rafts?|trucks?|lorr(?:y|ies)|vans?|cars?)"
KIN = (
    r"(?:wife|husband|brother|sister|son|daughter|uncle|aunt|cousin|nephew|niece|father|mother|parents?|grandfather|grandmother"
    r"|grandson|granddaughter|spouse|fianc[eé]e?|(?:brother|sister|son|daughter|father|mother)-in-law)"
)
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    r"|Nov|Dec)\.?"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?:,?\s+\d{{4}})?|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"(?!\s*(?:%|per|tons|:\d))(?:,?\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}|(?:last\s+|this\s+)?{WEEKDAY}"
    r"(?:\s+(?:night|morning|evening))?|yesterday|last night)"
)
RANKS = (
    r"(?:(?:senior |staff |master |first )?sergeant|corporal|private first class|(?:first |second |senior |junior )?lieutenant"
    r"(?:[ -]colonel)?|lieutenant[ -]general|major[ -]general|senior colonel|colonel|brigadier|(?:company|platoon|squad"
    r"|battalion|regiment|brigade|garrison|post|outpost) (?:commander|leader)|political (?:officer|commissar)"
    r"|(?:deputy |vice )?(?:section|department|bureau|office|station|customs) (?:chief|head|director))"
)
UNIT = (
    r"(?:(?:border |coastal |patrol |guard |security |infantry )?(?:brigade|regiment|battalion|company|division|corps|platoon"
    r"|squad|detachment))"
)
THINGS = (
    r"(?:old\s+)?(?:wooden |small |rusty )?(?:boat|vessel|ship|hull|trawler|bridge|treaty|law|ban|truck|engine|building|pact"
    r"|deal|alliance|agreement|embargo|trade|war|reign|company|firm|whisky|liquor|rice|regime)\b"
)
FIRM = (
    r"(?:Company|Co\b|Corporation|Corp\b|Trading|Group|Ltd|Bank|Bureau|Office|Factory|Mine|Mill|Ministry|Department|Customs"
    r"|Hospital|School|University|Institute|Port|Shipyard|Cooperative|Farm|Hotel|Restaurant)"
)
NAME = r"(?-i:[A-Z][\w'’]+(?:[ -](?-i:[A-Z])?[\w'’]+){0,2})"
DECADES = {2: "twenties", 3: "thirties", 4: "forties", 5: "fifties", 6: "sixties"}

Proposal = Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Rule:
    """One kind of detail.

    Attributes:
        kind: its name, e.g. ``age``.
        pattern: what it looks like.
        why: what it may give away.
        proposal: what to write instead, made of what was found.
        person: it endangers only where a person stands in the same sentence.
        always: it is flagged even when the public report has it too.
    """

    kind: str
    pattern: re.Pattern[str]
    why: str
    proposal: Proposal
    person: bool = False
    always: bool = False


def _age(found: re.Match[str]) -> str:
    text = next(group for group in found.groups() if group)
    age = int(text) if len(text) < 4 else 0
    if not age:
        return "leave the year of birth out"
    if age < 20:
        return '"a child"' if age < 13 else '"a teenager"'
    return f'"in their {DECADES[age // 10]}"' if age < 70 else '"an old person"'


def _words(text: str) -> Proposal:
    return lambda found: text


def _any(*patterns: str, case: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(patterns), 0 if case else re.IGNORECASE)


RULES = (
    Rule("phone", _any(
        r"(?<![\w.])\+\d[\d ().-]{6,16}\d(?!\w)",
        r"(?<![\w.,-])0\d{1,3}[ )/-]{1,2}\d{3,4}[ -]\d{3,4}(?!\w)",
        r"(?<![\w.,-])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\w)",
        r"\b(?:phone|mobile|cell|tel|telephone|call(?:ed)? (?:him|her|them) (?:on|at)|whatsapp|reach(?:ed|able)? (?:on|at))\.?"
        r"(?: (?:number|no\.?))?(?: is| was)?:? ?\+?\d[\d ().-]{4,16}\d",
    ), "a number leads to one person", _words("leave it out"), always=True),
    Rule("e-mail", _any(
        r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    ), "an address leads to one person", _words("leave it out"), always=True),
    Rule("handle", _any(
        r"(?<![\w@.])@(?=\w*[a-z_])\w{3,}",
        r"\b(?:wechat|weixin|qq|telegram|kakao(?:talk)?|weibo|whatsapp|signal|line|skype|douyin|twitter|facebook)\s*"
        r"(?:id|account|handle|name|number|user(?:name)?|no\.?)\s*(?:is|was|:)?\s*[\w.@-]{3,}",
        r"\b(?:wechat|weixin|qq|telegram|kakao(?:talk)?|weibo|skype)\s*:\s*[\w.@-]{3,}",
        r"\bQQ\s*\d{5,11}\b",
    ), "an account leads to one person", _words("leave it out"), always=True),
    Rule("coordinates", _any(
        r"(?<![\d.])-?\d{1,2}\.\d{3,}°?\s*[NS]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}°?\s*[EW]?",
        r"\d{1,3}\s*°\s*\d{1,2}\s*['′’](?:\s*\d{1,2}(?:\.\d+)?\s*[\"″”])?\s*[NSEW]\b",
        r"(?<![\d.])\d{1,2}(?:\.\d+)?\s*°?\s*[NS]\b,?\s*\d{1,3}(?:\.\d+)?\s*°?\s*[EW]\b",
        r"\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{3,5}\s?\d{3,5}\b",
    ), "a point on a map is one house or one landing", _words("name the stretch or the province"), always=True),
    Rule("papers", _any(
        r"(?<!\d)\d{17}[\dX](?!\w)", r"\bpassport (?:no\.?|number)?\s*:?\s*[A-Z]{1,2}\d{6,9}\b",
        r"[\u4e00-\u9fff][A-Z][·. ]?[A-Z0-9]{5}\b", r"\b(?:licen[cs]e|number) plate\s+(?:no\.?\s*|number\s*)?[\w·-]*\d[\w·-]*",
        r"\b(?:boat|vessel|ship|hull|trawler)s?\s+(?:no\.?|number|registered(?: as)?)\s*[A-Z-]*\d{2,}",
    ), "a document, plate or hull number leads to one person", _words("leave it out"), always=True),
    Rule("name", _any(
        rf"\b(?:Mr|Mrs|Ms|Miss)\.? (?!Xi\b|Kim Jong|Trump|Putin|Moon\b){NAME}",
        rf"\b{PRIVATE},? (?:is |was |who is )?(?:named|called|surnamed|known as|by the name of|nicknamed) {NAME}",
        rf"\b(?:(?:his|her|their|the source['’]s|whose) (?:real |full |family )?name (?:is|was)) {NAME}",
        rf"\b{NAME}, (?:an?|the) (?:[\w-]+ ){{0,4}}{PRIVATE}\b(?= (?:in|from|at|of|who|living)\b|,)",
        rf"\b{NAME}, \d{{2}}, (?:an?|the|who)\b",
    ), "a name", _words('role only: "a trader", "a resident"')),
    Rule("age", _any(
        rf"\b(\d{{1,3}})[- ]years?[- ]old\b(?!\s+{THINGS})", r"\baged (\d{1,2})\b(?! (?:months|weeks|days))",
        r"\b(?:man|woman|trader|resident|smuggler|source) of (\d{2})\b(?! (?:months|tons|boats|vessels|years))",
        r"\bborn in ((?:19|20)\d\d)\b",
        r"\b(?-i:[A-Z][\w'’]+), (\d{2}), (?:an?|the|who|said|told)\b",
    ), "with place or role, an age fits few people", _age),
    Rule("kin", _any(
        rf"\b(?:my|his|her|their|whose|\w+['’]s)\s+(?:\w+ )?(?:elder |older |younger |late |eldest |only )?{KIN}\b"
        r"(?!\s+(?:nation|countr|part|ship|cit))",
        rf"\b{KIN} of (?:an?|the|one) (?:[\w-]+ ){{0,3}}{PRIVATE}",
        rf"\b(?:mother|father|parent) of (?:{NUMBER}|twins)\b",
        rf"\b(?:has|have|with) {NUMBER} (?:children|sons|daughters|kids)\b",
        rf"\b(?:married to|related to|engaged to|divorced from|widow of) (?:an?|the|one) (?:[\w-]+ ){{0,3}}"
        rf"(?:{PRIVATE}|official)\b",
    ), "a family tie leads to a family", _words('"a relative", or leave it out')),
    Rule("rank", _any(
        rf"\b(?:an?|the|that|former|retired) {RANKS}\b", rf"\b{RANKS} (?:in|of|at|with|from) (?:the|an?)\b",
        rf"\b{RANKS} {NAME}", r"\b(?:an?|the|former|retired) (?:army |navy |police )?(?:major|general|captain) (?:in|of|at|with"
        r"|from|who|stationed|serving)\b(?! (?:\w+ ){0,2}(?:boat|vessel|ship|trawler))",
    ), "a rank in one place is few people", _words('"a guard", "an officer", "an official"')),
    Rule("unit", _any(
        rf"\b(?:\d{{1,3}}(?:st|nd|rd|th)|first|second|third|fourth|fifth) {UNIT}\b(?! of the (?:profit|goods|money))",
        rf"\b{UNIT} (?:no\.? ?)?\d{{1,4}}\b",
        r"\b(?:military )?unit (?:no\.? ?)?\d{3,5}\b", r"\b(?:check ?point|guard post|outpost|watch ?tower|border post|post)"
        r" (?:no\.? ?|number )\d{1,4}\b", r"\b(?:check ?point|guard post|outpost|watch ?tower) \d{1,4}\b",
    ), "a unit is few people on a short stretch", _words('"a border unit"')),
    Rule("employer", _any(
        rf"\b(?:works?|worked|working|employed|job) (?:for|at|in|by|with) (?:the )?(?:{NAME} )?(?-i:{FIRM})\b",
        rf"\b(?:employee|driver|accountant|manager|clerk|worker|cook|guard|director|deputy|staff|official|representative"
        rf"|trader)s? (?:of|at|for|with|in|from) (?:the )?(?:(?-i:[A-Z])[\w'’]+ (?:(?:No\.? ?)?\d+ )?){{1,4}}(?-i:{FIRM})\b",
        rf"\b(?:employed by|on the payroll of) (?:the )?{NAME}",
    ), "an employer is few people", _words('the kind of work only: "works for a trading firm"'), person=True),
    Rule("boats", _any(
        rf"\b(?:owns?|owned|owner of|operates?|runs?|ran|bought|inherited|captains?|skippers?) (?:just |only |about )?{NUMBER} "
        rf"(?:of the |own |fishing |small |wooden |steel |motor ?|old |rowing |cargo )*{HULLS}\b",
        rf"\b(?:his|her|my|whose) (?:own )?{NUMBER} (?:fishing |small |wooden |steel |motor ?|old |rowing |cargo )*{HULLS}\b",
        rf"\b{PRIVATE} with (?:just |only )?{NUMBER} (?:fishing |small |wooden |steel |motor ?|old |cargo )*{HULLS}\b",
    ), "how many boats somebody owns tells who it is", _words('"owns boats", without the number')),
    Rule("home", _any(
        r"\b(?:in|from|of|at|near) (?-i:[A-Z])[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+)? "
        r"(?:village|hamlet|neighbou?rhood|farm|wharf|pier|jetty)\b",
        r"\b(?:village|hamlet|neighbou?rhood|wharf|pier|jetty) of (?-i:[A-Z])[\w'’-]+",
        r"\b(?-i:[A-Z])\w+-(?:ri|dong|gu|myon|myeon|cun|tun|ku)\b", r"\b(?-i:[A-Z])\w{3,}cun\b",
        r"\b\d{1,4} (?-i:[A-Z])\w+ (?:Street|Road|Lane|Avenue|Alley)\b",
        r"\b(?:apartment|flat|room|house|building) (?:no\.? ?|number )\d+",
        r"[\u4e00-\u9fff]{2,4}(?:村|屯|里|洞)|[\uac00-\ud7a3]{2,4}(?:리|동|마을)(?=[\s,.에의])",
    ), "a village under a town is few people", _words("name the province or the stretch")),
)  # fmt: skip
DATED = re.compile(rf"\b{DAY}(?!\w)", re.IGNORECASE)
HOUR = re.compile(r"\b(?:at|around|about) \d{1,2}(?:[:.]\d\d)? ?(?:a\.?m\.?|p\.?m\.?|o['’]clock)", re.IGNORECASE)


def find_details(sentence: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Yield the details of a sentence, the first rule that finds a place in the text taking it."""
    taken: list[tuple[int, int]] = []
    person = PERSON.search(sentence) is not None
    for rule in RULES:
        if rule.person and not person:
            continue
        for found in rule.pattern.finditer(sentence):
            if all(found.end() <= start or found.start() >= end for start, end in taken):
                taken.append(found.span())
                yield rule, found
