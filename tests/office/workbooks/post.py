"""A round of Akita's year, and the workbooks that its departments fill in."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.test import Client
from openpyxl.workbook import Workbook

from monosashi.exchange.answer_sheets.issuing import issue_to
from monosashi.office.accounts.standing import Person
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.queries import round_numbered
from monosashi.office.workbooks import actions
from monosashi.office.workbooks.actions import File, Looked, TakenIn
from monosashi.office.workbooks.differences import Difference, compare
from monosashi.office.workbooks.in_office import asking, in_office
from monosashi.office.workbooks.models import Intake
from monosashi.office.workbooks.queries import reads_of
from office.laid import Laid, account, akita_plan, somebody_coordinating
from office.rounds.desk import Desk, make_desk
from opened_by_hand import opened_book, saved_book
from year_on_one_pc.year_papers import Typed, answer_cell, answers, fill, page

NODE, DEPARTMENT = "n-p146", "保健予防課"
"""The measure whose indicator fell from 95.4 to 84.8, and the department that leads it."""

Edit = Callable[[Workbook], None]


def published() -> Typed:
    """What Akita's departments said. The blank year does not ask for the two ends of a quotient."""
    return {
        node: {slot: said for slot, said in typed.items() if not slot.startswith("fraction/")}
        for node, typed in answers().items()
    }


@dataclass
class Post:
    """The departments' workbooks on their way out and back, and what the coordinating office does with them."""

    desk: Desk
    client: Client
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def round(self) -> Round:
        return round_numbered(self.desk.round.pk)

    @property
    def coordinator(self) -> Person:
        return self.desk.coordinator

    def code(self, department: str = DEPARTMENT) -> str:
        return next(each.id for each in self.desk.full.departments if each.name == department)

    def issued(self, department: str = DEPARTMENT) -> tuple[str, bytes]:
        """The workbook as it goes out now."""
        made = issue_to(asking(in_office(self.round)), self.code(department))
        return made.name, made.raw

    def filled(self, department: str = DEPARTMENT, *edits: Edit) -> File:
        """The workbook with what Akita published, and whatever else is done to it."""
        name, raw = self.issued(department)
        return edited(name, raw, lambda book: fill(book, published()), *edits)

    def handed_in(self, *files: File, by: Person | None = None) -> Intake:
        return actions.hand_in(round_=self.round, files=files, by=by or self.coordinator)

    def difference(self, intake: Intake, by: Person | None = None, **decisions: str) -> Difference:
        return compare(in_office(self.round), reads_of(intake), by or self.coordinator, decisions)

    def taken_in(self, intake: Intake, decisions: dict[str, str] | None = None, by: Person | None = None) -> TakenIn:
        """Look at the difference and take it in."""
        looked = Looked(reads_of(intake), self.difference(intake, by).token)
        return actions.take_in(intake=intake, looked=looked, decisions=decisions or {}, by=by or self.coordinator)


def edited(name: str, raw: bytes, *edits: Edit) -> File:
    """The workbook after somebody typed in it and saved it."""
    book = opened_book(raw)
    for edit in edits:
        edit(book)
    return File(name, saved_book(book))


def typed(slot: str, value: object, node: str = NODE, *, number_format: str = "") -> Edit:
    """A value typed into one cell."""

    def edit(book: Workbook) -> None:
        cell = answer_cell(page(book, node), slot)
        cell.value, cell.number_format = value, number_format or cell.number_format

    return edit


def lay_post() -> Laid:
    """The round of p.146's measure."""
    desk = make_desk(akita_plan(), somebody_coordinating(), account, NODE)
    return Laid(desk.coordinator, desk)
