"""What guards and offices do, in the words of reports that never say "enforcement": orders, searches, posts, and none at all.

Read only where the border or those who guard it are named, as the rules of guarding.py.
"""

from contraflow.claims.draft import rules
from contraflow.claims.frames import SIDE

MEN = (
    rf"(?:(?:{SIDE} |border |maritime |coast |river |customs |marine |frontier |security |local )*(?:guards?|soldiers?|police"
    r"|officers?|officials?|agents?|inspectors?|patrols?|troops|sentr(?:y|ies)|clerks?|customs|investigators?|guardsmen"
    r"|coast guards?|brigades?|units?|conscripts?))"
)
TO_ACT = (
    r"(?:search|check|inspect|stop|arrest|shoot|fire|open fire|slow|block|seize|turn|patrol|watch|report|prevent|detain|guard)"
)
HOMES = r"(?:homes?|houses?|apartments?|flats?|dwellings?|warehouses?|sheds?|yards?|storerooms?|shops?|stalls?)"
PHONES = r"(?:(?:mobile |cell ?)?(?:tele)?phones?|calls|handsets?|messages)"
EYES = r"(?:drones?|cameras?|scanners?|sensors?|detectors?|thermal imag\w+|x-ray machines?|searchlights?|radars?|jammers?)"
TROOPS = (
    r"(?:agents|officers|soldiers|troops|inspectors|police(?:men)?|guards|investigators|reinforcements|dog units?|a unit"
    r"|a battalion|a company|a regiment|a platoon|(?:storm|army|special) (?:corps|forces|troops)|task force|teams?"
    r"|special (?:units?|forces))"
)
ACTS = (
    *rules(
        "level",
        4.0,
        r"\b(?:orders?|permission|instructions?|told|ordered|instructed)\b[^.;]{0,50}?\b(?:shoot|fire|open fire)\b",
        r"\b(?:will|would|are to|is to|can|could) be shot\b(?! (?:of|by a camera))",
        r"\b(?:fires?|fired|shoots?|shooting) (?:on sight|without (?:a )?(?:warning|calling))\b",
        r"\b(?:inspecting|checking|searching|opening|unloading|x-raying|scanning|screening|examining) (?:all|every|each)\b",
        r"\b(?:all|every) (?:[\w-]+ ){0,2}?(?:cargo|truck|lorry|load|container|parcel|bag|vehicle|shipment|passenger)s? "
        r"(?:is|are|was|were) (?:now )?(?:being )?(?:inspected|checked|searched|opened|unloaded|x-rayed|scanned)\b",
    ),
    *rules(
        "event",
        None,
        rf"\b(?:have|has|had|got|received|given|are under|were under|issued|came|with) (?:an? |new |strict |secret |standing )*"
        rf"(?:orders?|instructions?|directives?)\b[^.;]{{0,25}}?\bto (?:[\w-]+ly )?{TO_ACT}",
        rf"\b{MEN}\b[^.;]{{0,25}}?\b(?:ordered|instructed|told|directed) to (?:[\w-]+ly )?{TO_ACT}",
        rf"\b(?:ordered|instructed|told|directed) (?:the |all |its )?{MEN} to (?:[\w-]+ly )?{TO_ACT}",
        r"\border(?:s|ed)? (?:that|saying that) (?:whoever|anyone|anybody|all who|everyone|those)\b",
        rf"\b(?:any|an|the|no) orders? to (?:{TO_ACT}|slow)",
        code="order",
    ),
    *rules(
        "event",
        None,
        rf"\bsearch(?:es|ed|ing)? (?:through )?(?:the |their |all |some |every )?(?:{HOMES}\b|[\w'’-]+ {HOMES}\b)",
        r"\b(?:house|home)[- ](?:to[- ](?:house|home) )?searches\b|\bhouse-to-house\b|\bdoor to door\b",
        rf"\b{HOMES}\b[^.;]{{0,30}}?\b(?:are|were|was|is|been|being) (?:being )?(?:searched|raided|ransacked|turned over)\b",
        rf"\b(?:raid(?:ed|s|ing)?|storm(?:ed|ing)|swoop(?:ed|s)?)\b[^.;]{{0,30}}?\b(?:{HOMES}|smugglers?|brokers?|ring"
        rf"|landing|pier)",
        rf"\b{MEN}\b[^.;]{{0,40}}?\b(?:came|arrived|descended)\b[^.;]{{0,50}}?\b(?:took|taking|led|leading) away\b",
        code="raid",
    ),
    *rules(
        "event",
        None,
        rf"\b{PHONES} (?:are|were|was|is|have been|has been|being) (?:being )?(?:searched|checked|tapped|monitored"
        rf"|listened|traced|inspected)\b",
        rf"\b(?:search|check|tap|monitor|listen|trac|jam)\w* (?:in on |in to |to |the |their |all "
        rf"|every )*(?:[\w'’-]+ )?{PHONES}\b",
        rf"\b{EYES}\b[^.;]{{0,40}}?\b(?:over|fl(?:y|ies|ew|ying)|hover\w*|circl\w+|buzz\w*|watch\w*|scan\w*|fitted"
        rf"|trained on)\b",
        rf"\b{EYES}\b[^.;]{{0,30}}?\b(?:will|would|are to|is to|to) be (?:installed|mounted|fitted|set up|put up|delivered)\b",
        rf"\b(?:with|by|using|use|uses|bought|brought in|acquired|got|have|has) (?:the help of )?(?:a |an |new |more "
        rf"|the )*{EYES}\b",
        code="surveillance",
    ),
    *rules(
        "event",
        None,
        rf"\b(?:dispatched|sent|posted|deployed|rushed|moved|assigned|transferred|stationed|drafted) (?:in )?"
        rf"(?:(?:about|around|some|nearly|over|more than|an?|extra|additional|another|new|several|fresh|[\d,]+|dozens of"
        rf"|hundreds of"
        rf"|two|three|four|five|six|ten|twenty) )*(?:[\w-]+ )?{TROOPS}\b",
        rf"\b{TROOPS}\b[^.;]{{0,40}}?\b(?:newly|recently|just) (?:posted|assigned|transferred|sent|stationed)\b",
        rf"\b{TROOPS}\b[^.;]{{0,30}}?\b(?:arrived|came|took over|moved in|took up (?:positions?|posts?)|replaced|relieved)\b",
        r"\b(?:guard|watch|sentry|patrol) (?:posts?|huts?|towers?)\b[^.;]{0,30}?\b(?:every|each) [\w-]+ (?:metres"
        r"|meters|steps|kilometres)\b",
        code="deployment",
    ),
    *rules(
        "event",
        None,
        r"\b(?:turn|turns|turned|turning|send|sends|sent|sending) (?:away|back) (?:[\w-]+ ){0,3}?(?:sacks?|goods"
        r"|trucks?|lorries|loads?"
        r"|cargo|boats?|ships?|shipments?|containers?|traders?|drivers|parcels|boxes|seafood)\b",
        r"\b(?:sacks?|goods|trucks?|lorries|loads?|cargo(?:es)?|boats?|ships?|shipments?|containers?|traders?"
        r"|drivers)\b[^.;]{0,25}?"
        r"\b(?:are|were|was|is|been|being) (?:\w+ly )?(?:turned (?:away|back|around)|sent back|refused (?:entry|clearance))\b",
        code="return",
    ),
    *rules(
        "event",
        None,
        r"\btighten\w*\b[^.;]{0,40}?\b(?:and|but|,) (?:then )?(?:they )?(?:loosen|relax|ease|slacken|let up)\w*",
        r"\b(?:loosen|relax|ease|slacken)\w*\b[^.;]{0,40}?\b(?:and|but) then (?:they )?(?:tighten|crack down|clamp down)\w*",
        r"\b(?:crackdowns?|campaigns?|controls|checks)\b[^.;]{0,25}?\b(?:come and go|comes and goes|in waves|on and off"
        r"|blow over|blows over"
        r"|never lasts?)\b",
        code="cycle",
    ),
    *rules(
        "event",
        None,
        r"\b(?:line|lines|row|rows|coils?|rolls?) of (?:[\w-]+ )?(?:wire|fence|fencing|spikes|stakes)\b",
        r"\b(?:trench(?:es)?|ditch(?:es)?|spikes|pits)\b[^.;]{0,30}?\b(?:dug|laid|along|behind|in front)\b"
        r"|\b(?:dug|digging) (?:[\w-]+ )?(?:trench|ditch)",
        code="barrier",
    ),
    *rules(
        "level",
        0.0,
        rf"\b{MEN} (?:do not|don['’]t|did not|never|no longer) (?:even )?(?:stop|check|search|inspect|question|bother)\b",
        r"\b(?:nobody|no one|no-one|not a soul|no guard|none)\b[^.;]{0,15}?\b(?:looks|checks|watches|is watching|guards"
        r"|patrols|stops (?:them"
        r"|us|anyone)|is there to (?:see|stop))\b",
        r"\bwho is there to (?:see|stop)\b|\bunguarded\b|\bunmanned\b|\bleft their posts\b",
        r"\b(?:orders?|ban|rules?|instructions?|directives?)\b[^.;]{0,25}?\b(?:is|are|was"
        r"|were) (?:being )?(?:\w+ly )?(?:ignored"
        r"|disregarded|flouted|a dead letter|forgotten)\b",
    ),
    *rules(
        "level",
        1.0,
        rf"\b{MEN}\b[^.;]{{0,45}}?\b(?:turn(?:s|ed|ing)? (?:a |their )?blind eyes?|look(?:s|ed|ing)? (?:the other way|away)"
        r"|close[sd]? (?:their|his|one|an) eyes?|shut (?:their|his) eyes)\b",
        r"\b(?:no more than|only|just|barely|hardly) a (?:quick |cursory )?(?:glance|look)\b",
        r"\bwav(?:e|es|ed|ing) (?:[\w-]+ ){0,2}?(?:over|across|on|past|through|in)\b",
        r"\b(?:can['’]t|cannot|can not|unable to|impossible to|hard to|not able to) (?:[\w-]+ ){0,4}?(?:police|check"
        r"|enforce|monitor|watch|control)\b",
    ),
    *rules(
        "level",
        2.0,
        r"\b(?:check|inspect|search|control)(?:s|ed|ing)? (?:\w+ )?(?:as (?:the )?(?:rules?|law|usual|always|before|ever)"
        r"|according to (?:the )?(?:rules?|law|regulations))\b",
        r"\b(?:normal|routine|ordinary|usual|standard|random|spot) (?:checks|inspections?|controls|procedures?|patrols)\b",
    ),
    *rules(
        "level",
        3.0,
        r"\b(?:wait|waits|waiting|waited|stand|queue)\b[^.;]{0,30}?\b(?:up to |for |as long as )?(?:\w+ "
        r"|[\d-]+ )?(?:hours|days)\b",
        r"\b(?:drawn|long|lengthy) (?:checks|inspections|waits|delays)\b",
        r"\bunder (?:close|constant|tight|strict|heavy|round-the-clock) (?:watch|surveillance|guard|observation|control)\b",
    ),
    *rules(
        "change",
        0.0,
        r"\b(?:nothing|little|not much)\b[^.;]{0,12}?\bchanged (?:for (?:him|her|us|them)|at (?:the )?(?:bridge|customs"
        r"|border)|on the (?:river|border))\b",
        r"\bneither (?:better|stricter|tighter|more) nor (?:worse|laxer|looser|less)\b",
        r"\b(?:checks|inspections?|controls|patrols)\b[^.;]{0,25}?\b(?:are|is|were) as they (?:were|have been|always)\b",
        r"\b(?:crackdown|campaign|controls|checks)\b[^.;]{0,25}?\b(?:continue|go on|last|remain in place|stay in place)\b",
    ),
    *rules(
        "change",
        1.0,
        r"\b(?:be|being|is|are|been) (?:watched|guarded|checked|patrolled|policed|searched) (?:again|once more)\b",
        r"\b(?:stepp?(?:ed|ing) up|intensif(?:ied|ying)|begun|began|start(?:ed|ing)|launch(?:ed|ing)|widen(?:ed|ing)) "
        r"(?:its |their |the |a |an |new )*(?:fight|war|campaign|drive|struggle|operation|hunt) (?:against|on|for)\b",
        r"\bharder to (?:slip|get|come|sneak) (?:past|by|through)\b",
        r"\b(?:has|have) (?:again )?(?:stiffened|hardened|redoubled|toughened)\b",
    ),
    *rules(
        "change",
        -1.0,
        r"\b(?:easier to (?:slip|get|come|sneak) (?:past|by|through))\b",
        r"\b(?:crackdown|campaign|clampdown|sweep)\b[^.;]{0,25}?\b(?:has ended|is over|ended|petered out"
        r"|ran out of steam|died down|blew over"
        r"|lost (?:steam|momentum)|faded)\b",
        rf"\b{MEN}\b[^.;]{{0,20}}?\b(?:grown|become|became|grew|got) (?:[\w-]+ )?(?:careless|lazy|sloppy|complacent"
        rf"|indifferent|tired)\b",
    ),
)
