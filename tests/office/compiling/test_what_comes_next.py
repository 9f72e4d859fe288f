import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from monosashi.office.accounts.models import Department, Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import person
from monosashi.office.rounds.actions_accepting import accept_all
from monosashi.office.rounds.actions_answering import save_answers, submit
from monosashi.office.rounds.actions_preparing import stop_taking
from monosashi.office.rounds.models import Extension, Round, Sheet
from monosashi.office.rounds.states import RoundState, SheetState
from office.compiling.conftest import overdue
from office.laid import Someone
from office.rounds.desk import Desk, submitted

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NOBODY = "ほかに受理できる取りまとめ担当がいません"
OTHERS = "ほかの取りまとめ担当の受理を待っています"


def text_of(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(address, follow=True).content.decode()))


def board(desk: Desk, client: Client) -> str:
    return text_of(client, f"/rounds/{desk.round.pk}/")


def page_of(desk: Desk, client: Client, page: str = "") -> str:
    return client.get(f"/rounds/{desk.round.pk}/{page}").content.decode()


def everything_accepted(desk: Desk) -> None:
    waiting = Sheet.objects.filter(round=desk.round, state=SheetState.SUBMITTED)
    accept_all(desk.round.pk, {sheet.node: sheet.version for sheet in waiting}, by=desk.coordinator)


def works_in(staff: Staff, code: str) -> None:
    Posting.objects.create(staff=staff, department=Department.objects.get(pk=code))


def test_where_the_whole_office_belongs_to_the_department_the_page_says_whom_to_ask_for(
    desk: Desk, office: Client, someone: Someone
) -> None:
    submitted(desk)
    colleague = someone(Role.COORDINATING_OFFICE, name="三浦 陽")
    for staff in (desk.coordinator.staff, colleague):
        works_in(staff, "d-03")
    for page in (f"sheets/{desk.node}/check/", "check/all/", ""):
        shown = text_of(office, f"/rounds/{desk.round.pk}/{page}")
        assert NOBODY in shown, page
        assert "ほかの課の職員に役割「事務局」を付けるよう、システム管理者に頼んでください" in shown, page
    assert OTHERS not in text_of(office, f"/rounds/{desk.round.pk}/check/all/")


@pytest.mark.parametrize("gone", ["nothing", "account", "role"])
def test_somebody_of_the_office_who_works_elsewhere_is_waited_for_while_they_are_there(
    desk: Desk, office: Client, someone: Someone, gone: str
) -> None:
    submitted(desk)
    works_in(desk.coordinator.staff, "d-03")
    colleague = someone(Role.COORDINATING_OFFICE, name="三浦 陽")
    works_in(colleague, "d-01")
    if gone == "account":
        type(colleague).objects.filter(pk=colleague.pk).update(is_active=False)
    if gone == "role":
        colleague.roles.all().delete()
    shown = text_of(office, f"/rounds/{desk.round.pk}/check/all/")
    assert (OTHERS in shown, NOBODY in shown) == ((True, False) if gone == "nothing" else (False, True))


def test_who_answers_for_the_department_is_not_waited_for(desk: Desk, office: Client, someone: Someone) -> None:
    submitted(desk)
    works_in(desk.coordinator.staff, "d-03")
    colleague = someone(Role.COORDINATING_OFFICE, name="三浦 陽")
    colleague.roles.create(role=Role.DEPARTMENT_EDITOR, department_id="d-03")
    assert NOBODY in text_of(office, f"/rounds/{desk.round.pk}/check/all/")


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ("nobody", "順番を受け持つ人がいない施策 1件。"),
        ("who answered", "受け持つのが回答した本人だけの施策 1件。"),
        ("somebody else", ""),
    ],
)
def test_the_board_tells_of_sheets_that_nobody_can_confirm_and_what_to_do(
    desk: Desk, office: Client, left: str, said: str
) -> None:
    RoleAssignment.objects.filter(role=Role.CONFIRMER).exclude(staff=desk.confirmer.staff).delete()
    staff = desk.confirmer.staff
    RoleAssignment.objects.create(staff=staff, role=Role.DEPARTMENT_EDITOR, department_id="d-03")
    by = person(staff) if left == "who answered" else desk.answerer
    save_answers(desk.of, desk.answers(), by=by)
    submit(desk.of, by=by)
    if left == "nobody":
        RoleAssignment.objects.filter(role=Role.CONFIRMER).delete()
    shown = board(desk, office)
    assert ("確認できる人がいない施策" in shown, said in shown) == (bool(said), True)
    assert ("ほかの人の役割か代理の登録をシステム管理者に頼む" in shown) is bool(said)
    listed = text_of(office, f"/rounds/{desk.round.pk}/sheets/?stuck=yes")
    assert ("68件のうち1件" in listed, "68件のうち0件" in listed) == (bool(said), not said)


