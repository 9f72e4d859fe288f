"""Workbooks that came back: nothing is saved before it was looked at, and then all of it or nothing."""

from dataclasses import replace

import pytest
from django.test import Client
from openpyxl.workbook import Workbook

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.events.models import Event, EventContent
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_answering import Typed, save_answers
from monosashi.office.rounds.models import Sheet, SheetAnswer
from monosashi.office.rounds.queries import filled, sheet_of
from monosashi.office.rounds.states import SheetState
from monosashi.office.workbooks.actions import File, ShownAgain, Undecided, WrongAfterDecisions
from monosashi.office.workbooks.models import HandedIn, Intake
from office.laid import Someone
from office.rounds.desk import make_desk
from office.workbooks.post import DEPARTMENT, NODE, Post, edited, typed

pytestmark = pytest.mark.slow

FIGURE, RESULT = "actual/i-p146/value", "result/result"
GRADE, REASON = "rating/progress/grade", "rating/progress/reason"


def text(post: Post, slot: str, node: str = NODE) -> str:
    """What stands on the sheet now."""
    sheet = filled(sheet_of(post.round, node))
    return sheet.text(sheet.asked.by_id[slot])


def say(post: Post, slot: str, said: str) -> None:
    """The department types it on the screen."""
    save_answers(Of(post.round.pk, NODE), {slot: Typed(said, text(post, slot))}, by=post.desk.answerer)


def test_answers_stand_on_the_sheets_and_an_event_tells_names_and_counts_alone(post: Post) -> None:
    intake = post.handed_in(post.filled())
    assert not SheetAnswer.objects.exists()
    done = post.taken_in(intake)
    assert (done.files, done.cells, done.sheets) == (1, 5, 2)
    assert (text(post, FIGURE), text(post, GRADE)) == ("84.8", "D")
    assert sheet_of(post.round, NODE).state == SheetState.DRAFTING
    body = EventContent.objects.get(event=Event.objects.get(action="workbooks.taken_in")).body
    assert "回答_保健予防課.xlsx" in body
    assert '"cells":5' in body
    assert "広報誌" not in body
    assert bytes(HandedIn.objects.get().content) == b""


def test_a_grade_c_where_the_figures_give_d_without_a_reason_sends_the_whole_file_back(post: Post) -> None:
    """令和7年5月12日: 95.4 → 84.8 is D, the department says C and gives no reason."""
    intake = post.handed_in(post.filled(DEPARTMENT, typed(GRADE, "C")))
    [file] = post.difference(intake).files
    assert [problem.why.id for problem in file.problems] == ["answer_sheets.differs_without_reason"]
    assert dict(file.problems[0].why.params) == {"own": "C", "computed": "D"}
    with pytest.raises(Undecided):
        post.taken_in(intake)
    assert not SheetAnswer.objects.exists()


def test_of_two_files_the_clean_one_is_taken_in_and_the_wrong_one_waits(post: Post) -> None:
    intake = post.handed_in(post.filled(DEPARTMENT, typed(GRADE, "C")), post.filled("環境保全課"))
    assert post.taken_in(intake).files == 1
    assert text(post, FIGURE) == ""
    assert [row.name for row in HandedIn.objects.filter(taken_at=None)] == ["回答_保健予防課.xlsx"]


def test_what_was_typed_meanwhile_is_decided_cell_by_cell(post: Post) -> None:
    file = post.filled()
    say(post, FIGURE, "90.0")
    say(post, RESULT, "画面で入力した。")
    intake = post.handed_in(file)
    found = post.difference(intake)
    assert {dispute.slot.id: dispute.was for dispute in found.disputes} == {FIGURE: "90.0", RESULT: "画面で入力した。"}
    with pytest.raises(Undecided):
        post.taken_in(intake)
    keys = {dispute.slot.id: dispute.key for dispute in found.disputes}
    post.taken_in(intake, {keys[FIGURE]: file.name, keys[RESULT]: ""})
    assert (text(post, FIGURE), text(post, RESULT)) == ("84.8", "画面で入力した。")


