"""A round is closed twice: provisional, then settled, when money alone may be another."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monosashi.core.changes import diff
from monosashi.core.money import BudgetStage
from monosashi.core.plan import Plan, YearState
from monosashi.office.closing.actions import (
    AlreadySettled,
    JudgingMoved,
    NotMoney,
    SheetsOpen,
    close,
    plan_of_closed,
    settle,
)
from monosashi.office.closing.changed_money import money_moved
from monosashi.office.plans.actions import save
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_accepting import accept, leave_out
from monosashi.office.rounds.actions_preparing import stop_taking
from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.states import SheetState
from office.rounds.blank_year import YEAR
from office.rounds.conftest import Desk, submitted

pytestmark = pytest.mark.slow


def closed(desk: Desk) -> Round:
    """The round closed with one sheet accepted and the others left out."""
    submitted(desk)
    accept(desk.of, by=desk.coordinator)
    for sheet in Sheet.objects.filter(round=desk.round, state=SheetState.UNANSWERED):
        leave_out(Of(desk.round.pk, sheet.node), reason="試しの照会のため", by=desk.coordinator)
    stop_taking(number=desk.round.pk, by=desk.coordinator)
    close(number=desk.round.pk, by=desk.coordinator)
    return Round.objects.get(pk=desk.round.pk)


def change(desk: Desk, after: Plan) -> None:
    """Somebody of the coordinating office saves the plan."""
    now = whole(after.id)
    save(plan_id=after.id, based_on=now.revision, changes=diff(now, after), by=desk.coordinator)


def with_more_spent(plan: Plan) -> Plan:
    """The plan with 1 more spent in the year in one program."""
    program = next(p for p in plan.budget_programs if any(line.fiscal_year == YEAR for line in p.lines))
    lines = tuple(
        replace(line, amount=line.amount + 1)
        if line.fiscal_year == YEAR and line.stage is BudgetStage.INITIAL and isinstance(line.amount, Decimal)
        else line
        for line in program.lines
    )
    programs = tuple(replace(program, lines=lines) if p is program else p for p in plan.budget_programs)
    return replace(plan, budget_programs=programs)


def test_a_round_with_an_open_sheet_is_not_closed(desk: Desk) -> None:
    submitted(desk)
    stop_taking(number=desk.round.pk, by=desk.coordinator)
    with pytest.raises(SheetsOpen) as refused:
        close(number=desk.round.pk, by=desk.coordinator)
    assert desk.node in refused.value.nodes


def test_closing_freezes_a_provisional_edition_and_finalises_the_sheets(desk: Desk) -> None:
    held = closed(desk)
    plan = whole(held.plan_id)
    assert (held.state, held.closed_edition) == ("closed", 2)
    assert plan.index.year[YEAR].state is YearState.PROVISIONAL
    assert Sheet.objects.get(round=held, node=desk.node).state == SheetState.FINALISED


def test_a_target_that_moved_since_the_judging_edition_keeps_the_round_open(desk: Desk) -> None:
    submitted(desk)
    accept(desk.of, by=desk.coordinator)
    for sheet in Sheet.objects.filter(round=desk.round, state=SheetState.UNANSWERED):
        leave_out(Of(desk.round.pk, sheet.node), reason="試しの照会のため", by=desk.coordinator)
    stop_taking(number=desk.round.pk, by=desk.coordinator)
    plan = whole(desk.round.plan_id)
    first, aim = next((i, i.final_target) for i in plan.indicators if isinstance(i.final_target, Decimal))
    assert isinstance(aim, Decimal)
    moved = tuple(replace(i, final_target=aim - 1) if i is first else i for i in plan.indicators)
    change(desk, replace(plan, indicators=moved))
    with pytest.raises(JudgingMoved) as refused:
        close(number=desk.round.pk, by=desk.coordinator)
    assert refused.value.paths == (f"indicators/{first.id}/final_target",)


def test_settling_lists_the_money_that_changed_and_names_the_first_edition(desk: Desk) -> None:
    held = closed(desk)
    change(desk, with_more_spent(whole(held.plan_id)))
    moved = money_moved(plan_of_closed(held), whole(held.plan_id))
    assert [(each.before.text, each.after.text) for each in moved] == [("2,873", "2,874")] * 3
    edition = settle(number=held.pk, by=desk.coordinator)
    assert (edition.number, edition.state) == (3, "settled")
    assert "第2版" in edition.label


def test_settling_refuses_anything_but_money(desk: Desk) -> None:
    held = closed(desk)
    plan = whole(held.plan_id)
    results = tuple(replace(r, result="書き換えた。") if r.node == desk.node else r for r in plan.results)
    change(desk, replace(plan, results=results))
    with pytest.raises(NotMoney) as refused:
        settle(number=held.pk, by=desk.coordinator)
    assert refused.value.paths[0].startswith("results/")


def test_a_round_is_settled_once(desk: Desk) -> None:
    held = closed(desk)
    settle(number=held.pk, by=desk.coordinator)
    with pytest.raises(AlreadySettled):
        settle(number=held.pk, by=desk.coordinator)
