"""Deadlines as people read them: 令和7年5月14日（水）."""

from datetime import date

from monosashi.core.messages import message
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken


def due_text(day: date) -> str:
    """The day with its weekday."""
    weekday = message(f"answering.weekday.{day.weekday()}")
    return spoken(message("answering.day", day=day_text(day), weekday=weekday))
