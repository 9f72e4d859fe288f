"""The departments of a round, each with its workbook."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from monosashi.core.messages import message
from monosashi.exchange.answer_sheets.issuing import department_name
from monosashi.exchange.answer_sheets.recipients import NOBODY, Recipient, recipients
from monosashi.office.accounts.permissions import Permission, Standing, may
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import language, spoken
from monosashi.office.ui.lists import Column, ListOf, by_number, by_text
from monosashi.office.workbooks.in_office import InOffice, asking
from monosashi.office.workbooks.places import WITHOUT_DEPARTMENT


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """A department that is asked: `leads` and `related` are counts of its measures, `address` that of its workbook."""

    name: str
    leads: int
    related: int
    address: str


def rows_for(state: InOffice, standing: Standing) -> list[RecipientRow]:
    """The departments whose workbooks this person may have, in the plan's order."""
    return list(_rows(state, standing))


def _rows(state: InOffice, standing: Standing) -> Iterator[RecipientRow]:
    asked = asking(state)
    for recipient in recipients(asked.plan, asked.fiscal_year):
        codes = (recipient.id,) if recipient.id != NOBODY else ()
        if may(standing, Permission.BRING_IN_SHEETS, state.place(*codes)):
            leads = len(recipient.leading)
            name = department_name(asked.plan, recipient, language())
            yield RecipientRow(name, leads, len(recipient.pages) - leads, _address(state, recipient))


def _address(state: InOffice, recipient: Recipient) -> str:
    return reverse("workbooks:one", args=(state.round.pk, recipient.id or WITHOUT_DEPARTMENT))


def list_of(state: InOffice) -> ListOf[RecipientRow]:
    """Departments with how many measures they lead and share, and the workbook of each."""

    def workbook(row: RecipientRow) -> Cell:
        return Cell(spoken(message("workbooks.download_of", department=row.name)), address=row.address)

    return ListOf(
        name=f"{state.round.plan_id}-round-{state.round.pk}-workbooks",
        caption=message("workbooks.out.caption"),
        columns=(
            Column("name", message("workbooks.column.department"), _name, lambda row: by_text(row.name), head=True),
            Column("leads", message("workbooks.column.leads"), _leads, lambda row: by_number(row.leads), figures=True),
            Column(
                "related",
                message("workbooks.column.related"),
                _related,
                lambda row: by_number(row.related),
                figures=True,
            ),
            Column("workbook", message("workbooks.column.workbook"), workbook),
        ),
        words=lambda row: (row.name,),
        empty=message("workbooks.out.none"),
        cards=False,
    )


def _name(row: RecipientRow) -> Cell:
    return Cell(row.name)


def _leads(row: RecipientRow) -> Cell:
    return Cell(str(row.leads))


def _related(row: RecipientRow) -> Cell:
    return Cell(str(row.related))
