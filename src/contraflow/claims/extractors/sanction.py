"""Sanction: the legal status of goods; a resolution, a ban on a named good, sanctions eased or tightened."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.case_words import CaseWords, ForCase
from contraflow.claims.draft import Draft, Rule, apply, first_of_each, rules, then
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import find_goods

NAME = "sanction"
VERSION = "3"
BANNED_BEFORE = re.compile(
    r"(?:still-?\s?)?(?:banned|prohibited|forbidden|embargoed|outlawed|ban on|ban(?:ning"
    r"|s)? (?:the )?(?:imports?|exports?) of)\s*$",
    re.IGNORECASE,
)
BANNED_AFTER = re.compile(
    r",?\s+(?:(?:which|that) )?(?:is|are|was|were|has been|have been|remains?)\s+(?:(?:still|now|also"
    r"|completely|already)\s+)*(?:banned|prohibited|forbidden|embargoed|outlawed|off limits)\b"
    r"|,? (?:still )?(?:banned|prohibited|forbidden) (?:by|under|since)\b|\s+(?:import |export )?(?:ban"
    r"|embargo)\b(?! (?:on|eva|bust))",
    re.IGNORECASE,
)
INTERNATIONAL = re.compile(
    r"\b(?:sanction|embargo|Security Council|United Nations|U\.N\.|UN\b|UNSCR|resolutions? \d{4})", re.IGNORECASE
)
FORBID = (
    r"(?:prohibit(?:s|ed|ing)?|ban(?:s|ned|ning)?|forbid(?:s|den|ding)?|forbade|bar(?:s|red|ring)?"
    r"|outlaw(?:s|ed|ing)?|embargo(?:es|ed)|criminali[sz](?:es|ed))"
)
FORBIDDEN = (
    r"(?:against the law|blocked|banned|prohibited|forbidden|barred|outlawed|embargoed|off limits"
    r"|illegal|no longer (?:allowed|permitted|legal)|not (?:allowed|permitted))"
)
BE = (
    r"(?:(?:is|are|was|were|been|be|being|has|have|had|became|become|remains?|now|also|still|completely"
    r"|already|explicitly|strictly|fully|newly|entirely|totally|all|since) )+"
)
DEALING = (
    r"(?:imports?|exports?|sales?|selling|purchases?|buying|supply|supplies|shipments?|deliver(?:y|ies)"
    r"|exporting|importing|hiring|employment|trade in|trading in|transfers?|recruitment|investments?"
    r"|joint ventures?)"
)
TRADED = (
    r"(?:cash|bulk cash|products|labou?r|workers|labou?rers|luxury goods|goods|exports?|imports?"
    r"|guest workers|joint ventures?|vehicles|machinery|metals?|ores?|statues|helicopters|weapons|arms)"
)
OIL = r"(?:oil|fuel|petroleum|crude|barrels?|exports?|imports?|sales|supplies|shipments|deliveries|coal)"
ISSUER = (
    r"(?:Security Council|United Nations|UN|U\.N\.|the Council|Council|Treasury|European Union|EU"
    r"|commerce ministry|Ministry of Commerce|customs (?:administration|authorities)"
    r"|General Administration of Customs|governments?|member states|ministry|authorities)"
)
MEASURE = (
    r"(?:sanctions?|embargo(?:es)?|resolutions?|Resolution \d{4}|restrictive measures|UN rules"
    r"|U\.N\. rules|UN measures|Security Council measures)"
)
PAPER = (
    r"(?:(?:new|fresh|tougher|additional|further|economic|UN|U\.N\.|sweeping|unprecedented|harsher"
    r"|stronger|another|the|a|an|its|round of|package of|set of|latest|draft|toughest) )*"
)
WORKERS = r"(?:workers?|labou?rers?|nationals|employees|waitresses)"
EASE = (
    r"(?:eas(?:e|es|ed|ing)|lift(?:s|ed|ing)?|relax(?:es|ed|ing)?|remov(?:e|es|ed|ing)|loosen(?:s|ed"
    r"|ing)?|soften(?:s|ed|ing)?|suspend(?:s|ed|ing)?|roll(?:ed|ing)? back|scal(?:e|ed|ing) back"
    r"|waiv(?:e|ed|ing)|end(?:ed|ing)?|drop(?:ped)?)"
)
TIGHTEN = (
    r"(?:tighten(?:s|ed|ing)?|strengthen(?:s|ed|ing)?|toughen(?:s|ed|ing)?|expand(?:s|ed|ing)?|step(?:s"
    r"|ped|ping)? up|ratchet(?:s|ed|ing)? up|widen(?:s|ed|ing)?|reinforc(?:e|es|ed|ing)|harden(?:s|ed"
    r"|ing)?|stiffen(?:s|ed|ing)?|intensif(?:y|ies|ied|ying)|extend(?:s|ed|ing)?|broaden(?:s|ed|ing)?)"
)
SOME = (
    r"(?:the |its |some |all |most |certain |existing |any |UN |U\.N\. |US |U\.S\. |economic "
    r"|international |unilateral |of |(?!enforc|implement|complian|under\b)[\w.-]+ ){0,4}?"
)


def _event(code: str, needs: str, *patterns: str) -> tuple[Rule, ...]:
    return rules("event", None, *patterns, code=code, needs=rf"\b(?:{needs})")


def _make(words: CaseWords) -> tuple[Rule, ...]:
    issuer, good = rf"(?:{words.power}|{ISSUER})(?! side)", rf"(?:{words.good}|{TRADED})"
    return (
        *_event(
            "rumour",
            "rumou?r|specul",
            rf"\b(?:rumou?rs?|rumou?red|speculation)\b[^.;]{{0,40}}?\b(?:{MEASURE}|(?:{good} )?ban)\b",
        ),
        *_exempt(good),
        *_cap(good),
        *_order(),
        *_deadline(),
        *_ban(issuer, good),
        *_stopped(issuer, good),
        *_designation(issuer),
        *_resolution(issuer),
        *_change(),
    )


def _exempt(good: str) -> tuple[Rule, ...]:
    return _event(
        "exempt",
        "exempt|waiver|exception|carve|not|exclud|loophole|allowed|permitted|livelihood",
        then(
            rf"(?:{good}|aid|{DEALING}|cargo|items)",
            r"(?:exempt(?:ed|ions?)?|be exempted|excluded from the (?:ban|sanctions))\b",
            45,
        ),
        r"\b(?:exempt(?:s|ed|ing|ions?)?|waivers?|livelihood (?:exceptions?|exemptions?|loophole)"
        rf"|exceptions?|carve-outs?)\b(?=[^.;]{{0,70}}?\b(?:{MEASURE}|ban|{good}|aid|trade|humanitarian"
        r"|shipments?))",
        rf"\b(?:{MEASURE}|ban)\b[^.;]{{0,60}}?\b(?:exempt(?:s|ed|ing|ions?)?|waivers?|exceptions?|carve-outs?"
        r"|exclud(?:e|es|ed|ing))\b",
        r"\b(?:not|never|nor) (?:covered by|subject to|affected by|included in|part of"
        rf"|fall under) (?:the )?(?:[\w.]+ )?(?:{MEASURE}|ban)\b|\bdo(?:es)? not (?:cover|include|apply to"
        rf"|extend to|ban) (?:[\w-]+ ){{0,3}}?(?:{good}|aid|food)",
        r"\b(?:is|are|was|were|remain|remains|be) (?:now |still |explicitly )?exempt(?:ed)?(?! from the fee)\b",
        r"\b(?:grant(?:ed|s|ing)?|given|receiv(?:ed|es)|won|obtain(?:ed|s)?"
        r"|issued?) (?:[\w-]+ ){0,3}?(?:waivers?|exemptions?)\b|\blivelihood (?:exceptions?|exemptions?"
        r"|purposes)\b",
    )


def _cap(good: str) -> tuple[Rule, ...]:
    return _event(
        "cap",
        "held|kept|slash|cap|ceiling|limit|quota|exceed|annual|yearly|no more|maximum|restrict|cut",
        rf"\b(?:caps?|ceilings?|limits?|quotas?)\b (?:on|of|for) (?:[\w'’.,-]+ ){{0,6}}?(?:{OIL}|{good})\b",
        r"\b(?:annual|yearly) (?:[\w-]+ )?(?:caps?|ceilings?|quotas?|limits?)\b|\bcapp?(?:s|ed"
        rf"|ing) (?:[\w'’-]+ ){{0,4}}?{OIL}\b",
        then(
            rf"(?:{MEASURE}|UN|Council|measures?)",
            r"(?:limit(?:s|ed|ing)?|cap(?:s|ped|ping)?|restrict(?:s|ed|ing)?|cut(?:s"
            rf"|ting)?) (?:[\w'’-]+ ){{0,4}}?{OIL}\b",
        ),
        then(
            OIL,
            r"(?:capped|may not exceed|must not exceed|held to|kept to|cut to|slashed to|(?:is|are|was|were|been"
            r"|be) (?:now )?(?:limited|restricted) to|cannot exceed|not to exceed|limited by (?:the"
            r"|a) (?:resolution|UN))\b",
            50,
        ),
        r"\bcap (?:is|was|of|stands at|stood at) (?:about |around )?[\d]",
        rf"\bno more than [\d.,]+ (?:million |thousand )?(?:barrels|tons|tonnes)\b(?=[^.;]*\b(?:year|allowed|{MEASURE}))",
    )


def _order() -> tuple[Rule, ...]:
    return _event(
        "order",
        "inspect|orders?\\b",
        r"\b(?:require[sd]?|oblige[sd]?|calls? for|called for|order(?:s|ed)|mandate[sd]?|demand(?:s"
        r"|ed)?)\b[^.;]{0,50}?\binspect(?:ion|ions)?\b[^.;]{0,20}?\b(?:of )?(?:all )?cargo(?:es)?\b",
        rf"\b(?:cargo(?:es)?|shipments?|ships|vessels)\b[^.;]{{0,30}}?\b(?:must|have to|has to|are to"
        rf"|is to) be inspected\b(?=[^.;]*\b{MEASURE})|\b(?:mandatory|universal"
        r"|compulsory) inspections? of (?:all )?cargo",
        r"\bunder (?:UN|U\.N\.|Security Council|the) (?:[\w-]+ )?orders? to (?:return|leave|go)\b",
    )


def _deadline() -> tuple[Rule, ...]:
    aim = rf"(?:{WORKERS}|joint ventures?|restaurants?|compan(?:y|ies)|firms?|businesses|ventures)"
    return _event(
        "deadline",
        "by\\b|until|deadline|before|within|days|months",
        rf"\b{aim}\b[^.;]{{0,50}}?\b(?:must|have to|has to|had to|are to|ordered to|told to|required to"
        r"|should) (?:be )?(?:sent home|repatriated|return(?:ed)?|leave|close|shut|go home"
        rf"|wind up)\b[^.;]{{0,40}}?\b(?:by|before|within|until)\b",
        rf"\b(?:gave|given|gives|giving|has|have|had)\b[^.;]{{0,40}}?\b(?:until|\d+ days|(?:[\w-]+ )?(?:days"
        rf"|months))\b[^.;]{{0,30}}?\bto (?:close|shut|leave|wind up|send|repatriate|end"
        rf"|return)\b(?=[^.;]*\b{aim}|[^.;]*\b(?:their|its))",
        rf"\bdeadline\b[^.;]{{0,70}}?\b(?:{MEASURE}|{WORKERS}|joint ventures?|UN\b|U\.N\.|Council)"
        rf"|\b(?:{MEASURE}|{WORKERS}|UN|U\.N\.)\b[^.;]{{0,50}}?\bdeadline\b",
        rf"\bmonths remain before {WORKERS}\b",
    )


BAN_WORDS = (
    "against|blocked|prohibit|ban|forbid|forbade|bar|outlaw|embargo|illegal|no longer|not\\b|halt"
    "|suspend|stop|end|cut|block|freez|froze|list|under|cover|must|may|slam|off limits|blacklist"
)


def _ban(issuer: str, good: str) -> tuple[Rule, ...]:
    return _event(
        "ban",
        BAN_WORDS,
        rf"\b{FORBID} (?:[\w.'’-]+ ){{0,3}}?(?:the )?{DEALING}\b(?! (?:office|tax))",
        rf"\b(?:{issuer}|{MEASURE}|measures?)(?: (?!(?:in|of|on|with|for|from|sell|sells|sold|buy"
        rf"|bought)\b)[\w-]+){{0,3}}? (?:has |have |had |will |would |to |also |now |then "
        rf"|first )*{FORBID} (?:[\w.'’-]+ ){{0,3}}?(?:such )?{good}\b",
        rf"\b{FORBID} (?:[\w.'’-]+ ){{1,5}}?from (?:exporting|importing|selling|buying|working|supplying"
        r"|purchasing|hiring|trading)\b",
        rf"\b(?:importing|exporting|selling|buying|trading in|dealing in) (?:[\w'’-]+ ){{0,4}}?(?:{good}"
        rf"|goods)\b[^.;]{{0,30}}?\b{BE}{FORBIDDEN}\b",
        rf"\b{good}\b[^.;]{{0,30}}?\b(?:may|can|could|must) (?:no longer|not) (?:legally )?be (?:bought|sold"
        rf"|imported|exported|shipped|supplied|delivered|traded)\b|\b(?:no|all) (?:more )?{good} (?:may|must"
        rf"|can) (?:be|leave|enter|cross)\b(?=[^.;]*\b(?:{MEASURE}|UN\b|ban))",
        rf"\b{good}\b[^.;]{{0,40}}?\b(?:one of|among) the (?:[\w-]+ ){{0,2}}?(?:items|goods"
        rf"|products)?(?: [\w-]+)? ?(?:on|under|barred|banned|covered)\b[^.;]{{0,20}}?\b(?:list|{MEASURE})"
        rf"|\b{good}\b[^.;]{{0,30}}?\bon the (?:UN |U\.N\. )?(?:sanctions|prohibited|banned|embargo) list\b",
        r"\b(?:a |an |the |its |total |complete |full |import |export |blanket )*(?:ban|embargo|prohibition"
        rf"|moratorium)s? on\b(?=[^.;]{{0,50}}?\b(?:{good}|{DEALING}))",
        rf"\b(?:oil|arms|trade|economic|{good}|coal) (?:import |export )?(?:ban|embargo(?:es)?)\b",
        rf"\b(?:exports?|imports?|sales?|trade|purchases?|supply) (?:of |in )?(?:[^.;]{{1,80}}? )?{BE}{FORBIDDEN}\b",
        rf"\b{BE}{FORBIDDEN} (?:[\w-]+ ){{0,3}}?(?:by|under|for importers"
        rf"|in line with) (?:[\w.'’-]+ ){{0,4}}?(?:{MEASURE}|UN|rules|law)\b",
        rf"\b(?:goods|products|items|minerals|{good})\b[^.;]{{0,80}}?\b(?:is|are|were|was) (?:now |still "
        r"|also )?(?:forbidden|banned|prohibited|embargoed|outlawed)\b(?! from)",
        rf"\b(?:{good}|goods)\b[^.;]{{0,40}}?\b(?:{BE})?(?:off limits|illegal)\b(?=[^.;]*\b(?:{MEASURE}|UN\b"
        r"|U\.N\.|import|export))",
        rf"\b{BE}(?:illegal|unlawful|against the (?:law|rules))\b(?=[^.;]*\b{MEASURE})(?<=l|w|s)",
        rf"\b(?:{good}|goods|products)\b[^.;]{{0,40}}?\b(?:added to|on|placed on|put on|part of) (?:the |a "
        r"|its )?(?:UN )?(?:list of (?:prohibited|banned|sanctioned|forbidden)|(?:banned|prohibited"
        r"|sanctions|embargo) list)",
        rf"\b{good}\b[^.;]{{0,20}}?\b(?:falls?|fell|come|comes|came|is|are|was|were) (?:now |also )?(?:under"
        rf"|covered by|subject to|blocked by|included in) (?:the |new |UN |U\.N\. |a )*(?:{MEASURE}|ban)\b",
        rf"\b(?:{MEASURE}|measures|ban)\b[^.;]{{0,20}}?\b(?:covers?|covered|includes?|extends? to|targets?"
        rf"|appl(?:y|ies) to|targeted) (?:also )?(?:[\w-]+ ){{0,2}}?{good}\b",
        rf"\b(?:{WORKERS})\b[^.;]{{0,40}}?\b(?:no longer be|must not be|may not be|cannot be|not be"
        r"|be(?:en)? (?:banned|barred|prohibited) from|can['’]t receive|cannot receive|banned from"
        r"|barred from|barred under) ?(?:hired|employed|working|work|new work visas)?\b",
        r"\b(?:must not|may not|may no longer|can no longer|are not (?:allowed|permitted) to) (?:import"
        r"|export|buy|sell|supply|purchase|deliver|ship)\b",
    )


def _stopped(issuer: str, good: str) -> tuple[Rule, ...]:
    stop = (
        r"(?:halt(?:s|ed|ing)?|suspend(?:s|ed|ing)?|stop(?:s|ped|ping)?|end(?:s|ed|ing)?|cut(?:s|ting)? off"
        r"|block(?:s|ed|ing)?|freez(?:e|es|ing)|froze)"
    )
    return _event(
        "ban",
        BAN_WORDS,
        rf"\b{issuer}\b[^.;]{{0,40}}?\b{stop} (?:all |its |any |the |buying |further )*(?:imports?|purchases?"
        rf"|exports?|sales|deliveries|shipments|supplies|buying|importing)(?: of| from)?\b(?=[^.;]*\b{good})",
        rf"\b{issuer}\b[^.;]{{0,25}}?\b{stop} (?:all |its |the )*(?:[\w'’-]+ ){{0,2}}?{good}(?: (?:trade"
        r"|imports?|exports?|supply|supplies|shipments|purchases|for))?\b(?! (?:smuggl|boats?|ships?|trucks?"
        r"|traders?))",
        rf"\b{issuer}\b[^.;]{{0,25}}?\bcut (?:off )?(?:its |the |all )*(?:[\w'’-]+ ){{0,2}}?(?:{good}"
        r"|crude) (?:supply|supplies|deliveries|shipments|exports)\b",
        rf"\b{good}\b[^.;]{{0,20}}?\bamong (?:the )?(?:banned|prohibited|forbidden|sanctioned) (?:goods|items"
        r"|products)\b|\badded to (?:the |its |a )?(?:UN |U\.N\. |sanctions )*list\b",
        r"\b(?:implement|enforc|appl|introduc|announc|impos)(?:e|es|ed|ing|y|ies|ied)? (?:a |an "
        rf"|the )(?:[\w.-]+ ){{0,4}}?(?:ban|embargo)\b(?! on (?:smok|firework))(?=[^.;]*(?:{good}|{MEASURE}"
        rf"|UN\b|U\.N\.|{issuer})|\W)",
        rf"\b{issuer}\b[^.;]{{0,30}}?\b(?:told|ordered|instructed|directed"
        rf"|asked) (?:[\w'’-]+ ){{1,5}}?(?:to )?(?:stop|cease|halt|end|suspend) (?:buying|importing"
        r"|purchasing|selling|exporting|purchases|imports|exports)\b",
        rf"\b(?:complete|total|full) halt (?:on|to|of) (?:[\w-]+ )?{good}\b|\bslammed the door on\b[^.;]{{0,30}}?\b{good}\b",
    )


def _designation(issuer: str) -> tuple[Rule, ...]:
    target = (
        r"(?:compan(?:y|ies)|firms?|banks?|ships?|vessels?|individuals?|persons?|entit(?:y|ies)|traders?"
        r"|importers?|people|businessm[ae]n|shippers?|tankers?|networks?)"
    )
    return _event(
        "designation",
        "blacklist|list|froz|freez|froze|assets|designat|sanction|target|block",
        r"\bblack-?list(?:s|ed|ing)?\b|\b(?:placed|put|added|adding|placing|putting)\b[^.;]{0,40}?\b(?:on"
        r"|to) (?:the |its |a )?(?:[\w.]+ )?(?:sanctions list|blacklist|list of sanctioned|designation list)\b",
        r"\b(?:froz?e(?:n)?|freez(?:e|es|ing)|block(?:ed|s|ing)|seiz(?:ed|ing)) (?:the )?assets of\b",
        rf"\b{issuer}\b[^.;]{{0,20}}?\b(?:sanctioned|designated) (?:[\w'’-]+ ){{0,5}}?{target}\b|\b(?:impos"
        r"|slapp|announc|plac)(?:ed|es|ing) (?:[\w.]+ )?(?:[\w.]+ )?sanctions (?:on"
        rf"|against) (?:[\w'’-]+ ){{0,4}}?{target}\b",
        rf"\b{target}\b[^.;]{{0,30}}?\b(?:targeted|hit|blacklisted|sanctioned|designated) (?:by"
        rf"|under) (?:[\w.-]+ ){{0,4}}?sanctions\b|\btargeted by (?:new |fresh )?(?:[\w.]+ ){{0,2}}?sanctions\b",
    )


def _resolution(issuer: str) -> tuple[Rule, ...]:
    act = (
        r"(?:adopt(?:s|ed|ing)?|pass(?:es|ed|ing)?|approv(?:e|es|ed|ing)|impos(?:e|es|ed|ing)|vot(?:e|es|ed"
        r"|ing)|back(?:s|ed|ing)?|endors(?:ed|es)|slap(?:s|ped|ping)?|agree(?:s|d)? on|enact(?:ed|s)?"
        r"|sign(?:ed|s)? up to|introduc(?:ed|es)|agreed? (?:[\w-]+ )?(?:on|to)|unanimous(?:ly)? (?:for|on"
        r"|behind)|support(?:s|ed)? )"
    )
    return _event(
        "resolution",
        "resolution|sanction|measures|embargo|制裁",
        r"\bresolution\b[^.;]{0,50}?\b(?:Council|United Nations|UN|U\.N\.)\b[^.;]{0,15}?\b(?:adopted|passed|approved)\b",
        rf"\b{act}\b[^.;]{{0,45}}?\b(?:resolutions?(?! to rest)|sanctions|embargo(?:es)?)\b(?=[^.;]*)",
        r"\b(?:Security Council|United Nations|UN|U\.N\.)\b[^.;]{0,60}?\b(?:new|another|fresh|further|latest) resolution\b",
        r"\bsanctions (?:adopted|approved|imposed"
        r"|passed) (?:[\w-]+ )?by (?:the )?(?:[\w.]+ )?(?:Security Council|United Nations|UN|U\.N\.)",
        r"\bSecurity Council (?:[\w-]+ ){0,2}?resolution (?:No. )?\d{4}|\b(?:resolution"
        r"|UNSCR) \d{4}\b[^.;]{0,30}?\b(?:adopted|passed|approved|took effect|entered into force"
        r"|came into (?:force|effect))\b",
        rf"\b(?:adoption|passage|approval|imposition) of (?:the )?{PAPER}(?:resolution|sanctions)\b"
        rf"|\b{PAPER}(?:sanctions|resolution|measures)\b (?:[\w-]+ ){{0,2}}?(?:came into (?:force|effect)"
        r"|took effect|entered into force|went into (?:force|effect))\b",
        rf"\b{PAPER}sanctions (?:were|was|have been|had been) (?:[\w-]+ly )?(?:adopted|approved|passed|imposed|agreed|voted)\b",
        r"\b(?:resolutions?|sanctions)\b[^.;]{0,40}?\b(?:won (?:the )?(?:[\w-]+ )?(?:support|backing"
        r"|approval)|passed|was adopted|were adopted|was passed|went through|unanimous|approved by"
        r"|adopted by|backed by|took effect|came into force|entered into force)\b",
        rf"\bvoted\b[^.;]{{0,30}}?\b(?:for|on|in favou?r of|to impose|to toughen"
        rf"|to tighten) {PAPER}(?:sanctions|resolution)\b|\bvoted into effect\b",
    )


def _change() -> tuple[Rule, ...]:
    needs = r"\b(?:sanction|embargo)"
    return (
        *rules(
            "change",
            0.0,
            r"\bsanctions\b[^.;]{0,40}?\b(?:(?:not|yet to|never)(?: yet)? (?:been |be )?(?:lifted|eased|relaxed"
            r"|removed|loosened)|remain(?:s|ed)?(?: firmly| fully)? (?:in place|in force|in effect|unchanged)"
            r"|(?:are|were|is) (?:still )?(?:unchanged|in force|in place|in effect)|stay(?:s|ed)? in (?:place"
            r"|force)|will stay|still (?:in force|in place|apply|stand|hold))\b",
            needs=needs,
        ),
        *rules(
            "change",
            -1.0,
            r"\b(?:easing|lifting|relaxation|removal|relief|loosening|suspension|end|softening|rollback) (?:of"
            rf"|from|to) {SOME}sanctions\b|\bsanctions?\b[^.;]{{0,30}}?\b(?:(?:been|were|are|was|is"
            r"|be) (?:[\w-]+ )?)?(?:softer|weaker|eased|lifted|relaxed|removed|loosened|softened|waived"
            r"|rolled back)\b",
            rf"\b{EASE} {SOME}sanctions\b|\bsanctions (?:relief|easing)\b|\b(?:lighter|milder|fewer|eased) sanctions\b",
            needs=needs,
        ),
        *rules(
            "change",
            1.0,
            rf"\b(?:tightening|strengthening|toughening|expansion|widening) of {SOME}sanctions\b"
            rf"|\b{TIGHTEN} {SOME}(?:sanctions|embargo)\b|\b(?:tougher|new|stricter|fresh|additional|further|more"
            rf"|harsher|stronger|heavier|more stringent) (?:[\w.-]+ ){{0,2}}?sanctions\b",
            r"\bsanctions?(?: pressure| net| regime| campaign)?\b[^.;]{0,30}?\b(?:tougher|stricter|harsher"
            r"|tighter|tightened|strengthened|toughened|stepped up|ratcheted up|expanded|widened|intensified"
            r"|increased|reinforced|extended)\b",
            needs=needs,
        ),
    )


_rules = ForCase(_make)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of sanction."""
    found = tuple(
        draft
        for draft in first_of_each(apply(_rules(case), sentence))
        if draft.code != "resolution" or INTERNATIONAL.search(sentence.whole)  # a club adopts resolutions too
    )
    yield from found
    if any(draft.code == "ban" for draft in found):
        return
    for good in find_goods(sentence.text, case):
        before = sentence.text[: good.start].rstrip()
        banned = BANNED_BEFORE.search(before) or BANNED_AFTER.match(sentence.text[good.end :])
        if banned:
            start = banned.start() if banned.re is BANNED_BEFORE else good.start
            end = good.end if banned.re is BANNED_BEFORE else good.end + banned.end()
            yield Draft("event", None, start, end, "ban", good=good.id)
            return
