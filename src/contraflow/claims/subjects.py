"""Who is the subject of a verb of saying or thinking, whatever he is: "a dispatcher said", "as one of the owners puts it".

The words for roles in ``speech`` are looked for first; this finds what they do not know, by the place in the sentence: before
the verb, after it, or after "according to", "in the words of" and the like.
"""

import re

from contraflow.claims.persons import PERSON, ROLE_WORDS, head_of
from contraflow.claims.said import Said
from contraflow.claims.saying import MANY_VERB, STRONG, THING_HEADS, VERB

LEFT, RIGHT = 260, 200  # characters beside a verb in which its subject stands
BE = r"\b(?:said|says|told|was|were|is|are|will|would|has|had|can|could|may|must)\b"
# what may stand between the noun and its verb: where from, who, and what is set between commas
AFTER_NOUN = (
    r"(?: (?:who|whose|that)\b[^,“”\".;:?!]{0,100}"
    r"| (?:in|from|of|at|on|near|next|with|close|familiar|based|living|working|for|along|across|inside|outside|by|there|here"
    r"|nearby|[a-z]+ing|beyond|behind|below|above|over|under|without|named|called|aged|to|reached|interviewed|speaking)\b"
    rf"(?:(?!{BE})[^,“”\".;:?!]){{0,100}})?"
)
SET_OFF = (
    r"(?:(?:,(?! (?:he|she|they|it|we|the|this|another|but|and(?! (?:who|once|now|formerly))|while|so|which|or|as)\b)"
    r" [^,“”\".;:?!]{1,110}){1,3},)?"
)
ADVERB = (
    r"(?:(?:,? (?:also|further|then|still|however|likewise|too|though|now|later|once|himself|herself|has|have|had|freely"
    r"|in turn"
    r"|for (?:his|her|its|their) part|[a-z]+ly|on (?-i:[A-Z])[a-z]+day|(?:last|this) (?:week|month|year)|yesterday|today"
    r"|there|here)"
    r"){1,3},? ?| )?"
)
DESCRIBED = (
    r"(?:(?!(?:the|an?|this|that|was|were|is|are|has|had|of|in|at|on|for|to|by|from|with|who|which|and|or|but|said|told)\b)"
    r"[\w.'’-]+ ){0,5}?"
)
SEVERAL_HEAD = re.compile(r"(?:[^s'’]s|men|people)$")
COUNT = r"(?:second|third|fourth|fifth|different|separate|further|fellow|new)"
NEW_ONE = rf"(?P<one>yet another|still another|another|one|an?(?: {COUNT})?)"
KNOWN = r"(?P<the>the|this|that|the same|our|its|their|(?-i:[A-Z])[\w]+['’]s)"
KIN = (
    r"(?P<kin>(?:his|her|their|my) (?:[\w-]+ )?(?:brother|sister|husband|wife|son|daughter|cousin|uncle|aunt|partner"
    r"|colleague|boss"
    r"|neighbou?r|friend|mother|father|clerk|foreman|driver|employer|rival|supplier|customer)\b)"
)
TITLE = r"(?P<title>(?:Mr|Mrs|Ms|Dr|Captain|Professor|Prof)\.? (?-i:[A-Z])[\w'’.-]*(?: (?-i:[A-Z])[\w'’-]+)?)"
# one of several: "one of them", "another of the three", "the other", "the third", "a second"
GROUP = r"(?:the (?:same )?|these |those |them\b|his |her |their )?(?:[\w'’-]+ ?){0,2}"
OF_WORDS = (
    rf"(?:another|one|a {COUNT}|the other|the (?:first|second|third|fourth|last))"
    rf"(?: of {GROUP}| one| man| woman| person)?(?<! )(?![\w'’-])"
)
OF_GROUP = rf"(?P<of>{OF_WORDS})"
NOT_WITHIN = (
    r"(?<!\bof )(?<!\bin )(?<!\bon )(?<!\bat )(?<!\bfrom )(?<!\bwith )(?<!\bby )(?<!\bnear )(?<!\bunder )(?<!\bacross )"
)
NOT_WITHIN += (
    r"(?<!\bno )(?<!\bwhatever )(?<!\bwhat )(?<!\bthan )(?<!\bbehind )(?<!\bto )(?<!\binside )(?<!\balong"
    r" )(?<!\bfor )(?<!\bbetween )(?<![\w'’-])"
)


def _phrase(noun: str, known: str) -> str:
    return (
        rf"(?:(?:{known}) (?P<who>{DESCRIBED}{noun}(?![\w'’-]){AFTER_NOUN}{SET_OFF})"
        rf"|{KIN}{AFTER_NOUN}{SET_OFF}|{TITLE}{SET_OFF}|{OF_GROUP}{AFTER_NOUN}{SET_OFF})"
    )


