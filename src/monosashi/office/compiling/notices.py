"""What the office wrote to somebody's departments: reminders, decisions on deadlines, questions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from monosashi.office.accounts.register import with_predecessors
from monosashi.office.accounts.standing import Person
from monosashi.office.compiling.remarks import open_for_departments
from monosashi.office.plans.lists.own_work import departments_of_person
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import Extension, Remark, Reminder, Round, Sheet, SheetDepartment
from monosashi.office.rounds.queries import rounds_going_on
from monosashi.office.rounds.states import DONE, IN

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Notices:
    """What concerns somebody's departments in the rounds that go on, the newest first.

    `owed` are the reminders of departments that have not handed in everything meanwhile.
    """

    reminders: tuple[Reminder, ...]
    owed: tuple[Reminder, ...]
    extensions: tuple[Extension, ...]
    remarks: tuple[Remark, ...]

    def name_of(self, sheet: Sheet) -> str:
        """What the measure of a sheet is called."""
        node = basis_of(sheet.round).plan.index.node.get(sheet.node)
        return node.label if node else sheet.node


def notices_for(by: Person, today: date) -> Notices:
    """What concerns this person today. Five queries; one where no round goes on, none where they belong to no department."""
    own = departments_of_person(by.standing)
    rounds = rounds_going_on() if own else ()
    if not rounds:
        return Notices((), (), (), ())
    codes = tuple(with_predecessors(own, today))
    written = Reminder.objects.filter(code__in=codes, round__in=rounds).select_related("round__plan")
    reminders = tuple(written.annotate(is_owed=_is_owed()).order_by("-made_at", "-pk")[:_SHOWN])
    asked = Extension.objects.filter(code__in=codes, round__in=rounds).select_related("round__plan")
    return Notices(
        reminders,
        tuple(each for each in reminders if getattr(each, "is_owed", False)),
        tuple(asked.order_by("-asked_at", "-pk")[:_SHOWN]),
        open_for_departments(codes, rounds),
    )


def _is_owed() -> Exists:
    """Whether the department that a reminder was written to still has a sheet: one that it leads, or that nobody leads."""
    parts = SheetDepartment.objects.filter(sheet__round=OuterRef("round"), code=OuterRef("code"))
    led = SheetDepartment.objects.filter(sheet=OuterRef("sheet"), part="lead")
    mine = parts.filter(Q(part="lead") | ~Exists(led))
    return Exists(mine.exclude(sheet__state__in=[state.value for state in DONE | IN]))


def department_called(held: Round, code: str) -> str:
    """What a department is called in the round's plan."""
    known = basis_of(held).plan.index.department.get(code)
    return known.name if known else code
