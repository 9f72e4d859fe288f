"""The way of a sheet: who answers, who confirms it in which order, who takes it in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from monosashi.core.messages import Message, message
from monosashi.office.accounts.register import names_of
from monosashi.office.rounds.holders import Holder, holders
from monosashi.office.rounds.models import Confirmation, Sheet
from monosashi.office.rounds.queries import steps_of_pass
from monosashi.office.rounds.routes import route_of
from monosashi.office.rounds.states import WITH_ANSWERERS, SheetState, StepKind, StepState
from monosashi.wording import word

_DONE, _NOW, _TO_COME = "is-done", "is-now", ""


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step. `who` may do it today; `by`, `at` say who did, `acting_for` for whom, `note` what they wrote.

    `look` is is-done, is-now or "" for what is still to come.
    """

    title: Message | str
    look: str
    department: str = ""
    who: tuple[Holder, ...] = ()
    by: str = ""
    at: datetime | None = None
    acting_for: str = ""
    note: str = ""
    nobody: bool = False


def way_of(sheet: Sheet, day: date) -> tuple[ShownStep, ...]:
    """All steps of the way from answering to accepting. A fixed number of queries."""
    begun = SheetState(sheet.state) not in WITH_ANSWERERS | {SheetState.LEFT_OUT}
    steps = tuple(_begun(sheet, day)) if begun else tuple(_ahead(sheet, day))
    return (_answering(sheet, begun=begun), *steps, _accepting(sheet))


def _answering(sheet: Sheet, *, begun: bool) -> ShownStep:
    title = message("answering.way.answer")
    if begun:
        return ShownStep(title, _DONE, by=sheet.submitted_by_label, at=sheet.submitted_at)
    return ShownStep(title, _TO_COME if sheet.state == SheetState.LEFT_OUT else _NOW)


def _accepting(sheet: Sheet) -> ShownStep:
    title = message("answering.way.accept")
    if sheet.accepted_at is not None and sheet.state in {SheetState.ACCEPTED, SheetState.FINALISED}:
        return ShownStep(title, _DONE, by=sheet.accepted_by_label, at=sheet.accepted_at)
    return ShownStep(title, _NOW if sheet.state == SheetState.SUBMITTED else _TO_COME)


def _ahead(sheet: Sheet, day: date) -> Iterable[ShownStep]:
    """The way that the sheet would go if it were submitted today."""
    route = route_of(sheet)
    found = holders(((step.department, step.post) for step in route), sheet.round.plan_id, day)
    names = names_of(step.department for step in route)
    for step in route:
        who = found[step.department, step.post]
        yield ShownStep(
            step.post or word(step.kind), _TO_COME, names.get(step.department, step.department), who, nobody=not who
        )


def _begun(sheet: Sheet, day: date) -> Iterable[ShownStep]:
    rows = steps_of_pass(sheet)
    found = holders(((row.department_id, row.post) for row in rows), sheet.round.plan_id, day)
    names = names_of(row.department_id for row in rows)
    for row in rows:
        yield _step(row, found[row.department_id, row.post], names, is_now=row.position == sheet.step)


def _step(row: Confirmation, who: tuple[Holder, ...], names: Mapping[str, str], *, is_now: bool) -> ShownStep:
    done = row.state == StepState.DONE
    return ShownStep(
        title=row.post or word(StepKind(row.kind)),
        look=_DONE if done else _NOW if is_now else _TO_COME,
        department=names.get(row.department_id, row.department_id),
        who=() if done else who,
        by=row.by_label if done else "",
        at=row.at if done else None,
        acting_for=row.acting_for_label,
        note=row.note,
        nobody=not done and not who,
    )