PERSON_BEFORE = re.compile(
    rf"{NOT_WITHIN}(?:{_phrase(PERSON, f'{NEW_ONE}|{KNOWN}')}|(?P<pronoun>he|she|they)){ADVERB}$", re.IGNORECASE
)
ANY_NOUN = r"[\w'’-]+"
ANYBODY_BEFORE = re.compile(rf"{NOT_WITHIN}{_phrase(ANY_NOUN, NEW_ONE)}{ADVERB}$", re.IGNORECASE)
PEOPLE = (
    r"(?:[\w'’-]*[a-z]{2}(?:ers|ors|ists|eers|ians|men|women|hands|keepers|owners|wives)|people|residents|sources|households"
    r"|contacts"
    r"|locals|relatives|officials|groups|partners|both|guards|merchants|agents|clerks|informants|citizens|defectors|refugees)"
)
EVERYBODY_BEFORE = re.compile(
    rf"(?P<many>\b(?:everybody|everyone|nobody|no one|(?:every|each"
    rf"|no) {DESCRIBED}{PERSON}(?![\w'’-]){AFTER_NOUN})){ADVERB}$",
    re.IGNORECASE,
)
POLLED = (
    r"[\w-]+ (?:of|in|out of) (?:the |our )?(?:\d+|ten|nine|eight|seven|six|five|all|[\w-]+(?= households))(?: [\w-]+){0,2}"
)
SEVERAL_BEFORE = re.compile(
    r"(?:^|[,;:—–-] |\band |\bthat |\bas )(?P<many>(?:(?:two|three|four|five|six|several|many|most|some|other|both|few|the"
    r"|these) )?"
    rf"{DESCRIBED}{PEOPLE}(?![\w'’-])(?: (?:who|of|in|from|at|on|near|with|along|for|there"
    rf"|here)\b(?:(?!{BE})[^,“”\".;:?!]){{0,80}})?"
    rf"(?:, [^,“”\".;:?!]{{1,80}},)?|(?:two|three|four|both|several|most|some) of [^,“”\".;:?!]{{2,40}}|{POLLED}){ADVERB}$",
    re.IGNORECASE,
)
TELLER = (
    rf"(?:(?:{NEW_ONE}|{KNOWN}|(?:his|her)(?= )) (?P<who>{DESCRIBED}{PERSON}\b[^,“”\".;:?!]{{0,90}})|{TITLE}"
    rf"|(?P<pronoun>him|her|he|she)\b|{OF_GROUP})"
)
BEHIND = re.compile(rf"^ {TELLER}", re.IGNORECASE)
CLAUSE = re.compile(r"(?:^|[,;:—–”\"] |\b(?:and|but|yet|so|then|still) )$", re.IGNORECASE)
QUOTED_BEFORE = re.compile(r"(?:[,”\"?!’']\s*|^|\bso )$", re.IGNORECASE)
# whatever the verb: a person and a verb alone between commas or at the end, or before "that" and "how"
NO_VERB = (
    r"(?!(?:who|whose|that|which|and|or|but|in|on|at|of|from|to|by|with|for|as|than|near|here|there|himself|herself"
    r"|who|when)\b)"
)
ANY_VERB = rf"{NO_VERB}(?:(?:has|had|have|would|could|can|will) )?(?:not )?[a-z]+(?:s|ed|d|t|k|w|n|g|e)"
SINGLE = rf"(?:(?:{NEW_ONE}|{KNOWN}) (?P<who>{DESCRIBED}{PERSON}(?![\w'’-]){AFTER_NOUN})|{KIN}|{TITLE}|(?P<pronoun>he|she))"
SET_APART = re.compile(
    rf"(?:(?<=[,”\"] )|(?<=, so )|(?<=, as )){SINGLE} {ANY_VERB}(?: (?:it|us|out|on|up))?"
    r"(?=[,.;:]| (?:on|last|this|with|over|in a|yesterday|today|by (?:tele)?phone|from (?:his|her)"
    r"|to us)\b[^,.;:]{0,40}[,.;:])",
    re.IGNORECASE,
)
BEFORE_THAT = re.compile(
    rf"{NOT_WITHIN}{SINGLE}{ADVERB}(?<= )(?:has |had )?{NO_VERB}[a-z]+(?:s|ed|d|t|w)(?: us| me)? (?:that|how)\b", re.IGNORECASE
)
# sources that a report numbers or letters: "Contact B", "Respondent 4"
LABEL = re.compile(
    rf"(?P<label>\b(?:{ROLE_WORDS}|contact|respondent|witness|caller|household|reader|speaker|panel(?:ist| member)|voice"
    rf"|observer|interviewee)"
    r" (?-i:(?:[A-Z]|[A-Z]?\d{1,3}|(?:No|Nr)\.? ?\d{1,3}|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix)\b)(?!\.?\w))"
    r"(?P<after>(?: \([^)]{1,60}\)|,? (?:in|of|from|at|on|near) [^,“”\".;:?!]{2,50},?| )?)",
    re.IGNORECASE,
)
PLACE_FIRST_ANY = r"(?:(?:in|from|at|on|near|across|but|yet|and)\b[^,“”\".]{0,50}?,? )??"
OPINION = (
    r"(?:words|view|opinion|telling|judge?ment|experience|estimate|estimation|reckoning|account|count|version|memory|books)"
)
SOURCE_OF = re.compile(
    r"\b(?:according to|in the (?:words|view|opinion|telling|judge?ment|experience|estimate|estimation|reckoning|eyes) of"
    r"|by the (?:account|reckoning|estimate|telling|count) of|(?:was|were|been) told by|as (?:quoted|related|told"
    r"|described) by"
    r"|the words (?:are|were) those of"
    r"|(?:was|were|is|are|been) (?:called|described|denied|confirmed|dismissed|reported|put)\b[^,.;“”]{0,40}? by) "
    rf"{TELLER[:-1]}|(?P<last>that source|the latter))",
    re.IGNORECASE,
)
# "one trader's estimate is", "the broker's verdict"
HIS_WORD = re.compile(
    rf"\b(?:{NEW_ONE}|{KNOWN}) (?P<who>{DESCRIBED}{PERSON})['’]s (?:own )?(?:{OPINION[3:-1]}|answer|verdict|guess|figures?"
    rf"|explanation"
    r"|reply|forecast|complaint|bet|impression|advice|arithmetic|sums|list)\b(?: of [^,“”\".;:?!]{2,60})? (?:is|was|runs|ran"
    r"|goes|went|differs|came)\b",
    re.IGNORECASE,
)
# "A driver from Linjiang: “...”"
COLON = re.compile(
    rf"^(?:{PLACE_FIRST_ANY})(?:{NEW_ONE}|{KNOWN}) (?P<who>{DESCRIBED}{PERSON}(?![\w'’-])[^“”\".;:?!]{{0,120}}): [“\"]",
    re.IGNORECASE,
)
IN_OPINION = re.compile(
    rf"\b(?:in|by|on|from|at|to) (?:(?P<his>his|her)|(?:{NEW_ONE}"
    rf"|{KNOWN}) (?P<who>{DESCRIBED}{PERSON})['’]s) (?:own )?{OPINION}\b",
    re.IGNORECASE,
)
PLACE_FIRST = (
    r"(?:(?:there|but|yet|and|[^,“”\".]{3,60},|(?:in|from|at|on|near|across|asked about|outside|up"
    r"|down)\b[^,“”\".]{0,50}?) )??"
)
NO_KIN = r"(?!(?:brother|sister|cousin|uncle|aunt|son|daughter|wife|husband|mother|father)\b)"
PASSIVE = (
    r"(?!(?:wanted to know|asked|wished to know|was|were|has been|had been|is being|died|drowned|lies|stands|costs"
    r"|fetches)\b)"
)
# a sentence that is about one person without letting him speak
PRESENTS = re.compile(
    rf"^{PLACE_FIRST}(?:(?P<fresh>yet another|still another|another|one|an? {COUNT})|an?)"
    rf" (?P<who>{DESCRIBED}{NO_KIN}{PERSON}(?![\w'’-]){AFTER_NOUN}{SET_OFF}) {PASSIVE}"
    rf"|^{PLACE_FIRST}the (?P<owner>(?:[\w'’-]+ ){{0,2}}?{NO_KIN}{PERSON}(?= (?:of|who|at|in|from|with"
    rf"|on) ){AFTER_NOUN}{SET_OFF}) {PASSIVE}"
    rf"|^{PLACE_FIRST}(?P<first>{OF_WORDS}{AFTER_NOUN}{SET_OFF}) {PASSIVE}\w+"
    rf"|^(?:there (?:is|was)|take|meet|consider|listen to|ask) (?:an?|one"
    rf"|the) (?P<there>{DESCRIBED}{PERSON}(?![\w'’-]){AFTER_NOUN})"
    rf"|^[^“”\"]{{0,80}}\b(?:comes?|came) from (?:an?|one|another) (?P<from>{DESCRIBED}{PERSON}\b[^,“”\".;:?!]{{0,90}})",
    re.IGNORECASE,
)
# a sentence that begins with whom it may know: "The dealer", "In Rason, the dealer"
KNOWN_FIRST = re.compile(
    r"^(?:(?:in|at|on|for|from|near|but|still)\b[^,“”\".]{0,40}, )?the (?P<who>(?:(?!of\b)[\w'’-]+ ){0,2}?[\w'’-]+)(?= )",
    re.IGNORECASE,
)
# "a dealer sells such papers and says that"
AND_SAYS = re.compile(
    rf"^{PLACE_FIRST}(?:{NEW_ONE}|{KNOWN}) (?P<who>{DESCRIBED}{PERSON}(?![\w'’-])){AFTER_NOUN}{SET_OFF} {PASSIVE}"
    rf"[^“”\".;:?!]{{3,160}}?,? and (?P<verb>says|said|adds|added|thinks|thought|reckons|calls|called|believes|expects|hopes"
    rf"|fears)\b",
    re.IGNORECASE,
)
SAYS_LABEL = re.compile(
    rf"(?:\baccording to|\bby|[,”\"] {STRONG}|\b(?:in|from) the (?:words|notes?|account) of) (?:our )?$", re.IGNORECASE
)


