"""Japanese fiscal years: 1 April to 31 March, named by the Western year in which they start (令和6年度 -> 2024).

A fiscal year is read from 令和6年度, 令和六年度, R6, R6年度, 2024年度, 令和元年度 and H31 (the same fiscal year as R1); spaces do
not count. A calendar year (2024年, 令和6年), a half-year (令和6年度上半期) or a day (令和6年10月1日) is not a fiscal year and is refused with its reason.
"""

import re
import unicodedata
from datetime import date

from monosashi.core.messages import Message, message

FIRST_MONTH = 4
"""A fiscal year begins with April."""

_ERAS = {"明治": ("M", 1868), "大正": ("T", 1912), "昭和": ("S", 1926), "平成": ("H", 1989), "令和": ("R", 2019)}
_FIRST_YEAR = dict(_ERAS.values())
_LAST_YEAR = {"M": 1911, "T": 1925, "S": 1988, "H": 2019, "R": 9999}
_LETTER = {name: letter for name, (letter, _) in _ERAS.items()}

_ERA_YEAR = re.compile(
    r"(?P<era>明治|大正|昭和|平成|令和|[MTSHR])\.?(?P<year>元|\d{1,2})(?P<suffix>年度)?", re.IGNORECASE
)
_WESTERN_YEAR = re.compile(r"(?P<year>\d{4})(?:年度)?|FY(?P<fy>\d{4})", re.IGNORECASE)

_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_KANJI_NUMBER = re.compile(r"[〇零一二三四五六七八九十]+")
_TENS = re.compile(r"(?P<tens>[2-9])?十(?P<ones>[1-9])?")
"""三十一, with its digits made Arabic."""


class NotAFiscalYear(ValueError):
    """The text does not name one fiscal year. `reason` says why; `may_be` is the one that is probably meant, None: none is."""

    def __init__(self, text: str, reason: Message, *, may_be: int | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.reason = reason
        self.may_be = may_be


def read_fiscal_year(text: str) -> int:
    """The Western starting year of the fiscal year that `text` names. Raises NotAFiscalYear."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    in_digits = _KANJI_NUMBER.sub(_in_digits, folded)
    if match := _ERA_YEAR.fullmatch(in_digits):
        return _era_year(text, match)
    if match := _WESTERN_YEAR.fullmatch(in_digits):
        return int(match["year"] or match["fy"])
    raise NotAFiscalYear(text, _refusal(folded))


def print_fiscal_year(fiscal_year: int) -> str:
    """令和6年度 for 2024. 2019, which began in Heisei, is 令和元年度, as documents of that year came to print it."""
    name, first = max(((n, f) for n, (_, f) in _ERAS.items() if f <= fiscal_year), key=lambda era: era[1])
    year = fiscal_year - first + 1
    return f"{name}{'元' if year == 1 else year}年度"


def fiscal_year_on(day: date) -> int:
    """The fiscal year in which a day lies."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def first_day_of(fiscal_year: int) -> date:
    """1 April."""
    return date(fiscal_year, FIRST_MONTH, 1)


def last_day_of(fiscal_year: int) -> date:
    """31 March of the next calendar year."""
    return date(fiscal_year + 1, FIRST_MONTH - 1, 31)


def _era_year(text: str, match: re.Match[str]) -> int:
    era = match["era"].upper()
    letter = _LETTER.get(match["era"], era)
    western = _FIRST_YEAR[letter] + (1 if match["year"] == "元" else int(match["year"])) - 1
    if not _FIRST_YEAR[letter] <= western <= _LAST_YEAR[letter]:
        raise NotAFiscalYear(text, message("fiscal_year.outside_era"))
    if match["suffix"] is None and era not in _FIRST_YEAR:
        raise NotAFiscalYear(text, message("fiscal_year.bare_era_year"), may_be=western)
    return western


def _in_digits(found: re.Match[str]) -> str:
    """八 as 8, 三十一 as 31, 二〇二六 as 2026; what is no number in kanji stays."""
    arabic = found[0].translate(_KANJI_DIGITS)
    if tens := _TENS.fullmatch(arabic):
        return f"{tens['tens'] or 1}{tens['ones'] or 0}"
    return found[0] if "十" in arabic else arabic


def _refusal(folded: str) -> Message:
    if re.search(r"上半期|下半期|上期|下期|半期|四半期|Q[1-4]", folded):
        return message("fiscal_year.part_of_year")
    if re.search(r"月|日|末|現在|\d[/-]\d", folded):
        return message("fiscal_year.day")
    if folded.endswith("年"):
        return message("fiscal_year.calendar_year")
    return message("fiscal_year.unknown")
