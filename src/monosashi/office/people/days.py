"""Days of people and places: in sentences, where a day may be without limit, and which days can be meant."""

from datetime import date

from monosashi.core.messages import message
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.forms import wrong
from monosashi.office.ui.language import spoken


def day_of(day: date | None) -> str:
    """令和8年4月1日, 2026-04-01; 定めなし where there is none."""
    return spoken(message("people.day.none")) if day is None else day_text(day)


FIRST_YEAR, LAST_YEAR = 1900, 2999


def can_be_meant(day: date) -> None:
    """A validator of fields: a day with an earlier or later year was mistyped. Raises ValidationError."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        years = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
        raise wrong(message("people.form.day_out_of_reach", **years), message("people.form.day_out_of_reach.remedy"))
