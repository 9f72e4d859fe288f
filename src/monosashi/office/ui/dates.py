"""Days, moments and periods as people read them: 令和7年3月31日, in English 2025-03-31."""

from datetime import date, datetime

from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import language, spoken
from monosashi.wording import Language, render
from monosashi.wording.periods import in_era


def day_text(day: date, to: Language | None = None) -> str:
    """The day, in a language; None: in the page's."""
    to = to or language()
    told = in_era(day) if to == "ja" else None
    return render(told, to) if told else day.isoformat()


def moment_text(moment: datetime) -> str:
    """Day, hour and minute where the office is."""
    local = timezone.localtime(moment)
    clock = spoken(message("ui.date.clock", hour=local.hour, minute=f"{local.minute:02}"))
    return f"{day_text(local.date())} {clock}"


def moment_cell(moment: datetime) -> Cell:
    """The moment to look at; to the second in a file, in an order that sorts."""
    return Cell(moment_text(moment), exact=f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}")


def period_text(text: str) -> str:
    """A day, month, quarter or fiscal year of a plan (`2025-03-31`, `2025-03`, `2024-Q4`, `2024`); other text as it is."""
    return spoken(message("ui.period", period=text))
