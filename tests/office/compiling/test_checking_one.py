import re
from dataclasses import replace

import pytest
from django.test import Client

from monosashi.core.changes import diff
from monosashi.core.results import Rater
from monosashi.office.accounts.models import Department, Posting
from monosashi.office.accounts.standing import Person
from monosashi.office.events.models import EventContent
from monosashi.office.plans.actions import save
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.models import SecondLook, Sheet
from monosashi.office.rounds.states import SheetState
from office.compiling.conftest import entered_as
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk, submitted

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def text_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


def sheet_of(desk: Desk) -> Sheet:
    return Sheet.objects.get(round=desk.round, node=desk.node)


def at(desk: Desk, what: str) -> str:
    return f"/rounds/{desk.round.pk}/sheets/{desk.node}/{what}/"


def told_otherwise(desk: Desk, result: str) -> None:
    plan = whole(desk.round.plan_id)
    results = tuple(
        replace(r, result=result) if (r.node, r.fiscal_year) == (desk.node, YEAR) else r for r in plan.results
    )
    after = replace(plan, results=results)
    save(plan_id=plan.id, based_on=plan.revision, changes=diff(plan, after), by=desk.coordinator)


def test_the_page_shows_grades_money_and_what_changed(desk: Desk, office: Client) -> None:
    submitted(desk)
    answer = office.get(f"/rounds/{desk.round.pk}/check/", follow=True)
    shown = text_of(answer.content)
    assert "提出された1件のうち1件目です" in shown
    assert "自己評価" in shown
    assert "増えるほど良いとみなした）。" in shown
    assert "事業費（千円）" in shown
    assert "回答" in shown


def test_one_sheet_is_accepted_and_the_next_one_comes(answered: Desk) -> None:
    client = entered_as(answered.coordinator.staff)
    answer = client.post(at(answered, "accept"), {"seen": sheet_of(answered).version})
    assert answer.status_code == 302
    assert answer["Location"].endswith("/check/")
    assert sheet_of(answered).state == SheetState.ACCEPTED


def test_nobody_accepts_the_sheet_of_their_own_department(desk: Desk, office: Client, second: Person) -> None:
    submitted(desk)
    assert not second.standing.departments
    Posting.objects.create(staff=desk.coordinator.staff, department=Department.objects.get(pk="d-03"))
    answer = office.post(at(desk, "accept"), {"seen": sheet_of(desk).version})
    assert answer.status_code == 409
    assert "自分の課のシートは受理できません" in answer.content.decode()
    assert "ほかの取りまとめ担当の受理を待っています" in office.get(at(desk, "check")).content.decode()


def test_a_sheet_goes_back_with_a_note_only(desk: Desk, office: Client) -> None:
    submitted(desk)
    version = sheet_of(desk).version
    assert office.post(at(desk, "send-back"), {"seen": version, "note": " "}).status_code == 422
    office.post(at(desk, "send-back"), {"seen": version, "note": "F12の実績値を確かめてください。"})
    assert (sheet_of(desk).state, sheet_of(desk).note) == (SheetState.RETURNED, "F12の実績値を確かめてください。")


@pytest.mark.parametrize(("counts", "stands"), [("answer", "計画どおり"), ("plan", "計画の側で直した。")])
def test_where_the_plan_moved_somebody_says_which_value_counts(
    desk: Desk, office: Client, counts: str, stands: str
) -> None:
    submitted(desk)
    answer = desk.full.index.result[desk.node, YEAR].result
    told_otherwise(desk, "計画の側で直した。")
    version = sheet_of(desk).version
    shown = office.post(at(desk, "accept"), {"seen": version})
    assert shown.status_code == 409
    assert 'name="counts-result/result"' in shown.content.decode()
    assert "計画の今の値のままにする：計画の側で直した。" in text_of(shown.content)
    assert office.post(at(desk, "accept"), {"seen": version, "counts-result/result": counts}).status_code == 302
    now = whole(desk.round.plan_id).index.result[desk.node, YEAR].result
    assert now == (answer if counts == "answer" else stands)


