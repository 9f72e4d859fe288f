"""What pages of questionnaires say with: what options, marks and groups are called, counts and rates as cells."""

from collections.abc import Callable, Mapping
from typing import Any

from monosashi.office.questionnaires.counting.rates import rate
from monosashi.office.questionnaires.shown import group_name, option_name, people, percent, sign_name
from monosashi.office.ui.cells import Cell


def group_rate(asked: int | None, answered: int | None) -> Cell:
    """How many of a group answered, as a rate; none where either is not known."""
    known = asked is not None and answered is not None
    return percent(rate(answered or 0, asked or 0) if known else None)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "group_name": group_name,
    "group_rate": group_rate,
    "option_name": option_name,
    "people_cell": people,
    "percent_cell": percent,
    "sign_name": sign_name,
}
