"""Earnings: what traders gain or lose, by trip, month or year; a loss is a fall, as no amount is below nothing."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.actors import DEALER, FIRM
from contraflow.claims.draft import UNREAL, Draft, amount_draft, amount_now, apply, first_of_each, rules, then
from contraflow.claims.numbers import find_money, find_ratio
from contraflow.claims.sentences import Sentence

NAME = "earnings"
VERSION = "3"
EARN = (
    r"(?:profits?(?! warning)|earnings|(?<!bribe\s)incomes?|margins?(?! of the page)|mark-?ups?|takings"
    r"|turnover|sales(?! (?:office|tax|of))|revenues?|proceeds|gains|returns"
    r"|livelihoods?|wages|commissions?|business(?! (?:school|card|trip|partner|people|man|men|is business)))"
)
SALES = re.compile(rf"\b(?:{EARN})\b(?! of (?!traders|merchants))", re.IGNORECASE)
SUBJECT = re.compile(
    r"\b(?:earn(?:s|ed|ing|ings)?|profits?|makes? a living|incomes?|net(?:s|ted|ting)?|mak(?:e|es|ing)"
    r"|made|clear(?:s|ed|ing)?|pocket(?:s|ed|ing)?"
    r"|tak(?:e|es|ing) home|took home|c[ao]mes? home with|keeps?|yields?(?:ed)?|worth|brings?|is left"
    r"|are left|bring(?:s|ing)? in|brought in|gross(?:es|ed|ing)?|margins?|mark-?ups?|left with|gain(?:s"
    r"|ed|ing)?|collect(?:s|ed)?"
    r"|receiv(?:e|es|ed|ing)|(?:is|are|was|were) paid|get(?:s|ting)? (?:paid )?|wages?|commissions?)",
    re.IGNORECASE,
)
# verbs that tell of earnings only where somebody who trades or carries is their subject
LOOSE = re.compile(r"mak|made|keep|worth|clear|collect|receiv|paid|get|bring|brought|gain", re.IGNORECASE)
WORKER = re.compile(
    rf"\b(?:{DEALER}|carriers?|bearers?|boatm[ae]n|owners?|crews?|women|m[ae]n|people|residents|farmers?"
    rf"|he|she|they|we|i|you|{FIRM}|trips?|runs?|loads?|crossings?|each)\b",
    re.IGNORECASE,
)
LARGE = 1e6  # what a trade as a whole earns is no trader's income
REACH = 50  # characters from the word for earnings to its amount
OTHER = re.compile(
    r"\b(?:brib\w*|fin(?:e|es|ed)|fees?|rent\w*|pric\w*|costs?|tax\w*|sells?|sold|pay(?:s|ing)? for"
    r"|to (?:pay|buy|let|look)|imports?|exports?)\b",
    re.IGNORECASE,
)
ROSE = (
    r"(?:r(?:o|i)se(?:n|s)?|rising|increas(?:ed|es|ing)|gr(?:ew|own|owing)|doubl(?:ed|ing)|tripl(?:ed"
    r"|ing)|climb(?:ed|ing)|widen(?:ed|ing)|recover(?:ed|ing)|improv(?:ed|ing)|jumped|better|higher"
    r"|pick(?:ed|ing) up|healthy|up\b)"
)
FELL = (
    r"(?:fell|fallen|falling|dropp(?:ed|ing)|shr[aiu]nk(?:en|ing)?|shrinking|dwindl(?:ed|ing|es)|halved"
    r"|declin(?:ed|ing)|thin(?:ner|ned)?|narrow(?:ed|er)|squeezed|slim(?:mer)?|lower|smaller|eroded"
    r"|suffer(?:ed|ing|s)?|down\b|hit|worse|bad|poor|slow|slack|sluggish|tight|meagre|slump(?:ed|ing)"
    r"|eaten (?:up|away))"
)
GONE = (
    r"(?:wiped out|collaps(?:ed|ing)|evaporat(?:ed|ing)|vanished|disappeared|dried up|plung(?:ed|ing)"
    r"|plummet(?:ed|ing)|ruined|slumped to nothing|crashed)"
)
TRADER = rf"(?:{DEALER}|{FIRM}|us|me|them|we|they|livelihoods|families|residents|owners?|the trade)"
HARM = (
    r"(?:hurt(?:ing|s)?|hit(?:ting|s)?|crippl(?:ed|ing|es)|ruin(?:ed|ing|s)|squeez(?:ed|ing|es)"
    r"|bankrupt(?:ed|ing)|devastat(?:ed|ing)|pinch(?:ed|ing))"
)
RULES = (
    *rules(
        "change",
        -2.0,
        then(EARN, rf"(?:[\w-]+ )?{GONE}(?! completely without)\b", 40),
        rf"\b(?:wip(?:ed|es|ing) out|destroy(?:ed|s|ing)|ruin(?:ed|s|ing)|annihilated) (?:[\w'’-]+ ){{0,3}}?(?:{EARN})\b",
        needs=r"\b(?:wip|collaps|evaporat|vanish|disappear|dried|plung|plummet|ruin|slump|crash|destroy|annihil)",
    ),
    *rules(
        "change",
        -1.0,
        r"\b(?:suffer(?:ed|ing|s)?|incurr(?:ed|ing)|took|taken|tak(?:e|ing)|made|mak(?:e|ing)|post(?:ed"
        r"|ing)?|report(?:ed|ing)?|fac(?:e|ed|ing)|sustain(?:ed|ing)?|run(?:ning)? up|record(?:ed|ing)?"
        r"|caus(?:ed|ing))"
        r" (?:[\w-]+ ){0,3}?loss(?:es)?\b|\blosses (?:are|were|have been|keep) (?:[\w-]+ly )?(?:mounting"
        r"|growing|heavy|rising|piling up|huge|big|severe)\b",
        r"\b(?:lost|los(?:e|es|ing)) (?:a lot of |much |all (?:of )?|a fortune|everything|large sums|(?:his"
        r"|her|their|its|our|my) )*(?:(?:his|her|their|its|our|my) )?(?:money|capital|investments?"
        r"|livelihoods?|savings|a fortune|everything|income)\b"
        r"|\blost their (?:livelihoods?|capital)\b",
        rf"\b{HARM} (?:the |many |most |our |small |local )*(?:[\w-]+ )?{TRADER}\b"
        rf"|\b{TRADER}\b[^.;]{{0,60}}?\b(?:been|are being|were|was|is|are) (?:[\w-]+ )?(?:squeezed|hurt"
        r"|hit(?: hard)?|crippled|ruined|bankrupted|devastated)\b",
        r"\b(?:only |just |barely |hardly |scarcely )(?:make |making |earn |earning )?(?:any |a )?(?:small"
        r"|little|meagre|meager|modest|tiny)? ?(?:profits?|money|income|living)\b"
        r"|\b(?:make|makes|making|earn|earns|earning)\b[^.;]{0,12}?\b(?:only a (?:small|little)|little|no"
        r"|hardly any|next to nothing|nothing)\b(?: (?:profits?|money|income))?",
        rf"\b{TRADER}\b[^.;]{{0,40}}?\b(?:suffer(?:ed|ing)?(?! from the (?:cold|heat))|(?:went|gone|go"
        r"|going) (?:bankrupt|bust|under|broke|out of business|to the wall)|in (?:deep )?debt|into debt"
        r"|(?:deep )?in the red"
        r"|struggl(?:e|es|ed|ing) to (?:survive|stay afloat|make ends meet|make a living|keep going)"
        r"|stay afloat|feel(?:s|ing)? the pinch|(?:barely|hardly) (?:break|breaking|broke) even"
        r"|break(?:ing)? even"
        r"|cannot make ends meet|on the (?:verge|brink) of (?:bankruptcy|ruin|collapse)|(?:closed|closing"
        r"|shut|shutting) (?:down )?their (?:business|stalls?|shops?)|out of (?:work|business))\b",
        rf"\b{TRADER}\b[^.;]{{0,50}}?\b(?:debts?|clos(?:e|ed|ing) (?:down|their doors|shop)"
        r"|shut(?:ting)? (?:down|up shop)|fight(?:s|ing)? for (?:its|their|his|her) (?:survival|existence"
        r"|life|lives)|fac(?:e|es|ed|ing) (?:ruin|bankruptcy)|los(?:e|es|t|ing) out|sit(?:ting)? on unsold"
        r"|g[ai]ven? up (?:the |their )?(?:business|trade)|go(?:ing)? hungry|live on (?:credit|savings)"
        r"|cannot pay|can['’]t pay|lay(?:ing)? off|laid off|worse off|driven out|forced out"
        r"|pushed to the wall|to the brink|lean times|hard times|not earning)\b",
        r"\b(?:nobody|no one|none of (?:us|them)|few|hardly anyone|we no longer|they no longer"
        r"|traders no longer) (?:[\w-]+ )?(?:makes?|earns?|making|earning|profits?) (?:any )?(?:money"
        r"|anything|profit|a living)?",
        then(EARN, rf"{FELL}\b", 45),
        rf"\b(?:smaller|lower|thinner|shrinking|falling|meagre|slim|reduced|declining) (?:{EARN})\b|\b(?:drop"
        rf"|fall|decline|decrease|reduction|slump) in (?:[\w'’-]+ ){{0,2}}?{EARN}\b",
        r"\b(?:cut|cutting|eat|eats|eating|ate|dent(?:ed|ing)?|hit|hurt|reduc(?:ed|ing)|erod(?:ed|ing)"
        r"|squeez(?:ed|ing)) (?:into |away )?(?:[\w'’-]+ ){0,2}?(?:profits?|margins?|incomes?|earnings)\b",
        rf"\b(?:cost|costs|costing) (?:the |many |us |our )?(?:[\w-]+ )?(?:{TRADER} )?(?:dear(?:ly)?"
        r"|a fortune|heavily)\b|\b(?:hardly|barely|scarcely|stopped being|ceased to be|stopped) (?:pays?"
        r"|paying|profitable|worth(?: it| the (?:risk|trouble|effort))?)\b"
        r"|\b(?:unprofitable|loss-making|at a loss|out of pocket)\b",
        r"\b(?:business|trade|smuggling|it|trips?)\b[^.;]{0,20}?\bno longer (?:pays?|profitable|worth)\b",
        r"\bnot (?:paying|worth (?:it|the (?:risk|trouble|effort)))\b",
        needs=r"\b(?:loss|lost|los(?:e|es|ing)|hurt|hit|crippl|ruin|squeez|bankrupt|devastat|pinch|only|just"
        r"|barely|hardly|scarcely|little|no\b|nothing|suffer|went|gone|go\b|going|debt|red\b|struggl|afloat"
        r"|feel|even\b|ends|verge|brink"
        r"|clos|shut|out\b|nobody|no one|none|few|hungry|debt|given|g[ai]ve|live|lay|laid|driven|forced|push"
        r"|lean|hard|cannot|can|fight|fac|sit|fell|fall|drop|shr|dwindl|halv|declin|thin|narrow|slim|lower"
        r"|small|erod|down|worse|bad|poor|slow|slack|slugg|tight|meag|slump|eat|reduc|decreas|cut|dent|cost"
        r"|pay|worth|not|unprofit|ate\b)",
    ),
    *rules(
        "change",
        2.0,
        then(
            EARN,
            r"(?:soar(?:ed|ing)?|surg(?:ed|ing)|skyrocket(?:ed|ing)?|exploded|rocketed|(?:rose|risen|increased"
            r"|grown|grew) (?:sharply|steeply|dramatically|hugely))\b",
            40,
        ),
        needs=r"\b(?:soar|surg|skyrocket|explod|rocket|sharply|steeply|dramatically|hugely)",
    ),
    *rules(
        "change",
        0.0,
        r"\b(?:as (?:profitable|lucrative) as (?:ever|before)|still (?:pays|profitable|lucrative)"
        rf"|{EARN}\b[^.;]{{0,30}}?\b(?:unchanged|stable|steady|held up|the same))\b",
        needs=r"\b(?:as|still|unchanged|stable|steady|not|held|same)\b",
    ),
    *rules(
        "change",
        1.0,
        then(EARN, rf"{ROSE}\b", 45),
        r"\b(?:made|mak(?:e|es|ing)|earn(?:s|ed|ing)?|reap(?:s|ed|ing)?|rak(?:e|es|ed|ing) in|turn(?:s|ed"
        r"|ing)?|bring(?:s|ing)?|brought|yield(?:s|ed)?|pocket(?:s|ed|ing)?) (?:[\w-]+ ){0,2}?"
        r"(?:huge|big|large|handsome|good|significant|substantial|considerable|fat|healthy|tidy|record|hefty"
        r"|easy|great) (?:[\w-]+ )?(?:profits?|money|sums?|returns?|margins?|gains?|income)",
        r"\b(?:rak(?:e|es|ed|ing) it in|rak(?:e|es|ed|ing) in|coin(?:s|ing|ed)? (?:it|money)|cash(?:ed"
        r"|ing) in|earn(?:s|ed|ing)? (?:more|better|well|twice|handsomely)(?! than (?:a|the) (?:teacher"
        r"|doctor))|mak(?:e|es|ing) (?:more|good|big|easy|quick) (?:money|profits?)?|liv(?:e|es|ing) well"
        r"|better off|windfalls?|bonanza|boom (?:time|year)s?|golden (?:time|age))\b"
        r"|\b(?:lucrative|profitable|good|thriving|money-spinning) (?:business|trade|line|sideline)\b"
        rf"|\b{TRADER}\b[^.;]{{0,30}}?\b(?:prosper(?:s|ed|ing)?|flourish(?:es|ed|ing)?|rich|wealthy)\b",
        r"\b(?:mak(?:e|es|ing)|made) (?:a (?:killing|fortune|good living|tidy sum|fortunes)|fortunes"
        r"|lots of money|a lot of money|good money)\b|\b(?:gr(?:ow|own|ew|owing)|got|gotten|become|became"
        r"|getting) (?:very |quite |suddenly )?(?:rich|wealthy)\b",
        r"\bbusiness (?:is|was|has been) (?:[\w-]+ )?(?:good|booming|brisk|thriving|excellent)\b|\b(?:pays"
        r"|paying|paid) (?:very )?(?:well|off|handsomely)\b"
        r"|\b(?:highly|very|extremely|more|increasingly|hugely) (?:profitable|lucrative)\b",
        r"\b(?:trade|business|sales|earnings|profits)\b[^.;]{0,20}?\bnever (?:been|was"
        r"|were) (?:so )?(?:better|good|profitable|high)\b",
        rf"\b(?:higher|bigger|larger|rising|growing|better|wider|record) (?:{EARN})\b|\b(?:rise|increase|jump"
        rf"|growth|recovery) in (?:[\w'’-]+ ){{0,2}}?(?:profits?|earnings|incomes?|margins?|takings|sales)\b",
        needs=rf"\b(?:{EARN}|ma[kd]|earn|reap|rak|turn|bring|brought|yield|pocket|gr[eo]w|got|get|becom|became"
        r"|pa(?:id|ys?|ying)\b|lucrat|coin"
        r"|cash|liv|better|windfall|bonanza|boom|golden|good|thriv|money|prosper|flourish|rich|wealth)",
    ),
)
LOST = re.compile(r"\b(?:lost|los(?:e|es|ing)|loss(?:es)? of|out of pocket by)\b[^.;]{0,30}$", re.IGNORECASE)
OTHER_LOSS = re.compile(r"\blost (?:his|her|the|their) (?:way|match|game)\b", re.IGNORECASE)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of earnings."""
    ratio = find_ratio(sentence.text) if SALES.search(sentence.text) else None
    if ratio and not OTHER.search(sentence.text):
        yield Draft("ratio", *ratio)
        return
    amounts = find_money(sentence.text)
    for amount in amounts:
        if LOST.search(sentence.text[: amount.start]):
            yield Draft("change", -1.0, amount.start, amount.end)
            return
    for subject in SUBJECT.finditer(sentence.text) if amounts else ():
        told = [
            amount
            for amount in amounts
            if 0 < amount.start - subject.end() + 1 <= REACH and not OTHER.search(sentence.text[subject.end() : amount.start])
        ]
        told = [amount for amount in told if amount.value < LARGE]
        loose = LOOSE.search(subject.group(0)) and not WORKER.search(sentence.text[: subject.start()])
        if told and not loose and not UNREAL.search(sentence.text[: subject.start()]):
            yield amount_draft(amount_now(told, sentence.text))
            return
    yield from first_of_each(apply(RULES, sentence))
