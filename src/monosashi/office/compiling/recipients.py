"""Who is written to in each department: those who answer for it, and the confirmer whose step is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Permission, Place
from monosashi.office.accounts.register import successors_of, tree_on
from monosashi.office.compiling.situation import SheetOf, Situation
from monosashi.office.letters.recipients import editors_on
from monosashi.office.rounds.states import WITH_ANSWERERS


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is written to. `address` "" where the register has none: they read it on their first page."""

    name: str
    address: str
    confirms: bool = False


@dataclass(frozen=True, slots=True)
class Addressed:
    """A department with the sheets that it owes and the people who can do something about them."""

    code: str
    name: str
    sheets: tuple[SheetOf, ...]
    recipients: tuple[Recipient, ...]

    @property
    def late(self) -> int:
        """How many of the sheets are past their deadline."""
        return sum(1 for sheet in self.sheets if sheet.late)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses, each once."""
        return tuple(dict.fromkeys(each.address for each in self.recipients if each.address))


def addressed(now: Situation) -> tuple[Addressed, ...]:
    """Every department that owes a sheet, those with most late ones first. Four queries."""
    owed: dict[str, list[SheetOf]] = {}
    for sheet in now.sheets:
        if not sheet.is_in:
            for code in sheet.parts.leads or sheet.parts.every:
                owed.setdefault(code, []).append(sheet)
    editors = _editors(now, owed)
    confirmers = _confirmers(owed)
    found = (
        Addressed(
            code, now.name_of(code), tuple(sheets), tuple(dict.fromkeys((*editors[code], *confirmers.get(code, ()))))
        )
        for code, sheets in owed.items()
    )
    return tuple(sorted(found, key=lambda each: (-each.late, -len(each.sheets))))


def without_editors(now: Situation) -> tuple[str, ...]:
    """The departments that are to type answers and where nobody may, those that ended too, in the order of the sheets. Three queries."""
    typing = [code for sheet in now.sheets if sheet.state in WITH_ANSWERERS for code in sheet.parts.leads if code]
    editors = _editors(now, dict.fromkeys(typing))
    return tuple(code for code, found in editors.items() if not found)


def left_behind(codes: Iterable[str], today: date) -> tuple[str, ...]:
    """Of some departments those that have ended, and nobody goes on with their work: nobody there can be asked. No query more."""
    wanted, tree = tuple(codes), tree_on(today)
    standing = {unit.code for unit in tree.standing}
    heirs = successors_of(wanted, today)
    return tuple(code for code in wanted if code in tree.units and heirs[code].isdisjoint(standing))


def _editors(now: Situation, codes: Iterable[str]) -> Mapping[str, tuple[Recipient, ...]]:
    """Those who answer for each department. Three queries."""
    wanted = tuple(codes)
    today = successors_of(wanted, now.today)
    editors = editors_on(now.today)
    places = {code: Place(now.round.plan_id, today[code]) for code in wanted}
    return {
        code: tuple(Recipient(who.name, who.email) for who in editors.who_may(Permission.ANSWER_SHEET, place))
        for code, place in places.items()
    }


def _confirmers(owed: Mapping[str, Iterable[SheetOf]]) -> Mapping[str, tuple[Recipient, ...]]:
    """Those who can do the step that a sheet of the department waits for. One query."""
    due = {
        code: {staff for sheet in sheets if sheet.step for staff in sheet.step.staff} for code, sheets in owed.items()
    }
    people = Staff.objects.in_bulk({staff for each in due.values() for staff in each})
    return {
        code: tuple(Recipient(people[s].name, people[s].email, confirms=True) for s in sorted(staff) if s in people)
        for code, staff in due.items()
    }
