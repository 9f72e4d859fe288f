"""The office examines and decides, never a case of its own; what was decided and why stays."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import person
from monosashi.office.entering.acting import GoneMeanwhile
from monosashi.office.entering.told import new_token, seen
from monosashi.office.events.models import Event
from monosashi.office.investments import actions_examining as actions
from monosashi.office.investments import actions_proposing
from monosashi.office.investments.acting import CaseChanged, WrongHand
from monosashi.office.investments.models import Decision, LabourRate, Viewpoint
from monosashi.office.investments.queries import cases_of_measure, others_of, viewpoints_for
from monosashi.office.investments.states import CaseForbids, InvestmentLikeness
from monosashi.office.investments.told import AnswersTold, RemarksTold, told_of_answers, told_of_remarks
from monosashi.office.meetings import actions_meetings
from monosashi.office.meetings.queries import NoSuchMeeting
from monosashi.office.plans.actions import keep_new_plan
from office.desk import browser, text
from office.investments.city_investments import (
    CONDITION,
    MEASURE,
    OWN,
    PLAN,
    THIS_YEAR,
    Bureau,
    a_case,
    decided,
    decision,
    submitted,
)
from office.laid import Someone, akita_plan
from office.meetings.room import a_decision, a_meeting, a_room, an_item

ELSEWHERE = "akita-digital-3"


def sent(bureau: Bureau, **more: Any) -> dict[str, Any]:
    """A decision as its form sends it."""
    first = {
        "department-0": OWN,
        "outcome": "approved",
        "reason": "効果が見込める",
        "priority": "high",
        "verify_year": f"{THIS_YEAR + 1}",
    }
    return {**first, "decided_on": timezone.localdate().isoformat(), "seen": str(bureau.now.version), **more}


def test_viewpoints_are_answered_by_the_department_and_remarked_on_by_the_office(bureau: Bureau) -> None:
    asked = viewpoints_for(bureau.now)
    first, second = (each.pk for each in asked)
    based_on = seen(told_of_answers(bureau.now, asked).plain)
    told = AnswersTold(((first, "待ち時間が長い"), (second, "")))
    actions_proposing.answer_viewpoints(bureau.case.pk, told, based_on=based_on, by=bureau.editor)
    submitted(bureau.case, bureau.editor)
    where = reverse("investments:examine", args=(bureau.case.pk,))
    page = browser(bureau.office)
    assert "待ち時間が長い" in text(page.get(where))
    remarks = {f"verdict-{first}": "fit", f"remark-{first}": "", f"verdict-{second}": "look", f"remark-{second}": ""}
    remarks["based_on"] = seen(told_of_remarks(bureau.now, asked).plain)
    assert page.post(where, remarks).status_code == 422  # it does not say what is to be considered
    assert page.post(where, {**remarks, f"remark-{second}": "他市の例を見る"}).status_code == 302
    assert [(each.verdict, each.remark) for each in bureau.now.answers.all()] == [
        ("fit", ""),
        ("look", "他市の例を見る"),
    ]


def test_an_answer_keeps_the_viewpoint_in_the_words_in_which_it_was_asked(bureau: Bureau) -> None:
    asked = viewpoints_for(bureau.now)
    told = AnswersTold(tuple((each.pk, "はい") for each in asked))
    based_on = seen(told_of_answers(bureau.now, asked).plain)
    actions_proposing.answer_viewpoints(bureau.case.pk, told, based_on=based_on, by=bureau.editor)
    Viewpoint.objects.filter(pk=asked[0].pk).update(text="別の問い", in_use=False)
    page = text(browser(bureau.office).get(reverse("investments:case", args=(bureau.case.pk,))))
    assert ("必要か" in page, "別の問い" in page) == (True, False)


def test_nobody_examines_or_decides_a_case_of_their_own(bureau: Bureau, someone: Someone) -> None:
    both = someone(Role.COORDINATING_OFFICE)
    both.roles.create(role=Role.DEPARTMENT_EDITOR, department_id=OWN)
    submitted(bureau.case, bureau.office)
    for somebody, why in ((person(both), "own_department"), (bureau.office, "own_case")):
        with pytest.raises(WrongHand) as refused:
            decided(bureau.case, somebody)
        assert refused.value.why.id.endswith(why)
        asked = RemarksTold(())
        with pytest.raises(WrongHand):
            actions.examine(bureau.case.pk, asked, based_on="", by=somebody)
    with pytest.raises(NotAllowed):
        decided(bureau.case, bureau.editor)
    assert decided(bureau.case, bureau.colleague).outcome == "approved"


def test_a_decision_is_kept_once_with_reason_priority_and_year_of_verification(bureau: Bureau) -> None:
    submitted(bureau.case, bureau.editor)
    where = reverse("investments:decide", args=(bureau.case.pk,))
    wanted = sent(bureau, token="once")
    for _ in range(2):
        assert browser(bureau.office).post(where, wanted).status_code == 302
    row = bureau.now
    assert (row.state, row.priority, row.verify_year) == ("approved", "high", THIS_YEAR + 1)
    event = Event.objects.get(action="investment.decided")
    assert Decision.objects.count() == 1
    assert "効果が見込める" in event.content.body


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"outcome": "conditional"}, 409),
        ({"condition-0": "報告する", "due-0": "2030-01-31", "department-0": OWN}, 409),
        ({"outcome": "conditional", "condition-0": "報告する"}, 422),
        ({"verify_year": ""}, 422),
        ({"reason": ""}, 422),
    ],
)
def test_a_decision_that_is_not_whole_is_not_kept(bureau: Bureau, more: dict[str, str], status: int) -> None:
    submitted(bureau.case, bureau.editor)
    where = reverse("investments:decide", args=(bureau.case.pk,))
    answer = browser(bureau.office).post(where, sent(bureau, **more))
    assert (answer.status_code, bureau.now.state) == (status, "examining")


def test_a_case_that_was_put_off_or_approved_by_mistake_is_examined_again_and_both_decisions_stay(
    bureau: Bureau,
) -> None:
    submitted(bureau.case, bureau.editor)
    decided(bureau.case, bureau.office, "put_off", verify_year=None)
    with pytest.raises(CaseForbids):
        decided(bureau.case, bureau.office)
    actions.take_up(bureau.case.pk, reason="財源が付いた", seen=bureau.now.version, by=bureau.colleague)
    decided(bureau.case, bureau.office)
    assert [each.outcome for each in bureau.now.decisions.all()] == ["put_off", "approved"]


def test_who_decides_what_somebody_changed_meanwhile_is_told(bureau: Bureau) -> None:
    submitted(bureau.case, bureau.editor)
    version = bureau.now.version
    decided(bureau.case, bureau.office, "returned", verify_year=None)
    submitted(bureau.case, bureau.editor)
    with pytest.raises(CaseChanged):
        actions.decide(bureau.case.pk, decision("approved"), token=new_token(), seen=version, by=bureau.colleague)
    assert bureau.now.state == "examining"


def test_what_a_meeting_decided_is_linked_and_one_of_another_plan_is_not(bureau: Bureau) -> None:
    met = a_room(bureau.office)
    submitted(bureau.case, bureau.editor)
    row = decided(bureau.case, bureau.office, decided_in=met.decision.pk)
    assert row.decided_in == met.decision
    page = text(browser(bureau.editor).get(reverse("investments:case", args=(bureau.case.pk,))))
    assert met.decision.text in page
    other = a_case(bureau.editor)
    submitted(other, bureau.editor)
    keep_new_plan(replace(akita_plan(), id=ELSEWHERE), by=bureau.office)
    meeting = actions_meetings.hold(a_meeting(met.body, bureau.office, plan=ELSEWHERE).pk, by=bureau.office)
    decided_there = a_decision(an_item(meeting, bureau.office), bureau.office)
    for key in (0, decided_there.pk):
        with pytest.raises(NoSuchMeeting):
            decided(other, bureau.office, decided_in=key)


def test_a_case_of_another_plan_is_none_of_this_ones(bureau: Bureau) -> None:
    keep_new_plan(replace(akita_plan(), id=ELSEWHERE), by=bureau.office)
    other = a_case(bureau.office, plan=ELSEWHERE)
    day = timezone.localdate()
    assert [[now.row.pk for now in cases_of_measure(plan, MEASURE, day)] for plan in (PLAN, ELSEWHERE)] == [
        [bureau.case.pk],
        [other.pk],
    ]
    assert others_of(bureau.now) == ()
    with pytest.raises(GoneMeanwhile):
        actions_proposing.say_likeness(bureau.case.pk, other.pk, InvestmentLikeness.DIFFERENT, by=bureau.office)


def test_conditions_stand_with_the_department_that_reports(bureau: Bureau) -> None:
    submitted(bureau.case, bureau.editor)
    decided(bureau.case, bureau.office, "conditional", conditions=(CONDITION,))
    page = text(browser(bureau.editor).get("/"))
    assert CONDITION.text in page
    assert bureau.now.state == "conditional"


def test_the_office_keeps_rates_and_viewpoints_and_who_is_second_is_told(bureau: Bureau) -> None:
    where, page = reverse("investments:settings"), browser(bureau.office)
    first, second = (each.pk for each in Viewpoint.objects.all())
    based_on = text(page.get(where)).partition('name="based_on" value="')[2].partition('"')[0]
    rate = {f"year-{THIS_YEAR}": f"{THIS_YEAR}", f"yen-{THIS_YEAR}": "3,100", f"source-{THIS_YEAR}": "給与費"}
    wanted = {**rate, f"text-{first}": "必要か", f"used-{first}": "on", f"text-{second}": "過大でないか"}
    assert page.post(where, {**wanted, "based_on": based_on, "text-new-0": "共同利用は"}).status_code == 302
    now = [(each.text, each.in_use) for each in Viewpoint.objects.all()]
    assert now == [("必要か", True), ("過大でないか", False), ("共同利用は", False)]
    assert page.post(where, {**wanted, "based_on": based_on, f"yen-{THIS_YEAR}": "9"}).status_code == 409
    assert LabourRate.objects.get().yen == "3100"


def test_whoever_coordinates_one_plan_alone_keeps_no_settings_of_the_city(bureau: Bureau, someone: Someone) -> None:
    of_plan = someone(Role.COORDINATING_OFFICE, plan=PLAN)
    assert browser(person(of_plan)).get(reverse("investments:settings")).status_code == 403
