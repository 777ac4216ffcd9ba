"""Who is the subject of a verb of saying or thinking, whatever he is: "a dispatcher said", "as one of the owners puts it".

The words for roles in ``speech`` are looked for first; this finds what they do not know, by the place in the sentence: before the
verb, after it, or after "according to", "in the words of" and the like.
"""

import re

from contraflow.claims.persons import PERSON
from contraflow.claims.said import Said

NOT_TO = r"(?!\s+(?:[\w'’]+\s+){1,4}?to\b)"
# who says; of these alone everybody can be the subject that is no thing
STRONG = (
    rf"(?:said|says|told{NOT_TO}|tells|explain(?:ed|s)|add(?:ed|s)|recall(?:ed|s)|report(?:ed|s)|complain(?:ed|s)|confirm(?:ed|s)"
    r"|comment(?:ed|s)|remark(?:ed|s)|jok(?:ed|es)|grumbl(?:ed|es)|confid(?:ed|es)|shrug(?:ged|s)|sigh(?:ed|s)|laugh(?:ed|s)"
    r"|whisper(?:ed|s)|quip(?:ped|s)|mutter(?:ed|s)|protest(?:ed|s)|boast(?:ed|s)|writes|wrote|relat(?:ed|es)|warn(?:ed|s)"
    r"|argu(?:ed|es)|insist(?:ed|s)|conced(?:ed|es)|admit(?:ted|s)|not(?:ed|es)|point(?:ed|s) out|observ(?:ed|es)|den(?:ied|ies)"
    r"|claim(?:ed|s)|maintain(?:ed|s)|acknowledg(?:ed|es)|suggest(?:ed|s)|declar(?:ed|es)|repl(?:ied|ies)|answer(?:ed|s)"
    r"|went on|goes on|continu(?:ed|es)|testif(?:ied|ies)|recount(?:ed|s)|reveal(?:ed|s)|scoff(?:ed|s)|(?:puts?|sees?|tells?) it)"
)
# who thinks; here the subject must be a person by its word
WEAK = (
    r"(?:think(?:s)?|thought|believ(?:ed|es)|reckon(?:ed|s)|expect(?:ed|s)|fear(?:ed|s)|hop(?:ed|es)|doubt(?:ed|s)|guess(?:ed|es)"
    r"|estimat(?:ed|es)|foresees|foresaw|predict(?:ed|s)|forecasts?|puts?|sees|saw|hears?|heard|knows|knew|swears|swore"
    r"|(?:has|had|have) (?:heard|seen|been told|noticed)|was told|call(?:ed|s)|blam(?:ed|es)|figur(?:ed|es)|count(?:ed|s)"
    r"|describ(?:ed|es)|remember(?:ed|s)|sp(?:oke|eaks) of|talk(?:ed|s) of|attribut(?:ed|es)|rul(?:ed|es) out|reject(?:ed|s)"
    r"|dismiss(?:ed|es)|disagre(?:ed|es)|disput(?:ed|es)|agre(?:ed|es)|calculat(?:ed|es)|noticed|notices|plans|intends|means"
    r"|(?:does|did) not (?:expect|think|believe|know|see)|would not say|sums (?:it )?up|summed (?:it )?up|asks|asked|wonders"
    r"|wondered|list(?:ed|s)|named|recogni[sz]es|suspect(?:ed|s)|feels|felt|finds|found|wishes|prefers|recommends|advises)"
)
VERB = re.compile(rf"\b(?:(?P<strong>{STRONG})|(?P<weak>{WEAK}))\b", re.IGNORECASE)
LEFT, RIGHT = 260, 200  # characters beside a verb in which its subject stands
BE = r"\b(?:said|says|told|was|were|is|are|will|would|has|had|can|could|may|must)\b"
# what may stand between the noun and its verb: where from, who, and what is set between commas
AFTER_NOUN = (
    r"(?: (?:who|whose|that)\b[^,“”\".;:?!]{0,100}"
    r"| (?:in|from|of|at|on|near|next|with|close|familiar|based|living|working|for|along|across|inside|outside|by|there|here"
    rf"|nearby|beyond|behind|below|above|over|under|without|named|called|aged|to)\b(?:(?!{BE})[^,“”\".;:?!]){{0,100}})?"
)
SET_OFF = (
    r"(?:(?:,(?! (?:he|she|they|it|we|the|this|another|but|and(?! (?:who|once|now|formerly))|while|so|which|or|as)\b)"
    r" [^,“”\".;:?!]{1,110}){1,3},)?"
)
ADVERB = (
    r"(?:,? (?:also|further|then|still|however|likewise|too|though|now|later|once|himself|herself|has|have|had|freely|in turn"
    r"|for (?:his|her|its|their) part|[a-z]+ly|on (?-i:[A-Z])[a-z]+day|(?:last|this) (?:week|month|year)|yesterday|today|flatly)"
    r"){0,3},? ?"
)
DESCRIBED = (
    r"(?:(?!(?:the|an?|this|that|was|were|is|are|has|had|of|in|at|on|for|to|by|from|with|who|which|and|or|but|said|told)\b)"
    r"[\w.'’-]+ ){0,5}?"
)
# no thing among what may say something, and nobody who says it for an office
NO_THING = (
    r"(?!(?:[\w'’-]+ )?(?:reports?|statements?|data|figures?|notices?|orders?|decrees?|directives?|documents?|newspapers?|papers?"
    r"|media|outlets?|agency|website|magazine|station|statistics|surveys?|stud(?:y|ies)|polls?|censuses|bulletins?|letters?|lists?"
    r"|signs?|laws?|rules?|rumou?rs?|stor(?:y|ies)|talk|news|words?|proverb|songs?|jokes?|spokes(?:man|woman|person)|ministry"
    r"|government|office|bureau|administration|authorit(?:y|ies)|council|commission|committee|department|embassy|consulate|court"
    r"|customs|briefing|resolutions?|regulations?|circulars?|announcements?|agreements?|ban|bans|treat(?:y|ies)|pictures?|images?"
    r"|photographs?|fees?|prices?|rates?|trade|one|two|three|both|same|other|others|few|number|kilos?|kilograms?|litres?|tonnes?"
    r"|ton|tons|sacks?|boats?|loads?|cartons?|truck|lorry|ship|vessel|barge|crossing|bridge|gate|river|night|day|week|month|year"
    r"|moment|time|case|way|place|point)\b)"
)
NEW_ONE = r"(?P<one>yet another|still another|another|one|an?(?: (?:second|third|fourth|fifth|different|separate|further|fellow|new))?)"
OF_THEM = r"(?P<few>(?:another|one|a (?:second|third)) of (?:them|these|those|the (?:[\w'’-]+ ){1,3}|his [\w]+ |her [\w]+ )?)"
KNOWN = r"(?P<the>the|this|that|the same|(?-i:[A-Z])[\w]+['’]s)"
KIN = (
    r"(?P<kin>(?:his|her|their|my) (?:[\w-]+ )?(?:brother|sister|husband|wife|son|daughter|cousin|uncle|aunt|partner|colleague|boss"
    r"|neighbou?r|friend|mother|father|clerk|foreman|driver|employer|rival|supplier|customer)\b)"
)
TITLE = r"(?P<title>(?:Mr|Mrs|Ms|Dr|Captain|Professor|Prof)\.? (?-i:[A-Z])[\w'’.-]*(?: (?-i:[A-Z])[\w'’-]+)?)"
ANY_NOUN = rf"(?:{PERSON}|[\w'’-]+)"


