"""措置状況一覧: every result with what its departments did about it, as on a day, for the audit committee and to be published."""

from dataclasses import dataclass
from datetime import date

from monosashi.core.messages import message
from monosashi.office.audits.models import CorrectiveAction
from monosashi.office.audits.queries import AuditNow, PartNow, ResultNow
from monosashi.office.audits.shown import day_cell, said_of, status_cell
from monosashi.office.audits.states import AuditResultStatus
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, ListOf

AS_OF = "as_of"
"""The part of the address that asks for an earlier day."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One department beside one result. `action` is its newest accepted answer of the day, None where there is none."""

    result: ResultNow
    part: PartNow
    action: CorrectiveAction | None


def action_rows(now: AuditNow, day: date | None) -> tuple[ActionRow, ...]:
    """The rows in the order of the report. `day` None: everything that was accepted."""
    return tuple(ActionRow(result, part, part.accepted_until(day)) for result, part in now.parts)


def list_of_corrective_actions(now: AuditNow) -> ListOf[ActionRow]:
    """The list as a table to print and as a file."""
    return ListOf(
        name=f"audit-{now.row.pk}-actions",
        caption=message("audits.actions.caption"),
        columns=_COLUMNS,
        keep=(AS_OF,),
        cards=False,
    )


def _said(row: ActionRow) -> Cell:
    if row.action is None:
        return absence(message("audits.no_accepted"))
    return Cell(said_of(row.action))


def _status(row: ActionRow) -> Cell:
    return status_cell(AuditResultStatus(row.action.status) if row.action else None)


_COLUMNS: tuple[Column[ActionRow], ...] = (
    Column("number", message("audits.field.number"), lambda row: Cell(row.result.row.number)),
    Column("kind", message("audits.field.result_kind"), lambda row: Cell(spoken(row.result.kind))),
    Column("title", message("audits.field.title"), lambda row: Cell(row.result.row.title), head=True),
    Column("page", message("audits.field.page"), lambda row: Cell(row.result.row.page)),
    Column("departments", message("audits.field.departments"), lambda row: Cell(row.part.name), wide=True),
    Column("said", message("audits.column.said"), _said, wide=True),
    Column("status", message("audits.field.status"), _status),
    Column("as_of", message("audits.column.as_of"), lambda row: day_cell(row.action.as_of if row.action else None)),
)
