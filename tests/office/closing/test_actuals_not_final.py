"""Actuals that departments answered as provisional: listed before the year is settled, made final one by one, never silently."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from monosashi.core.changes import diff
from monosashi.core.plan import Plan
from monosashi.core.values import Value, ValueStatus
from monosashi.office.closing.actions import settle
from monosashi.office.closing.firmness import NotItsTurn, make_final, not_final
from monosashi.office.closing.settling import NotMoney
from monosashi.office.events.models import Event
from monosashi.office.plans.actions import save
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import at_revision, whole
from monosashi.office.rounds.models import Round
from office.closing.closed_rounds import BEGINS_CLOSED, UNCHANGED, closed
from office.closing.test_closing import change
from office.plans.as_browser import text_of
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk

pytestmark = pytest.mark.slow
KPI = "i-p073"


def in_status(plan: Plan, status: ValueStatus, value: Value | None = None) -> Plan:
    """The plan in which the year's actual of p.73 is as firm as that; with another value where one is given."""
    held = plan.index.indicator[KPI]
    actuals = tuple(
        replace(each, status=status, value=each.value if value is None else value) if each.fiscal_year == YEAR else each
        for each in held.actuals
    )
    return replace(plan, indicators=tuple(replace(i, actuals=actuals) if i is held else i for i in plan.indicators))


@pytest.fixture
def provisional(desk: Desk) -> Round:
    """The year's round, closed with an edition in which p.73's actual is provisional."""
    held = closed(desk)
    edition = Edition.objects.get(plan_id=held.plan_id, number=held.closed_edition or 0)
    change(desk, in_status(whole(held.plan_id), ValueStatus.PROVISIONAL))
    Edition.objects.filter(pk=edition.pk).update(revision=whole(held.plan_id).revision)
    return held


@BEGINS_CLOSED
def test_they_are_listed_by_department_and_made_final_with_the_year_still_settled_as_money_alone(
    desk: Desk, provisional: Round, office: Client
) -> None:
    address = reverse("closing:closing", args=(provisional.pk,))
    shown = text_of(office.get(address))
    assert "速報・見込のままの実績値 1件" in shown
    assert "82.9" in shown
    seen = whole(provisional.plan_id).revision
    firm = reverse("closing:firm", args=(provisional.pk,))
    assert office.post(firm, {"seen": seen}).status_code == 409
    assert office.post(firm, {"seen": seen - 1, "figures": KPI}).status_code == 409
    assert office.post(firm, {"seen": seen, "figures": KPI}).status_code == 302
    event = Event.objects.filter(action="plan.saved").latest("pk")
    assert "実績値1件を確定にした" in text_of(office.get(f"/events/{event.pk}/"))
    assert "実績値は、すべて確定です。" in text_of(office.get(address))
    settle(number=provisional.pk, meant=UNCHANGED, by=desk.coordinator)


@BEGINS_CLOSED
def test_those_that_remain_go_into_the_settled_edition_only_where_somebody_says_so_and_stay_marked(
    desk: Desk, provisional: Round, office: Client
) -> None:
    address = reverse("closing:settle", args=(provisional.pk,))
    refused = office.post(address, {"label": "", "unchanged": "on"})
    assert refused.status_code == 409
    assert "速報・見込のままの実績値が1件あります。" in text_of(refused)
    assert office.post(address, {"label": "", "unchanged": "on", "not_final": "on"}).status_code == 302
    settled = Edition.objects.latest("number")
    (one,) = not_final(at_revision(provisional.plan_id, settled.revision), YEAR)
    assert [each.id for each in one.figures] == [KPI]
    shown = text_of(office.get(reverse("closing:closing", args=(provisional.pk,))))
    assert "速報・見込のまま決算確定の版に載った実績値です。" in shown
    measure = f"/plans/{provisional.plan_id}/indicators/?edition={settled.number}"
    assert "82.9%令和6年度 速報" in text_of(office.get(measure)).replace(" %", "%")


@BEGINS_CLOSED
def test_another_value_is_no_confirmation(desk: Desk, provisional: Round) -> None:
    now = whole(provisional.plan_id)
    after = in_status(now, ValueStatus.FINAL, Decimal(90))
    save(plan_id=now.id, based_on=now.revision, changes=diff(now, after), by=desk.coordinator, why="数え直し")
    with pytest.raises(NotMoney):
        settle(number=provisional.pk, meant=UNCHANGED, by=desk.coordinator)


def test_while_the_round_runs_nothing_is_made_final_past_the_departments(desk: Desk) -> None:
    seen = whole(desk.round.plan_id).revision
    with pytest.raises(NotItsTurn):
        make_final(number=desk.round.pk, chosen=[KPI], seen=seen, by=desk.coordinator)
