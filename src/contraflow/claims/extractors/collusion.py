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
    r"(?:head of the (?:[\w-]+ ){0,2}?(?:police|station|unit|post|office)|(?:border |coast )?guards(?:men|man)?|guard|soldiers?|troops|servicemen|officers?|officials?|police(?:m[ae]n)?|security agents?|patrol agents?|agents|cadres?"
    r"|inspectors?|commanders?|commissars?|sergeants?|lieutenants?|captains?(?! of the (?:ferry|boat|ship|team))|patrols?|garrisons?|brigade|customs (?:agents?|clerks?|staff|chiefs?)|bureaucrats?|chief of the (?:post|station|unit))"
)
DEALER = r"(?:smugglers?|traders?|brokers?|merchants?|dealers?|wholesalers?|middlem[ae]n|traffickers?|porters?|couriers?|boatm[ae]n|(?:smuggling )?(?:rings?|gangs?|networks?))"
TRADE = r"(?:smuggling(?! out)|contraband|trafficking|the (?:illicit |illegal |cross-border |smuggling )?(?:trade|business|racket)|(?:illicit|illegal|private|cross-border) (?:trade|deals|business|dealings)|smuggling (?:rings?|operations?|gangs?|networks?|schemes?))"
GOODS = rf"(?:(?:the |their |smuggled |banned |private |some |these |[a-z]+ )*{LOAD})"
FORMS = r"(?:s|es|ed|ing|d)?"
JOIN = (
    r"(?:(?:is|are|was|were|been|being|get(?:ting)?|became|become|deeply|directly|heavily|also) )*(?:involved in|complicit in|implicated in|in on|part of|mixed up in|taking part in|takes? part in|took part in|taken part in|participat(?:e|es|ed|ing) in|engag(?:e|es|ed|ing) in"
    r"|join(?:s|ed|ing)?(?: in)?|deal(?:s|ing)? in|tak(?:e|ing) a hand in|have a (?:stake|hand|share) in|has a (?:stake|hand|share) in|a (?:stake|hand|share) in|invest(?:ed|ing)? in|run(?:s|ning)?|ran|head(?:s|ed|ing)?|operat(?:e|es|ed|ing)|organi[sz](?:e|es|ed|ing)|dabbl(?:e|es|ed|ing) in)"
    rf" (?:his own |her own |their own |a |an |the |own |[\w-]+ )?{TRADE}"
)
HELP = (
    rf"(?:(?:help|assist|aid|abet|protect|shelter|cover for|shield|cooperat|collaborat|collud|conspir|connive|conniv|partner|team|guid)(?:e|es|s|ed|ing)?(?: and abet(?:s|ted|ting)?)?(?: up)?(?: together)?(?: with)?|work(?:s|ed|ing)? (?:closely |together |hand in hand |hand in glove |in tandem |regularly )*(?:with|for)"
    r"|in (?:league|cahoots|collusion|business|partnership|the pay) (?:with|of)|hand in (?:hand|glove) with|on (?:good|friendly|close) terms with|(?:business |close |good )*(?:ties|connections|links|dealings|arrangements|relations) (?:with|to)|(?:go|goes|going|gone|went) into business with"
    r"|do(?:es|ing)? business with|strik(?:e|es|ing) deals with|on the payroll of|act(?:s|ed|ing)? as (?:[\w-]+ )?for|hand[- ]in[- ]glove with|complicit with|arrang(?:e|es|ed|ing) (?:[\w-]+ ){1,4}with|collusion with)"
    rf" (?:the |these |those |certain |some |local |a |an |big |[\w-]+ )*?(?:{DEALER})"
)
ACT = (
    r"(?:act(?:s|ed|ing)? as (?:[\w-]+ )?(?:lookouts?|couriers?|escorts?|middlem[ae]n|porters?|guides?|brokers?|smugglers?|intermediar(?:y|ies))|moonlight(?:s|ed|ing)?(?: as (?:smugglers?|porters?|brokers?))?"
    r"|tip(?:s|ped|ping)? (?:[\w-]+ ){0,3}?off|(?:warn|alert)(?:s|ed|ing)? (?:the )?(?:smugglers|traders|brokers|them) (?:in advance|before|of|about|when|ahead)"
    r"|smuggl(?:e|es|ed|ing) (?:goods |things |[a-z]+ )?(?:themselves|himself|on the side|for (?:a fee|money|profit|themselves))|(?:themselves|himself|even|also) (?:now )?(?:smuggl(?:e|es|ed|ing)|engag(?:e|ed|ing) in smuggling|tak(?:e|ing) part in smuggling)"
    r"|(?:get|gets|getting|take|takes|took|taking|receive[sd]?|pocket(?:s|ed)?|demand(?:s|ed)?|have|has|want(?:s|ed)?) (?:[\w-]+ )?(?:a |their |his )?(?:cut|share|slice|percentage|kickbacks?|part) (?:of|in|from|out of) (?:the |every |each |all )?(?:profits?|proceeds|loads?|trade|takings|goods|smuggling|cargo|deals?|earnings|haul|shipments?)"
    rf"|(?:shar|split|divid)(?:e|es|s|ed|ing|ting) (?:in )?(?:the )?(?:profits?|proceeds|takings|gains|earnings|spoils|loot)|(?:carr(?:y|ies|ied|ying)|convey(?:s|ed|ing)?|deliver(?:s|ed|ing)?|mov(?:e|es|ed|ing)|transport(?:s|ed|ing)?|haul(?:s|ed|ing)?|escort(?:s|ed|ing)?|load(?:s|ed|ing)?|unload(?:s|ed|ing)?|ferr(?:y|ies|ied|ying)|store[sd]?) {GOODS}\b(?! to the doctor)"
    r"|(?:accused of|(?:busted|arrested|investigated|detained|tried|punished|dismissed|jailed|sentenced|purged|shot|executed) for|caught|charged with|suspected of|convicted of|admitted(?: to)?) (?:[\w-]+ ){0,5}?smuggl\w+|collud(?:e|es|ed|ing)|in league|in cahoots|hand in glove|in on (?:it|the)|on the take|play along"
    r"|(?:become|became|turned|double as|doubling as|themselves|are also|is also|act as) (?:the |also )?(?:(?:biggest|main|major|real) )?(?:smugglers?|traders|brokers|couriers)\b|turned? (?:to )?smuggl(?:ers?|ing)"
    r"|(?:liv(?:e|es|ed|ing) off|profit(?:s|ed|ing)? from|benefit(?:s|ed|ing)? from|mak(?:e|es|ing) (?:[a-z]+ )?money (?:from|off|out of)|made (?:[a-z]+ )?money (?:from|off|out of)|gr(?:ow|ew|own) rich on|get(?:ting)? rich (?:on|from)|feed(?:s|ing)? on|depend(?:s|ed)? on|earn(?:s|ed|ing)? [a-z ]{0,15}(?:from|by)|cash(?:ed|ing)? in on) (?:the |this |illicit )*(?:smuggl\w+|trade|contraband)"
    r"|(?:own|owns|owned|owning|hid|hide|hides|hiding|stor(?:e|es|ed|ing)|rent(?:s|ed)? out) [^.;]{0,40}?(?:used (?:for|in) smuggling|smuggl\w+|contraband)"
    r"|(?:forg(?:e|es|ed|ing)|falsif(?:y|ies|ied|ying)|fak(?:e|es|ed|ing)|issu(?:e|es|ed|ing)|sell(?:s|ing)?|sold|fix(?:es|ed|ing)?|provid(?:e|es|ed|ing)) (?:[\w-]+ ){0,3}?(?:papers|documents|passes|permits|stamps|manifests|declarations) (?:for|to) (?:the )?(?:smugglers|traders|brokers)"
    r"|(?:guid(?:e|es|ed|ing)|lead(?:s|ing)?|led|show(?:s|ed|ing)?|signal(?:s|led|ling)?|phon(?:e|es|ed|ing)|call(?:s|ed|ing)?|tell(?:s|ing)?|told|wait(?:s|ed|ing)? for|open(?:s|ed|ing)? the (?:gate|way|fence) (?:for|to)|let(?:s|ting)? in on) (?:the |these |some )*(?:smugglers|porters|traders|brokers|couriers)\b(?: (?:to|across|over|when|where|through|at|the|in|about|for)\b)"
    r"|(?:call(?:s|ed)?|phon(?:e|es|ed)|tell(?:s)?|told|signal(?:s|led)?|alert(?:s|ed)?|warn(?:s|ed)?|guid(?:e|es|ed)|help(?:s|ed)?) (?:us|them|him|her|me) (?:when|before|as soon as|where|in advance|across|over|to cross|to (?:the )?(?:shallow|safe)\w*|of (?:raids|patrols|inspections|checks))"
    r"|(?:hand|glove|fingers?|nose) in the (?:trade|till|pie)|(?:sell|sells|selling|sold) (?:confiscated|seized) goods)"
)
DEED = rf"(?:{JOIN}|{HELP}|{ACT})"
INSIDE = rf"(?:customs (?:office|service|house|post)|border (?:guard|force|brigade|police|post|unit)s?|security (?:service|office|bureau|forces?)|police|army|military|garrison|guard post|{SERVANT})"
BY_TRADER = (
    rf"\b{DEALER}\b[^.;]{{0,50}}?\b(?:protected|backed|covered|shielded|helped|assisted|aided|tipped off|escorted|warned in advance|sheltered) by (?:the |some |local |corrupt |senior |[\w-]+ )*?{SERVANT}",
    rf"\b(?:work(?:s|ed|ing)?|team(?:s|ed|ing)? up|cooperat(?:e|es|ed|ing)|collaborat(?:e|es|ed|ing)|partner(?:s|ed|ing)?|collud(?:e|es|ed|ing)|link(?:s|ed)? up|shar(?:e|es|ed|ing) (?:the )?profits?|split(?:s|ting)? (?:the )?(?:profits?|proceeds)|arrang(?:e|es|ed|ing) (?:[\w-]+ ){{0,3}}?)"
    rf" ?(?:closely |together |hand in hand )*with (?:the |some |local |corrupt |border |patrol |security |customs |[\w-]+ )*?{SERVANT}\b(?=[^.;]*(?:smuggl|goods|trad|load|profit|across|border|river|move|ship|$))",
    rf"\b(?:in (?:collusion|cahoots|league|concert|partnership|collaboration|cooperation)|hand in (?:glove|hand)|conspir\w+|complicit) with (?:the )?(?:[\w-]+ ){{0,3}}?{SERVANT}\b",
    rf"\bwith the (?:help|assistance|cooperation|connivance|complicity|collusion|protection|support|knowledge|aid) of (?:the |border |some |corrupt )*(?:[\w-]+ ){{0,2}}?{SERVANT}\b",
    rf"\b(?:collusion|connivance|complicity|collaboration|conspiracy|partnership) (?:of|by|with|among|between|on the part of) (?:the )?(?:[\w-]+ ){{0,3}}?(?:{SERVANT}|authorities|{DEALER} and (?:[\w-]+ )?{SERVANT})\b",
    rf"\b(?:guards?|soldiers?|officers?|officials?|police) and (?:the )?{DEALER}\b[^.;]{{0,30}}?\b(?:split|share|work(?:ing)? (?:together|hand in hand)|collud|cooperat|partner|in league|in cahoots|divide)",
    rf"\b{DEALER} and (?:the )?(?:[\w-]+ )?{SERVANT}\b[^.;]{{0,30}}?\b(?:split|share|work(?:ing)? (?:together|hand in hand)|collud|cooperat|partners?|in league|in cahoots|divide)",
    rf"\b(?:entrust|hand|giv|pass)(?:e|ed|en|ing)? (?:[\w-]+ ){{0,3}}?{LOAD} (?:over )?to (?:the |border )*{SERVANT}\b",
    rf"\b(?:accomplices?|insiders?|partners?|friends|contacts|protectors?|informants?|backers?) (?:in|at|inside|within|among) (?:the |border )*(?:[\w-]+ )?{INSIDE}\b",
    rf"\b(?:{SERVANT} as (?:a |his |their )?(?:partners?|accomplices?|protectors?|backers?|patrons?))\b|\b(?:bought off|on (?:his|her|their|the) payroll)\b[^.;]{{0,30}}?\b{SERVANT}|\b{SERVANT}\b[^.;]{{0,40}}?\b(?:bought off|on (?:the|their) (?:payroll|take)|in the pay of)\b",
    rf"\b(?:rings?|gangs?|networks?|operations?|trade|smuggling)\b[^.;]{{0,25}}?\b(?:run|led|headed|controlled|organi[sz]ed|operated|protected|masterminded) (?:jointly )?by (?:a |an |the |two |three |some |corrupt |local )*(?:{DEALER} and )?(?:[\w-]+ ){{0,2}}?{SERVANT}\b",
    rf"\b(?:ha(?:s|ve|d)|let|get|got|getting|make|made|paid|pay|paying) (?:the |some |two |border )*{SERVANT} (?:to )?(?:carry|move|haul|escort|bring|load|transport|deliver|help)\b",
    rf"\b(?:without|thanks to|through|under|enjoy(?:s|ing|ed)?|with) (?:the |its |their |some )?(?:help|aid|cooperation|protection|support|connections?|knowledge|complicity|backing|friends?) (?:of|from|to|with|among|in) (?:the |some |local |corrupt )*(?:[\w-]+ ){{0,2}}?{SERVANT}\b",
    rf"\b{DEALER}\b[^.;]{{0,40}}?\b(?:ha(?:s|ve|d)|reach(?:ed)?|struck|made|keeps?|cultivat\w+|maintain\w*) (?:[\w-]+ ){{0,2}}?(?:understanding|arrangements?|deals?|pacts?|agreements?|connections?|ties|friends?|relations(?:hips?)?|contacts?|links?) (?:with|among|to|in) (?:the |some |local |corrupt )*(?:[\w-]+ ){{0,2}}?{INSIDE}",
    rf"\b(?:ties|links|bonds|connections|relations|alliance|nexus|understanding|partnership|friendship|cooperation|deals?|arrangements?) between (?:the |some |local )*(?:[\w-]+ ){{0,2}}?(?:{SERVANT} and (?:the )?{DEALER}|{DEALER} and (?:the )?(?:[\w-]+ )?{SERVANT})\b",
    rf"\b{SERVANT}\b[^.;]{{0,45}}?\b(?:smugglers['’]|smuggler['’]s|traders['’]|brokers['’]) (?:[\w-]+ )?(?:partners?|accomplices?|friends?|protectors?|man|men|ally|allies|backers?)\b",
    rf"\bconspir(?:ed|ing|e) with (?:a |the |some )?(?:[\w-]+ )?{DEALER}|\binside help\b|\b(?:corrupt|crooked) {SERVANT}\b[^.;]{{0,40}}?\b(?:smuggl|load|trade|goods)",
)
STOP = r"(?:no longer|stop(?:s|ped)?(?: [\w-]+ly)?|have stopped|ceased(?: to)?|quit|g[ai]ven? up|refus(?:e|es|ed|ing) to|afraid to|(?:do|does|did) not(?: dare)?(?: to)?|(?:don|doesn|didn)['’]t(?: dare)?(?: to)?|dare not|not dare to)"
NEEDS = r"\b(?:guard|soldier|troop|servicem|officer|official|police|agent|cadre|inspector|commander|commissar|sergeant|lieutenant|captain|patrol|garrison|brigade|customs|bureaucrat|chief|collusion|conniv|complicit|conspir|insider|inside|accomplice|authorities|everyone|security)"
RULES = (
    *rules("level", 0.0, then(SERVANT, rf"(?:{DEED})[^.;]{{0,40}}?\b(?:withdrawn|withdrew|pulled out|backed out|dropped out|stopped|given it up|gave it up|ended it)\b", 40), then(SERVANT, rf"(?:{STOP}) (?:to )?(?:{DEED})\b", 40), rf"\bno {SERVANT}\b[^.;]{{0,30}}?\b{DEED}\b",
           r"\b(?:no|without any) (?:collusion|complicity)\b", needs=NEEDS),
    *rules("level", 1.0, rf"\b(?:few|hardly any|scarcely any|almost no|only a few|very few|barely any|rarely do) (?:[\w-]+ )?{SERVANT}\b[^.;]{{0,40}}?\b{DEED}\b",
           then(SERVANT, rf"(?:rarely|seldom|hardly ever) {DEED}\b", 30), r"\bcollusion\b[^.;]{0,30}?\b(?:rare|uncommon|the exception)\b", needs=NEEDS),
    *rules("level", 4.0, then(SERVANT, rf"(?:openly|brazenly|in broad daylight) (?:[\w-]+ )?{DEED}\b", 40), rf"\b(?:open secret|no secret|everyone knows|quite openly|without hiding)\b[^.;]{{0,50}}?\b{SERVANT}\b[^.;]{{0,60}}?\b{DEED}", rf"\b(?:every|all(?: the)?) {SERVANT}\b[^.;]{{0,50}}?\b{DEED}", rf"\b(?:everyone|everybody|all|the whole (?:unit|post|company)|the entire (?:unit|post))\b[^.;]{{0,60}}?\b(?:has|have|takes?|gets?) (?:a |their )?(?:share|stake|cut|hand|part) (?:in|of)\b",
           needs=NEEDS),
    *rules("change", 1.0, rf"\b(?:more and more|ever more|increasing numbers? of|a growing number of|growing numbers of) (?:[\w-]+ )?{SERVANT}\b[^.;]{{0,40}}?\b{DEED}\b", then(SERVANT, rf"increasingly {DEED}\b", 30), r"\b(?:ties|links|cooperation|relations|alliance)\b[^.;]{0,20}?\b(?:between|of) [^.;]{0,60}?\b(?:closer|stronger|deepened|grown|growing|tighter)\b",
           r"\b(?:collusion|complicity|connivance|cooperation)\b[^.;]{0,60}?\b(?:grown|growing|risen|increased|increasing|deepened|spread|got worse|rising|on the rise|widened|flourish\w*)\b", needs=NEEDS),
    *rules("change", -1.0, r"\b(?:collusion|complicity|connivance|cooperation)\b[^.;]{0,60}?\b(?:decreased|declined|fallen|dropped|lessened|diminished|waned|decreasing|died down)\b",
           rf"\b(?:fewer|fewer and fewer) (?:[\w-]+ )?{SERVANT}\b[^.;]{{0,40}}?\b{DEED}\b", needs=NEEDS),
    *rules("level", 3.0, then(SERVANT, rf"{DEED}\b", 55), *BY_TRADER, needs=NEEDS),
)  # fmt: skip
CONTEXT = re.compile(rf"\b(?:smuggl\w*|contraband|{DEALER}|{LOAD}|border|river|trade|illicit|illegal|across|bridge|crossing|rings?|gangs?|customs)\b", re.IGNORECASE)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of collusion."""
    if CONTEXT.search(sentence.whole):
        yield from first_of_each(apply(RULES, sentence))
