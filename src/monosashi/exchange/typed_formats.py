"""What an Excel number format says of the number under it: a date, a percentage, its decimals, its unit.

ECMA-376 part 1, 18.8.30 and 18.8.31. Only the first section (for positive numbers) is looked at: the others share its kind.
"""

import re
from dataclasses import dataclass
from functools import cache

GENERAL = "General"
TEXT = "@"

_BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: TEXT,
}  # fmt: skip
_JAPANESE_DATES = (*range(27, 37), *range(50, 59))


def built_in(number: int) -> str:
    """The code of a format that Excel stores as a number only. Those of Japanese Excel (27-36, 50-58) are dates."""
    return _BUILT_IN.get(number, "ge.m.d" if number in _JAPANESE_DATES else GENERAL)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """`decimals` is how many are shown, None where the format does not say (General, text, fractions, exponents).

    `thousands` is how often the number is divided by 1,000 before it is shown. `unit` is the text shown behind it.
    """

    is_date: bool = False
    is_duration: bool = False
    is_percent: bool = False
    decimals: int | None = None
    thousands: int = 0
    unit: str = ""


_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.', re.DOTALL)
_BRACKETS = re.compile(r"\[([^\]]*)\]")
_PLACES = re.compile(r"[0#?][0#?,]*(?:\.([0#?]*))?(,*)")


@cache
def number_format(code: str) -> NumberFormat:
    """What the code says."""
    section = _first_section(code)
    bare = _QUOTED.sub("", section)
    brackets = _BRACKETS.findall(bare)
    bare = _BRACKETS.sub("", bare)
    if any(re.fullmatch(r"[hms]+", inside, re.IGNORECASE) for inside in brackets):
        return NumberFormat(is_duration=True)
    if re.sub(r"general", "", bare, flags=re.IGNORECASE) != bare:
        return NumberFormat(unit=_unit(section))
    if re.search(r"E[+-]", bare, re.IGNORECASE) or ("/" in bare and "?" in bare):
        return NumberFormat()
    if re.search(r"[ymdhsgeb]", bare, re.IGNORECASE):
        return NumberFormat(is_date=True)
    return _of_places(bare, section)


def _of_places(bare: str, section: str) -> NumberFormat:
    places = _PLACES.search(bare)
    if places is None:
        return NumberFormat(unit=_unit(section))
    whole = places[0].partition(".")[0]
    trailing = places[2] if places[1] is not None else whole[len(whole.rstrip(",")) :]
    decimals = len(places[1] or "")
    return NumberFormat(
        is_percent="%" in bare, decimals=decimals, thousands=len(trailing), unit="" if "%" in bare else _unit(section)
    )


def _first_section(code: str) -> str:
    quoted = False
    for at, letter in enumerate(code):
        if letter == '"':
            quoted = not quoted
        elif letter == ";" and not quoted and code[at - 1 : at] != "\\":
            return code[:at]
    return code


def _unit(section: str) -> str:
    """The text behind the last place for a digit."""
    if not re.search(r"[0#?]|General", section, re.IGNORECASE):
        return ""
    behind = _BRACKETS.sub("", re.split(r"[0#?]|General", section, flags=re.IGNORECASE)[-1])
    spelled = re.sub(r"_.|\*.", "", behind)
    spelled = re.sub(r'"([^"]*)"|\\(.)', lambda found: found[1] or found[2] or "", spelled)
    return spelled.strip(" .,)-")
