"""How long officers are in office: years are fiscal years, which begin with April."""

from datetime import date, timedelta

from monosashi.core.fiscal_years import fiscal_year_on, last_day_of

ENDS_WITHIN = timedelta(days=60)
"""An end that comes so soon is told."""


def year_running(first: date, day: date) -> int:
    """Which year of office a day lies in: the fiscal year in which it began is the first, however late it began."""
    return max(1, fiscal_year_on(day) - fiscal_year_on(first) + 1)


def last_day_of_term(since: date, years: int) -> date:
    """The last day of a term that begins on a day: the end of its fiscal year, or of a later one where it lasts several."""
    return last_day_of(fiscal_year_on(since) + years - 1)
