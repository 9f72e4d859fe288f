"""Dates and fiscal years as people type them: Western, era and Excel's serial calendar. 2024年度 is a fiscal year, not a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from monosashi.core.fiscal_years import NotAFiscalYear
from monosashi.core.fiscal_years import read_fiscal_year as fiscal_year_of
from monosashi.core.messages import Message, message
from monosashi.exchange.typed_cells import Cell, Certain, Reading, asked, noted, unusable, wrong
from monosashi.exchange.typed_formats import number_format
from monosashi.exchange.typed_text import folded, without_spaces
from monosashi.exchange.typed_words import ERAS, WORDS, Era

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Western years that a plan's dates may have."""

_SERIAL_START = datetime(1899, 12, 30)  # noqa: DTZ001 -- a day of a calendar, in no time zone
_SERIALS = range(20_000, 80_000)  # 1954 to 2119

_YEAR, _MONTH, _DAY = (WORDS["dates"][name] for name in ("year", "month", "day"))
_NAMES = "|".join(sorted((re.escape(name) for era in ERAS for name in era.names), key=len, reverse=True))
_ERA_DATE = re.compile(
    rf"(?P<era>{_NAMES})[.]?(?P<year>{WORDS['dates']['first_year']}|[0-9]{{1,2}})(?:{_YEAR}|[./-])"
    rf"(?P<month>[0-9]{{1,2}})(?:{_MONTH}|[./-])(?P<day>[0-9]{{1,2}}){_DAY}?"
)
_WESTERN_DATE = re.compile(
    rf"(?P<year>[0-9]{{4}})(?:{_YEAR}|[./-])(?P<month>[0-9]{{1,2}})(?:{_MONTH}|[./-])(?P<day>[0-9]{{1,2}}){_DAY}?(?:[T ]?0?0:00(?::00)?)?"
)
_DIGITS = re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_SHORT = re.compile(r"(?P<year>[0-9]{1,2})[./-](?P<month>[0-9]{1,2})[./-](?P<day>[0-9]{1,2})")
_WITHOUT_YEAR = re.compile(rf"[0-9]{{1,2}}(?:{_MONTH}[0-9]{{1,2}}{_DAY}?|/[0-9]{{1,2}})")
_WEEKDAY = re.compile(r"\([^()0-9]{1,3}\)$")


@dataclass(frozen=True, slots=True)
class _NoDay:
    """It has the form of a date and names no day. `why` names the reason."""

    why: str


def looks_like_date(text: str) -> bool:
    """Whether folded text without spaces has the form of a date, with or without its year."""
    patterns = (_ERA_DATE, _WESTERN_DATE, _SHORT, _WITHOUT_YEAR)
    return any(pattern.fullmatch(text) for pattern in patterns)


def serial_date(serial: Decimal, *, from_1904: bool = False) -> datetime | time | None:
    """What Excel shows for a serial number under a date format; None where it shows none (negative, beyond 9999).

    Excel counts a 29 February 1900 that never was: serials up to 60 are one day later than the calendar says.
    """
    if serial < 0:
        return None
    if serial < 1 and not from_1904:
        return (_SERIAL_START + _span(serial)).time()
    days = serial + 1462 if from_1904 else serial + 1 if serial < 60 else serial  # noqa: PLR2004 -- the day that never was
    try:
        return _SERIAL_START + _span(days)
    except OverflowError:
        return None


def iso_datetime(text: str) -> datetime | None:
    """The day of a cell that holds its date as ISO text; None where it holds something else."""
    try:
        return datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return None


def _span(days: Decimal) -> timedelta:
    return timedelta(seconds=round(float(days) * 86400))


def read_date(cell: Cell) -> Reading[date]:
    """The day that the cell names."""
    if fault := unusable(cell):
        return fault
    match cell.value:
        case None:
            return Certain(None)
        case datetime():
            return noted(
                cell, cell.value.date(), cell.shown, (message("typed.how.formula"),) if cell.is_formula else ()
            )
        case Decimal():
            return _number_for_date(cell, cell.value)
        case str():
            return _read_text(cell, cell.value)
    return wrong(cell, message("typed.not_a_date", read=cell.shown), message("typed.not_a_date.remedy"))


def _number_for_date(cell: Cell, number: Decimal) -> Reading[date]:
    digits = f"{number:f}"
    if match := _DIGITS.fullmatch(digits):
        return _taken(cell, _western(match), (message("typed.how.date_digits"),))
    if number == int(number) and int(number) in _SERIALS and not number_format(cell.number_format).is_percent:
        day = (_SERIAL_START + timedelta(days=int(number))).date()
        why = message("typed.serial_date", read=cell.shown, day=day.isoformat())
        return asked(cell, why, message("typed.serial_date.remedy"), (day,))
    return wrong(cell, message("typed.not_a_date", read=cell.shown), message("typed.not_a_date.remedy"))


