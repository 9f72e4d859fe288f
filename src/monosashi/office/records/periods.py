"""How long a document is kept: when its period begins and on which day it ends. Pure; `years` None is permanent, and never 0.

A period begins on 1 April of the fiscal year after the one in which the document was made (公文書等の管理に関する法律施行令 第8条), unless
the city lays down another day. It ends on the day before its anniversary (民法 第143条): where that year has no 29 February, on the 28th.
"""

from collections.abc import Iterable
from datetime import date, timedelta

LONGEST = 100
"""Years of the longest period that is not permanent."""

_DAY = timedelta(days=1)


def begins_after(fiscal_year: int) -> date:
    """The day on which the period of what was made in a fiscal year begins."""
    return date(fiscal_year + 1, 4, 1)


def last_day(begins: date, years: int | None) -> date | None:
    """The last day of a period, None for a permanent one. Raises ValueError for a period of no year, or one too long to be meant."""
    if years is None:
        return None
    if not 0 < years <= LONGEST:
        raise ValueError(years)
    if (begins.month, begins.day) == (2, 29):
        return date(begins.year + years, 2, 28)
    return begins.replace(year=begins.year + years) - _DAY


def last_day_with(begins: date, years: int | None, extensions: Iterable[int]) -> date | None:
    """The last day of a period that was extended by so many years each time. Raises ValueError as `last_day` does."""
    ends = last_day(begins, years)
    for more in extensions:
        ends = None if ends is None else last_day(ends + _DAY, more)
    return ends


def year_ends(fiscal_year: int) -> date:
    """The last day of a fiscal year."""
    return date(fiscal_year + 1, 3, 31)
