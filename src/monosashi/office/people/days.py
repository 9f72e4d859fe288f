"""Days of people and places in sentences, where a day may be without limit."""

from datetime import date

from monosashi.core.fiscal_years import first_day_of, fiscal_year_on
from monosashi.core.messages import message
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken


def day_of(day: date | None) -> str:
    """令和8年4月1日, 2026-04-01; 定めなし where there is none."""
    return spoken(message("people.day.none")) if day is None else day_text(day)


_LISTS_ARE_LATE = (4, 5)
"""Months in which a list of staff is most likely that of 1 April, however late it comes."""


def day_of_a_list(today: date) -> date:
    """The day from which a list that comes today most likely holds: 1 April where that is just past, else today."""
    return first_day_of(fiscal_year_on(today)) if today.month in _LISTS_ARE_LATE else today


def next_april(day: date) -> date:
    """The next 1 April after a day, on which most reorganisations and transfers begin."""
    april = date(day.year, 4, 1)
    return april if april > day else date(day.year + 1, 4, 1)
