"""When a milestone falls: a date, month, quarter or fiscal year, against the end of a fiscal year."""

import re

from monosashi.core.fiscal_years import FIRST_MONTH
from monosashi.core.tree import Milestone

_QUARTER = re.compile(r"(\d{4})-Q[1-4]")
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?")


def fiscal_year_of(text: str) -> int | None:
    """The fiscal year in which `2025-03-31`, `2025-03`, `2024-Q4` or `2024` falls; None where it is none of these.

    A quarter is one of the fiscal year: 2024-Q4 ends on 31 March 2025.
    """
    if re.fullmatch(r"\d{4}", text):
        return int(text)
    if match := _QUARTER.fullmatch(text):
        return int(match[1])
    if match := _MONTH.fullmatch(text):
        return int(match[1]) - (int(match[2]) < FIRST_MONTH)
    return None


def is_due_by(milestone: Milestone, fiscal_year: int) -> bool:
    """Whether it was to be done by the end of the fiscal year."""
    due = fiscal_year_of(milestone.due)
    return due is not None and due <= fiscal_year


def is_done_by(milestone: Milestone, fiscal_year: int) -> bool:
    """Whether it was done by the end of the fiscal year."""
    done = None if milestone.done is None else fiscal_year_of(milestone.done)
    return done is not None and done <= fiscal_year
