"""A round that is prepared asks nobody yet, and a measure without a department asks nobody ever: the board says so and leads on."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from monosashi.office.accounts.models import Department, RoleAssignment
from monosashi.office.accounts.permissions import Role
from monosashi.office.compiling.recipients import without_editors
from monosashi.office.compiling.situation import situation_of
from monosashi.office.rounds.models import Round, SheetDepartment
from monosashi.office.rounds.states import RoundState
from office.compiling.test_what_comes_next import board, page_of
from office.rounds.desk import Desk

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_a_prepared_round_leads_to_where_it_is_started(desk: Desk, office: Client) -> None:
    Round.objects.filter(pk=desk.round.pk).update(state=RoundState.PREPARING)
    assert f'href="/rounds/{desk.round.pk}/about/#h-acts"' in page_of(desk, office)
    assert "今することはありません" not in board(desk, office)


def test_measures_without_a_department_are_told_and_counted_for_none(desk: Desk, office: Client) -> None:
    ask_nobody(desk)
    shown = board(desk, office)
    assert "担当課の決まっていない施策" in shown
    assert "どの課にも照会されません" in shown
    assert "照会先の" not in shown
    assert "担当課なし" in shown


def test_a_round_that_asks_nobody_does_not_say_that_it_asks_a_department(desk: Desk, office: Client) -> None:
    ask_nobody(desk)
    assert "0課に68施策を照会しています" in page_of(desk, office, "about/")


def ask_nobody(desk: Desk) -> None:
    """As the round of a plan that names no department is laid."""
    SheetDepartment.objects.filter(sheet__round=desk.round).delete()
    SheetDepartment.objects.bulk_create(
        SheetDepartment(sheet=sheet, code="", part="lead") for sheet in desk.round.sheets.all()
    )


def test_departments_where_nobody_can_answer_are_named_until_somebody_can(desk: Desk, office: Client) -> None:
    lacking = without_editors(situation_of(desk.round, timezone.localdate()))
    own = {each.department_id for each in RoleAssignment.objects.filter(role=Role.DEPARTMENT_EDITOR)}
    assert len(lacking) == 37
    assert not own & set(lacking)
    assert "37課 画面で回答できる人がいない課" in board(desk, office)
    assert f'href="/rounds/{desk.round.pk}/excel/"' in page_of(desk, office)
    RoleAssignment.objects.bulk_create(
        RoleAssignment(staff=desk.answerer.staff, role=Role.DEPARTMENT_EDITOR, department_id=code) for code in lacking
    )
    assert "画面で回答できる人がいない課" not in board(desk, office)


def test_a_department_that_has_ended_without_a_successor_is_told_apart_as_nobody_there_can_be_given_the_role(
    desk: Desk, office: Client
) -> None:
    ended = without_editors(situation_of(desk.round, timezone.localdate()))[0]
    Department.objects.filter(pk=ended).update(valid_to=timezone.localdate() - timedelta(days=1))
    shown = board(desk, office)
    assert "1課 廃止されて、仕事を引き継ぐ所属のない課" in shown
    assert "36課 画面で回答できる人がいない課" in shown
    assert f'href="/rounds/{desk.round.pk}/scope/"' in page_of(desk, office)
