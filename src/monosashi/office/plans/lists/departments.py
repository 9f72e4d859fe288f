"""The departments that have a part in a plan, with what their measures come to."""

from collections.abc import Iterator
from dataclasses import dataclass

from monosashi.core.messages import message
from monosashi.core.tree import Role
from monosashi.office.plans.lists.money_columns import Spending, money_columns
from monosashi.office.plans.pages import address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.past import STAYS
from monosashi.office.plans.year.rows_of_measures import MeasureRow, measures_of
from monosashi.office.plans.year.totals import Totals, totals_of
from monosashi.office.ui.cells import Cell, count
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, ListOf, by_number, by_text


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One department in a year. `lead` are the measures that it answers for, `related` those that it has another part in."""

    code: str
    name: str
    coordinating_office: bool
    lead: tuple[MeasureRow, ...]
    related: tuple[MeasureRow, ...]
    totals: Totals


def department_of(year: InYear, code: str) -> DepartmentRow | None:
    """One department of the plan, None where the plan does not list it and no measure names it in the year."""
    rows = measures_of(year)
    lead = tuple(row for row in rows if _has(row, code, lead=True))
    related = tuple(row for row in rows if _has(row, code, lead=False) and row not in lead)
    known = year.plan.index.department.get(code)
    if known is None and not lead and not related:
        return None
    name = known.name if known else code
    return DepartmentRow(code, name, bool(known and known.coordinating_office), lead, related, totals_of(year, lead))


def departments_with_part(year: InYear) -> tuple[DepartmentRow, ...]:
    """The departments that have a part in some measure in the year, in the plan's order."""
    lead: dict[str, list[MeasureRow]] = {}
    related: dict[str, list[MeasureRow]] = {}
    for row in measures_of(year):
        for each in row.parts:
            found = (lead if each.role is Role.LEAD else related).setdefault(each.department, [])
            if row not in found:
                found.append(row)
    known = year.plan.index.department
    codes = [
        *(code for code in known if code in lead or code in related),
        *sorted((lead.keys() | related.keys()) - known.keys()),
    ]
    return tuple(
        DepartmentRow(
            code,
            known[code].name if code in known else code,
            bool(code in known and known[code].coordinating_office),
            tuple(lead.get(code, ())),
            tuple(related.get(code, ())),
            totals_of(year, lead.get(code, [])),
        )
        for code in codes
    )


def list_of_departments(year: InYear) -> ListOf[DepartmentRow]:
    """Departments with the measures they lead or share, what is unmet and their money."""
    return ListOf(
        name=f"{year.stem}-departments-{year.fiscal_year}",
        caption=message("plans.departments.caption", year=year.fiscal_year),
        columns=tuple(_columns(year)),
        words=lambda row: (row.name, *(measure.node.name for measure in row.lead)),
        empty=message("plans.departments.none"),
        keep=STAYS,
    )


def _columns(year: InYear) -> Iterator[Column[DepartmentRow]]:
    yield Column(
        "name", message("plans.column.department"), lambda row: _name(year, row), lambda r: by_text(r.name), head=True
    )
    yield Column(
        "lead",
        message("plans.column.lead"),
        lambda r: count(len(r.lead)),
        lambda r: by_number(len(r.lead)),
        figures=True,
    )
    yield Column(
        "related",
        message("plans.column.related"),
        lambda r: count(len(r.related)),
        lambda r: by_number(len(r.related)),
        figures=True,
    )
    yield Column(
        "unmet",
        message("plans.column.unmet"),
        lambda r: count(r.totals.unmet),
        lambda r: by_number(r.totals.unmet),
        figures=True,
    )
    yield from money_columns(_spending, year.plan.money_unit)


def _spending(row: DepartmentRow) -> Spending:
    return Spending(row.totals.initial, row.totals.spent, row.totals.execution_of_current)


def _name(year: InYear, row: DepartmentRow) -> Cell:
    note = spoken(message("plans.coordinating_office")) if row.coordinating_office else ""
    return Cell(row.name, address=address(year, "department", row.code), note=note)


def _has(row: MeasureRow, code: str, *, lead: bool) -> bool:
    return any(each.department == code and (each.role is Role.LEAD) is lead for each in row.parts)
