"""That goods cross past the customs house, in words that do not say "smuggling": who stays at home, what boats and backs carry.

Read by the extractor of flow, where the sentence or what stands just before it tells of the border.
"""

import re

from contraflow.claims.draft import rules
from contraflow.claims.frames import GOOD, GOODS

SMUGGLERS = r"(?:smugglers?|runners|couriers?|porters?|carriers?|boatm[ae]n|brokers?|dealers?|traders?|merchants?|skippers?)"
PRIVATE = (
    r"(?:private|informal|unofficial|illicit|illegal|night|nightly|river|small-scale|petty|back-door|backdoor|under-the-table)"
)
CROSSINGS = rf"\b{PRIVATE} (?:trade|trading|crossings?|trips?|runs|traffic|business|deliveries|deals)"
HULLS = (
    r"(?:(?:small |fishing |smuggling |motor|speed|wooden |iron |crab |night )?(?:boats?"
    r"|vessels?|ships?|rafts?|skiffs?|tankers?|trawlers?|barges?))"
)
LIST = rf"{GOOD}(?:(?:,| and| or|, and) (?:[\w-]+ )?{GOOD})*"
STOPPED_WORK = (
    r"(?:kept to their (?:houses|homes)|stay(?:s|ed|ing)? (?:at )?(?:home|indoors|away|put)|laid low|lie low|lying low"
    r"|lay low|gone to ground"
    r"|given up|hung up|out of (?:work|business)|sit(?:ting)? idle|idle|disappeared|not dared?|dare not|do not dare"
    r"|don['’]t dare"
    r"|no longer dare|not carried|not crossed|not gone out|not sent|not moved)"
)
OF_CROSSING = (
    *rules(
        "level",
        0.0,
        rf"\b{SMUGGLERS}\b[^.;]{{0,30}}?\b{STOPPED_WORK}\b",
        r"\b(?:has|have) not (?:carried|brought|moved|shipped|ferried|taken) (?:a |any |one "
        r"|a single )?(?:[\w-]+ )?(?:loads?|goods|bags?|sacks?|parcels?)\b",
        r"\b(?:nobody|no one|none) (?:can|could|dares? to|dares?|will|is able to)\b[^.;]{0,25}?\b(?:carry|bring|take"
        r"|send|ship|get|cross|smuggle)\b",
        r"\b(?:seen|see|saw) (?:nothing|no goods|not a single \w+) (?:come|coming|cross|crossing|get|pass|arrive)\b",
        rf"\bno (?:{PRIVATE} )(?:trade|trading|crossings?|trips|runs|traffic|business)\b",
        r"\bthere (?:are|is|were) no (?:more )?(?:buyers?|takers|boats|runners|carriers|couriers)\b",
        r"\b(?:carried off|put an end to|ended|ends|killed|stopped|wiped out|finished)\b[^.;]{0,50}?\bthe (?:trade"
        r"|business|traffic|smuggling)\b",
        r"\b(?:all but|virtually|practically|almost) (?:ceased|ended|stopped|vanished|died out|disappeared)\b",
    ),
    *rules(
        "change",
        1.0,
        rf"\b{SMUGGLERS}\b[^.;]{{0,25}}?\b(?:will be back|(?:are|were|have come|came|went) back|become busy|became busy"
        rf"|busier|busy again"
        r"|out again|at it again|return(?:ed|ing)? to (?:the river|work))\b",
        rf"{CROSSINGS}\b[^.;]{{0,25}}?\b(?:rose|risen|increased|picked up|grew|grown|climbed|doubled|resumed|multiplied)\b",
        r"\bthere will be (?:others|more)\b|\bothers will (?:follow|come|take (?:his|her|their) place)\b",
        r"\b(?:more|new) (?:boats|people|traders|families|villagers|households) (?:are )?(?:joining|turning to"
        r"|taking up|take to|trying)\b",
    ),
    *rules(
        "change",
        -1.0,
        rf"\b(?:more difficult|harder|riskier|tougher|more dangerous) (?:for|on) (?:the )?{SMUGGLERS}\b",
        rf"{CROSSINGS}\b[^.;]{{0,25}}?\b(?:fell|fallen|dropped|slowed|declined|halved|shrunk|dwindled|eased off)\b",
    ),
    *rules(
        "level",
        1.0,
        r"\b(?:on a (?:much |far )?(?:smaller|reduced|limited|modest) scale)\b",
        r"\b(?:small|tiny|modest) (?:quantities|amounts|lots|loads|batches"
        r"|consignments)\b(?: of (?:\S+ )?)?[^.;]{0,25}?\b(?:continue|still|keep|arrive|cross|come|get|slip)\b",
        r"\b(?:only )?(?:a few|a handful|the odd|an occasional|the occasional) (?:boats?|loads?|sacks?|runs?|trips?"
        r"|boxes|crossings?)\b[^.;]{0,20}?"
        r"\b(?:cross|get|come|slip|make|go|through)\w*\b",
    ),
    *rules(
        "level",
        3.0,
        r"\b(?:most|the bulk|the majority|much|nearly all|almost all|the lion's share) of (?:the |these "
        r"|this )?(?:goods|products|cargo|wares|merchandise|supply|supplies)"
        r"\b[^.;]{0,20}?\b(?:come|comes|came|arrive|enter)\w*\b[^.;]{0,25}?\b(?:smuggl\w+|river|boats?|night|illegal\w*"
        r"|unofficial\w*)\b",
        rf"\b{LIST} (?:are|is|were|remain) (?:the )?(?:main|most common|chief|principal|favou?rite|usual|biggest"
        rf"|top) (?:items?|goods|cargo(?:es)?|products?|wares|contraband)\b",
        r"\b(?:large|huge|vast|great|big|enormous) (?:quantities|amounts|volumes|loads) of\b",
        r"\bit is the (?:best|high|busiest|peak) (?:time|season)\b",
    ),
    *rules(
        "level",
        4.0,
        r"\b(?:bank|shore|landing|river|path|pier|beach)s?\b[^.;]{0,15}?\b(?:is|are|was|were) (?:crowded|packed"
        r"|thronged|crawling|swarming|teeming|full)\b",
        r"\blike (?:a )?market (?:day|place)\b|\bas busy as (?:a )?market\b",
    ),
    *rules(
        "level",
        2.0,
        rf"\b{HULLS}\b[^.;]{{0,25}}?\b(?:continue to|still|keep|go on|regularly|routinely) (?:carry|carrying|bring"
        rf"|bringing|ferry|ferrying|deliver|take|haul|ply)\w*\b",
        r"\b(?:most|much|the bulk|the rest|half) of the (?:cargo|load|goods|freight|contraband) (?:consists?|is made up) of\b",
        rf"\b{LIST} (?:are|is) (?:being )?(?:sent|shipped|carried|taken|brought|moved|ferried|floated|passed"
        rf"|handed) (?:to|into|in|out|over|across|back)\b",
        r"\b(?:returned|back|recovered|come back|climbed back|restored) to (?:the|its|their) (?:(?:old|former|usual"
        r"|previous|normal|earlier) )?(?:level|volume|pace)s?\b",
        rf"\b{GOODS}\b[^.;]{{0,20}}?\b(?:was|were|is|are) (?:still )?(?:entering|coming in|arriving|reaching|getting in"
        rf"|slipping)\b[^.;]{{0,30}}?\b(?:false|forged|fake|night|without|hidden)\b",
    ),
)
# what is told of as smuggling, in this sentence or just before
SPOKEN = re.compile(
    r"\b(?:smuggl\w+|contraband|illicit\w*|illegal\w*|border|river|boats?|skiffs?|rafts?|guards?|customs|crossings?"
    r"|banned|bank|landing|broker\w*"
    r"|porters?|across)\b",
    re.IGNORECASE,
)
OPENLY = (
    *rules("level", 4.0, r"\b(?:smuggling|smugglers)\b[^.;]{0,40}?\b(?:in broad daylight|in full view|like never before)\b"),
    *rules(
        "level",
        1.0,
        r"\b(?:very little|little|hardly anything|next to nothing|not much) (?:is|was|has been) (?:being )?smuggled\b",
    ),
    *rules("level", 0.0, r"\b(?:nothing|no goods) (?:is|was|has been|are) (?:being )?smuggled\b"),
    *rules(
        "level",
        3.0,
        r"\bsmuggled\b[^.;]{0,30}?\b(?:in (?:large|huge|great|big) (?:quantities|amounts|volumes|numbers)"
        r"|by the (?:ton|truckload|boatload)"
        r"|nightly|every (?:single )?(?:night|day)|around the clock)\b",
    ),
    *rules("change", -1.0, r"\b(?:harder|tougher|more difficult|riskier) (?:for|on) (?:the )?smugglers\b"),
    *rules(
        "level",
        1.0,
        r"\bsmugglers\b[^.;]{0,30}?\b(?:only (?:occasionally|rarely|now and then|once in a while)|rarely"
        r"|seldom|hardly ever)\b(?! caught| get| arrested)",
    ),
    *rules("change", 1.0, r"\beasier for (?:the )?smugglers\b"),
)
