"""Timing: by day or by night, in a season, on the ice, with the tide; said of what crosses, not of anybody's night."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.actors import LOAD, SEASON
from contraflow.claims.draft import Draft, apply, first_of_each, rules
from contraflow.claims.sentences import Sentence

NAME = "timing"
VERSION = "3"
CROSSING = re.compile(
    rf"\b(?:cross\w*|smuggl(?:e|es|ed|ing)|smugglers (?:[\w-]+ ){{0,2}}?(?:wait|time|use|move|work"
    r"|operate|prefer|set|act|pick|come|go|slip)\w*|transport\w*|carr(?:y|ies|ied|ying)(?! a rifle)"
    rf"|boats?|vessels?|ships?|barges?|rafts?|{LOAD}|"
    r"deliver\w*|everything (?:happens|takes place|is done)|handovers?|small lots|(?:mov|sen[dt]|tak|com"
    r"|came|bring|brought|slip|sneak|get|got)\w* [^.;]{0,25}?\b(?:over|across|out to|through)|br(?:ing"
    r"|ings|inging|ought)|hand(?:ed|ing)? over|driven|driv(?:e|es|ing) (?:\w+ )?across|haul\w*|ferried"
    r"|ferrying"
    r"|shipped|shipping|unload\w*|landed|everything is|(?:is|are) moved|move (?:the|it|them|everything)"
    r"|(?:expect|catch|spot|await) smugglers|sneak\w*|slip(?:s|ped)? (?:out|across|over)"
    r"|go(?:es)? (?:over|across)|went (?:over|across)|(?:their|the|smuggling|night|supply) runs)\b",
    re.IGNORECASE,
)
LATE = r"(?:late|early|deep|well|long|far)"
RULES = (
    *rules(
        "level",
        None,
        r"\b(?:at night(?:fall)?|by night|overnight|nights\b|nightly|(?:every|each|last|that|one|all"
        r"|the same|the previous|per) night|a night\b"
        r"|nightfall|night-?time|after dark|the night before|previous night|dead of (?:the )?night"
        r"|middle of the night|through the night|into the night"
        r"|on the night of|in the night|late (?:at|in the) night|night (?:crossings?|runs?|trips?|shipments?"
        r"|deliver(?:y|ies)|smuggling))\b",
        r"\b(?:after|before|until|since|from|at|till|around|past) (?:dark|sunset|sundown|dusk|midnight|dawn"
        r"|sunrise|daybreak|nightfall|lights-out)\b",
        r"\b(?:cover|cloak|veil|shelter|protection) of (?:the )?(?:darkness|night|dark)\b"
        r"|\bin the dark(?:ness)?\b|\bpitch[- ](?:dark|black)\b|\bwhen (?:it is |it gets "
        r"|it gets )?dark(?:ness falls)?\b"
        r"|\bmoonless\b|\bunder (?:a new|no) moon\b|\bdarkness\b",
        r"\bsmall hours\b|\bearly hours\b|\b(?:wee|dark) hours\b|\bpre-?dawn\b|\bmidnight\b",
        r"\b(?:(?:at|around|about|by|until|between|from|after|to|and) )?(?:one|two|three|four|1|2|3"
        r"|4)(?::\d\d)? (?:o['’]clock )?in the morning\b"
        r"|\b(?:9|10|11|12|nine|ten|eleven)(?::\d\d)? ?(?:p\.?m\b|o['’]clock at night|in the evening)"
        r"|\b[1-4](?::\d\d)? ?a\.?m\b",
        r"\bin the (?:late )?evenings?\b|\b(?:during |on |with |at )?(?:the |every "
        r"|each )?evening (?:high )?tides?\b|\b(?:during the |every |each )evening\b|\bin the early morning\b"
        r"|\bof an evening\b",
        r"\bstreet ?lamps? (?:go|went|are|is|were) (?:out|off|dark)\b|\blights (?:go|went|are) (?:out|off)\b"
        r"|\bas long as it is light\b|\bafter (?:the )?sun(?: has)? (?:goes|gone|went|set)(?: down)?\b"
        r"|\b(?:while|when) (?:the )?(?:town|village|guards?|people|others|everyone)s? (?:sleeps?|slept"
        r"|(?:is|are|was|were) asleep)\b|\b(?:by|under) (?:moonlight|the moon|starlight)\b"
        r"|\bwith(?:out)? (?:any )?lights (?:off|out)?\b|\bheadlights off\b",
        code="night",
        needs=r"(?:lamp|light|asleep|sleep|slept|sun|night|dark|dawn|dusk|sunset|sundown|sunrise|daybreak"
        r"|lights-out|moon|hours|morning|evening|p\.?m|a\.?m|o['’]clock)",
    ),
    *rules(
        "level",
        None,
        r"\b(?:daylight|(?:at|around|about|over) lunch-?time|(?:around|about|at|towards) midday"
        r"|in the (?:late )?(?:afternoons?|forenoon|mornings\b)|by day\b|during the day\b|in the day\b"
        r"|day-?time|openly by day|broad day|midday|at noon|(?:around|about|until|before) noon"
        r"|middle of the day|(?:bright|sunny|in the|every|of an) afternoons?|while the sun is up"
        r"|under the (?:midday )?sun|in plain sight of day|day and night|all day long"
        r"|(?:10|11|ten|eleven)(?::\d\d)? (?:a\.?m|in the morning))\b",
        code="day",
        needs=r"(?:day|lunch|noon|sun\b|a\.?m|in the morning)",
    ),
    *rules(
        "level",
        None,
        r"\b(?:high|low|flood|ebb|rising|falling|spring|morning|incoming|outgoing|neap) tides?\b|\b(?:on"
        r"|with|by|to|at|for|against) (?:the )?tides?\b|\btide is (?:in|out|high|low)\b"
        r"|\bwhen the tide\b|\b(?:at|on|with) (?:the )?(?:low water|high water|slack water|ebb|flood"
        r"|evening flood|morning flood)\b|\bon the ebb\b|\btide (?:rises|falls|turns|comes in|goes out)\b"
        r"|\btides\b",
        code="tide",
        needs=r"\b(?:tide|ebb|flood|low water|high water|slack)",
    ),
    *rules(
        "level",
        None,
        r"\b(?:over|across|on|onto) (?:the )?(?:[\w-]+ )?ice\b(?! cream)|\b(?:once|when|until|after"
        r"|as soon as|wait(?:s|ed|ing)? for|before|till) (?:the )?(?:[\w-]+ )?ice\b(?! cream)"
        r"|\b(?:over|across|on|use|uses|using) the frozen (?:[\w-]+ )?(?:river|surface|water|stretch)\b"
        r"|\bfrozen (?:[\w-]+ )?river (?:as|to|serves)\b|\bice roads?\b"
        r"|\b(?:once|when|after|as soon as|until) (?:the )?(?:[\w-]+ )?(?:river|it) (?:freezes|has frozen|is frozen|froze)\b",
        code="ice",
        needs=r"\b(?:ice|froz|freez)",
    ),
    *rules(
        "level",
        None,
        rf"\b(?:every|each) {SEASON}\b|\b(?:in|during|between) (?:the )?(?:late |early )?{SEASON} (?:and|or"
        rf"|to) (?:the )?(?:late |early )?{SEASON}\b|\b{SEASON} months\b",
        r"\b(?:smuggling|crab|squid|clam|fishing|harvest|herb|mushroom|ginseng|catch|rainy|dry|high|peak|low"
        rf"|off|timber|{SEASON}) season\b"
        r"|\b(?:smuggl\w+|loads?|goods|cross\w*|trade)\b[^.;]{0,30}?\b(?:peaks?|busiest|heaviest|most active"
        r"|picks up|at its height)\b[^.;]{0,20}?\b(?:between|from|in) (?:early |late |the )*(?:January|February|March|April|May"
        r"|June|July|August|September|October|November|December|spring|summer|autumn|winter)\b(?! (?:19"
        r"|20)\d\d)"
        r"|\bin (?:the )?season\b|\bseason (?:begins|starts|ends|opens|runs|lasts)\b|\bseasonal(?:ly)?\b",
        code="season",
        needs=rf"(?:season|peak|busiest|heaviest|active|picks|height|{SEASON})",
    ),
)
WATCH = re.compile(r"\b(?:patrols?|patrolling|police|guards?|watch\w*|searchlights?|cameras?|troops)\b", re.IGNORECASE)
CARRYING = re.compile(
    r"\b(?:smuggl(?:e|es|ed|ing)|cross\w*|carr\w+|ferr\w+|deliver\w*|haul\w*|bring\w*|brought|sneak\w*"
    rf"|slip\w*|unload\w*|{LOAD})\b",
    re.IGNORECASE,
)
INSTEAD = re.compile(
    r"\b(?:no longer|instead of|rather than|not just|not only|never|need not"
    r"|not have to)\s+(?:[\w-]+\s+){0,4}?$",
    re.IGNORECASE,
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of timing."""
    if not CROSSING.search(sentence.whole) or (WATCH.search(sentence.text) and not CARRYING.search(sentence.text)):
        return
    for draft in first_of_each(apply(RULES, sentence)):
        # "no longer wait for nightfall but cross at noon" tells of the day
        if not INSTEAD.search(sentence.text[: draft.start]):
            yield draft
