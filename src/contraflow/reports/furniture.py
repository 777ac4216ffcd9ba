"""What stands on a page beside the story: buttons, menus, links, advertisements, counters."""

import re

LINES = re.compile(
    r"""^\W*(?:
    (?:e-?mail|print|comment\ on|share|save|tweet|like|pin|bookmark)(?:\ (?:this\ )?(?:story|article|page|it|on\ \w+))?
    | comments?(?:\ \(?\d+\)?)? | \d+\ comments? | add\ comment | leave\ a\ (?:comment|reply) | post\ a\ comment
    | more\ listening\ options | view\ full\ site | listen | download\ .{0,40}
    | subscribe.{0,80} | sign\ (?:in|up).{0,60} | log\ in
    | related(?:\ (?:stories|articles|news|links|posts|topics|content))? | recommended.{0,40} | most\ (?:read|popular).{0,40}
    | advertisements? | sponsored.{0,40} | promoted.{0,40} | story\ continues\ below.{0,40}
    | read\ (?:this\ )?(?:in|more|also|next).{0,120} | see\ also:?.{0,120} | also\ read:?.{0,120}
    | home | menu | search | skip\ to\ .{0,40} | back\ to\ top | top | next | previous | page\ \d+(?:\ of\ \d+)?
    | tags?:.{0,200}
    | share\ this.{0,40} | facebook | twitter | whatsapp | telegram | linkedin | reddit | copy\ link | click\ here.{0,80}
    | all\ rights\ reserved.{0,80} | copyright.{0,120} | ©.{0,120} | cookie.{0,80}
    | terms\ of\ (?:use|service).{0,40} | privacy\ policy
    | follow\ us.{0,60} | newsletter.{0,60} | photo\ gallery | slideshow | video | audio
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
PRICE_ROW = re.compile(
    r"^[^.!?]{0,60}?(?:\d[\d,.]*\s*(?:won|yuan|kpw|cny|usd|rmb|/kg|per kg|\$)[^.!?]{0,40}){1,}$", re.IGNORECASE
)
NUMBER_ROW = re.compile(r"^[^.!?|\d]{1,40}(?:[|\s]+\d{1,3}(?:,\d{3})+){2,}[|\s]*$")  # columns of a table without its units
BARE_NUMBER = re.compile(r"^\W*\d{1,3}(?:,\d{3})+\W*(?:won|yuan|kpw|cny|usd|rmb)?\W*$", re.IGNORECASE)  # a cell in its own line
MENU_WORD = (
    r"(?:Home|News|World|Asia|Korea|China|Japan|Politics|Business|Economy|Opinion|Culture|Sports?|Science|Health|Weather|Photos?|"
    r"Videos?|Audio|Podcasts?|Live|Search|Menu|About(?: Us)?|Contact(?: Us)?|Login|Log In|Sign [Ii]n|Sign [Uu]p|Register|"
    r"Subscribe|Newsletters?|Archives?|Share|Print|Email|Tweet|Facebook|Twitter|RSS|English|Skip to (?:main )?content|"
    r"Latest|Top Stories)"
)
MENU_START = r"(?:Home|Menu|Search|Skip to (?:main )?content|Share|Print|Email|Latest|Top Stories|News)"
# "HomeNewsKoreaBoats return ...", "Home | News | Korea Boats return ..."
GLUED_MENU = re.compile(rf"^{MENU_START}(?:{MENU_WORD})+(?=[A-Z“\"][^\n]*\s)")
SPACED_MENU = re.compile(rf"^{MENU_START}(?:[\s|>/·»•]+{MENU_WORD}(?=[\s|>/·»•])){{2,}}[\s|>/·»•]+(?=[A-Z“\"])")
TAIL = re.compile(
    r"""^\W*(?:more\ (?:stories|news|headlines|articles|from\ .{1,40}|on\ this(?:\ (?:story|topic))?)
    | (?:other|latest|recent|popular|trending|top)\ (?:news|stories|headlines|articles|posts|comments)(?:\ .{0,40})?
    | trending(?:\ now)? | you\ (?:may|might)\ also\ .{1,40} | also\ in\ (?:the\ )?news | (?:from\ )?around\ the\ web
    | in\ other\ news | editor[’']?s[’']?\ picks? | what\ to\ read\ next | keep\ reading
    | (?:previous|next)\ (?:articles?|posts?|stor(?:y|ies))
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)


def strip_menu(line: str) -> str:
    """Return a line without the menu that runs into its first word."""
    found = GLUED_MENU.match(line) or SPACED_MENU.match(line)
    return line[found.end() :].strip() if found else line


def begins_tail(line: str) -> bool:
    """Say whether a line stands above what a page shows of other stories."""
    return bool(TAIL.match(line))


def is_furniture(line: str) -> bool:
    """Say whether a line is no part of the story."""
    return bool(LINES.match(line)) or is_price_row(line)


def is_price_row(line: str) -> bool:
    """Say whether a line is a row of a price table: short, numbers with units, no sentence."""
    row = PRICE_ROW.match(line) or NUMBER_ROW.match(line) or BARE_NUMBER.match(line)
    return len(line.split()) <= 12 and bool(row)
