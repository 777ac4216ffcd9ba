"""Numbers and dates as a reader wants them: few digits, the unit said, a true minus sign."""

import math
import re
from datetime import date

MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
FIXED_SPACE = "\N{NO-BREAK SPACE}"
POINTS = "percentage points"
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def day_text(day: date) -> str:
    """Return a date such as ``8 June 2018``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Return a date such as ``8 Jun 2018``."""
    return f"{day.day}{FIXED_SPACE}{MONTHS[day.month - 1][:3]}{FIXED_SPACE}{day.year}"


def period_text(start: date | None, end: date | None) -> str:
    """Return a period such as ``1 May 2018 to 8 June 2018``; an open end is said."""
    if start is None and end is None:
        return "no period given"
    if start is None:
        return f"up to {day_text(end)}" if end else ""
    if end is None:
        return f"since {day_text(start)}"
    return day_text(start) if start == end else f"{day_text(start)} to {day_text(end)}"


def number(value: float, digits: int) -> str:
    """Return a number with ``digits`` decimals, a true minus sign and thin groups of three; ``n/a`` when not finite."""
    if not math.isfinite(value):
        return "n/a"
    text = f"{abs(value):,.{digits}f}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    negative = value < 0 and any(digit in "123456789" for digit in text)
    return f"{MINUS}{text}" if negative else text


def digits_for(unit: str, scale: float) -> int:
    """Return how many decimals a quantity deserves: none for per cent, two for ratios and logs, else two figures.

    Args:
        unit: as in the estimate.
        scale: the largest absolute value that will be shown with it, so that an interval has one precision.
    """
    if unit == "%":
        return 0
    if unit == POINTS:
        return 1
    if (unit.startswith("ratio to ") or unit == "log units") and scale < 10:
        return 2
    if not math.isfinite(scale) or scale <= 0:
        return 2
    return max(0, min(4, 1 - math.floor(math.log10(scale)))) if scale < 100 else 0


def unit_text(unit: str) -> str:
    """Return what follows a number of this unit, with its space: `` %``, `` times the level of 2016``, `` CNY/t``."""
    if unit in {"", "1", "dimensionless"}:
        return ""
    if unit == "%":
        return f"{FIXED_SPACE}%"
    if unit.startswith("ratio to "):
        return f" times the level of {unit.removeprefix('ratio to ')}"
    return f"{FIXED_SPACE}{unit}"


def amount(value: float, unit: str) -> str:
    """Return a value with its unit, e.g. ``63 %`` or ``0.62 times the level of 2016``."""
    return number(value, digits_for(unit, abs(value))) + (unit_text(unit) if math.isfinite(value) else "")


def span(interval: tuple[float, float], unit: str) -> str:
    """Return an interval such as ``48 to 77 %``; a ratio's unit is said with its median and not again."""
    low, high = _ends(interval, unit)
    return f"{low} to {high}" + ("" if unit.startswith("ratio to ") else unit_text(unit))


def bare_span(interval: tuple[float, float], unit: str) -> str:
    """Return an interval without its unit, for tables whose heading says it; a dash never meets a minus sign."""
    low, high = _ends(interval, unit)
    return f"{low}{' to ' if MINUS in low + high else EN_DASH}{high}"


def _ends(interval: tuple[float, float], unit: str) -> tuple[str, str]:
    """Return both ends with the same number of decimals."""
    digits = digits_for(unit, max(abs(interval[0]), abs(interval[1])))
    return number(interval[0], digits), number(interval[1], digits)


def bare(value: float, unit: str, scale: float | None = None) -> str:
    """Return a value without its unit, for tables whose heading says it."""
    return number(value, digits_for(unit, abs(value) if scale is None else scale))


def shift_text(shift: float, unit: str) -> str:
    """Return a change with its sign and unit, e.g. ``+4.2 points`` or ``−0.08 of the level of 2016``."""
    if unit in {"%", POINTS}:
        return f"{bare_shift(shift, unit)}{FIXED_SPACE}points"
    if unit.startswith("ratio to "):
        return f"{bare_shift(shift, unit)} of the level of {unit.removeprefix('ratio to ')}"
    return bare_shift(shift, unit) + unit_text(unit)


def bare_shift(shift: float, unit: str) -> str:
    """Return a change with its sign and without its unit, for tables whose heading says it.

    One decimal more than the number itself: a shift is small.
    """
    digits = 1 if unit in {"%", POINTS} else max(3, digits_for(unit, abs(shift)))
    text = number(shift, digits)
    sign = "" if text.startswith(MINUS) else "+" if any(digit in "123456789" for digit in text) else "±"
    return sign + text


def percent(chance: float) -> str:
    """Return a chance as per cent: whole numbers, one decimal near the ends, and never a certainty.

    A finite number of particles cannot show that something is impossible, so 0 and 1 become ``under 0.1 %`` and
    ``over 99.9 %``.
    """
    if chance < 0.001:
        return f"under 0.1{FIXED_SPACE}%"
    if chance > 0.999:
        return f"over 99.9{FIXED_SPACE}%"
    digits = 1 if chance < 0.01 or chance > 0.99 else 0
    return f"{number(100 * chance, digits)}{FIXED_SPACE}%"


def bound(text: str) -> str:
    """Return a text whose per cent signs do not part from their numbers at the end of a line."""
    return re.sub(r"(?<=\d) (?=%)", FIXED_SPACE, text)


def count(n: int, one: str, many: str) -> str:
    """Return ``one claim`` or ``12 claims``; numbers below ten are words, as in running text."""
    return f"{WORDS[n] if n < len(WORDS) else number(n, 0)} {one if n == 1 else many}"


def opening(text: str) -> str:
    """Return a text with a capital, for the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def listing(words: list[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
