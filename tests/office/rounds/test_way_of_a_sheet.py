"""A sheet from nobody having answered to its answers standing in the plan."""

import pytest

from monosashi.office.accounts.models import Posting, RoleAssignment
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import person
from monosashi.office.plans.queries import whole
from monosashi.office.rounds import actions_answering
from monosashi.office.rounds.acting import WrongHand
from monosashi.office.rounds.actions_accepting import accept
from monosashi.office.rounds.actions_answering import Clashed, NotReady, Typed, save_answers, submit
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.models import Confirmation, Sheet
from monosashi.office.rounds.queries import filled, parts_of, sheet_of
from monosashi.office.rounds.routes import begin_pass
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk, submitted


def test_accepted_answers_stand_in_the_plan(desk: Desk) -> None:
    submitted(desk)
    accept(desk.of, by=desk.coordinator)
    plan = whole(desk.round.plan_id)
    mine = plan.index.result[desk.node, YEAR]
    assert mine.result == desk.full.index.result[desk.node, YEAR].result
    assert mine.ratings == tuple(r for r in desk.full.index.result[desk.node, YEAR].ratings if r.rater == "self")


def test_nobody_confirms_what_they_answered(desk: Desk) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    submit(desk.of, by=desk.answerer)
    code = parts_of(sheet_of(desk.round, desk.node)).leads[0]
    RoleAssignment.objects.create(staff=desk.answerer.staff, role=Role.CONFIRMER, department_id=code)
    with pytest.raises(WrongHand) as refused:
        confirm(desk.of, by=person(desk.answerer.staff))
    assert refused.value.reason == "own_answer"


def test_a_sheet_with_a_blank_is_not_submitted(desk: Desk) -> None:
    answers = dict(desk.answers())
    answers["result/result"] = Typed("", "")
    save_answers(desk.of, answers, by=desk.answerer)
    with pytest.raises(NotReady) as refused:
        submit(desk.of, by=desk.answerer)
    assert [lack.slot.id for lack in refused.value.filled.lacks] == ["result/result"]


def test_what_was_typed_last_stays_where_the_sheet_is_not_handed_on(desk: Desk) -> None:
    with pytest.raises(NotReady):
        submit(desk.of, {"result/result": Typed("途中まで。", "")}, by=desk.answerer)
    sheet = sheet_of(desk.round, desk.node)
    assert (sheet.state, filled(sheet).typed) == ("drafting", {"result/result": "途中まで。"})


def test_a_sheet_on_which_cells_clash_is_not_handed_on(desk: Desk) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    with pytest.raises(Clashed):
        submit(desk.of, {"result/result": Typed("別の文", "古い文")}, by=desk.answerer)
    assert sheet_of(desk.round, desk.node).state == "drafting"


def test_handing_on_that_fails_half_way_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def laid_then_refused(sheet: Sheet) -> int:
        begin_pass(sheet)
        raise NotReady(filled(sheet))

    save_answers(desk.of, desk.answers(), by=desk.answerer)
    monkeypatch.setattr(actions_answering, "begin_pass", laid_then_refused)
    with pytest.raises(NotReady):
        submit(desk.of, by=desk.answerer)
    assert not Confirmation.objects.filter(sheet__node=desk.node).exists()


def test_two_people_type_in_one_cell_and_both_texts_are_told(desk: Desk) -> None:
    save_answers(desk.of, {"result/result": Typed("一", "")}, by=desk.answerer)
    kept = save_answers(desk.of, {"result/result": Typed("二", "")}, by=desk.answerer)
    assert (kept.clashes[0].mine, kept.clashes[0].theirs) == ("二", "一")
    assert filled(sheet_of(desk.round, desk.node)).typed["result/result"] == "一"


def test_who_answered_for_a_department_does_not_accept_its_sheet(desk: Desk) -> None:
    submitted(desk)
    code = parts_of(sheet_of(desk.round, desk.node)).leads[0]
    Posting.objects.create(staff=desk.coordinator.staff, department_id=code)
    with pytest.raises(WrongHand) as refused:
        accept(desk.of, by=person(desk.coordinator.staff))
    assert refused.value.reason == "own_department"


@pytest.mark.parametrize("who", ["answerer", "confirmer"])
def test_who_answered_or_confirmed_and_was_moved_to_the_coordinating_office_does_not_accept(
    desk: Desk, who: str
) -> None:
    submitted(desk)
    staff = getattr(desk, who).staff
    Posting.objects.filter(staff=staff).delete()
    RoleAssignment.objects.filter(staff=staff).delete()
    RoleAssignment.objects.create(staff=staff, role=Role.COORDINATING_OFFICE)
    with pytest.raises(WrongHand) as refused:
        accept(desk.of, by=person(staff))
    assert refused.value.reason == "own_answer"