def test_the_same_typed_on_the_screen_and_in_the_workbook_is_no_conflict(post: Post) -> None:
    file = post.filled()
    say(post, FIGURE, "84.80")
    found = post.difference(post.handed_in(file))
    assert (found.disputes, FIGURE in {change.slot.id for change in found.changes}) == ((), False)


def test_what_a_workbook_cannot_show_is_never_overwritten_without_asking(post: Post) -> None:
    """「約85」 on the screen cannot be read: the workbook that goes out shows a blank there."""
    say(post, FIGURE, "約85")
    file = post.filled()
    intake = post.handed_in(file)
    [dispute] = post.difference(intake).disputes
    assert (dispute.slot.id, dispute.was) == (FIGURE, "約85")
    post.taken_in(intake, {dispute.key: file.name})
    assert text(post, FIGURE) == "84.8"


def test_a_doubtful_cell_is_answered_by_a_person_or_left(post: Post) -> None:
    doubtful = typed(FIGURE, 0.848, number_format="General")
    intake = post.handed_in(post.filled(DEPARTMENT, doubtful))
    [question] = post.difference(intake).questions
    assert {str(each) for each in question.candidates} >= {"84.8"}
    with pytest.raises(Undecided):
        post.taken_in(intake)
    post.taken_in(intake, {question.key: "84.8"})
    assert text(post, FIGURE) == "84.8"
    again = post.handed_in(post.filled(DEPARTMENT, typed(FIGURE, 0.9, number_format="General")))
    [question] = post.difference(again).questions
    post.taken_in(again, {question.key: ""})
    assert text(post, FIGURE) == "84.8"


def test_a_decision_that_makes_a_grade_wrong_is_refused_and_nothing_is_saved(post: Post) -> None:
    """99.9 % is B, not D: with the reason left out the sheet would contradict itself."""
    intake = post.handed_in(post.filled(DEPARTMENT, typed(FIGURE, 0.999, number_format="General")))
    [question] = post.difference(intake).questions
    with pytest.raises(WrongAfterDecisions) as refused:
        post.taken_in(intake, {question.key: "99.9"})
    assert refused.value.problems[0].why.id == "answer_sheets.differs_without_reason"
    assert not SheetAnswer.objects.exists()


def test_two_departments_that_answer_one_cell_differently_are_asked_about(post: Post) -> None:
    measure, slot = "n-p138", "actual/i-p138/value"
    lead, related = post.filled("道路建設課"), post.filled("公園課", typed(slot, 99, measure))
    intake = post.handed_in(lead, related)
    [dispute] = post.difference(intake).disputes
    assert [str(given.value) for given in dispute.answers] == ["100", "99"]
    with pytest.raises(WrongAfterDecisions):
        post.taken_in(intake, {dispute.key: related.name})
    post.taken_in(intake, {dispute.key: lead.name})
    assert text(post, slot, measure) == "100"


def test_a_sheet_that_was_submitted_takes_nothing_and_is_named(post: Post) -> None:
    file = post.filled()
    Sheet.objects.filter(node=NODE).update(state=SheetState.SUBMITTED)
    intake = post.handed_in(file)
    found = post.difference(intake)
    assert [(each.node, each.why.id, each.count) for each in found.refused] == [(NODE, "workbooks.refused.state", 3)]
    assert "提出済" in str(dict(found.refused[0].why.params)) or "submitted" in str(found.refused[0].why)
    assert post.taken_in(intake).sheets == 1
    assert text(post, FIGURE) == ""


@pytest.mark.parametrize("how", ["typed", "submitted"])
def test_what_changed_since_the_difference_was_shown_is_shown_again(post: Post, how: str) -> None:
    intake = post.handed_in(post.filled())
    shown = post.difference(intake)
    if how == "typed":
        say(post, FIGURE, "90.0")
    else:
        Sheet.objects.filter(node=NODE).update(state=SheetState.SUBMITTED)
    before = list(SheetAnswer.objects.values_list("slot", "text"))
    post.client.post(f"/rounds/{post.round.pk}/excel/in/{intake.pk}/", {"seen": shown.token})
    assert list(SheetAnswer.objects.values_list("slot", "text")) == before
    assert HandedIn.objects.get().taken_at is None


