"""What the office looks at before it accepts: every submitted sheet with its doubts, and whether this person may accept it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from monosashi.core.messages import Message, message
from monosashi.office.accounts.register import successors_of
from monosashi.office.accounts.standing import Person
from monosashi.office.compiling.doubts import Doubt, DoubtKind, doubts_of
from monosashi.office.compiling.gathered import Gathered, gathered
from monosashi.office.compiling.second_persons import others_who_accept, somebody_accepts
from monosashi.office.compiling.situation import SheetOf, Situation
from monosashi.office.rounds.acting import own_departments
from monosashi.office.rounds.models import Confirmation, SheetAnswer


@dataclass(frozen=True, slots=True)
class Checked:
    """One submitted sheet. `second_person` says why somebody else has to accept it, None where this person may.

    `nobody`: there is no such somebody.
    """

    sheet: SheetOf
    doubts: tuple[Doubt, ...]
    second_person: Message | None
    nobody: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether nothing speaks against accepting it at once."""
        return not self.doubts and self.second_person is None


@dataclass(frozen=True, eq=False)
class Checking:
    """All submitted sheets of a round, in the plan's order."""

    now: Situation
    found: Gathered
    sheets: tuple[Checked, ...]

    @property
    def clear(self) -> tuple[Checked, ...]:
        """Those that can be accepted at once."""
        return tuple(each for each in self.sheets if each.is_clear)

    @property
    def doubtful(self) -> tuple[Checked, ...]:
        """Those that somebody has to look at."""
        return tuple(each for each in self.sheets if each.doubts and each.second_person is None)

    @property
    def for_others(self) -> tuple[Checked, ...]:
        """Those that wait for a second person."""
        return tuple(each for each in self.sheets if each.second_person is not None)

    @property
    def for_nobody(self) -> tuple[Checked, ...]:
        """Those of them that nobody can accept as things stand."""
        return tuple(each for each in self.sheets if each.nobody)

    def of_kind(self, kind: DoubtKind) -> int:
        """How many sheets have a doubt of this kind."""
        return sum(1 for each in self.sheets if any(doubt.kind is kind for doubt in each.doubts))

    def beside(self, node: str) -> tuple[Checked | None, Checked | None]:
        """The sheets before and after this one, None at the ends."""
        at = next((at for at, each in enumerate(self.sheets) if each.sheet.node.id == node), None)
        if at is None:
            return None, self.sheets[0] if self.sheets else None
        before = self.sheets[at - 1] if at else None
        return before, self.sheets[at + 1] if at + 1 < len(self.sheets) else None


def checking_of(now: Situation, by: Person) -> Checking:
    """Every submitted sheet. A fixed number of queries; one more where a sheet moved since this process looked last.

    Four more where one is not for this person to accept.
    """
    found = gathered(now)
    doubts = doubts_of(found, now.today)
    own = _Own(now, by)
    return Checking(now, found, tuple(own.checked(s, doubts.get(s.node.id, ())) for s in now.submitted))


class _Own:
    """Which sheets this person answered, confirmed, or has in their own department. Three queries."""

    def __init__(self, now: Situation, by: Person) -> None:
        self._now, self._by = now, by
        self._departments = own_departments(by)
        self._today = _successors(now, now.today)
        answered = SheetAnswer.objects.filter(sheet__round=now.round, changed_by=by.staff.pk)
        confirmed = Confirmation.objects.filter(sheet__round=now.round, by=by.staff.pk)
        mine = answered.order_by().values_list("sheet_id").union(confirmed.order_by().values_list("sheet_id"))
        self._mine = {sheet for (sheet,) in mine}
        self._staff = by.staff.pk

    @cached_property
    def _others(self) -> tuple[Person, ...]:
        return others_who_accept(self._now.round.plan_id, self._by, self._now.today)

    def checked(self, sheet: SheetOf, doubts: tuple[Doubt, ...]) -> Checked:
        """The sheet with its doubts, and why this person may not accept it."""
        why = self._why_not(sheet)
        if why is None:
            return Checked(sheet, doubts, None)
        if somebody_accepts(self._others, self._now.round.plan_id, self._places(sheet), sheet.row.submitted_by):
            return Checked(sheet, doubts, why)
        return Checked(sheet, doubts, message("compiling.second_person.nobody"), nobody=True)

    def _places(self, sheet: SheetOf) -> frozenset[str]:
        return frozenset[str]().union(*(self._today[code] for code in sheet.parts.every))

    def _why_not(self, sheet: SheetOf) -> Message | None:
        """Why a second person has to accept the sheet, None where this one may."""
        if self._places(sheet) & self._departments:
            return message("compiling.second_person.own_department")
        if sheet.row.pk in self._mine or sheet.row.submitted_by == self._staff:
            return message("compiling.second_person.own_answer")
        return None


def _successors(now: Situation, today: date) -> Mapping[str, frozenset[str]]:
    return successors_of({code for sheet in now.submitted for code in sheet.parts.every}, today)