def test_when_all_is_accepted_the_board_leads_on_to_the_end_of_the_round(answered: Desk, office: Client) -> None:
    everything_accepted(answered)
    shown = board(answered, office)
    assert "すべての施策が受理か対象外になりました" in shown
    assert "受付を締め切る" in shown
    assert "今することはありません" not in shown
    assert f'href="/rounds/{answered.round.pk}/about/#h-acts"' in page_of(answered, office)
    stop_taking(number=answered.round.pk, by=answered.coordinator)
    assert "確定へ進む" in board(answered, office)
    Round.objects.filter(pk=answered.round.pk).update(state=RoundState.CLOSED)
    assert "確定へ進む" not in board(answered, office)


def test_the_first_page_of_the_office_says_how_many_sheets_wait_for_it(desk: Desk, office: Client) -> None:
    assert "受理を待っている施策が" not in text_of(office, "/")
    submitted(desk)
    assert "受理を待っている施策が1件あります。" in text_of(office, "/")


def test_where_nobody_asked_for_a_later_day_no_zero_is_counted(desk: Desk, office: Client) -> None:
    shown = text_of(office, f"/rounds/{desk.round.pk}/extensions/")
    assert "決めていない申請はありません。" in shown
    assert "0課" not in shown


def test_the_end_of_the_round_says_where_the_reception_is_stopped(answered: Desk, office: Client) -> None:
    everything_accepted(answered)
    assert f'href="/rounds/{answered.round.pk}/about/#h-acts"' in page_of(answered, office, "closing/")


def test_a_wish_for_a_later_day_that_nothing_depends_on_any_more_is_nobodys_task(
    answered: Desk, office: Client
) -> None:
    overdue(answered.round)
    until = timezone.localdate() + timedelta(days=4)
    wish = {"asked_until": until, "reason": "決裁待ち", "asked_by_label": "工藤 真由", "asked_at": timezone.now()}
    Extension.objects.create(round=answered.round, code="d-03", **wish)
    assert "期限の延長の申請" not in board(answered, office)
    Sheet.objects.filter(round=answered.round, node=answered.node).update(state=SheetState.DRAFTING)
    assert "期限の延長の申請" in board(answered, office)
    Round.objects.filter(pk=answered.round.pk).update(state=RoundState.CLOSED)
    assert "期限の延長の申請" not in board(answered, office)
    shown = text_of(office, f"/rounds/{answered.round.pk}/extensions/")
    assert "受付を終えたので、この申請を決める必要はありません" in shown
    assert "情報統計課の申請を決める" not in shown


def test_where_nothing_can_be_accepted_no_sheet_is_said_to_be_chosen(desk: Desk, office: Client) -> None:
    address = f"/rounds/{desk.round.pk}/check/all/"
    assert "受理を待っているシートはありません" in text_of(office, address)
    submitted(desk)
    chosen = text_of(office, address)
    assert "選んであります" in chosen
    assert "0件は選んでいません" not in chosen
    assert "0件はほかの人" not in chosen
    everything_accepted(desk)
    shown = text_of(office, address)
    assert "0件を選んで" not in shown
    assert "受理を待っているシートはありません" in shown
