"""The notations of the workbook that are words: lists in one cell, words with a criterion, ranges, dates as officials write them.

What is written here is read here, and nothing else reads as it: every notation has its inverse.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from monosashi.core.fiscal_years import NotAFiscalYear, print_fiscal_year, read_fiscal_year
from monosashi.core.values import Described, Span
from monosashi.exchange.plan_workbook.layout import WORDS
from monosashi.exchange.typed_words import ERAS
from monosashi.exchange.typed_words import WORDS as TYPED

_SEPARATOR: str = WORDS["list_separator"]
_SEPARATORS = f"{_SEPARATOR}\n"
_QUOTED = r"「(?:[^」]|」」)*」"
_ITEM = re.compile(rf"\s*(?P<item>{_QUOTED}|[^{_SEPARATORS}]*?)\s*(?:[{_SEPARATORS}]|$)", re.DOTALL)
_CRITERION_HEAD, _CRITERION_TAIL = WORDS["criterion"].split("{criterion}")
_DESCRIBED = re.compile(
    rf"(?P<text>{_QUOTED})\s*(?:[（(]\s*{_CRITERION_HEAD[1:-1]}[：:](?P<criterion>.*)[）)])?", re.DOTALL
)


def quoted(text: str) -> str:
    """The text between 「 and 」, a 」 in it doubled."""
    return f"「{text.replace('」', '」」')}」"


def _unquoted(text: str) -> str:
    return text[1:-1].replace("」」", "」")


def joined(items: Iterable[str]) -> str:
    """Several words in one cell: 重点、新規. A word that would not be read back as itself stands in 「」."""
    return _SEPARATOR.join(item if _stands_alone(item) else quoted(item) for item in items)


def _stands_alone(item: str) -> bool:
    return bool(item) and item == item.strip() and not set(item) & set(f"{_SEPARATORS}「」")


def split(text: str) -> tuple[str, ...]:
    """The words in one cell. Blank ones are left out, unless they stand in 「」."""
    found: list[str] = []
    at = 0
    while at < len(text):
        match = _ITEM.match(text, at)
        if match is None or match.end() == at:  # a 「 that nothing closes, or words behind a 」
            end = min((text.find(sign, at) for sign in _SEPARATORS if sign in text[at:]), default=len(text))
            item, at = text[at:end].strip(), end + 1
        else:
            item, at = match["item"], match.end()
            if re.fullmatch(_QUOTED, item, re.DOTALL):
                found.append(_unquoted(item))
                continue
        if item:
            found.append(item)
    return tuple(found)


def described(value: Described) -> str:
    """「レベルAA準拠」（基準：検査に合格）."""
    criterion = f"{_CRITERION_HEAD}{value.criterion}{_CRITERION_TAIL}" if value.criterion else ""
    return quoted(value.text) + criterion


def read_described(text: str) -> Described | None:
    """The words that stand in 「」 with their criterion; None where the text is no such thing."""
    match = _DESCRIBED.fullmatch(text)
    return None if match is None else Described(_unquoted(match["text"]), match["criterion"] or "")


def span(value: Span) -> str:
    """18〜22.5, 5以上, 5以下."""
    if value.low is None:
        return f"{value.high:f}{TYPED['qualifiers']['at_most'][0]}"
    if value.high is None:
        return f"{value.low:f}{TYPED['qualifiers']['at_least'][0]}"
    return f"{value.low:f}{TYPED['range_signs'][0]}{value.high:f}"


def digits(number: Decimal) -> int:
    """Significant digits as printed: 22.60 has four."""
    return len(number.as_tuple().digits)


_YEAR, _MONTH, _DAY = (TYPED["dates"][name] for name in ("year", "month", "day"))
_FIRST = TYPED["dates"]["first_year"]
_QUARTER: str = WORDS["quarter"]
_FIRST_PRINTED = 1900
"""Western year. Older ones, which no plan has, stay as they are."""
_ERA_NAMES = "|".join(name for era in ERAS for name in era.names)
_CALENDAR = re.compile(
    rf"(?:(?P<era>{_ERA_NAMES})[.]?(?P<year>{_FIRST}|[0-9]{{1,2}})|(?P<western>[0-9]{{4}}))(?:{_YEAR}|[.-])"
    rf"(?P<month>[0-9]{{1,2}})(?:{_MONTH}|(?:{_MONTH}|[.-])(?P<day>[0-9]{{1,2}}){_DAY}?)?"
)
"""As people type it too: R8.2, 令和8年2月16日."""
_CODED = re.compile(r"(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?")
_NUMERIC = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_WRITTEN_QUARTER = re.compile(rf"(?P<year>.+?)(?:{_QUARTER.replace('{quarter}', '(?P<quarter>[1-4])')}|Q(?P<q>[1-4]))")


def time_words(coded: str) -> str:
    """令和7年3月31日 for 2025-03-31, 令和7年3月 for 2025-03, 令和6年度第4四半期 for 2024-Q4, 令和6年度 for 2024."""
    match = _CODED.fullmatch(coded)
    if match is None:
        return coded
    year = int(match["year"])
    if year < _FIRST_PRINTED:
        return coded
    if match["quarter"]:
        return print_fiscal_year(year) + _QUARTER.replace("{quarter}", match["quarter"])
    if not match["month"]:
        return print_fiscal_year(year)
    day = date(year, int(match["month"]), int(match["day"] or 1))
    return f"{_era_year(day)}{day.month}{_MONTH}" + (f"{day.day}{_DAY}" if match["day"] else "")


def _era_year(day: date) -> str:
    era = next(era for era in reversed(ERAS) if era.first <= day)
    year = day.year - era.first.year + 1
    return f"{era.name}{_FIRST if year == 1 else year}{_YEAR}"


def read_time(text: str) -> str | None:
    """The coded form of a day, month, quarter or fiscal year; None where the text is none of them."""
    close = "".join(unicodedata.normalize("NFKC", text).split()).replace("/", "-")
    if _CODED.fullmatch(close):
        return close
    if match := _NUMERIC.fullmatch(close):
        return "-".join(part.zfill(2) for part in match.groups() if part)
    if match := _CALENDAR.fullmatch(close):
        return _calendar(match)
    if match := _WRITTEN_QUARTER.fullmatch(close):
        year = _fiscal_year(match["year"])
        return None if year is None else f"{year}-Q{match['quarter'] or match['q']}"
    year = _fiscal_year(close)
    return None if year is None else str(year)


def _calendar(match: re.Match[str]) -> str:
    year = int(match["western"]) if match["western"] else _western(match["era"], match["year"])
    return f"{year:04d}-{int(match['month']):02d}" + (f"-{int(match['day']):02d}" if match["day"] else "")


def _western(era: str, year: str) -> int:
    first = next(known.first.year for known in ERAS if era in known.names)
    return first + (1 if year == _FIRST else int(year)) - 1


def _fiscal_year(text: str) -> int | None:
    try:
        return read_fiscal_year(text)
    except NotAFiscalYear:
        return None