def test_a_file_that_was_taken_in_is_not_taken_in_twice(post: Post) -> None:
    intake = post.handed_in(post.filled())
    stale = post.difference(intake).token
    post.taken_in(intake)
    answer = post.client.post(f"/rounds/{post.round.pk}/excel/in/{intake.pk}/", {"seen": stale})
    assert answer.status_code == 302
    assert Event.objects.filter(action="workbooks.taken_in").count() == 1


def test_an_editor_brings_in_the_workbooks_of_their_own_department_alone(post: Post, someone: Someone) -> None:
    editor = person(someone(Role.DEPARTMENT_EDITOR, department=post.code()))
    intake = post.handed_in(post.filled(), post.filled("環境保全課"), by=editor)
    found = {file.name: file for file in post.difference(intake, by=editor).files}
    assert found["回答_保健予防課.xlsx"].taken
    assert [problem.why.id for problem in found["回答_環境保全課.xlsx"].problems] == ["workbooks.other_department"]
    assert post.taken_in(intake, by=editor).files == 1


def test_who_answers_nothing_hands_nothing_in(post: Post, someone: Someone) -> None:
    with pytest.raises(NotAllowed):
        post.handed_in(post.filled(), by=person(someone(Role.CONFIRMER, department=post.code())))
    assert not Intake.objects.exists()


def test_what_goes_out_shows_what_stands_in_the_office_and_comes_back_untouched(post: Post) -> None:
    say(post, RESULT, "画面で入力した。")
    name, raw = post.issued()
    [file] = post.difference(post.handed_in(edited(name, raw))).files
    assert (file.taken, file.changes) == (True, ())

    def holds(book: Workbook) -> None:
        assert "画面で入力した。" in {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}

    edited(name, raw, holds)


def test_a_measure_that_was_left_out_is_not_asked_in_the_workbook(post: Post) -> None:
    def measures(book: Workbook) -> None:
        assert [sheet["B1"].value for sheet in book if sheet["A1"].value == "monosashi-page"] == ["n-p099"]

    Sheet.objects.filter(node=NODE).update(state=SheetState.LEFT_OUT)
    edited(*post.issued(), measures)


def test_files_that_are_no_workbooks_are_told_and_hinder_no_other(post: Post) -> None:
    bomb = File("空.xlsx", b"")
    strange = File("~$回答_公園課.xlsx", b"\x05user")
    intake = post.handed_in(post.filled(), bomb, strange)
    found = {file.name: file for file in post.difference(intake).files}
    assert [found[name].problems[0].why.id.partition(".")[0] for name in ("空.xlsx", strange.name)] == [
        "spreadsheet"
    ] * 2
    assert post.taken_in(intake).files == 1


def test_two_different_files_of_one_department_are_both_left_until_one_is_taken_out(post: Post) -> None:
    first, other = post.filled(), post.filled(DEPARTMENT, typed(RESULT, "係長の考え"))
    intake = post.handed_in(first, File("回答_保健予防課.xlsx", other.raw))
    found = post.difference(intake)
    assert [file.problems[0].why.id for file in found.files] == ["answer_sheets.two_files"] * 2
    assert [file.problems[0].remedy.id for file in found.files] == ["workbooks.two_files.remedy"] * 2
    with pytest.raises(Undecided):
        post.taken_in(intake)


def test_an_amount_of_a_program_that_two_sheets_share_is_kept_on_both(
    akita: Plan, coordinator: Person, someone: Someone
) -> None:
    program = next(each for each in akita.budget_programs if each.id == "b-p146")
    both = (*program.shares, replace(program.shares[0], node="n-p099"))
    others = (each if each is not program else replace(each, shares=both) for each in akita.budget_programs)
    shared = replace(akita, id="akita-shared", budget_programs=tuple(others))
    desk = make_desk(shared, coordinator, someone, NODE)
    post, slot = Post(desk, Client()), "money/b-p146/current"
    for amount in (1000, 2417):
        name, raw = post.issued()
        post.taken_in(post.handed_in(edited(name, raw, typed(slot, amount, "n-p099"))))
        assert [text(post, slot, node) for node in ("n-p099", NODE)] == [str(amount), str(amount)]


def test_shown_again_is_a_change_meanwhile() -> None:
    assert ShownAgain().why.id == "workbooks.shown_again"
