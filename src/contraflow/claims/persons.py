"""Who can be a source: words for persons by role, and the role that a description names."""

import re

ROLES = (
    ("guard", r"(?:border )?(?:guard|soldier|officer|police(?:man|woman|men)|conscript)s?"),
    (
        "carrier",
        r"(?:boat(?:man|men)|driver|porter|sailor|fisher(?:man|men|woman)|captain|boat[- ]owner|ferryman|crew ?member)s?",
    ),
    ("broker", r"(?:broker|middle(?:man|men|woman)|go-between)s?"),
    (
        "trader",
        r"(?:trader|smuggler|merchant|business(?:man|men|woman|person|people)|dealer|importer|exporter|wholesaler|shopkeeper"
        r"|vendor|seller|buyer|stall[- ]?holder)s?",
    ),
    ("defector", r"(?:defector|refugee|escapee)s?"),
    (
        "ngo",
        r"(?:(?:relief|aid|rights|civic|monitoring|advocacy|charity) (?:group|organi[sz]ation|network)|activist|aid worker"
        r"|relief worker|human rights|missionar(?:y|ie)|campaigner)s?",
    ),
    ("analyst", r"(?:analyst|expert|professor|researcher|scholar|economist|observer|watcher|lecturer)s?"),
    ("official", r"(?:official|spokes(?:man|woman|person)|diplomat|minister|cadre|bureaucrat|inspector|mayor)s?"),
    ("resident", r"(?:resident|local|citizen|villager|inhabitant|townsperson|townspeople|farmer|defectors' relative)s?"),
    (
        "unspecified",
        r"(?:source|person|man|woman|insider|informant|contact|reporting partner|interviewee|member|manager|employee"
        r"|correspondent"
        r"|worker|student)s?",
    ),
)
ROLE_WORDS = "|".join(pattern for _, pattern in ROLES)
# work by which a source may be called, beside the words above
OCCUPATIONS = (
    ("guard", r"(?:sergeant|lieutenant|corporal|colonel|commander|patrol(?:man|men)|sent(?:ry|ries)|lookout)s?"),
    (
        "carrier",
        r"(?:skipper|rower|oars(?:man|men)|trucker|haulier|hauler|deckhand|rafts(?:man|men)|courier|ferry(?:man|men)|bargee"
        r"|crab(?:ber|man)|carter|lorry (?:man|men))s?",
    ),
    ("broker", r"(?:shipbroker|facilitator|fixer|intermediar(?:y|ies)|people smuggler|guide)s?"),
    (
        "trader",
        r"(?:forwarder|agent|money[- ]?changer|moneylender|lender|jewell?er|grocer|chandler|hawker|peddler|pedlar"
        r"|stall[- ]?keeper"
        r"|shop[- ]?owner|restaurant owner|butcher|consignor|consignee)s?",
    ),
    ("ngo", r"(?:missioner|volunteer|humanitarian)s?"),
    ("analyst", r"(?:consultant|specialist|historian|lawyer|strategist|academic|fellow)s?"),
    ("official", r"(?:clerk|prosecutor|administrator|bureaucrat|envoy|lawmaker|legislator|consul|secretar(?:y|ies))s?"),
    (
        "resident",
        r"(?:housewi(?:fe|ves)|mother|grandmother|father|pensioner|neighbou?r|teacher|miner|herds(?:man|men)|peasant"
        r"|household head|head of (?:a )?household|retiree|townsman|widow)s?",
    ),
    (
        "unspecified",
        r"(?:owner|head|dispatcher|fore(?:man|woman|men)|docker|stevedore|longshoreman|accountant|bookkeeper|storekeeper"
        r"|doctor"
        r"|nurse|cook|mechanic|engineer|engine driver|relative|acquaintance|voice|speaker|interpreter|director|partner|friend"
        r"|cousin|uncle|aunt|brother|sister|husband|wi(?:fe|ves)|son|daughter|veteran|participant|respondent|caller"
        r"|visitor|traveller|old hand|colleague|boss|chief|captain|crew|passenger|proprietor|landlord|landlady|innkeeper"
        r"|mate|bearer|changer|deputy|guest|exhibitor)s?",
    ),
)
# who does something is called by it; what ends like that and is no person
THINGS = (
    r"(?:number|river|border|winter|summer|water|order|paper|letter|quarter|tower|container|timber|sugar|copper|rubber|ginger"
    r"|pepper|powder|computer|freezer|trawler|freighter|tanker|lighter|cutter|steamer|liner|cover|corner|cent(?:er|re)"
    r"|theat(?:er|re)"
    r"|matter|weather|newspaper|poster|folder|ladder|shoulder|tractor|motor|sector|factor|harbor|reactor|corridor|mirror"
    r"|error"
    r"|floor|door|labor|color|calendar|litre|liter|meter|metre|silver|leather|butter|flower|shower|power|finger|fever|barrier"
    r"|charter|carrier bag|register|tender|trailer|locker|scanner|burner|heater|boiler|cooker|roller|buffer|counter|chapter"
    r"|member state|master|other|further|former|latter|either|neither|never|over|under|after|whether|rather|together|however"
    r"|later|earlier|higher|lower|upper|smaller|larger|bigger|fewer|better|easier|harder|cheaper|dearer|longer|shorter|wider"
    r"|whenever|wherever|moreover|eager|proper|super|inner|outer|bitter|sober|most|first|list|mist|fist|waist|coast|cost|past"
    r"|tourist|rest|test|west|east|best|last|least|forest|request|interest|harvest|arrest|protest|government|document"
    r"|shipment"
    r"|consignment|instant|constant|restaurant|plant|grant|for|or|nor)"
)
PERSON = (
    rf"(?:{ROLE_WORDS}|{'|'.join(pattern for _, pattern in OCCUPATIONS)}"
    rf"|(?!{THINGS}\b)(?:[\w'’-]*[a-z]{{2}}(?:er|or|ist|eer|ian|man|woman|keeper|owner|worker|hand)))"
)
GENERIC = frozenset({"source", "man", "woman", "person", "informant", "insider", "contact", "interviewee", "speaker", "voice"})
FEMALE = re.compile(r"\b(?:\w*woman|mother|grandmother|housewife|wife|widow|sister|daughter|aunt|landlady|lady|girl)\b", re.I)
MALE = re.compile(r"\b(?:(?!wo)\w*(?<!wo)man|father|grandfather|husband|brother|son|uncle|landlord|boy|gentleman)\b", re.I)
SHE, HE = re.compile(r"\b(?:she|her|herself)\b", re.IGNORECASE), re.compile(r"\b(?:he|his|himself)\b", re.IGNORECASE)
HEAD_ENDS = re.compile(
    r"\s+(?:of|in|from|at|on|with|close|near|familiar|who|whose|that|living|residing|based|working|along|inside|outside"
    r"|across|behind|by|for|told|there|here)\b|,",
    re.IGNORECASE,
)
WORKS_AS = re.compile(
    rf"\b(?:who (?:is|was|works as|worked as|used to be)|working as|himself"
    rf"|herself)\s+(?:an?\s+)?(?:[\w-]+\s+){{0,2}}?(?:{ROLE_WORDS})\b"
    rf"|,\s+an?\s+(?:[\w-]+\s+){{0,3}}?(?:{ROLE_WORDS})\b",
    re.IGNORECASE,
)
DOES = (
    ("defector", re.compile(r"\b(?:defected|escaped|fled|resettled)\b", re.IGNORECASE)),
    (
        "trader",
        re.compile(
            r"\bwho (?:trades|traded|smuggles|smuggled|sells|buys|imports|exports|deals)\b|\binvolved in (?:trade"
            r"|smuggling)\b",
            re.IGNORECASE,
        ),
    ),
    ("carrier", re.compile(r"\bwho (?:carries|ferries|drives|rows)\b", re.IGNORECASE)),
)


