"""A round is closed twice: provisional, then settled, when money alone may be another."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from monosashi.core.changes import diff
from monosashi.core.indicators import Actual, Target
from monosashi.core.money import BudgetStage, MoneyLine
from monosashi.core.plan import Plan, PlanYear, YearState
from monosashi.core.results import NodeYear
from monosashi.office.accounts.permissions import Role
from monosashi.office.closing import judging_facts
from monosashi.office.closing.actions import JudgingMoved, SheetsOpen, close, settle
from monosashi.office.closing.changed_money import money_moved
from monosashi.office.closing.edition_followed import NotOfYear, SettledByRound, YearOpen, plan_of_edition
from monosashi.office.closing.settling import NotMoney
from monosashi.office.plans.actions import save
from monosashi.office.plans.queries import evaluated, whole
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_accepting import accept, leave_out
from monosashi.office.rounds.actions_preparing import AlreadySettled, stop_taking
from monosashi.office.rounds.models import Sheet
from monosashi.office.rounds.states import RoundKind, SheetState
from office.closing.closed_rounds import BEGINS_CLOSED, BEGINS_SETTLING, UNCHANGED, beside, closed, mid_year, settling
from office.laid import Someone
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk, submitted

pytestmark = pytest.mark.slow


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


@BEGINS_CLOSED
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


@BEGINS_CLOSED
def test_settling_lists_the_money_that_changed_and_names_the_first_edition(desk: Desk) -> None:
    held = closed(desk)
    change(desk, with_more_spent(whole(held.plan_id)))
    moved = money_moved(plan_of_edition(held, 2), whole(held.plan_id))
    assert [(each.before.text, each.after.text) for each in moved] == [("2,873", "2,874")] * 3
    edition = settle(number=held.pk, by=desk.coordinator)
    assert (edition.number, edition.state) == (3, "settled")
    assert "第2版" in edition.label


@BEGINS_CLOSED
def test_the_settled_edition_names_the_first_one_also_under_a_label_of_its_own(desk: Desk) -> None:
    held = closed(desk)
    assert (
        settle(number=held.pk, label="決算", meant=UNCHANGED, by=desk.coordinator).label
        == "決算（第2版の速報に続く版）"
    )


@BEGINS_CLOSED
def test_settling_refuses_anything_but_money(desk: Desk) -> None:
    held = closed(desk)
    plan = whole(held.plan_id)
    results = tuple(replace(r, result="書き換えた。") if r.node == desk.node else r for r in plan.results)
    change(desk, replace(plan, results=results))
    with pytest.raises(NotMoney) as refused:
        settle(number=held.pk, meant=UNCHANGED, by=desk.coordinator)
    assert refused.value.paths[0].startswith("results/")


def with_next_year(plan: Plan) -> Plan:
    """The next year was begun: the year itself, a stage, a target, an actual and an amount of it."""
    nodes = [node.id for node in plan.index.measures]
    first = next(each for each in plan.indicators if each.actuals and each.actuals[-1].fiscal_year == YEAR)
    targets = (*(each for each in first.targets if each.fiscal_year <= YEAR), Target(YEAR + 1, Decimal(7)))
    begun = replace(first, targets=targets, actuals=(*first.actuals, Actual(YEAR + 1, Decimal(3))))
    program = plan.budget_programs[0]
    lines = (*program.lines, MoneyLine(YEAR + 1, BudgetStage.SUPPLEMENTARY, Decimal(12)))
    judged = plan.index.year[YEAR]
    return replace(
        plan,
        years=(*plan.years, PlanYear(YEAR + 1, scheme=judged.scheme, life_cycle=judged.life_cycle)),
        results=(
            *plan.results,
            NodeYear(nodes[0], YEAR + 1, stage="2"),
            NodeYear(nodes[1], YEAR + 1, result="始めた。"),
        ),
        indicators=tuple(begun if each is first else each for each in plan.indicators),
        budget_programs=(replace(program, lines=lines), *plan.budget_programs[1:]),
    )


@BEGINS_CLOSED
def test_a_year_is_settled_also_when_the_next_one_was_begun(desk: Desk) -> None:
    held = closed(desk)
    change(desk, with_next_year(with_more_spent(whole(held.plan_id))))
    before = evaluated(plan_of_edition(held, 2), YEAR)
    edition = settle(number=held.pk, by=desk.coordinator)
    assert edition.state == "settled"
    plan = whole(held.plan_id)
    assert (plan.index.year[YEAR].state, plan.index.year[YEAR + 1].state) == (YearState.SETTLED, YearState.OPEN)
    after = evaluated(plan, YEAR)
    assert before is not None
    assert after is not None
    assert replace(after, money=before.money) == before


@BEGINS_SETTLING
def test_a_round_for_the_settled_money_closes_also_when_the_next_year_was_begun(desk: Desk) -> None:
    other = settling(desk)
    change(desk, with_next_year(whole(desk.round.plan_id)))
    assert close(number=other.round.pk, by=desk.coordinator).state == "settled"


@BEGINS_CLOSED
def test_what_a_later_year_changes_in_the_grades_of_the_year_keeps_it_from_being_settled(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = closed(desk)
    change(desk, with_next_year(whole(held.plan_id)))
    monkeypatch.setattr(judging_facts, "evaluated", lambda plan, _: len(plan.years))
    with pytest.raises(NotMoney) as refused:
        settle(number=held.pk, meant=UNCHANGED, by=desk.coordinator)
    assert f"years/{YEAR + 1}" in refused.value.paths


@BEGINS_CLOSED
def test_a_round_is_settled_once(desk: Desk) -> None:
    held = closed(desk)
    settle(number=held.pk, meant=UNCHANGED, by=desk.coordinator)
    with pytest.raises(AlreadySettled):
        settle(number=held.pk, meant=UNCHANGED, by=desk.coordinator)


@pytest.mark.parametrize(
    ("ready", "typed", "label", "state"),
    [
        (mid_year, "", "令和6年度 中間の進捗", YearState.OPEN),
        (mid_year, "9月末", "9月末", YearState.OPEN),
        (settling, "", "令和6年度 決算確定（第2版の速報に続く版）", YearState.SETTLED),
        (settling, "決算", "決算（第2版の速報に続く版）", YearState.SETTLED),
    ],
)
def test_each_kind_of_round_closes_under_its_own_label_and_leaves_the_year_in_its_own_state(
    desk: Desk, ready: Callable[[Desk], Desk], typed: str, label: str, state: YearState
) -> None:
    other = ready(desk)
    assert close(number=other.round.pk, label=typed, by=desk.coordinator).label == label
    plan = whole(desk.round.plan_id)
    assert plan.index.year[YEAR].state is state


def test_closing_in_the_middle_of_a_year_excludes_nothing_from_the_year(desk: Desk) -> None:
    other = mid_year(desk)
    before = whole(desk.round.plan_id)
    close(number=other.round.pk, by=desk.coordinator)
    assert whole(desk.round.plan_id) == before


def test_a_round_of_the_middle_of_a_year_is_not_settled(desk: Desk) -> None:
    other = mid_year(desk)
    close(number=other.round.pk, by=desk.coordinator)
    with pytest.raises(NotOfYear):
        settle(number=other.round.pk, meant=UNCHANGED, by=desk.coordinator)


@BEGINS_SETTLING
def test_closing_a_settled_round_changes_nothing_but_money_and_the_state_of_the_year(desk: Desk) -> None:
    other = settling(desk)
    close(number=other.round.pk, by=desk.coordinator)
    changes = diff(plan_of_edition(other.round, 2), whole(desk.round.plan_id))
    told = {change.path[0] if change.path[0] == "budget_programs" else change.path[:3] for change in changes}
    of_year = ("years", str(YEAR))
    assert told == {"budget_programs", (*of_year, "state"), (*of_year, "kept_targets"), ("revision",)}


@BEGINS_SETTLING
def test_a_settled_round_is_not_closed_when_something_else_than_money_changed(desk: Desk) -> None:
    other = settling(desk)
    plan = whole(desk.round.plan_id)
    results = tuple(replace(r, result="書き換えた。") if r.node == desk.node else r for r in plan.results)
    change(desk, replace(plan, results=results))
    with pytest.raises(NotMoney):
        close(number=other.round.pk, by=desk.coordinator)


def test_a_settled_round_waits_for_the_provisional_edition_of_its_year(desk: Desk) -> None:
    other = beside(desk, RoundKind.SETTLED, 1)
    for sheet in Sheet.objects.filter(round=other.round):
        leave_out(Of(other.round.pk, sheet.node), reason="試しの照会のため", by=desk.coordinator)
    stop_taking(number=other.round.pk, by=desk.coordinator)
    with pytest.raises(YearOpen):
        close(number=other.round.pk, by=desk.coordinator)


@BEGINS_SETTLING
def test_a_year_that_a_settled_round_asks_about_is_settled_by_that_round_and_once(desk: Desk) -> None:
    other = settling(desk)
    with pytest.raises(SettledByRound):
        settle(number=desk.round.pk, meant=UNCHANGED, by=desk.coordinator)
    close(number=other.round.pk, by=desk.coordinator)
    for each in (desk, other):
        with pytest.raises(AlreadySettled):
            settle(number=each.round.pk, meant=UNCHANGED, by=desk.coordinator)


def page(desk: Desk, name: str = "closing") -> str:
    """What a page of closing shows to the coordinating office."""
    client = Client()
    client.force_login(desk.coordinator.staff)
    return client.get(reverse(f"closing:{name}", args=(desk.round.pk,))).content.decode().partition("<main")[2]


CLOSE, SETTLE = "/closing/close/", "/closing/settle/"


@pytest.mark.parametrize(
    ("ready", "heading", "button", "done"),
    [
        (mid_year, "中間の進捗の確定", "確定して中間の版を作る", "中間の進捗の確定（済み）"),
        (settling, "決算確定", "確定して決算確定の版を作る", "決算確定（済み）"),
    ],
)
def test_the_page_of_a_round_closes_it_by_its_kind_and_never_offers_to_settle_it(
    desk: Desk, ready: Callable[[Desk], Desk], heading: str, button: str, done: str
) -> None:
    other = ready(desk)
    shown = page(other)
    assert f"<h1>{heading}</h1>" in shown
    assert button in shown
    assert CLOSE in shown
    close(number=other.round.pk, by=desk.coordinator)
    after = page(other)
    assert f"<h1>{done}</h1>" in after
    assert CLOSE not in after
    assert SETTLE not in shown + after


def test_the_pages_of_the_middle_of_a_year_say_nothing_of_a_provisional_result(desk: Desk) -> None:
    other = mid_year(desk)
    before = page(other) + page(other, "papers")
    close(number=other.round.pk, by=desk.coordinator)
    after = page(other) + page(other, "papers")
    assert "中間の進捗（年度の途中の状況です）" in after
    assert "速報" not in before + after


@BEGINS_SETTLING
def test_a_settled_round_shows_the_money_that_changed_and_the_year_leaves_settling_to_it(desk: Desk) -> None:
    other = settling(desk)
    assert "速報のあとに変わった金額 1件" in page(other)
    of_year = page(desk)
    assert "この年度には令和6年度 決算照会があります。" in of_year
    assert SETTLE not in of_year
    close(number=other.round.pk, by=desk.coordinator)
    assert "速報のあとに変わった金額 1件" in page(other)
    assert "もう第3版で決算確定しています" in page(desk)
    assert '<p class="msg">決算確定</p>' in page(other, "papers")


def test_finance_is_asked_for_the_money_of_a_year_until_a_settled_round_closes(desk: Desk, someone: Someone) -> None:
    finance = Client()
    finance.force_login(someone(Role.FINANCE))
    middle = mid_year(desk)
    close(number=middle.round.pk, by=desk.coordinator)
    assert f'href="/rounds/{middle.round.pk}/money/"' not in finance.get("/").content.decode()
    other, task = settling(desk), f'href="/rounds/{desk.round.pk}/money/"'
    assert task in finance.get("/").content.decode()
    close(number=other.round.pk, by=desk.coordinator)
    assert task not in finance.get("/").content.decode()
