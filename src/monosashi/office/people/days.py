"""Days of people and places in sentences, where a day may be without limit."""

from datetime import date

from monosashi.core.messages import message
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken


def day_of(day: date | None) -> str:
    """令和8年4月1日, 2026-04-01; 定めなし where there is none."""
    return spoken(message("people.day.none")) if day is None else day_text(day)


def next_april(day: date) -> date:
    """The next 1 April after a day, on which most reorganisations and transfers begin."""
    april = date(day.year, 4, 1)
    return april if april > day else date(day.year + 1, 4, 1)
