"""Days, months, quarters and fiscal years as people read them: 令和6年10月 for 2024-10."""

import re
from datetime import date

from monosashi.core.messages import Message, Param, message

_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?")
_ERAS = (
    (date(2019, 5, 1), message("ui.date.era.reiwa")),
    (date(1989, 1, 8), message("ui.date.era.heisei")),
    (date(1926, 12, 25), message("ui.date.era.showa")),
)


def period(text: str) -> Param:
    """In words what a plan writes as `2025-03-31`, `2025-03`, `2024-Q4` or `2024`; any other text as it is."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return text
    year = int(found["year"])
    if found["quarter"]:
        return message("ui.date.quarter", year=year, quarter=int(found["quarter"]))
    if not found["month"]:
        return message("ui.fiscal_year", year=year)
    try:
        day = date(year, int(found["month"]), int(found["day"] or 1))
    except ValueError:
        return text
    return in_era(day, whole_month=found["day"] is None) or text


def in_era(day: date, *, whole_month: bool = False) -> Message | None:
    """The day, or the month it lies in, in the years of its era; None before the eras that are known here."""
    era = next(((begun, name) for begun, name in _ERAS if begun <= day), None)
    if era is None:
        return None
    begun, name = era
    nth = day.year - begun.year + 1
    of_era = message("ui.date.first_of_era") if nth == 1 else str(nth)
    if whole_month:
        return message("ui.date.month", era=name, nth=of_era, month=day.month)
    return message("ui.date.day", era=name, nth=of_era, month=day.month, day=day.day)


def is_day_or_month(text: str) -> bool:
    """Whether it is written as a day or a month: where years have no eras, that is how both are printed."""
    found = _PERIOD.fullmatch(text)
    return found is not None and found["month"] is not None