def _read_text(cell: Cell, text: str) -> Reading[date]:
    step = folded(text)
    close = _WEEKDAY.sub("", without_spaces(step.text))
    if not close:
        return Certain(None, message("typed.only_spaces") if text else None)
    found = next(_days(close), None)
    if found is not None:
        return _taken(cell, found, step.how)
    if match := _SHORT.fullmatch(close):
        return _short_year(cell, match)
    if _WITHOUT_YEAR.fullmatch(close):
        return asked(cell, message("typed.date_without_year", read=text), message("typed.date_without_year.remedy"))
    return wrong(cell, *_not_a_date(text, close))


def _days(close: str) -> Iterator[date | _NoDay]:
    if match := _ERA_DATE.fullmatch(close):
        yield _of_era(match)
    for pattern in (_WESTERN_DATE, _DIGITS):
        if match := pattern.fullmatch(close):
            yield _western(match)


def _not_a_date(text: str, close: str) -> tuple[Message, Message]:
    try:
        fiscal_year_of(close)
    except NotAFiscalYear:
        return message("typed.not_a_date", read=text), message("typed.not_a_date.remedy")
    return message("typed.fiscal_year_for_date", read=text), message("typed.fiscal_year_for_date.remedy")


def _taken(cell: Cell, day: date | _NoDay, how: tuple[Message, ...]) -> Reading[date]:
    if isinstance(day, _NoDay):
        return wrong(cell, message(f"typed.no_day.{day.why}", read=cell.shown), message("typed.not_a_date.remedy"))
    return noted(cell, day, day.isoformat(), how)


def _western(match: re.Match[str]) -> date | _NoDay:
    return _day(int(match["year"]), match)


def _of_era(match: re.Match[str]) -> date | _NoDay:
    era = _era(match["era"])
    year = 1 if match["year"] == WORDS["dates"]["first_year"] else int(match["year"])
    day = _day(era.first.year + year - 1, match)
    if isinstance(day, date) and not (year and era.first <= day <= era.last):
        return _NoDay("outside_era")
    return day


def _era(name: str) -> Era:
    return next(era for era in ERAS if name in era.names)


def _day(year: int, match: re.Match[str]) -> date | _NoDay:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _NoDay("year_out_of_reach")
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return _NoDay("no_such_day")


def _short_year(cell: Cell, match: re.Match[str]) -> Reading[date]:
    """6.10.1 may be Reiwa 6; 24/10/1 may be 2024 or 平成24年."""
    year = int(match["year"])
    days = (_day(era.first.year + year - 1, match) for era in reversed(ERAS))
    eras = [
        day
        for day, era in zip(days, reversed(ERAS), strict=True)
        if isinstance(day, date) and era.first <= day <= era.last
    ]
    western = _day(2000 + year, match)
    found = tuple(dict.fromkeys((*eras[:2], *((western,) if isinstance(western, date) else ()))))
    why = message("typed.short_year", read=cell.shown)
    return asked(cell, why, message("typed.short_year.remedy"), found)


def read_fiscal_year(cell: Cell) -> Reading[int]:
    """The Western year in which the fiscal year starts that the cell names. A bare 6 may be 令和6 or 平成6, and 令和6 a calendar year."""
    if fault := unusable(cell):
        return fault
    match cell.value:
        case None:
            return Certain(None)
        case Decimal() if cell.value == int(cell.value) and 0 < cell.value < 100:  # noqa: PLR2004 -- two digits
            years = tuple(era.first.year + int(cell.value) - 1 for era in reversed(ERAS[-2:]))
            why = message("typed.bare_era_year", read=cell.shown)
            return asked(cell, why, message("typed.bare_era_year.remedy"), years)
        case Decimal() | str():
            return _fiscal_year(cell, cell.shown or "")
    return wrong(cell, message("fiscal_year.day"), message("typed.fiscal_year.remedy"))


def _fiscal_year(cell: Cell, text: str) -> Reading[int]:
    if not text.strip():
        return Certain(None, message("typed.only_spaces") if text else None)
    try:
        return Certain(fiscal_year_of(text))
    except NotAFiscalYear as error:
        if error.may_be is not None:
            return asked(cell, error.reason, message("typed.fiscal_year.remedy"), (error.may_be,))
        return wrong(cell, error.reason, message("typed.fiscal_year.remedy"))