def _phrase(noun: str) -> str:
    return (
        rf"(?:(?:{NEW_ONE}|{KNOWN}) (?P<who>{NO_THING}{DESCRIBED}{noun}\b{AFTER_NOUN}{SET_OFF})"
        rf"|{KIN}{AFTER_NOUN}{SET_OFF}|{TITLE}{SET_OFF})"
    )


PERSON_BEFORE = re.compile(rf"(?<![\w'’-])(?:{_phrase(PERSON)}|(?P<pronoun>he|she)){ADVERB}$", re.IGNORECASE)
ANYBODY_BEFORE = re.compile(rf"(?<![\w'’-]){_phrase(ANY_NOUN)}{ADVERB}$", re.IGNORECASE)
TELLER = (
    rf"(?:(?:{NEW_ONE}|{KNOWN}) (?P<who>{NO_THING}{DESCRIBED}{PERSON}\b[^,“”\".;:?!]{{0,90}})|{TITLE}|(?P<pronoun>him|her|he|she)\b)"
)
BEHIND = re.compile(rf"^ {TELLER}", re.IGNORECASE)
QUOTED_BEFORE = re.compile(r"(?:[,”\"?!’']\s*|^)$")
SOURCE_OF = re.compile(
    r"\b(?:according to|in the (?:words|view|opinion|telling|judge?ment|experience|estimate|estimation|reckoning|eyes) of"
    r"|by the (?:account|reckoning|estimate|telling|count) of|(?:was|were|been) told by|as (?:quoted|related|told|described) by) "
    rf"{TELLER[:-1]}|(?P<last>that source|the latter))",
    re.IGNORECASE,
)
IN_OPINION = re.compile(
    r"\b(?:in|by|on|from|at|to) (?:(?P<his>his|her)"
    rf"|(?:{NEW_ONE}|{KNOWN}) (?P<who>{NO_THING}{DESCRIBED}{PERSON})['’]s) (?:own )?"
    r"(?:words|view|opinion|telling|judge?ment|experience|estimate|estimation|reckoning|account|count|version|memory|books)\b",
    re.IGNORECASE,
)
# a sentence that is about one person without letting him speak
PRESENTS = re.compile(
    r"^(?:(?:in|from|at|on|near|across|there|but|yet|and|asked about)\b[^,“”\".]{0,50}?,? )??"
    rf"(?:(?P<fresh>yet another|still another|another|one|an? (?:second|third|fourth|fifth|different|separate|further|fellow|new))"
    rf"|an?) (?P<who>{NO_THING}{DESCRIBED}{PERSON}\b{AFTER_NOUN}{SET_OFF}) (?!(?:was|were|has been|had been|is being|died|drowned)\b)"
    r"|^(?P<first>The (?:first|second|third|fourth)(?: person| one| man| woman)? (?:\w+s|has|was)\b)",
    re.IGNORECASE,
)
# a sentence that begins with whom it may know: "The dealer", "In Rason, the dealer"
KNOWN_FIRST = re.compile(
    r"^(?:(?:in|at|on|for|from|near|but|still)\b[^,“”\".]{0,40}, )?the (?P<who>(?:(?!of\b)[\w'’-]+ ){0,2}?[\w'’-]+)(?= )", re.IGNORECASE
)


