"""Verbs of saying and thinking, and nouns that may be their subject without being a source of a report."""

import re

NOT_TO = r"(?!\s+(?:[\w'’]+\s+){1,4}?to\b)"
# who says; of these alone everybody can be the subject that is no thing
STRONG = (
    rf"(?:said(?! to be\b)|says|told{NOT_TO}|tells|explain(?:ed|s)|add(?:ed|s)|recall(?:ed|s)|report(?:ed|s)(?= (?:that|how"
    rf"|on|from|seeing|in|by|to (?:us|this))\b|[,.:])|complain(?:ed|s)|confirm(?:ed|s)"
    r"|comment(?:ed|s)|remark(?:ed|s)|jok(?:ed|es)|grumbl(?:ed|es)|confid(?:ed|es)|shrug(?:ged|s)|sigh(?:ed|s)|laugh(?:ed|s)"
    r"|whisper(?:ed|s)|quip(?:ped|s)|mutter(?:ed|s)|protest(?:ed|s)|boast(?:ed|s)|writes|wrote|relat(?:ed|es)|warn(?:ed|s)"
    r"|argu(?:ed|es)|insist(?:ed|s)|conced(?:ed|es)|admit(?:ted|s)|not(?:ed|es)|point(?:ed|s) out|observ(?:ed|es)|den(?:ied"
    r"|ies)"
    r"|claim(?:ed|s)|maintain(?:ed|s)|acknowledg(?:ed|es)|suggest(?:ed|s)|declar(?:ed|es)|repl(?:ied|ies)|answer(?:ed|s)"
    r"|went on|goes on|continu(?:ed|es)|testif(?:ied|ies)|recount(?:ed|s)|reveal(?:ed|s)|scoff(?:ed|s)|assur(?:ed|es)"
    r"|stress(?:ed|es)"
    r"|assert(?:ed|s)|affirm(?:ed|s)|alleg(?:ed|es)|contend(?:ed|s)|conclud(?:ed|es)|confess(?:ed|es)|disclos(?:ed|es)"
    r"|echo(?:ed|es)"
    r"|elaborat(?:ed|es)|emphasi[sz](?:ed|es)|grant(?:ed|s) that|groan(?:ed|s)|hint(?:ed|s)|inform(?:ed|s) (?:us|this)"
    r"|lament(?:ed|s)"
    r"|murmur(?:ed|s)|mus(?:ed|es)|object(?:ed|s)|opin(?:ed|es)|outlin(?:ed|es)|promis(?:ed|es)|reason(?:ed|s)|reflect(?:ed"
    r"|s)"
    r"|reiterat(?:ed|es)|reminisc(?:ed|es)|retort(?:ed|s)|snort(?:ed|s)|snapp?(?:ed|s)|specif(?:ied|ies)|speculat(?:ed|es)"
    r"|stated"
    r"|underlin(?:ed|es)|ventur(?:ed|es)|volunteer(?:ed|s)|vow(?:ed|s)|urg(?:ed|es)|chuckl(?:ed|es)|brag(?:ged|s)"
    r"|counter(?:ed|s)"
    r"|summari[sz](?:ed|es)|let slip|mention(?:ed|s)|repeat(?:ed|s)|contradict(?:ed|s)|let (?:it )?be known|(?:puts?|sees?"
    r"|tells?|has) it)"
)
# who thinks; here the subject must be a person by its word
WEAK = (
    r"(?:thinks?|thought|believ(?:ed|es)|reckon(?:ed|s)|expect(?:ed|s)|fear(?:ed|s)|hop(?:ed|es)|doubt(?:ed|s)|guess(?:ed|es)"
    r"|estimat(?:ed|es)|foresees|foresaw|predict(?:ed|s)|forecasts?|puts?|sees|saw|hears?|heard|knows|knew|swears|swore"
    r"|(?:has|had|have) (?:heard|seen|been told|noticed|learn(?:ed|t)|watched|found)|was told|call(?:ed|s)|blam(?:ed|es)"
    r"|figur(?:ed|es)|count(?:ed|s)|describ(?:ed|es)|remember(?:ed|s)|sp(?:oke|eaks) of|talk(?:ed|s) of|attribut(?:ed|es)"
    r"|rul(?:ed|es) out|reject(?:ed|s)|dismiss(?:ed|es)|disagre(?:ed|es)|disput(?:ed|es)|agre(?:ed|es)|calculat(?:ed|es)"
    r"|notic(?:ed|es)|plans|intends|takes (?:it|this|that)|(?:does|did) not (?:expect|think|believe|know|see|remember)"
    r"|would (?:not )?say"
    r"|sums (?:it )?up|summed (?:it )?up|ask(?:ed|s)(?! (?:for|if|whether|how|what|why|us|him|her|them|to|\d[\d.,]*)\b)"
    r"|wonder(?:ed|s)|list(?:ed|s)|named|recogni[sz]es|suspect(?:ed|s)|feels|felt"
    r"|wishes|prefers|recommends|advises|judg(?:ed|es)|presum(?:ed|es)|project(?:ed|s)|surmis(?:ed|es)|bets|consider(?:ed|s)"
    r"|gathers"
    r"|infer(?:red|s)|liken(?:ed|s)|portray(?:ed|s)|rates?|rated|regret(?:ted|s)|sens(?:ed|es)|sketch(?:ed|es)|deplor(?:ed"
    r"|es)|worr(?:ied|ies)"
    r"|compar(?:ed|es)|cit(?:ed|es)|contrast(?:ed|s)|trac(?:ed|es)|reported|reports|account(?:ed|s) for it"
    r"|ha[sd] (?:no doubt|it that)|suppos(?:ed|es)|identif(?:ied|ies)|regard(?:ed|s)|quot(?:ed|es)"
    r"|understood|understands|imagin(?:ed|es)|assum(?:ed|es)|point(?:ed|s) to"
    r"|(?:is|was|sounded|seemed|remains) (?:[\w-]+ )?(?:of the opinion|confident|sure|certain|sceptical|skeptical|frank"
    r"|careful|blunt|convinced|adamant|relieved|optimistic|pessimistic|doubtful|gloomy|cheerful|unimpressed|dismissive"
    r"|in no doubt)"
    r"|(?:could|can) (?:not )?(?:recall|remember)|(?:had|has) (?:learned|learnt|gathered|understood))"
)
VERB = re.compile(rf"\b(?:(?P<strong>{STRONG})|(?P<weak>{WEAK}))\b", re.IGNORECASE)
MANY_VERB = re.compile(
    rf"\b(?:say|tell|report|complain|explain|add|recall|warn|put it|put|briefed"
    rf"|{STRONG})\b"
    r"(?! to\b)",
    re.IGNORECASE,
)
# nouns that may be what says something, and are no source of a report: papers, offices, things
THINGS_SAID = (
    "report statement data figure figures notice order decree directive document newspaper paper media outlet "
    "agency website magazine station statistics survey study poll census bulletin letter list sign law rule rumour "
    "rumor story talk news word proverb song joke ministry government office bureau administration authority "
    "authorities council commission committee department embassy consulate court customs briefing resolution "
    "regulation circular announcement agreement ban treaty picture pictures image images photograph fee price rate "
    "trade one number kilo kilogram litre tonne ton sack boat load carton truck lorry ship vessel barge crossing "
    "bridge gate river night day week month year moment time case way place point country region province county "
    "town city capital world side bank border market wall board house police army party state few many lot pair "
    "dozen half third quarter view voice answer reply version account "
)
THING_HEADS = frozenset(THINGS_SAID.split())