def test_the_second_look_goes_into_the_plan_at_acceptance(desk: Desk, office: Client) -> None:
    submitted(desk)
    told = {"axis": "progress", "grade": "C", "reason": ""}
    refused = office.post(at(desk, "second-look"), told)
    assert (refused.status_code, SecondLook.objects.count()) == (409, 0)
    office.post(at(desk, "second-look"), {**told, "reason": "出張支援の件数が分からないため"})
    assert not [r for r in whole(desk.round.plan_id).results for x in r.ratings if x.rater is Rater.SECOND]
    office.post(at(desk, "accept"), {"seen": sheet_of(desk).version})
    ratings = whole(desk.round.plan_id).index.result[desk.node, YEAR].ratings
    assert [(x.grade, x.reason) for x in ratings if x.rater is Rater.SECOND] == [
        ("C", "出張支援の件数が分からないため")
    ]


def test_after_acceptance_there_is_no_second_look(desk: Desk, office: Client) -> None:
    submitted(desk)
    office.post(at(desk, "accept"), {"seen": sheet_of(desk).version})
    answer = office.post(at(desk, "second-look"), {"axis": "progress", "grade": "C", "reason": "x"})
    assert answer.status_code == 409


def test_a_department_does_not_look_again_at_itself(desk: Desk) -> None:
    submitted(desk)
    client = entered_as(desk.answerer.staff)
    assert client.post(at(desk, "second-look"), {"axis": "progress", "grade": "A", "reason": "x"}).status_code == 403


def test_a_reason_without_a_grade_is_not_taken_for_a_grade_withdrawn_and_stays_typed(
    desk: Desk, office: Client
) -> None:
    submitted(desk)
    answer = office.post(
        at(desk, "second-look"), {"axis": "progress", "grade": "", "reason": "出張支援の件数が分からない"}
    )
    assert answer.status_code == 409
    assert "二次評価が選ばれていません" in text_of(answer.content)
    assert "出張支援の件数が分からない" in text_of(answer.content)
    assert not EventContent.objects.filter(event__action="sheet.looked_again").exists()


def test_a_grade_that_was_given_is_withdrawn_by_choosing_none(desk: Desk, office: Client) -> None:
    submitted(desk)
    office.post(at(desk, "second-look"), {"axis": "progress", "grade": "C", "reason": "件数が分からない"})
    done = office.post(at(desk, "second-look"), {"axis": "progress", "grade": "", "reason": "件数が分かった"})
    assert (done.status_code, SecondLook.objects.count()) == (302, 0)


@pytest.mark.parametrize("state", [SheetState.AWAITING_CONFIRMATION, SheetState.ACCEPTED])
def test_what_waits_in_the_department_or_was_accepted_is_sent_back_from_the_page_to_which_its_sheet_leads(
    desk: Desk, office: Client, state: SheetState
) -> None:
    submitted(desk)
    Sheet.objects.filter(pk=sheet_of(desk).pk).update(state=state)
    page = office.get(f"/rounds/{desk.round.pk}/sheets/{desk.node}/").content.decode()
    assert f'href="{at(desk, "check")}"' in page
    assert f'href="{at(desk, "check")}"' not in entered_as(desk.answerer.staff).get(page_of(desk)).content.decode()
    shown = office.get(at(desk, "check")).content.decode()
    assert (f'action="{at(desk, "send-back")}"' in shown, f'action="{at(desk, "accept")}"' in shown) == (True, False)
    sent = office.post(at(desk, "send-back"), {"seen": sheet_of(desk).version, "note": "実績値が違います。"})
    assert (sent.status_code, sheet_of(desk).state) == (302, SheetState.RETURNED)
    assert f'action="{at(desk, "send-back")}"' not in office.get(at(desk, "check")).content.decode()


def page_of(desk: Desk) -> str:
    return f"/rounds/{desk.round.pk}/sheets/{desk.node}/"
