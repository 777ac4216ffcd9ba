"""Words for rising, falling, stopping and resuming, shared by the extractors so that each knows them all.

Each is a piece of a regular expression without groups that are kept; a blank stands for any white space (see draft.rule).
"""

SHARPLY = r"(?:sharply|steeply|drastically|dramatically|massively|hugely|heavily|abruptly|by a wide margin)"
ROSE = (
    r"(?:rose|risen|rises?|rising|increase[sd]?|increasing|grew|grown|grows?|growing|climb(?:ed|ing|s)?"
    r"|(?:gone|went|going|go|goes"
    r"|moved|crept) up|pick(?:ed|ing|s)? up|gain(?:ed|ing)|up by|up \d|up from|higher|on the rise"
    r"|expand(?:ed|ing|s)?)"
)
FELL = (
    r"(?:fell|fallen|falls?|falling|decrease[sd]?|decreasing|declin(?:e[sd]?|ing)|drop(?:s|ped|ping)?"
    r"|dwindl(?:ed|es|ing)|shr[aiu]nk"
    r"|shrinking|slow(?:s|ed|ing)|diminish(?:ed|es|ing)|slid|slipped|sank|sunk|sinking|lessened|waned"
    r"|down by|down \d|down from|lower"
    r"|smaller|(?:gone|went|going|come|came|coming) down|(?:is|are|was|were) down|scaled back|dented)"
)
SOARED = (
    r"(?:soar(?:ed|ing|s)?|surg(?:ed|es|ing)|skyrocket(?:s|ed|ing)?|rocketed|spik(?:ed|ing)|jump(?:ed|ing)"
    r"|shot up|exploded|ballooned"
    r"|mushroomed|trebled|tripled)"
)
PLUNGED = (
    r"(?:plung(?:ed|es|ing)|plummet(?:s|ed|ing)?|collaps(?:ed|es|ing)|slump(?:ed|ing)|tumbl(?:ed|ing)"
    r"|crashed|nosedived|evaporated"
    r"|slow(?:s|ed|ing)? to a trickle)"
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
    r"(?:stable|steady|unchanged|unaffected|not been affected|have not changed|has not changed|hardly moved"
    r"|as before|flat)"
)
STOPPED = (
    r"(?:stopped|halted|ceased|(?:been )?suspended|at a (?:virtual |complete |near )?standstill|(?:cut"
    r"|shut) off|dried up|died out"
    r"|(?:come|came|ground|grinding|coming) to (?:a|an) (?:virtual |near |complete |total "
    r"|almost complete )?(?:standstill|halt|stop)"
    r"|paraly[sz]ed|eliminated|stamped out|eradicated|vanished|disappeared|wiped out)"
)
STOPPING = (
    r"(?:stopp(?:ed|ing)|halt(?:ed|s|ing)|suspend(?:ed|s|ing)|ceas(?:ed|ing)|cut(?:ting)? off|ended"
    r"|block(?:ed|s|ing)|froze)"
)
RESUMED = (
    r"(?:resum(?:e[sd]?|ing)|restart(?:ed|s|ing)?|reviv(?:e[sd]?|ing)|recover(?:ed|s|ing)?|rebound(?:ed|ing)?"
    r"|re-?emerg(?:ed|es|ing)"
    r"|returned|(?:beg[au]n|started|starting) again|bounced back|come back|came back)"
)
