"""After the decision: conditions are reported on, actuals stand beside what was expected, effects are verified."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.events.models import Event
from monosashi.office.investments import actions_following as actions
from monosashi.office.investments.acting import WrongHand
from monosashi.office.investments.actions_following import VerificationTold
from monosashi.office.investments.looking import actual_of_indicator
from monosashi.office.investments.models import Condition, Verification
from monosashi.office.investments.queries import one_case
from monosashi.office.investments.states import (
    CaseForbids,
    InvestmentConditionForbids,
    InvestmentEffect,
    InvestmentNextStep,
)
from monosashi.office.investments.told import told_of_actuals
from monosashi.office.plans.queries import held
from office.desk import browser, text
from office.investments.city_investments import PLAN, THIS_YEAR, TOLD, Bureau, a_case, conditioned, decided, submitted

VERIFIED = VerificationTold(THIS_YEAR, InvestmentEffect.PARTLY, "時間は減った", InvestmentNextStep.IMPROVE)


@pytest.fixture
def approved(bureau: Bureau) -> Bureau:
    """The case, approved by the office."""
    submitted(bureau.case, bureau.editor)
    decided(bureau.case, bureau.office)
    return bureau


@pytest.fixture
def condition(bureau: Bureau) -> Condition:
    """A condition of the approval, borne by 市民課."""
    submitted(bureau.case, bureau.editor)
    return conditioned(bureau.case, bureau.office)


def test_a_condition_is_reported_on_sent_back_reported_on_again_and_closed(
    bureau: Bureau, condition: Condition
) -> None:
    with pytest.raises(InvestmentConditionForbids):
        actions.close_condition(condition.pk, by=bureau.office)
    for report in ("移した", "移した"):
        actions.report_condition(condition.pk, report=report, by=bureau.editor)
    actions.send_condition_back(condition.pk, note="件数も", by=bureau.office)
    assert "件数も" in text(browser(bureau.editor).get("/"))
    actions.report_condition(condition.pk, report="300件を移した", by=bureau.editor)
    for _ in range(2):
        actions.close_condition(condition.pk, by=bureau.office)
    names = [event.action for event in Event.objects.filter(action__startswith="investment.condition").order_by("pk")]
    assert [name.rpartition("_")[2] for name in names] == ["reported", "back", "reported", "closed"]


def test_nobody_closes_what_they_reported_and_an_editor_closes_nothing(bureau: Bureau, condition: Condition) -> None:
    actions.report_condition(condition.pk, report="移した", by=bureau.office)
    with pytest.raises(WrongHand):
        actions.close_condition(condition.pk, by=bureau.office)
    with pytest.raises(NotAllowed):
        actions.close_condition(condition.pk, by=bureau.editor)
    assert actions.close_condition(condition.pk, by=bureau.colleague).state == "done"


def test_actuals_are_told_of_a_case_that_goes_on_and_not_before(bureau: Bureau) -> None:
    where = reverse("investments:actuals", args=(bureau.case.pk,))
    sent = {f"amount-paid-{THIS_YEAR}": "1,150", "based_on": seen(told_of_actuals(bureau.now).plain)}
    assert browser(bureau.editor).post(where, sent).status_code == 409
    submitted(bureau.case, bureau.editor)
    decided(bureau.case, bureau.office)
    assert browser(bureau.editor).post(where, sent).status_code == 302
    now = one_case(bureau.case.pk, bureau.case.changed_at.date())
    assert now.actual == {("paid", THIS_YEAR): Decimal(1150)}
    page = text(browser(bureau.editor).get(reverse("investments:case", args=(bureau.case.pk,))))
    assert "1,150" in page.partition('id="actuals"')[2]


def test_who_tells_actuals_second_is_told_what_stands_there(approved: Bureau) -> None:
    based_on = seen(told_of_actuals(approved.now).plain)
    told = replace(told_of_actuals(approved.now), actuals=(("paid", THIS_YEAR, "5"),))
    actions.tell_actuals(approved.case.pk, told, based_on=based_on, by=approved.office)
    with pytest.raises(ChangedSince):
        actions.tell_actuals(approved.case.pk, replace(told, actuals=()), based_on=based_on, by=approved.editor)
    where = reverse("investments:actuals", args=(approved.case.pk,))
    answer = browser(approved.editor).post(where, {f"amount-paid-{THIS_YEAR}": "7", "based_on": based_on})
    assert answer.status_code == 409
    assert "実支出額" in text(answer).partition("msg--stop")[2].partition("<form")[0]


def test_the_indicator_of_the_plan_has_its_actuals_there(bureau: Bureau) -> None:
    plan = held(PLAN).plan
    indicator = next(each for each in plan.indicators if any(isinstance(a.value, Decimal) for a in each.actuals))
    actual = next(a for a in indicator.actuals if isinstance(a.value, Decimal))
    told = replace(TOLD, indicator=indicator.id, indicator_name="", fiscal_year=actual.fiscal_year)
    now = one_case(a_case(bureau.editor, told=told).pk, bureau.case.changed_at.date())
    assert actual_of_indicator(now, plan, actual.fiscal_year) == actual.value


def test_effects_are_verified_once_by_the_office_and_stand_on_the_first_page_until_then(approved: Bureau) -> None:
    for somebody, button in ((approved.office, "検証する"), (approved.editor, "実績を登録する")):
        assert button in text(browser(somebody).get("/"))
    with pytest.raises(NotAllowed):
        actions.verify(approved.case.pk, VERIFIED, token="v", seen=approved.now.version, by=approved.editor)
    version = approved.now.version
    for _ in range(2):
        actions.verify(approved.case.pk, VERIFIED, token="v", seen=version, by=approved.office)
    assert (Verification.objects.count(), approved.now.state, approved.now.verify_year) == (1, "verified", None)
    assert "検証する" not in text(browser(approved.office).get("/"))


def test_what_was_verified_is_looked_at_again_in_the_year_that_was_named(approved: Bureau) -> None:
    where = reverse("investments:verify", args=(approved.case.pk,))
    sent = {"fiscal_year": f"{THIS_YEAR}", "effect": "partly", "reason": "半分", "next_step": "improve"}
    sent |= {"seen": str(approved.now.version), "next_year": f"{THIS_YEAR}"}
    assert browser(approved.office).post(where, sent).status_code == 422
    assert browser(approved.office).post(where, {**sent, "next_year": f"{THIS_YEAR + 2}"}).status_code == 302
    assert (approved.now.state, approved.now.verify_year) == ("verified", THIS_YEAR + 2)


def test_a_case_that_was_not_approved_is_not_verified(bureau: Bureau) -> None:
    submitted(bureau.case, bureau.editor)
    with pytest.raises(CaseForbids):
        actions.verify(bureau.case.pk, VERIFIED, token=new_token(), seen=bureau.now.version, by=bureau.office)