def find_subjects(text: str) -> list[Said]:
    """Return who says or thinks something in a sentence, in order; nobody is found twice at one verb."""
    said = []
    for verb in VERB.finditer(text):
        left = text[max(verb.start() - LEFT, 0) : verb.start()]
        pattern = ANYBODY_BEFORE if verb["strong"] else PERSON_BEFORE
        found = PERSON_BEFORE.search(left) or (pattern.search(left) if verb["strong"] else None)
        if found:
            said += _said(found, max(verb.start() - LEFT, 0), verb.end())
            continue
        found = BEHIND.match(text[verb.end() : verb.end() + RIGHT])
        if found and QUOTED_BEFORE.search(text[: verb.start()]):
            said += _said(found, verb.end(), 0, verb.start())
    for pattern in (SOURCE_OF, IN_OPINION):
        for found in pattern.finditer(text):
            said += _said(found, 0, found.end())
    return said


def _said(found: re.Match[str], offset: int, end: int, start: int | None = None) -> list[Said]:
    """Return what a match tells of a subject, its offsets moved; ``end`` 0 is that of the match."""
    first = found.start() + offset if start is None else start
    last = end or found.end() + offset
    told = {name: words for name, words in found.groupdict().items() if words}
    if told.keys() & {"pronoun", "his"}:
        pronoun = (told.get("pronoun") or told["his"]).lower()
        return [Said(first, last, "pronoun", sex="f" if pronoun in {"she", "her"} else "m")]
    group = next((name for name in ("kin", "title", "who", "last") if name in told), "")
    if not group:
        return []
    words, at = found[group].rstrip(" ,"), found.start(group) + offset
    if group == "title":
        return [Said(first, last, "new", words, at, name=re.sub(r"^\w+\.? ", "", words))]
    if group == "kin":
        return [Said(first, last, "new", words, at, True)]
    fresh = bool(re.match(r"(?:yet |still )?another\b|one\b|an? \w+", told.get("one", ""), re.IGNORECASE))
    return [Said(first, last, "new" if "one" in told else "again", words, at, fresh)]
