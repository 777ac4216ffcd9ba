"""Who guards the border and what they do there: the wider words of enforcement, read only where the border is named.

The rules that need no such company stand in extractors/enforcement.py.
"""

from contraflow.claims.draft import rules
from contraflow.claims.frames import GOOD, PLACE, SIDE
from contraflow.claims.moves import FELL, GAP, ROSE_SHARPLY, SHARPLY

# the wider words below are read only where the border or those who guard it are named
ACTOR = (
    rf"(?:(?:{SIDE} |border |coast |marine |armed |military |customs |provincial |local )*(?:guards?|police"
    r"|soldiers?|officers?|officials?|agents?"
    rf"|inspectors?|troops|sentr(?:y|ies)|units?|forces|patrols?|authorities|customs|navy|patrolmen|side)|{SIDE}|they)"
)
WATCH = (
    r"(?:controls?|inspections?|checks|checking|crackdowns?|clampdown|enforcement|implementation"
    r"|surveillance|patrols?|patrolling|security"
    r"|monitoring|scrutiny|screening|vigilance|grip|supervision|restrictions?|(?:night )?watch(?: over"
    r"| on)?|guard duty|searches|trade limits"
    r"|customs procedures?|limits on trade)"
)
LOOK = (
    r"(?:watch|check|search|inspect|stop|control|screen|question|patrol|guard|examin|monitor|go through"
    r"|going through|look|scrutini[sz])"
    r"(?:e|es|ed|ing|ping|s)?"
)
HARDER = (
    r"(?:more (?:closely|carefully|often|strictly|thoroughly|tightly|frequently|vigilant\w*)|closer|harder"
    r"|far more|stricter|more than before)"
)
SOFTER = (
    r"(?:less(?: (?:closely|carefully|often|strictly|thoroughly|tightly|frequently|than before))?"
    r"|more (?:loosely|laxly|leniently)|rarely|seldom)"
)
MEN = (
    r"(?:soldiers|sentries|guards|police|officers|patrols|troops|patrol (?:boats|cars)|checkpoints"
    r"|inspectors|guard posts)"
)
UNIT = (
    r"(?:battalions?|compan(?:y|ies) of|regiments?|units?|platoons?|squads?|reinforcements|(?:armed |riot "
    r"|marine )?police(?:men)?|troops|soldiers|guards|patrol (?:cars|boats)|extra patrols)"
)
FENCE = r"(?:(?:[\w-]+ )?fenc(?:e|es|ing)|(?:(?:barbed|razor)[- ])?wire|walls?|barricades?|barriers?|watchtowers?)"
CAMERAS = (
    r"(?:(?:cctv |security |surveillance |infrared |thermal )*cameras|sensors|detectors|drones"
    r"|searchlights|floodlights|scanners|cctv)"
)
CARGO = r"(?:trucks?|lorr(?:y|ies)|loads?|cargo(?:es)?|shipments?|containers?|ships?|wagons?|goods|vehicles)"
TWICE = rf"{SHARPLY} (?:tightened|stepped up|increased|strengthened|reinforced|intensified)"
LIFELESS = r"(?:all but|almost|nearly|virtually|practically|completely)"
VERY = r"(?:very |so |too |extremely |unusually |exceptionally |quite |still |now |increasingly |once again |again )"
STRICT_NOW = (
    r"(?:strict|tight|tough|rigorous|severe|thorough|stringent|harsh|convincing|vigorous|close|heavy"
    r"|intense|vigilant)"
)
LAX_NOW = (
    r"(?:lax|loose|slack|lenient|weak|porous|perfunctory|superficial|patchy|spotty|relaxed|light"
    r"|(?:a )?(?:mere |pure )?formality|half-hearted|for show)"
)
ACTS_OF_GUARDS = (
    *rules(
        "event",
        None,
        rf"\b{UNIT}\b{GAP}{{0,40}}?\b(?:moved|sent|brought|transferred|rushed|drafted|redeployed) (?:in|to|into"
        r"|up|along|from)\b",
        rf"\b(?:sent|brought|moved|rushed|drafted) (?:in )?(?:[\w-]+ ){{0,4}}?{UNIT}\b{GAP}{{0,20}}?\b(?:to|along|at|on)\b",
        r"\bpatrol cars\b[^.;]{0,30}?\b(?:watch|appear|monitor|park)\w*",
        code="deployment",
    ),
    *rules(
        "event",
        None,
        r"\b(?:teams|troops|units?|guards|soldiers|inspectors|police"
        rf"|patrols)\b{GAP}{{0,40}}?\b(?:pulled (?:out|back)|withdrawn|recalled|withdrew)\b",
        code="withdrawal",
    ),
    *rules(
        "event",
        None,
        rf"\b{FENCE}\b{GAP}{{0,30}}?\b(?:runs?|lines?|stretch\w*|(?:gone|going|went) up|stood|stands?|encloses?"
        r"|surrounds?|erected|installed|put up|built)\b",
        rf"\b(?:string(?:ing)?|strung|lay(?:ing)?|laid|raised?|raising|erect\w*) (?:[\w-]+ ){{0,3}}?{FENCE}\b",
        r"\b(?:route|road|path|way)s?\b[^.;]{0,40}?\bblocked (?:off )?with\b",
        code="barrier",
    ),
    *rules(
        "event",
        None,
        rf"\b{CAMERAS}\b{GAP}{{0,30}}?\b(?:(?:gone|going|went) up|installed|mounted|fitted|set up|put up|placed)\b",
        rf"\b(?:fitted|equipped|equipping|fitting)\b{GAP}{{0,40}}?\bwith\b{GAP}{{0,25}}?\b{CAMERAS}",
        rf"\b(?:border|crossing|bridge|bank|customs house)\b{GAP}{{0,15}}?\bhas (?:[\w-]+ )?{CAMERAS}",
        code="surveillance",
    ),
    *rules(
        "event",
        None,
        r"\braid(?:ed|ing|s)?\b(?: (?:on|of))?[^.;]{0,40}?\b(?:warehouses?|houses?|homes?"
        r"|piers?|landings?|markets?|boats?|village|operation|offices?|night|depots?)\b",
        code="raid",
    ),
    *rules(
        "event",
        None,
        rf"\b{CARGO}\b{GAP}{{0,50}}?\b(?:(?:have been|has been|are|were|was|is|being) (?:held|stranded|stuck"
        r"|detained|stopped|turned back|impounded for)|stuck|stranded|languish\w*)"
        rf"\b[^.;]{{0,40}}?\b(?:customs|bridge|border|port|crossing|checkpoint|days|weeks|since|yard|{PLACE})\b",
        rf"\b(?:customs|police|{ACTOR})\b[^.;]{{0,25}}?\b(?:beg[au]n |started )?(?:stopp(?:ed|ing)|held up"
        rf"|holding up|turned back|turning back) (?:[\w-]+ ){{0,3}}?{CARGO}\b",
        code="hold",
    ),
)
LEVELS_OF_GUARDS = (
    *rules(
        "level",
        4.0,
        rf"\bnot even\b[^.;]{{0,40}}?\b(?:past|through|by) (?:the )?{ACTOR}",
        r"\bnot a (?:soul|mouse|cat|fly)\b[^.;]{0,30}?\b(?:get|come|slip|pass|cross)\w*",
        r"\borders to shoot\b|\bshoot[- ]on[- ]sight\b",
        r"\bsealed\b[^.;]{0,30}?\b(?:off|tight|completely)\b[^.;]{0,40}?\b(?:not|no|nothing)\b",
        r"\bdown to the last\b",
        r"\b(?:unpack|open|search|check|inspect|x-ray)(?:s|ed|ing|es)? (?:everything|everyone|each and every)\b",
        rf"\b{WATCH}\b{GAP}{{0,40}}?\b(?:extremely|unprecedented\w*|exceptionally|unusually) (?:strict|tight"
        r"|tough|harsh|severe|stringent)\b",
        rf"\b(?:{ACTOR}|customs offices?)\b{GAP}{{0,30}}?\b(?:extremely|exceptionally|unusually) (?:strict"
        r"|tough|harsh|severe)\b",
        r"\bcrack(?:ed|ing|s)? down (?:very |extremely )(?:hard|severely|harshly)\b",
        rf"\bunusual (?:{SIDE} )?rigou?r\b",
        r"\bseverely restricted\b",
    ),
    *rules(
        "level",
        3.0,
        rf"\b{WATCH}\b{GAP}{{0,50}}?\b(?:is|are|was|were|has been|have been|remains?|remained"
        rf"|stays?) {VERY}{{0,2}}{STRICT_NOW}\b",
        r"\b(?:comb|scour|sweep)(?:s|ed|ing)? the\b[^.;]{0,30}?\b(?:reeds?|banks?|shore|river|hills|villages?|paths?)",
        r"\bto the letter\b|\bby the book\b",
        r"\b(?:questioned|challenged|stopped) (?:at once|immediately|on the spot)\b[^.;]{0,20}?\bby\b",
        r"\bwithout being (?:challenged|stopped|questioned|searched|seen|checked) by\b",
        r"\b(?:watched|guarded|patrolled|monitored) (?:day and night|around the clock|round the clock"
        r"|night and day|at all hours)\b",
        rf"\b{ACTOR}\b[^.;]{{0,30}}?\b(?:question|challenge|stop)s? (?:anyone|anybody|everyone|everybody|all who)\b",
        r"\b(?:enforc|implement|appl)(?:es?|y|ies|ed|ied|ing)\b[^.;]{0,40}?\b(?:fully|strictly|vigorously"
        r"|stringently|rigorously|to the letter)\b",
        r"\b(?:inspected|checked|searched|screened|controlled|watched|guarded) (?:very |so )?(?:strictly"
        r"|thoroughly|closely|carefully|tightly|rigorously)\b",
        r"\b(?:kept out of|barred from)\b[^.;]{0,30}?\b(?:waters?|zone|river|bank)\b",
        r"\b(?:hold|held|holding|keep|kept) smuggling (?:down|in check)\b",
    ),
    *rules(
        "level",
        0.0,
        r"\b(?:no|without any) (?:checks|inspections?|controls?|patrols|guards) (?:at all|whatsoever|of any kind)\b",
    ),
    *rules(
        "level",
        1.0,
        r"\bwav(?:e|es|ed|ing)\b[^.;]{0,40}?\bthrough\b",
        r"\bwithout (?:so much as |even |being |a |any )?(?:a )?(?:glance|look(?:ing)?|checked|searched"
        r"|inspected|inspection|check|opening|second look)\b",
        rf"\b{WATCH}\b{GAP}{{0,50}}?\b(?:is|are|was|were|remains?|has been|have been) (?:{VERY}|often |mostly "
        rf"|usually |normally |largely |a |only ){{0,2}}{LAX_NOW}\b",
        rf"\b(?:lax|loose|slack|lenient|perfunctory|half-hearted|superficial|patchy|feeble) (?:[\w-]+ )?{WATCH}\b",
        r"\b(?:nobody|no one|hardly anyone|scarcely anyone) (?:checks|opens|inspects|searches|bothers|looks"
        r"|patrols|stops)\b",
        r"\b(?:scanners?|cameras|searchlights)\b[^.;]{0,30}?\b(?:switched off|out of order|broken|not work\w*)\b",
        r"\b(?:watch|guard|sentry) (?:posts?|towers?|huts?)\b[^.;]{0,30}?\b(?:empty|unmanned|deserted|abandoned)\b",
        r"\bborder\b[^.;]{0,20}?\bporous\b|\bporous border\b",
        r"\b(?:few|hardly any|barely any|almost no|almost none|scarcely any)\b[^.;]{0,40}?\b(?:inspected"
        r"|searched|checked|opened)\b",
        r"\b(?:not|never) (?:really |properly |fully |actually |effectively )(?:being )?(?:enforced|applied|implemented)\b",
        rf"\b{ACTOR}\b[^.;]{{0,25}}?\b(?:overlook|ignore|wink at|shut their eyes to)s?\b",
        r"\b(?:hardly|rarely|seldom|barely|scarcely) (?:ever )?(?:seen|checked|searched|inspected|patrolled"
        r"|glance|look|bother)\b",
        r"\b(?:patrols|guards|police)\b[^.;]{0,15}?\bstop (?:watching|in the evening|at night)\b",
        r"\b(?:enforc\w+|sanctions|rules|regulations|measures)\b[^.;]{0,25}?\b(?:exist|are|is) (?:only )?on paper\b",
    ),
)
SHARP_MOVES = (
    *rules(
        "change",
        -2.0,
        rf"\b{WATCH}\b{GAP}{{0,40}}?\b{LIFELESS} (?:vanished|disappeared|ceased|stopped|collapsed|been lifted|gone)\b",
        rf"\b(?:{SHARPLY}) (?:relaxed|eased|loosened|reduced|cut)\b{GAP}{{0,20}}?\b{WATCH}",
        rf"\b{WATCH}\b{GAP}{{0,40}}?\b(?:eased|loosened|relaxed|reduced|weakened) {SHARPLY}",
    ),
    *rules(
        "change",
        2.0,
        rf"\b{SHARPLY} (?:tightened|stepped up|increased|strengthened|reinforced|intensified)\b{GAP}{{0,30}}?\b{WATCH}\b",
        rf"\b{WATCH}\b{GAP}{{0,40}}?\b(?:tightened|intensified|increased|been stepped up) {SHARPLY}",
        rf"\b(?:{WATCH}|{MEN})\b{GAP}{{0,40}}?\b{ROSE_SHARPLY}\b",
        r"\b(?:sharp|drastic|dramatic|massive) (?:tightening|increase|intensification) (?:of"
        rf"|in) (?:[\w-]+ ){{0,2}}?{WATCH}",
    ),
)
MOVES_OF_GUARDS = (
    *rules(
        "change",
        0.0,
        r"\b(?:no|little|any) (?:change|difference|let-?up|extra|additional) (?:in |to "
        rf"|of )?(?:the )?(?:[\w-]+ )?(?:{WATCH}|inspection)\b",
        rf"\b{WATCH}\b{GAP}{{0,40}}?\b(?:as (?:frequent|strict|tight|tough|lax|thorough|before)"
        r"|unchanged|the same as before|have not changed|has not changed)\b",
        r"\b(?:keep|kept|continue to|go on) enforc(?:e|ing)\b",
    ),
    *rules(
        "change",
        1.0,
        r"\b(?:tightened|tighten|tightening|stepped up|stepping up|intensified|intensifying|strengthened"
        r"|reinforced|increased"
        rf"|expanded|beefed up) (?:[\w-]+ ){{0,3}}?{WATCH}\b",
        r"\b(?:tightening|toughening|strengthening|stepping[- ]up|intensification|reinforcement"
        rf"|hardening) (?:of|in|up of) (?:the )?(?:[\w-]+ ){{0,2}}?{WATCH}",
        rf"\b{ACTOR}\b{GAP}{{0,50}}?\b{LOOK}\b{GAP}{{0,40}}?\b{HARDER}\b",
        r"\b(?:watched|checked|inspected|searched|patrolled|guarded) (?:much |far )?more (?:closely|strictly"
        r"|often|thoroughly)\b",
        rf"\b{ACTOR}\b{GAP}{{0,30}}?\b(?:become|became|becoming|grown|grew|got|getting|are|have been) (?:much "
        r"|far |even )?(?:stricter|tougher|more (?:strict|vigilant|careful|suspicious|alert|thorough)|fussier"
        r"|harsher)\b",
        rf"\b(?:extra|additional|more|new) (?:[\w-]+ ){{0,1}}?{MEN}\b{GAP}{{0,20}}?\b(?:are|were|have|has|now"
        r"|stand|walk|been|patrol|sent|guard)\b",
        rf"\b(?:more|extra) (?:[\w-]+ )?{MEN} (?:now )?(?:stand|walk|guard|patrol|line)",
        rf"\b(?:crackdown|clampdown|sweep|campaign)s?\b{GAP}{{0,40}}?\b(?:under ?way|has begun|have begun"
        r"|started|begun|reach|widened|launched|extended|intensified|imposed)\b",
        rf"\b(?:launched|begun|began|started|mounted|waging|ordered) (?:a |an )?(?:[\w-]+ ){{0,2}}?(?:sweep"
        rf"|crackdown|clampdown|campaign)\b{GAP}{{0,40}}?\b(?:smuggl\w+|runners|border|river|boats?|brokers?"
        r"|contraband)",
        rf"\b{ACTOR}\b(?: (?:has|have|had|made|\w+ly))* (?:tighten(?:ed)?|clamped down|cracked down"
        r"|stiffened)\b(?! (?:his|her))",
        rf"\b{PLACE} has tightened\b",
        rf"\b(?:grip|watch|net|screws|noose)\b{GAP}{{0,40}}?\b(?:tighten\w*|tighter)\b",
        r"\b(?:tighten\w*) (?:its |their |the )?(?:grip|watch|net|screws|noose)\b",
        r"\bno longer (?:look(?:ing)? the other way|turn(?:ing)? a blind eye)\b",
        rf"\b{ACTOR}\b{GAP}{{0,20}}?\b(?:restricting|restricted) (?:the flow of |sales of )?{GOOD}",
        rf"\b(?:stricter|tighter|tougher|closer|harsher|heightened|enhanced) (?:[\w-]+ ){{0,2}}?{WATCH}\b",
        r"\b(?:starting to|begun to|began to|now) enforces? (?:the )?(?:[\w-]+ )?(?:sanctions|rules|measures)\b",
    ),
    *rules(
        "change",
        -1.0,
        rf"\b(?:eased|easing|relaxed|relaxing|loosened|reduced|cut|scaled back|slackened) (?:[\w-]+ ){{0,3}}?{WATCH}\b",
        r"\b(?:easing|relaxation|loosening|slackening|softening|weakening|lifting) (?:of"
        rf"|in) (?:the )?(?:[\w-]+ ){{0,2}}?{WATCH}",
        rf"\b(?:looser|laxer|lighter|milder|weaker) (?:[\w-]+ )?{WATCH}\b",
        rf"\b{ACTOR}\b{GAP}{{0,50}}?\b{LOOK}\b{GAP}{{0,20}}?\b{SOFTER}\b",
        rf"\b{ACTOR}\b{GAP}{{0,30}}?\b(?:become|became|becoming|grown|grew|got|getting|are) (?:much |far |even "
        r"|more )?(?:lenient|laxer|softer|relaxed|friendlier|easier|slacker|less (?:strict|watchful|vigilant"
        r"|alert|careful))\b",
        rf"\b(?:{WATCH}|{MEN})\b{GAP}{{0,50}}?\b(?:loosen\w*|relax\w*|eas(?:ed|ing)|slack\w*|slipp\w*|waned"
        rf"|let up|lifted|weaken\w*|subsided|died down|{FELL})\b",
        rf"\bfewer (?:[\w-]+ )?{MEN}\b",
        r"\b(?:taken|took|take|taking) (?:their|its|the) foot off\b",
        rf"\b{ACTOR}\b(?: (?:has|have|had|\w+ly|clearly))* (?:relaxed|eased(?: up| off)?|let up|slackened"
        r"|loosened)\b(?! (?:himself|herself|into))",
        r"\bincreasingly (?:overlook\w*|ignor\w+|turn\w* a blind eye)\b",
        rf"\bcustoms (?:for|checks|clearance)\b{GAP}{{0,40}}?\b(?:much |far )?easier\b",
    ),
)
