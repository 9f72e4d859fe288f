"""The columns of money that the lists of measures and of departments share."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from monosashi.core.messages import message
from monosashi.office.ui.cells import amount, figure
from monosashi.office.ui.lists import Column, by_number

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Spending:
    """What one row costs, in the plan's unit, None where nothing is known. `execution`: spent of the current budget, in percent."""

    initial: Decimal | None
    spent: Decimal | None
    execution: Decimal | None


def money_columns(spending_of: Callable[[Row], Spending], unit: str) -> tuple[Column[Row], ...]:
    """Initial budget, spent, execution rate. `unit` is the plan's money unit."""
    return (
        Column(
            "initial",
            message("plans.column.initial"),
            lambda row: amount(spending_of(row).initial, blank=message("plans.money.no_budget")),
            lambda row: by_number(spending_of(row).initial),
            figures=True,
            unit=unit,
        ),
        Column(
            "spent",
            message("plans.column.spent"),
            lambda row: amount(spending_of(row).spent),
            lambda row: by_number(spending_of(row).spent),
            figures=True,
            unit=unit,
        ),
        Column(
            "execution",
            message("plans.column.execution"),
            lambda row: figure(spending_of(row).execution, "%", blank=message("plans.not_computed")),
            lambda row: by_number(spending_of(row).execution),
            figures=True,
        ),
    )
