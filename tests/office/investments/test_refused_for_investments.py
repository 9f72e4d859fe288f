"""What nobody does to a case: decide, verify or close what is their own, act on another one's parts, save over what stands there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.entering.acting import GoneMeanwhile
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.events.models import Event
from monosashi.office.investments import actions_examining, actions_following, actions_proposing
from monosashi.office.investments.acting import WrongHand, may_act
from monosashi.office.investments.actions_following import VerificationTold
from monosashi.office.investments.models import Case, Condition, LabourRate, SimilarCase, Verification
from monosashi.office.investments.queries import (
    NoSuchInvestment,
    cases_of_measure,
    cases_waiting,
    counted_elsewhere,
    decided_cases,
    every_case,
    one_case,
    one_condition,
    one_row,
    others_of,
    rates,
    viewpoints,
    viewpoints_for,
)
from monosashi.office.investments.states import (
    InvestmentAct,
    InvestmentEffect,
    InvestmentLikeness,
    InvestmentNextStep,
)
from monosashi.office.investments.told import (
    AnswersTold,
    RemarksTold,
    told_of_actuals,
    told_of_answers,
    told_of_case,
    told_of_remarks,
    told_of_settings,
)
from office.investments.city_investments import (
    CONDITION,
    MEASURE,
    OTHER,
    OWN,
    PLAN,
    PROPOSAL,
    THIS_YEAR,
    TOLD,
    Bureau,
    a_case,
    conditioned,
    decided,
    figured,
    submitted,
)
from office.laid import Someone
from office.locks_taken import locks_of

VERIFIED = VerificationTold(THIS_YEAR, InvestmentEffect.PARTLY, "時間は減った", InvestmentNextStep.IMPROVE)


@pytest.fixture
def stranger(bureau: Bureau, someone: Someone) -> Person:
    """An editor of another department."""
    return person(someone(Role.DEPARTMENT_EDITOR, department=OTHER, name="別の課 担当"))


@pytest.fixture
def of_both(bureau: Bureau, someone: Someone) -> Person:
    """Who coordinates and is of 市民課 too."""
    staff = someone(Role.COORDINATING_OFFICE, name="兼務")
    staff.roles.create(role=Role.DEPARTMENT_EDITOR, department_id=OWN)
    return person(staff)


def told_by(action: str) -> int:
    """How many events of an action there are."""
    return Event.objects.filter(action=f"investment.{action}").count()


def alike(bureau: Bureau, title: str = "窓口予約の更新") -> Case:
    return a_case(bureau.editor, told=replace(TOLD, title=title))


def test_a_department_neither_examines_nor_keeps_the_citys_settings(bureau: Bureau) -> None:
    now = told_of_settings(rates(), viewpoints())
    with pytest.raises(NotAllowed):
        actions_examining.keep_settings(replace(now, rates=()), based_on=seen(now.plain), by=bureau.editor)
    submitted(bureau.case, bureau.editor)
    with pytest.raises(NotAllowed):
        actions_examining.examine(bureau.case.pk, RemarksTold(), based_on="", by=bureau.editor)
    assert LabourRate.objects.count() == 1


def test_of_two_who_keep_settings_the_second_sees_what_stands_there_and_a_rate_left_out_goes(bureau: Bureau) -> None:
    now = told_of_settings(rates(), viewpoints())
    wanted = replace(now, rates=((THIS_YEAR + 1, "3100", "見直し"),))
    actions_examining.keep_settings(wanted, based_on=seen(now.plain), by=bureau.office)
    assert list(rates().values_list("fiscal_year", "yen")) == [(THIS_YEAR + 1, "3100")]
    with pytest.raises(ChangedSince):
        actions_examining.keep_settings(replace(now, rates=()), based_on=seen(now.plain), by=bureau.colleague)
    assert told_by("settings_kept") == 2


def test_of_two_who_answer_or_remark_at_once_the_second_sees_what_stands_there(bureau: Bureau) -> None:
    asked = viewpoints_for(bureau.now)
    before, keys = told_of_answers(bureau.now, asked), [each.pk for each in asked]
    first, second = (AnswersTold(tuple((pk, text) for pk in keys)) for text in ("甲", "乙"))
    actions_proposing.answer_viewpoints(bureau.case.pk, first, based_on=seen(before.plain), by=bureau.editor)
    with pytest.raises(ChangedSince):
        actions_proposing.answer_viewpoints(bureau.case.pk, second, based_on=seen(before.plain), by=bureau.office)
    submitted(bureau.case, bureau.editor)
    before_remarks, version = told_of_remarks(bureau.now, asked), bureau.now.version
    one, other = (RemarksTold(tuple((pk, "look", text) for pk in keys)) for text in ("丙", "丁"))
    actions_examining.examine(bureau.case.pk, one, based_on=seen(before_remarks.plain), by=bureau.office)
    with pytest.raises(ChangedSince):
        actions_examining.examine(bureau.case.pk, other, based_on=seen(before_remarks.plain), by=bureau.colleague)
    assert {(each.answer, each.remark) for each in bureau.now.answers.all()} == {("甲", "丙")}
    assert (bureau.now.version, told_by("examined"), told_by("viewpoints_answered")) == (version + 1, 1, 1)


def test_button_and_act_agree_on_who_decides(bureau: Bureau, of_both: Person) -> None:
    submitted(bureau.case, bureau.editor)
    people = (bureau.office, bureau.editor, of_both)
    assert [may_act(bureau.now, InvestmentAct.EXAMINE, by) for by in people] == [True, False, False]
    assert [may_act(bureau.now, InvestmentAct.WITHDRAW, by) for by in people] == [True, True, True]


def test_actuals_that_are_told_again_replace_those_before(bureau: Bureau) -> None:
    submitted(bureau.case, bureau.editor)
    decided(bureau.case, bureau.office)
    for figures in ((("paid", THIS_YEAR, "5"), ("paid", THIS_YEAR + 1, "6")), (("paid", THIS_YEAR, "7"),)):
        now, version = told_of_actuals(bureau.now), bureau.now.version
        actions_following.tell_actuals(
            bureau.case.pk, replace(now, actuals=figures), based_on=seen(now.plain), by=bureau.editor
        )
        assert (told_of_actuals(bureau.now).actuals, bureau.now.version) == (figures, version + 1)
    assert told_by("actuals_told") == 2


def test_verifying_is_told_with_its_reason_and_taking_up_again_too(bureau: Bureau) -> None:
    submitted(bureau.case, bureau.editor)
    decided(bureau.case, bureau.office)
    actions_following.verify(bureau.case.pk, VERIFIED, token=new_token(), seen=bureau.now.version, by=bureau.office)
    bodies = [each.content.body for each in Event.objects.filter(action="investment.verified")]
    assert ["時間は減った" in body for body in bodies] == [True]
    other = alike(bureau)
    submitted(other, bureau.editor)
    decided(other, bureau.office, "put_off", verify_year=None)
    actions_examining.take_up(other.pk, reason="財源が付いた", seen=one_row(other.pk).version, by=bureau.office)
    bodies = [each.content.body for each in Event.objects.filter(action="investment.taken_up")]
    assert (["財源が付いた" in body for body in bodies], Verification.objects.count()) == ([True], 1)


@pytest.fixture
def condition(bureau: Bureau) -> Condition:
    submitted(bureau.case, bureau.editor)
    return conditioned(bureau.case, bureau.office)


def test_only_the_department_that_was_told_and_the_office_report_on_a_condition(
    bureau: Bureau, condition: Condition, stranger: Person
) -> None:
    with pytest.raises(NotAllowed):
        actions_following.report_condition(condition.pk, report="移した", by=stranger)
    actions_following.report_condition(condition.pk, report="移した", by=bureau.editor)
    for by in (bureau.editor, stranger):
        with pytest.raises(NotAllowed):
            actions_following.send_condition_back(condition.pk, note="件数も", by=by)
        with pytest.raises(NotAllowed):
            actions_following.close_condition(condition.pk, by=by)
    assert one_condition(condition.pk).state == "reported"


def test_nobody_sends_back_or_closes_what_they_or_their_department_reported(
    bureau: Bureau, condition: Condition, of_both: Person
) -> None:
    actions_following.report_condition(condition.pk, report="移した", by=bureau.office)
    for by, reason in ((bureau.office, "own_report"), (of_both, "own_department")):
        with pytest.raises(WrongHand) as refused:
            actions_following.send_condition_back(condition.pk, note="件数も", by=by)
        assert refused.value.why.id.endswith(reason)
        with pytest.raises(WrongHand) as refused:
            actions_following.close_condition(condition.pk, by=by)
        assert refused.value.why.id.endswith(reason)
    for _ in range(2):
        actions_following.send_condition_back(condition.pk, note="件数も", by=bureau.colleague)
    assert told_by("condition_sent_back") == 1


def test_the_present_is_not_proposed_and_parts_of_another_case_are_none_of_this_one(bureau: Bureau) -> None:
    with pytest.raises(actions_proposing.PresentStays):
        figured(bureau.case, bureau.present, replace(PROPOSAL, name="現状のまま"), bureau.editor)
    other = alike(bureau)
    theirs = other.alternatives.get(chosen=True)
    for act in (
        lambda: figured(bureau.case, theirs, replace(PROPOSAL, text="別"), bureau.editor),
        lambda: actions_proposing.remove_alternative(bureau.case.pk, theirs.pk, by=bureau.editor),
    ):
        with pytest.raises(GoneMeanwhile):
            act()
    figured(bureau.case, bureau.proposal, replace(PROPOSAL, text="別"), bureau.editor)
    assert [row.chosen for row in other.alternatives.all()] == [False, True]


def test_an_alternative_that_is_sent_twice_stands_once_and_each_act_makes_a_new_version(bureau: Bureau) -> None:
    version = bureau.now.version
    rows = {
        actions_proposing.add_alternative(
            bureau.case.pk, replace(PROPOSAL, name="自前で作る", chosen=False), token="a", by=bureau.editor
        ).pk
        for _ in range(2)
    }
    assert (len(rows), bureau.now.version, told_by("alternative_added")) == (1, version + 1, 1)
    figured(bureau.case, bureau.proposal, replace(PROPOSAL, text="別"), bureau.editor)
    actions_proposing.remove_alternative(bureau.case.pk, rows.pop(), by=bureau.editor)
    assert (bureau.now.version, told_by("alternative_removed")) == (version + 3, 1)


def test_measures_that_are_taken_off_a_case_go_and_the_others_stay(bureau: Bureau) -> None:
    now = told_of_case(bureau.now)
    more = replace(now, measures=(MEASURE, "n-p116"), programs=("b-1", "b-2"))
    for wanted in (more, replace(now, measures=("n-p116",), programs=("b-2",))):
        before = seen(told_of_case(bureau.now).plain)
        actions_proposing.change(bureau.case.pk, wanted, based_on=before, by=bureau.editor)
        assert told_of_case(bureau.now) == wanted
    assert told_by("changed") == 2


def test_withdrawing_is_told(bureau: Bureau) -> None:
    submitted(bureau.case, bureau.editor)
    actions_proposing.withdraw(bureau.case.pk, seen=bureau.now.version, by=bureau.editor)
    assert told_by("withdrawn") == 1


def test_another_department_says_nothing_of_likeness_and_said_twice_is_said_once(
    bureau: Bureau, stranger: Person
) -> None:
    one, other = alike(bureau), alike(bureau, "庁内チャット")
    likeness = InvestmentLikeness.COUNTED_THERE
    with pytest.raises(NotAllowed):
        actions_proposing.say_likeness(bureau.case.pk, one.pk, likeness, by=stranger)
    for gone in (bureau.case.pk, one.pk + 99):
        with pytest.raises(GoneMeanwhile):
            actions_proposing.say_likeness(bureau.case.pk, gone, likeness, by=bureau.editor)
    for _ in range(2):
        actions_proposing.say_likeness(bureau.case.pk, one.pk, likeness, by=bureau.editor)
    assert told_by("likeness_said") == 1
    actions_proposing.say_likeness(bureau.case.pk, other.pk, InvestmentLikeness.DIFFERENT, by=bureau.editor)
    actions_proposing.say_likeness(one.pk, other.pk, likeness, by=bureau.editor)
    with pytest.raises(actions_proposing.CountedInACircle):
        actions_proposing.say_likeness(other.pk, bureau.case.pk, likeness, by=bureau.editor)
    actions_proposing.say_likeness(other.pk, bureau.case.pk, InvestmentLikeness.DIFFERENT, by=bureau.editor)
    assert SimilarCase.objects.count() == 4
    every = every_case(timezone.localdate())
    assert counted_elsewhere(every) == {bureau.case.pk, one.pk}
    assert counted_elsewhere([now for now in every if now.row.pk != one.pk]) == frozenset()


def test_what_is_said_of_two_cases_is_said_of_these_two_and_can_be_said_otherwise(bureau: Bureau) -> None:
    one, other = alike(bureau), alike(bureau, "庁内チャット")
    there, different = InvestmentLikeness.COUNTED_THERE, InvestmentLikeness.DIFFERENT
    for row in (bureau.case, one):
        actions_proposing.say_likeness(row.pk, other.pk, there, by=bureau.editor)
    actions_proposing.say_likeness(bureau.case.pk, one.pk, there, by=bureau.editor)
    assert SimilarCase.objects.filter(likeness=there).count() == told_by("likeness_said") == 3
    assert actions_proposing.say_likeness(one.pk, other.pk, different, by=bureau.editor).likeness == different
    assert actions_proposing.say_likeness(other.pk, one.pk, there, by=bureau.editor).likeness == there


def test_a_viewpoint_that_is_asked_no_more_stays_where_it_was_answered(bureau: Bureau) -> None:
    asked = viewpoints_for(bureau.now)
    first = AnswersTold(tuple((each.pk, "はい") for each in asked))
    before, version = told_of_answers(bureau.now, asked), bureau.now.version
    actions_proposing.answer_viewpoints(bureau.case.pk, first, based_on=seen(before.plain), by=bureau.editor)
    viewpoints().filter(pk=asked[0].pk).update(in_use=False)
    other = alike(bureau)
    assert [len(viewpoints_for(one_row(row.pk))) for row in (bureau.case, other)] == [2, 1]
    assert bureau.now.version == version + 1


def test_cases_are_found_by_measure_and_by_what_is_to_be_done_and_none_that_never_was(bureau: Bureau) -> None:
    day = timezone.localdate()
    other = a_case(bureau.editor, told=replace(TOLD, title="別", measures=("n-p116",)))
    assert [now.row.pk for now in cases_of_measure(PLAN, MEASURE, day)] == [bureau.case.pk]
    assert [row.pk for row in others_of(bureau.now)] == [other.pk]
    submitted(bureau.case, bureau.editor)
    decided(bureau.case, bureau.office, verify_year=THIS_YEAR + 1)
    assert [now.row.pk for now in cases_waiting(day)] == [other.pk]
    assert {now.row.pk for now in cases_waiting(day + timedelta(days=366))} == {bureau.case.pk, other.pk}
    assert [row.pk for row, _ in decided_cases()] == [bureau.case.pk]
    for ask in (one_row, one_condition, lambda pk: one_case(pk, day)):
        with pytest.raises(NoSuchInvestment):
            ask(0)
    for act in (
        lambda: actions_proposing.submit(0, seen=1, by=bureau.editor),
        lambda: actions_proposing.withdraw(0, seen=1, by=bureau.editor),
        lambda: actions_following.close_condition(0, by=bureau.office),
    ):
        with pytest.raises(NoSuchInvestment):
            act()


def test_conditions_are_those_of_the_decision_that_counts(bureau: Bureau) -> None:
    submitted(bureau.case, bureau.editor)
    conditioned(bureau.case, bureau.office)
    day = timezone.localdate()
    assert [each.text for each in one_case(bureau.case.pk, day).conditions] == [CONDITION.text]
    actions_examining.take_up(bureau.case.pk, reason="見直し", seen=bureau.now.version, by=bureau.office)
    assert one_case(bureau.case.pk, day).conditions == ()
    assert one_case(alike(bureau).pk, day).conditions == ()


def test_acts_lock_the_case_the_condition_or_the_settings(bureau: Bureau) -> None:
    now = told_of_settings(rates(), viewpoints())
    wanted = replace(now, rates=())
    taken = locks_of(lambda: actions_examining.keep_settings(wanted, based_on=seen(now.plain), by=bureau.office))
    assert taken[:2] == ["LabourRate", "Viewpoint"]
    other = alike(bureau)
    assert locks_of(
        lambda: actions_proposing.say_likeness(bureau.case.pk, other.pk, InvestmentLikeness.DIFFERENT, by=bureau.editor)
    ) == ["Case", "SimilarCase"]
    assert locks_of(lambda: figured(other, other.alternatives.get(chosen=True), PROPOSAL, bureau.office)) == ["Case"]
    submitted(bureau.case, bureau.editor)
    condition = conditioned(bureau.case, bureau.office)
    assert locks_of(lambda: actions_following.report_condition(condition.pk, report="移した", by=bureau.editor)) == [
        "Condition"
    ]
    assert locks_of(lambda: a_case(bureau.editor))[0] == "PlanRow"
