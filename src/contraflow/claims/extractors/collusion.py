"""Collusion: guards or officials who take part in smuggling or run it together with traders; who only looks away is none."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.actors import LOAD
from contraflow.claims.draft import Draft, apply, first_of_each, rules, then
from contraflow.claims.sentences import Sentence

NAME = "collusion"
VERSION = "4"
SERVANT = (
    r"(?:head of the (?:[\w-]+ ){0,2}?(?:police|station|unit|post|office)|(?:border "
    r"|coast )?guards(?:men|man)?|guard|soldiers?|troops|servicemen|officers?|officials?"
    r"|police(?:m[ae]n)?|security agents?|patrol agents?|agents|cadres?"
    r"|inspectors?|commanders?|commissars?|sergeants?|lieutenants?|captains?(?! of the (?:ferry|boat"
    r"|ship|team))|patrols?|garrisons?|brigade|customs (?:agents?|clerks?|staff|chiefs?)|bureaucrats?"
    r"|chief of the (?:post|station|unit))"
)
DEALER = (
    r"(?:smugglers?|traders?|brokers?|merchants?|dealers?|wholesalers?|middlem[ae]n|traffickers?"
    r"|porters?|couriers?|boatm[ae]n|(?:smuggling )?(?:rings?|gangs?|networks?))"
)
TRADE = (
    r"(?:smuggling(?! out)|contraband|trafficking|the (?:illicit |illegal |cross-border "
    r"|smuggling )?(?:trade|business|racket)|(?:illicit|illegal|private|cross-border) (?:trade|deals"
    r"|business|dealings)|smuggling (?:rings?|operations?|gangs?|networks?|schemes?))"
)
GOODS = rf"(?:(?:the |their |smuggled |banned |private |some |these |[a-z]+ )*{LOAD})"
FORMS = r"(?:s|es|ed|ing|d)?"
JOIN = (
    r"(?:(?:is|are|was|were|been|being|get(?:ting)?|became|become|deeply|directly|heavily"
    r"|also) )*(?:involved in|complicit in|implicated in|in on|part of|mixed up in|taking part in"
    r"|takes? part in|took part in|taken part in|participat(?:e|es|ed|ing) in|engag(?:e|es|ed|ing) in"
    r"|join(?:s|ed|ing)?(?: in)?|deal(?:s|ing)? in|tak(?:e|ing) a hand in|have a (?:stake|hand|share) in"
    r"|has a (?:stake|hand|share) in|a (?:stake|hand|share) in|invest(?:ed|ing)? in|run(?:s|ning)?|ran"
    r"|head(?:s|ed|ing)?|operat(?:e|es|ed|ing)|organi[sz](?:e|es|ed|ing)|dabbl(?:e|es|ed|ing) in)"
    rf" (?:his own |her own |their own |a |an |the |own |[\w-]+ )?{TRADE}"
)
HELP = (
    r"(?:(?:help|assist|aid|abet|protect|shelter|cover for|shield|cooperat|collaborat|collud|conspir"
    r"|connive|conniv|partner|team|guid)(?:e|es|s|ed|ing)?(?: and abet(?:s|ted"
    r"|ting)?)?(?: up)?(?: together)?(?: with)?|work(?:s|ed|ing)? (?:closely |together |hand in hand "
    r"|hand in glove |in tandem |regularly )*(?:with|for)"
    r"|in (?:league|cahoots|collusion|business|partnership|the pay) (?:with|of)|hand in (?:hand"
    r"|glove) with|on (?:good|friendly|close) terms with|(?:business |close |good )*(?:ties|connections"
    r"|links|dealings|arrangements|relations) (?:with|to)|(?:go|goes|going|gone|went) into business with"
    r"|do(?:es|ing)? business with|strik(?:e|es|ing) deals with|on the payroll of|act(?:s|ed"
    r"|ing)? as (?:[\w-]+ )?for|hand[- ]in[- ]glove with|complicit with|arrang(?:e|es|ed"
    r"|ing) (?:[\w-]+ ){1,4}with|collusion with)"
    rf" (?:the |these |those |certain |some |local |a |an |big |[\w-]+ )*?(?:{DEALER})"
)
ACT = (
    r"(?:act(?:s|ed|ing)? as (?:[\w-]+ )?(?:lookouts?|couriers?|escorts?|middlem[ae]n|porters?|guides?"
    r"|brokers?|smugglers?|intermediar(?:y|ies))|moonlight(?:s|ed|ing)?(?: as (?:smugglers?|porters?"
    r"|brokers?))?"
    r"|tip(?:s|ped|ping)? (?:[\w-]+ ){0,3}?off|(?:warn|alert)(?:s|ed|ing)? (?:the )?(?:smugglers|traders"
    r"|brokers|them) (?:in advance|before|of|about|when|ahead)"
    r"|smuggl(?:e|es|ed|ing) (?:goods |things |[a-z]+ )?(?:themselves|himself|on the side|for (?:a fee"
    r"|money|profit|themselves))|(?:themselves|himself|even|also) (?:now )?(?:smuggl(?:e|es|ed|ing)"
    r"|engag(?:e|ed|ing) in smuggling|tak(?:e|ing) part in smuggling)"
    r"|(?:get|gets|getting|take|takes|took|taking|receive[sd]?|pocket(?:s|ed)?|demand(?:s|ed)?|have|has"
    r"|want(?:s|ed)?) (?:[\w-]+ )?(?:a |their |his )?(?:cut|share|slice|percentage|kickbacks?"
    r"|part) (?:of|in|from|out of) (?:the |every |each |all )?(?:profits?|proceeds|loads?|trade|takings"
    r"|goods|smuggling|cargo|deals?|earnings|haul|shipments?)"
    r"|(?:shar|split|divid)(?:e|es|s|ed|ing|ting) (?:in )?(?:the )?(?:profits?|proceeds|takings|gains"
    r"|earnings|spoils|loot)|(?:carr(?:y|ies|ied|ying)|convey(?:s|ed|ing)?|deliver(?:s|ed|ing)?|mov(?:e"
    r"|es|ed|ing)|transport(?:s|ed|ing)?|haul(?:s|ed|ing)?|escort(?:s|ed|ing)?|load(?:s|ed|ing)?"
    rf"|unload(?:s|ed|ing)?|ferr(?:y|ies|ied|ying)|store[sd]?) {GOODS}\b(?! to the doctor)"
    r"|(?:accused of|(?:busted|arrested|investigated|detained|tried|punished|dismissed|jailed|sentenced"
    r"|purged|shot|executed) for|caught|charged with(?! (?:prevent|stop|fight|combat|curb|investigat))"
    r"|suspected of|convicted of"
    r"|admitted(?: to)?) (?:[\w-]+ ){0,5}?smuggl\w+|collud(?:e|es|ed|ing)|in league|in cahoots"
    r"|hand in glove|in on (?:it|the)|on the take|play along"
    r"|(?:become|became|turned|double as|doubling as|themselves|are also|is also|act as) (?:the "
    r"|also )?(?:(?:biggest|main|major|real) )?(?:smugglers?|traders|brokers|couriers)\b"
    r"|turned? (?:to )?smuggl(?:ers?|ing)"
    r"|(?:liv(?:e|es|ed|ing) off|profit(?:s|ed|ing)? from|benefit(?:s|ed|ing)? from|mak(?:e|es"
    r"|ing) (?:[a-z]+ )?money (?:from|off|out of)|made (?:[a-z]+ )?money (?:from|off|out of)|gr(?:ow|ew"
    r"|own) rich on|get(?:ting)? rich (?:on|from)|feed(?:s|ing)? on|depend(?:s|ed)? on|earn(?:s|ed"
    r"|ing)? [a-z ]{0,15}(?:from|by)|cash(?:ed|ing)? in on) (?:the |this |illicit )*(?:smuggl\w+|trade"
    r"|contraband)"
    r"|(?:own|owns|owned|owning|hid|hide|hides|hiding|stor(?:e|es|ed|ing)|rent(?:s"
    r"|ed)? out) [^.;]{0,40}?(?:used (?:for|in) smuggling|smuggl\w+|contraband)"
    r"|(?:forg(?:e|es|ed|ing)|falsif(?:y|ies|ied|ying)|fak(?:e|es|ed|ing)|issu(?:e|es|ed|ing)|sell(?:s"
    r"|ing)?|sold|fix(?:es|ed|ing)?|provid(?:e|es|ed|ing)) (?:[\w-]+ ){0,3}?(?:papers|documents|passes"
    r"|permits|stamps|manifests|declarations) (?:for|to) (?:the )?(?:smugglers|traders|brokers)"
    r"|(?:guid(?:e|es|ed|ing)|lead(?:s|ing)?|led|show(?:s|ed|ing)?|signal(?:s|led|ling)?|phon(?:e|es|ed"
    r"|ing)|call(?:s|ed|ing)?|tell(?:s|ing)?|told|wait(?:s|ed|ing)? for|open(?:s|ed|ing)? the (?:gate"
    r"|way|fence) (?:for|to)|let(?:s|ting)? in on) (?:the |these |some )*(?:smugglers|porters|traders"
    r"|brokers|couriers)\b(?: (?:to|across|over|when|where|through|at|the|in|about|for)\b)"
    r"|(?:call(?:s|ed)?|phon(?:e|es|ed)|tell(?:s)?|told|signal(?:s|led)?|alert(?:s|ed)?|warn(?:s|ed)?"
    r"|guid(?:e|es|ed)|help(?:s|ed)?) (?:us|them|him|her|me) (?:when|before|as soon as|where|in advance"
    r"|across|over|to cross|to (?:the )?(?:shallow|safe)\w*|of (?:raids|patrols|inspections|checks))"
    r"|(?:hand|glove|fingers?|nose) in the (?:trade|till|pie)|(?:sell|sells|selling|sold) (?:confiscated|seized) goods)"
)
DEED = rf"(?:{JOIN}|{HELP}|{ACT})"
INSIDE = (
    r"(?:customs (?:office|service|house|post)|border (?:guard|force|brigade|police|post|unit)s?"
    rf"|security (?:service|office|bureau|forces?)|police|army|military|garrison|guard post|{SERVANT})"
)
BY_TRADER = (
    rf"\b{DEALER}\b[^.;]{{0,50}}?\b(?:protected|backed|covered|shielded|helped|assisted|aided|tipped off"
    rf"|escorted|warned in advance|sheltered) by (?:the |some |local |corrupt |senior |[\w-]+ )*?{SERVANT}",
    r"\b(?:work(?:s|ed|ing)?|team(?:s|ed|ing)? up|cooperat(?:e|es|ed|ing)|collaborat(?:e|es|ed|ing)"
    r"|partner(?:s|ed|ing)?|collud(?:e|es|ed|ing)|link(?:s|ed)? up|shar(?:e|es|ed|ing) (?:the )?profits?"
    rf"|split(?:s|ting)? (?:the )?(?:profits?|proceeds)|arrang(?:e|es|ed|ing) (?:[\w-]+ ){{0,3}}?)"
    r" ?(?:closely |together |hand in hand )*with (?:the |some |local |corrupt |border |patrol "
    rf"|security |customs |[\w-]+ )*?{SERVANT}\b(?=[^.;]*(?:smuggl|goods|trad|load|profit|across|border"
    r"|river|move|ship|$))",
    r"\b(?:in (?:collusion|cahoots|league|concert|partnership|collaboration|cooperation)"
    rf"|hand in (?:glove|hand)|conspir\w+|complicit) with (?:the )?(?:[\w-]+ ){{0,3}}?{SERVANT}\b",
    r"\bwith the (?:help|assistance|cooperation|connivance|complicity|collusion|protection|support"
    rf"|knowledge|aid) of (?:the |border |some |corrupt )*(?:[\w-]+ ){{0,2}}?{SERVANT}\b",
    r"\b(?:collusion|connivance|complicity|collaboration|conspiracy|partnership) (?:of|by|with|among"
    rf"|between|on the part of) (?:the )?(?:[\w-]+ ){{0,3}}?(?:{SERVANT}|authorities"
    rf"|{DEALER} and (?:[\w-]+ )?{SERVANT})\b",
    r"\b(?:guards?|soldiers?|officers?|officials?"
    rf"|police) and (?:the )?{DEALER}\b[^.;]{{0,30}}?\b(?:split|share|work(?:ing)? (?:together"
    r"|hand in hand)|collud|cooperat|partner|in league|in cahoots|divide)",
    rf"\b{DEALER} and (?:the )?(?:[\w-]+ )?{SERVANT}\b[^.;]{{0,30}}?\b(?:split|share"
    r"|work(?:ing)? (?:together|hand in hand)|collud|cooperat|partners?|in league|in cahoots|divide)",
    rf"\b(?:entrust|hand|giv|pass)(?:e|ed|en|ing)? (?:[\w-]+ ){{0,3}}?{LOAD} (?:over )?to (?:the |border )*{SERVANT}\b",
    r"\b(?:accomplices?|insiders?|partners?|friends|contacts|protectors?|informants?|backers?) (?:in|at"
    rf"|inside|within|among) (?:the |border )*(?:[\w-]+ )?{INSIDE}\b",
    rf"\b(?:{SERVANT} as (?:a |his |their )?(?:partners?|accomplices?|protectors?|backers?|patrons?))\b"
    rf"|\b(?:bought off|on (?:his|her|their|the) payroll)\b[^.;]{{0,30}}?\b{SERVANT}"
    rf"|\b{SERVANT}\b[^.;]{{0,40}}?\b(?:bought off|on (?:the|their) (?:payroll|take)|in the pay of)\b",
    rf"\b(?:rings?|gangs?|networks?|operations?|trade|smuggling)\b[^.;]{{0,25}}?\b(?:run|led|headed"
    r"|controlled|organi[sz]ed|operated|protected|masterminded) (?:jointly )?by (?:a |an |the |two "
    rf"|three |some |corrupt |local )*(?:{DEALER} and )?(?:[\w-]+ ){{0,2}}?{SERVANT}\b",
    r"\b(?:ha(?:s|ve|d)|let|get|got|getting|make|made|paid|pay|paying) (?:the |some |two "
    rf"|border )*{SERVANT} (?:to )?(?:carry|move|haul|escort|bring|load|transport|deliver|help)\b",
    r"\b(?:without|thanks to|through|under|enjoy(?:s|ing|ed)?|with) (?:the |its |their |some )?(?:help"
    r"|aid|cooperation|protection|support|connections?|knowledge|complicity|backing|friends?) (?:of|from"
    rf"|to|with|among|in) (?:the |some |local |corrupt )*(?:[\w-]+ ){{0,2}}?{SERVANT}\b",
    rf"\b{DEALER}\b[^.;]{{0,40}}?\b(?:ha(?:s|ve|d)|reach(?:ed)?|struck|made|keeps?|cultivat\w+"
    rf"|maintain\w*) (?:[\w-]+ ){{0,2}}?(?:understanding|arrangements?|deals?|pacts?|agreements?"
    r"|connections?|ties|friends?|relations(?:hips?)?|contacts?|links?) (?:with|among|to|in) (?:the "
    rf"|some |local |corrupt )*(?:[\w-]+ ){{0,2}}?{INSIDE}",
    r"\b(?:ties|links|bonds|connections|relations|alliance|nexus|understanding|partnership|friendship"
    r"|cooperation|deals?|arrangements?) between (?:the |some "
    rf"|local )*(?:[\w-]+ ){{0,2}}?(?:{SERVANT} and (?:the )?{DEALER}"
    rf"|{DEALER} and (?:the )?(?:[\w-]+ )?{SERVANT})\b",
    rf"\b{SERVANT}\b[^.;]{{0,45}}?\b(?:smugglers['’]|smuggler['’]s|traders['’]"
    r"|brokers['’]) (?:[\w-]+ )?(?:partners?|accomplices?|friends?|protectors?|man|men|ally|allies"
    r"|backers?)\b",
    r"\bthey (?:even |also |always |often )?(?:phone|call|warn|alert|tip off|help|protect|escort|guide"
    r"|work with|side with|cover for|share with) (?:the |us |their )*(?:smugglers|brokers)\b",
    r"\bwith (?:the )?(?:guards|soldiers|officers|officials|troops"
    r"|border guards)['’] (?:[\w-]+ )?(?:cooperation|help|connivance|complicity|assistance|protection"
    r"|knowledge)\b",
    rf"\bconspir(?:ed|ing|e) with (?:a |the |some )?(?:[\w-]+ )?{DEALER}|\binside help\b|\b(?:corrupt"
    rf"|crooked) {SERVANT}\b[^.;]{{0,40}}?\b(?:smuggl|load|trade|goods)",
)
STOP = (
    r"(?:no longer dares?(?: to)?|no longer|stop(?:s|ped)?(?: [\w-]+ly)?|have stopped|ceased(?: to)?"
    r"|quit|g[ai]ven? up|refus(?:e"
    r"|es|ed|ing) to|afraid to|(?:do|does|did) not(?: dare)?(?: to)?|(?:don|doesn"
    r"|didn)['’]t(?: dare)?(?: to)?|dare not|not dare to)"
)
NEEDS = (
    r"\b(?:guard|soldier|troop|servicem|officer|official|police|agent|cadre|inspector|commander"
    r"|commissar|sergeant|lieutenant|captain|patrol|garrison|brigade|customs|bureaucrat|chief|collusion"
    r"|conniv|complicit|conspir|insider|inside|accomplice|authorities|everyone|security|they\b)"
)
RULES = (
    *rules(
        "level",
        0.0,
        then(
            SERVANT,
            rf"(?:{DEED})[^.;]{{0,40}}?\b(?:withdrawn|withdrew|pulled out|backed out|dropped out|stopped"
            r"|given it up|gave it up|ended it)\b",
            40,
        ),
        then(SERVANT, rf"(?:{STOP}) (?:to )?(?:{DEED})\b", 40),
        rf"\bno {SERVANT}\b[^.;]{{0,30}}?\b{DEED}\b",
        r"\b(?:no|without any) (?:collusion|complicity)\b",
        needs=NEEDS,
    ),
    *rules(
        "level",
        1.0,
        r"\b(?:few|hardly any|scarcely any|almost no|only a few|very few|barely any"
        rf"|rarely do) (?:[\w-]+ )?{SERVANT}\b[^.;]{{0,40}}?\b{DEED}\b",
        then(SERVANT, rf"(?:rarely|seldom|hardly ever) {DEED}\b", 30),
        r"\bcollusion\b[^.;]{0,30}?\b(?:rare|uncommon|the exception)\b",
        needs=NEEDS,
    ),
    *rules(
        "level",
        4.0,
        then(SERVANT, rf"(?:openly|brazenly|in broad daylight) (?:[\w-]+ )?{DEED}\b", 40),
        r"\b(?:open secret|no secret|everyone knows|quite openly"
        rf"|without hiding)\b[^.;]{{0,50}}?\b{SERVANT}\b[^.;]{{0,60}}?\b{DEED}",
        rf"\b(?:every|all(?: the)?) {SERVANT}\b[^.;]{{0,50}}?\b{DEED}",
        r"\b(?:everyone|everybody|all|the whole (?:unit|post|company)|the entire (?:unit"
        r"|post))\b[^.;]{0,60}?\b(?:has|have|takes?|gets?) (?:a |their )?(?:share|stake|cut|hand"
        r"|part) (?:in|of)\b",
        needs=NEEDS,
    ),
    *rules(
        "change",
        1.0,
        r"\b(?:more and more|ever more|increasing numbers? of|a growing number of"
        rf"|growing numbers of) (?:[\w-]+ )?{SERVANT}\b[^.;]{{0,40}}?\b{DEED}\b",
        then(SERVANT, rf"increasingly {DEED}\b", 30),
        r"\b(?:ties|links|cooperation|relations|alliance)\b[^.;]{0,20}?\b(?:between"
        r"|of) [^.;]{0,60}?\b(?:closer|stronger|deepened|grown|growing|tighter)\b",
        r"\b(?:collusion|complicity|connivance|cooperation)\b[^.;]{0,60}?\b(?:grown|growing|risen|increased"
        r"|increasing|deepened|spread|got worse|rising|on the rise|widened|flourish\w*)\b",
        needs=NEEDS,
    ),
    *rules(
        "change",
        -1.0,
        r"\b(?:collusion|complicity|connivance|cooperation)\b[^.;]{0,60}?\b(?:decreased|declined|fallen"
        r"|dropped|lessened|diminished|waned|decreasing|died down)\b",
        rf"\b(?:fewer|fewer and fewer) (?:[\w-]+ )?{SERVANT}\b[^.;]{{0,40}}?\b{DEED}\b",
        needs=NEEDS,
    ),
    *rules("level", 3.0, then(SERVANT, rf"{DEED}\b", 55), *BY_TRADER, needs=NEEDS),
)
CONTEXT = re.compile(
    rf"\b(?:smuggl\w*|contraband|{DEALER}|{LOAD}|border|river|trade|illicit|illegal|across|bridge"
    r"|crossing|rings?|gangs?|customs)\b",
    re.IGNORECASE,
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of collusion."""
    if CONTEXT.search(sentence.whole):
        yield from first_of_each(apply(RULES, sentence))
