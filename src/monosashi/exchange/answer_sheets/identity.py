"""How a workbook says what it is: the very hidden sheet, and the hidden row and column of each page."""

from dataclasses import dataclass

FORMAT_VERSION = "1"
HEAD_SHEET = "_monosashi"
PAGE_MARK = "monosashi-page"
ANSWER_MARK = "answer"
ENTRIES_MARK = "entries"

ANSWER_COLOUR = "FFF8D8"
"""Pale yellow, RRGGBB: the cells to be filled."""


@dataclass(frozen=True, slots=True)
class Head:
    """For which plan, year and department a workbook was issued. `department` is "" for measures without one."""

    municipality: str
    plan: str
    revision: int
    fiscal_year: int
    department: str


HEAD_KEYS = ("format", "municipality", "plan", "revision", "fiscal_year", "department")


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer cell as it was issued. `issued` is the fingerprint of what stood there."""

    sheet: str
    node: str
    slot: str
    issued: str