def find_subjects(text: str) -> list[Said]:
    """Return who says or thinks something in a sentence, in order; nobody is found twice at one verb."""
    said = []
    for verb in VERB.finditer(text):
        first = max(verb.start() - LEFT, 0)
        left = text[first : verb.start()]
        found = PERSON_BEFORE.search(left) or (ANYBODY_BEFORE.search(left) if verb["strong"] else None)
        if found and verb["weak"] and found["pronoun"] and not CLAUSE.search(left[: found.start()]):
            continue  # "the notion that he counts bundles"
        if found:
            said += _said(found, first, verb.end(), weak=bool(verb["weak"]))
            continue
        found = BEHIND.match(text[verb.end() : verb.end() + RIGHT])
        if found and QUOTED_BEFORE.search(text[: verb.start()]):
            said += _said(found, verb.end(), 0, verb.start())
    said += _several(text)
    for pattern in (SOURCE_OF, IN_OPINION, HIS_WORD, COLON, SET_APART, BEFORE_THAT):
        for found in pattern.finditer(text):
            said += _said(found, 0, found.end())
    for found in LABEL.finditer(text):
        before, behind = text[: found.start()], text[found.end() :]
        if not before.strip('“” "') or SAYS_LABEL.search(before) or VERB.match(behind.lstrip(", ")):
            said.append(Said(*found.span(), "label", found["label"], found.start("label"), name=found["label"].lower()))
    found = AND_SAYS.match(text)
    return said + (_said(found, 0, found.end("verb")) if found else [])


