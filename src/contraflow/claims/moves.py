"""Words for rising, falling, stopping and resuming, shared by the extractors so that each knows them all.

Each is a piece of a regular expression without groups that are kept; a blank stands for any white space (see draft.rule).
"""

SHARPLY = (
    r"(?:sharply|steeply|drastically|dramatically|massively|hugely|heavily|abruptly|by a wide margin|markedly|significantly"
    r"|greatly|enormously|vastly|substantially|considerably|(?:a|by) (?:whole )?lot|out of all recognition)"
)
BIG = (
    r"(?:sharp|steep|drastic|dramatic|massive|huge|significant|marked|enormous|vast|substantial|abrupt|big"
    r"|serious|tremendous)"
)
ROSE = (
    r"(?:rose|risen|rises?|rising|increase[sd]?|increasing|grew|grown|grows?|growing|climb(?:ed|ing|s)?"
    r"|(?:gone|went|going|go|goes"
    r"|moved|crept|creeping|edged|edging|inched|inching|ticked|heading|shooting) up(?:ward)?"
    r"|pick(?:ed|ing|s)? up|gain(?:ed|ing)|up by|up \d|up from|higher"
    r"|on the (?:rise|increase|up)|on an upward trend|gather(?:ed|ing) (?:pace|speed|steam)|swell(?:ed"
    r"|ing)|swollen|mounting"
    r"|escalat(?:ed|ing)|multipl(?:ied|ying)|proliferat(?:ed|ing)|(?:staged|staging|made"
    r"|making) a comeback|looking up|perk(?:ed|ing) up|accelerat(?:ed|ing)"
    r"|expand(?:ed|ing|s)?)"
)
FELL = (
    r"(?:fell|fallen|falls?|falling|decrease[sd]?|decreasing|declin(?:e[sd]?|ing)|drop(?:s|ped|ping)?"
    r"|dwindl(?:ed|es|ing)|shr[aiu]nk"
    r"|shrinking|slow(?:s|ed|ing)|diminish(?:ed|es|ing)|slid|slipp(?:ed|ing)|sank|sunk|sinking|lessened|wan(?:ed|ing)"
    r"|down by|down \d|down from|down to|(?:lower|smaller)(?! (?:river|bank|course|reaches|stretch|part"
    r"|end|basin)\b)|(?:gone|went|going|come|came|coming|edged|edging|crept|creeping|inched"
    r"|heading) down(?:ward)?"
    r"|(?:is|are|was|were) down"
    r"|taper(?:ed|ing) off|tail(?:ed|ing) off|thinn(?:ed|ing)(?: out)?|ebb(?:ed|ing)|fad(?:ed|ing)"
    r"|reced(?:ed|ing)|dipp(?:ed|ing)"
    r"|weaken(?:ed|ing)|on a downward trend|on the decline|on the wane|sliding|flagg(?:ed|ing)|cool(?:ed"
    r"|ing)(?: off| down)?"
    r"|scaled back|dented|hit hard|taken a (?:hit|knock|blow)|took a (?:hit|knock|blow))"
)
SOARED = (
    r"(?:soar(?:ed|ing|s)?|surg(?:ed|es|ing)|skyrocket(?:s|ed|ing)?|rocket(?:ed|ing)|spik(?:ed|ing)|jump(?:ed|ing)"
    r"|leap(?:ed|t|ing)|shot up|explod(?:ed|ing)|balloon(?:ed|ing)|through the roof|spiral(?:l?ed|l?ing)"
    r"|mushroom(?:ed|ing)|trebled|tripled)"
)
PLUNGED = (
    r"(?:plung(?:ed|es|ing)|plummet(?:s|ed|ing)?|collaps(?:ed|es|ing)|slump(?:ed|ing)|tumbl(?:ed|ing)"
    r"|crash(?:ed|ing)|nosediv(?:ed|ing)|taken a nosedive|evaporat(?:ed|ing)|(?:fallen|fell|falling) off a cliff"
    r"|(?:in|into) free[- ]?fall|crater(?:ed|ing)|(?:to|at) a fraction"
    r"|(?:slow(?:s|ed|ing)?|reduced|down) to a trickle)"
)
ROSE_SHARPLY = rf"(?:{SHARPLY} {ROSE}|{ROSE} (?:[\w-]+ )?{SHARPLY}|{SOARED})"
FELL_SHARPLY = rf"(?:{SHARPLY} {FELL}|{FELL} (?:[\w-]+ )?{SHARPLY}|{PLUNGED})"
TIGHTENED = (
    r"(?:tighten(?:ed|ing|s)?|step(?:ped|ping|s)? up|strengthen(?:ed|ing|s)?|intensif(?:y|ied|ies|ying)"
    r"|intensification"
    r"|tightening of|toughen(?:ed|ing)?|beef(?:ed|ing|s)? up|reinforc(?:e|ed|es|ing)|heighten(?:ed|ing)?"
    r"|doubl(?:ed|ing)|tripl(?:ed|ing)|quadrupl(?:ed|ing)"
    r"|ramp(?:ed|ing)? up"
    r"|harden(?:ed|ing)?|bolster(?:ed|ing|s)?|increas(?:e|ed|es|ing)|stricter|tighter|tougher|harsher"
    r"|heavier|stiffer|more (?:strict|intense"
    r"|intensive|stringent|rigorous|thorough|frequent|severe))"
)
LOOSENED = (
    r"(?:relax(?:ed|ing|es)?|relaxation of|eas(?:e|ed|es|ing)|loosen(?:ed|ing|s)?|slacken(?:ed|ing)?"
    r"|soften(?:ed|ing)?|weaken(?:ed|ing)?"
    r"|lighten(?:ed|ing)?|reduc(?:e|ed|es|ing|tion of)|scal(?:ed|ing) (?:back|down)|laxer|looser|lighter"
    r"|milder|less (?:strict|intense"
    r"|stringent|rigorous|frequent|severe|thorough)|fewer)"
)
STEADY = (
    r"(?:stable|steady|unchanged|unaffected|not been affected|(?:has|have) (?:not|hardly|barely|scarcely) "
    r"(?:changed|moved|budged)|(?:hardly|barely|scarcely) (?:changed|moved|budged)"
    r"|as (?:before|ever|usual|always)|flat|about the same|much the same|stayed the same|stays the same"
    r"|(?:stayed|remained|remains|stays) the same|back to normal)"
)
STOPPED = (
    r"(?:stopped|halted|ceased|(?:been )?suspended|at a (?:virtual |complete |near |total )?standstill|(?:cut"
    r"|shut) off|dried up|died out|died away|come to nothing"
    r"|(?:come|came|ground|grinding|coming|brought) to (?:a|an) (?:virtual |near |complete |total "
    r"|almost complete )?(?:standstill|halt|stop)|ground to a (?:complete )?halt"
    r"|paraly[sz]ed|eliminated|stamped out|eradicated|vanished|disappeared|wiped out|(?:completely"
    r"|entirely|totally) blocked|choked off|dropped to zero|been zero)"
)
STOPPING = (
    r"(?:stopp(?:ed|ing)|halt(?:ed|s|ing)|suspend(?:ed|s|ing)|ceas(?:ed|ing)|cut(?:ting)? off|ended"
    r"|block(?:ed|s|ing)|froze|paraly[sz](?:ed|ing)|brought (?:\w+ )?to a halt|put (?:a stop|an end) to|choked off)"
)
RESUMED = (
    r"(?:resum(?:e[sd]?|ing)|restart(?:ed|s|ing)?|reviv(?:e[sd]?|ing)|recover(?:ed|s|ing)?|rebound(?:ed|ing)?"
    r"|re-?emerg(?:ed|es|ing)|reappear(?:ed|ing)?"
    r"|returned|(?:beg[au]n|begun|started|starting) again|bounc(?:ed|ing) back|(?:come|came|coming) back|taken up again"
    r"|back (?:at work|in business|on|up and running)|in full flow again|up and running again)"
)
# nouns: "a drop in traffic"
A_RISE = (
    r"(?:increases?|rises?|upturn|uptick|growth|hikes?|revival|recovery|resumption|return|expansion"
    r"|pick-?up|comeback|upswing"
    r"|influx|rebound|restart)"
)
A_FALL = (
    r"(?:drops?|falls?|declines?|decreases?|dips?|reductions?|downturns?|slowdown|slides?|contraction"
    r"|shrinkage|lull|dent|cuts?"
    r"|setbacks?|slackening|weakening|thinning)"
)
A_SURGE = r"(?:surges?|explosion|boom|spikes?|leaps?|jumps?|upsurge)"
A_COLLAPSE = r"(?:collapse|plunges?|crash|slump|nosedive|implosion)"
# adjectives: "traffic is sluggish", "brisk trade"
SCARCE = (
    r"(?:sluggish|slack|scarce|rare|thin|slow|a (?:mere )?trickle|quiet|feeble|weak|subdued|muted|limping|in the doldrums"
    r"|few and far between|at a low ebb|anaemic|meagre|sparse|sporadic|negligible|minimal)"
)
LIVELY = (
    r"(?:brisk|lively|busy|active|common(?:place)?|widespread|frequent|heavy|strong|robust|healthy"
    r"|prevalent|plentiful|intense)"
)
THRIVING = (
    r"(?:thriving|flourishing|booming|rampant|in full swing|burgeoning|rife|at (?:its|their) (?:peak"
    r"|height)|peaked|unchecked"
    r"|bigger than ever|busier than ever|roaring|bumper[- ]to[- ]bumper)"
)
BE = (
    r"(?:is|are|was|were|be|been|being|has been|have been|had been|has become|have become|became|becomes?|remains?|remained"
    r"|stays?|stayed|looks?|seems?|appears?|grew|grown|gone|went|turned)"
)
A_LITTLE = (
    r"(?:very |so |too |extremely |unusually |rather |quite |still |now |again |increasingly |fairly "
    r"|once again |once more )"
)
# what a subject and its verb may have between them: no other clause
GAP = r"(?:(?! (?:after|because|although|though|despite|whereas|until|unless|amid|in spite|which|who|but)\b)[^.;])"