def role_of(description: str) -> str:
    """Return the role that a description names: that of its head word, else of what the source works as or does."""
    for role, pattern in DOES[:1]:
        if pattern.search(description):
            return role
    head = HEAD_ENDS.split(description, maxsplit=1)[0]
    role = _last_role(head) or _last_role(description[: len(head) + 1]) or "unspecified"
    if role in {"unspecified", "resident"}:
        works = WORKS_AS.search(description)
        told = _last_role(works.group(0)) if works else ""
        if told and told != "unspecified":
            return told
        return next((does for does, pattern in DOES if pattern.search(description)), role)
    return role


def _last_role(words: str) -> str:
    last, at = "", -1
    for role, pattern in (*ROLES, *OCCUPATIONS):
        for found in re.finditer(rf"\b{pattern}\b", words, re.IGNORECASE):
            if found.end() > at:
                last, at = role, found.end()
    return last


def head_of(description: str) -> str:
    """Return the noun that says what a source is, in small letters: "dealer" of "a dealer in dried herbs"."""
    head = HEAD_ENDS.split(description.strip(), maxsplit=1)[0]
    words = re.findall(r"[\w'’-]+", head.lower())
    return words[-1] if words else ""


def gender_of(description: str) -> str:
    """Return "f" or "m" where the words for a source tell it; empty otherwise."""
    head = HEAD_ENDS.split(description, maxsplit=1)[0]
    for words, female, male in ((head, FEMALE, MALE), (description, SHE, HE)):
        found = [(each.start(), sex) for sex, pattern in (("f", female), ("m", male)) for each in pattern.finditer(words)]
        if found:
            return min(found)[1]
    return ""
