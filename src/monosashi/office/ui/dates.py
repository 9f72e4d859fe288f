"""Days, moments and periods as people read them: 令和7年3月31日, in English 2025-03-31."""

import re
from datetime import date, datetime

from django.utils import timezone

from monosashi.core.messages import Param, message
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import language, spoken
from monosashi.wording import Language, render

_ERAS = ((date(2019, 5, 1), "reiwa"), (date(1989, 1, 8), "heisei"), (date(1926, 12, 25), "showa"))
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?")


def day_text(day: date, to: Language | None = None) -> str:
    """The day, in a language; None: in the page's."""
    to = to or language()
    return _in_era(day, "day", to) if to == "ja" else day.isoformat()


def moment_text(moment: datetime) -> str:
    """Day, hour and minute where the office is."""
    local = timezone.localtime(moment)
    clock = spoken(message("ui.date.clock", hour=local.hour, minute=f"{local.minute:02}"))
    return f"{day_text(local.date())} {clock}"


def moment_cell(moment: datetime) -> Cell:
    """The moment to look at; to the second in a file, in an order that sorts."""
    return Cell(moment_text(moment), exact=f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}")


def period_text(period: str) -> str:
    """A day, month, quarter or fiscal year of a plan (`2025-03-31`, `2025-03`, `2024-Q4`, `2024`); other text as it is."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return period
    year = int(found["year"])
    if found["quarter"]:
        return spoken(message("ui.date.quarter", year=year, quarter=int(found["quarter"])))
    if not found["month"]:
        return spoken(message("ui.fiscal_year", year=year))
    try:
        day = date(year, int(found["month"]), int(found["day"] or 1))
    except ValueError:
        return period
    if language() != "ja":
        return period
    return _in_era(day, "day" if found["day"] else "month", language())


def _in_era(day: date, kind: str, to: Language) -> str:
    era = next(((begun, name) for begun, name in _ERAS if begun <= day), None)
    if era is None:
        return day.isoformat()
    begun, name = era
    nth = day.year - begun.year + 1
    first = message("ui.date.first_of_era")
    told: dict[str, Param] = {
        "era": message(f"ui.date.era.{name}"),
        "nth": first if nth == 1 else str(nth),
        "month": day.month,
    }
    if kind == "month":
        return render(message("ui.date.month", **told), to)
    return render(message("ui.date.day", **told, day=day.day), to)
