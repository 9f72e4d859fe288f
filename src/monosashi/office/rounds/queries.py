"""Rows -> rounds and sheets, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from monosashi.core.messages import Message, message
from monosashi.office.accounts.reading_once import read_once
from monosashi.office.accounts.register import with_successors
from monosashi.office.accounts.written_once import Columns, Parameter, Rows, give
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.filled import Filled, filled_with
from monosashi.office.rounds.models import Confirmation, Extension, Round, Sheet, SheetAnswer, SheetDepartment
from monosashi.office.rounds.states import GOING_ON, RoundKind
from monosashi.wording import word


class NoSuchRound(LookupError):
    """There is no round with this number."""


class NoSuchSheet(LookupError):
    """The round has no sheet of this measure."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The departments of a sheet, by the plan's codes: who leads, who is related."""

    leads: tuple[str, ...]
    related: tuple[str, ...]

    @property
    def every(self) -> tuple[str, ...]:
        """All of them, those that lead first."""
        return (*self.leads, *self.related)


def rounds() -> QuerySet[Round]:
    """All rounds with their plans, the newest year first."""
    return Round.objects.select_related("plan")


def open_rounds() -> QuerySet[Round]:
    """The rounds that departments work on."""
    return rounds().filter(state__in=GOING_ON)


@read_once
def rounds_going_on() -> tuple[Round, ...]:
    """The rounds that departments work on, read. One query."""
    return tuple(_GOING_ON())


_GOING_ON = Rows(Round, lambda rounds: rounds.filter(state__in=GOING_ON), beside="plan")


def round_numbered(pk: int) -> Round:
    """One round with its plan. One query. Raises NoSuchRound."""
    found = _ROUND(pk=pk)
    if not found:
        raise NoSuchRound(pk)
    return found[0]


_ROUND = Rows(Round, lambda rounds: rounds.filter(pk=Parameter("pk")), beside="plan")


def settled_edition(plan_id: str, fiscal_year: int) -> int | None:
    """Number of the edition that settled a year, whichever round it came of. None: no round settled it. One query."""
    held = Round.objects.filter(plan=plan_id, fiscal_year=fiscal_year).values_list(
        "kind", "settled_edition", "closed_edition"
    )
    made = (settled or (closed if kind == RoundKind.SETTLED else None) for kind, settled, closed in held)
    return next(filter(None, made), None)


def name_of(held: Round) -> Message:
    """What the round is called: 「令和6年度 実績照会」."""
    return message("rounds.name", year=held.fiscal_year, kind=word(RoundKind(held.kind)))


def sheets_of(held: Round) -> QuerySet[Sheet]:
    """The sheets of a round in the plan's order, each with its departments. Two queries."""
    return Sheet.objects.filter(round=held).prefetch_related("departments")


def sheet_of(held: Round, node: str) -> Sheet:
    """One sheet with its departments. Two queries. Raises NoSuchSheet."""
    found = _SHEET(round=held.pk, node=node)
    if not found:
        raise NoSuchSheet(node)
    found[0].round = held
    return with_departments(found[0])


_SHEET = Rows(Sheet, lambda sheets: sheets.filter(round=Parameter("round"), node=Parameter("node")))


def with_departments(sheet: Sheet) -> Sheet:
    """A sheet that knows its departments. One query."""
    give(sheet, "departments", _DEPARTMENTS(sheet=sheet.pk))
    return sheet


_DEPARTMENTS = Rows(SheetDepartment, lambda departments: departments.filter(sheet=Parameter("sheet")))


def parts_of(sheet: Sheet) -> Parts:
    """The departments of a sheet."""
    rows = list(sheet.departments.all())
    return Parts(
        tuple(row.code for row in rows if row.part == "lead"),
        tuple(row.code for row in rows if row.part != "lead"),
    )


def steps_of_pass(sheet: Sheet) -> tuple[Confirmation, ...]:
    """The steps of the way that the sheet goes, in their order; none before it was submitted. One query at most."""
    return _steps(sheet.pk, sheet.passes) if sheet.passes else ()


@read_once
def _steps(sheet: int, nth_pass: int) -> tuple[Confirmation, ...]:
    return tuple(_STEPS(sheet=sheet, nth_pass=nth_pass))


_STEPS = Rows(
    Confirmation,
    lambda steps: steps.filter(sheet=Parameter("sheet"), nth_pass=Parameter("nth_pass")).order_by("position"),
)


def departments_today(codes: Iterable[str], day: date) -> frozenset[str]:
    """The departments and all that go on with their work: whose the sheet is on a day. One query."""
    return with_successors(codes, day)


def typed_on(sheet: Sheet) -> dict[str, str]:
    """The texts that were typed on a sheet, by slot. One query."""
    return dict(_TYPED(sheet=sheet.pk))


_TYPED = Columns(lambda: SheetAnswer.objects.filter(sheet=Parameter("sheet")).values_list("slot", "text"))


def typed_on_all(held: Round) -> Mapping[int, Mapping[str, str]]:
    """The texts of all sheets of a round, by the sheet's row. One query."""
    found: dict[int, dict[str, str]] = {}
    rows = SheetAnswer.objects.filter(sheet__round=held).values_list("sheet_id", "slot", "text")
    for sheet, slot, text in rows:
        found.setdefault(sheet, {})[slot] = text
    return found


def filled(sheet: Sheet, typed: Mapping[str, str] | None = None) -> Filled:
    """The sheet as it is filled in, with what the rows hold or what a form has just sent. Raises NoEdition."""
    return filled_with(basis_of(sheet.round), sheet.node, typed_on(sheet) if typed is None else typed)


def deadlines(held: Round) -> Mapping[str, date]:
    """The later deadlines that were granted, by department: what was granted last counts, whatever the clock said. One query."""
    return {code: until for code, until in _GRANTED(round=held.pk) if until is not None}


_GRANTED = Columns(
    lambda: Extension.objects.filter(round=Parameter("round"), granted=True).order_by("pk").values_list("code", "until")
)


def deadline_of(held: Round, parts: Parts, later: Mapping[str, date]) -> date:
    """Until when a sheet is due: the latest day that one of its leading departments was granted, never before the round's.

    Of a sheet that nobody leads the related ones count.
    """
    return max((held.deadline, *(later[code] for code in parts.leads or parts.related if code in later)))