def _several(text: str) -> list[Said]:
    """Return several, or everybody, who say something together."""
    said = []
    for pattern, verbs in ((SEVERAL_BEFORE, MANY_VERB), (EVERYBODY_BEFORE, MANY_VERB), (EVERYBODY_BEFORE, VERB)):
        for verb in verbs.finditer(text):
            first = max(verb.start() - LEFT, 0)
            if found := pattern.search(text[first : verb.start()]):
                at = found.start("many") + first
                said.append(Said(at, verb.end(), "many", found["many"].rstrip(" ,"), at))
    return said


def _said(found: re.Match[str], offset: int, end: int, start: int | None = None, *, weak: bool = False) -> list[Said]:
    """Return what a match tells of a subject, its offsets moved; ``end`` 0 is that of the match; ``weak``: it only thinks."""
    first = found.start() + offset if start is None else start
    last = end or found.end() + offset
    told = {name: words for name, words in found.groupdict().items() if words}
    if told.keys() & {"pronoun", "his"}:
        pronoun = (told.get("pronoun") or told["his"]).lower()
        if pronoun == "they":
            return [Said(first, last, "they")]
        return [Said(first, last, "pronoun", sex="f" if pronoun in {"she", "her"} else "m")]
    if "of" in told and weak and told["of"].lower() == "one":
        return []  # "one hears"
    group = next((name for name in ("kin", "title", "who", "last", "of") if name in told), "")
    if not group:
        return []
    words, at = found[group].rstrip(" ,"), found.start(group) + offset
    if group == "title":
        return [Said(first, last, "new", words, at, name=re.sub(r"^\w+\.? ", "", words))]
    if group == "kin":
        return [Said(first, last, "new", words, at, True)]
    if group == "of":
        described = found.group(0).rstrip(" ,")
        return [Said(first, last, "of", described, found.start() + offset)]
    head = head_of(words)
    if head in THING_HEADS:
        return []
    if "the" in told and SEVERAL_HEAD.search(head):
        return [] if weak else [Said(first, last, "many", words, at)]
    if told.get("the", "the").lower() not in {"the", "this", "that", "the same"}:
        return [Said(first, last, "ours", words, at)]
    fresh = bool(re.match(r"(?:yet |still )?another\b|one\b|an? \w+", told.get("one", ""), re.IGNORECASE))
    return [Said(first, last, "new" if "one" in told else "again", words, at, fresh, weak=weak)]
