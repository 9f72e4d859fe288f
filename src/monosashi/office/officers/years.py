"""How long officers are in office: years are fiscal years, which begin with April."""

from datetime import date, timedelta

from monosashi.office.meetings.queries import FIRST_MONTH, fiscal_year_of

ENDS_WITHIN = timedelta(days=60)
"""An end that comes so soon is told."""


def year_running(first: date, day: date) -> int:
    """Which year of office a day lies in: the fiscal year in which it began is the first, however late it began."""
    return max(1, fiscal_year_of(day) - fiscal_year_of(first) + 1)


def last_day_of_term(since: date, years: int) -> date:
    """The last day of a term that begins on a day: the end of its fiscal year, or of a later one where it lasts several."""
    return date(fiscal_year_of(since) + years, FIRST_MONTH, 1) - timedelta(days=1)
