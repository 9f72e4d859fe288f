"""What whoever confirms is told: before they act, after it, and where nobody can act."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from monosashi.office.accounts.models import ActingFor, RoleAssignment
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_answering import save_answers, submit
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.queries import sheet_of
from monosashi.office.rounds.states import StepKind
from office.confirming.conftest import As, handed_in, lead_of, route
from office.laid import Someone
from office.rounds.desk import Desk

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

STUCK = "の順番を受け持つのは、このシートに回答した人だけです"
NOT_YOURS = "あなたの役職のものではありません"


def text(client: Client, address: str) -> str:
    main = client.get(address, follow=True).content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def sheet(desk: Desk, client: Client) -> str:
    return text(client, f"/rounds/{desk.round.pk}/sheets/{desk.node}/")


def sent(desk: Desk, client: Client, act: str, **more: str) -> str:
    """What the page says after an act of the version that stands now."""
    seen = str(sheet_of(desk.round, desk.node).version)
    answer = client.post(f"/rounds/{desk.round.pk}/sheets/{desk.node}/{act}/", {"seen": seen, **more}, follow=True)
    main = answer.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def the_only_confirmer_answered(desk: Desk) -> Person:
    """Of the department's confirmers one is left, and that one filled the sheet in and handed it on."""
    RoleAssignment.objects.filter(role=Role.CONFIRMER, staff__name="石川 課長").delete()
    staff = desk.confirmer.staff
    RoleAssignment.objects.create(staff=staff, role=Role.DEPARTMENT_EDITOR, department_id=lead_of(desk))
    both = person(staff)
    save_answers(desk.of, desk.answers(), by=both)
    return both


def test_where_nobody_but_the_preparer_could_confirm_the_sheet_says_that_it_stops_there(desk: Desk, as_: As) -> None:
    both = the_only_confirmer_answered(desk)
    submit(desk.of, by=both)
    for reader in (both, desk.coordinator):
        told = sheet(desk, as_(reader))
        assert STUCK in told
        assert "代理" in told


def test_the_preparer_whom_nobody_can_confirm_is_not_told_to_wait_for_others(desk: Desk, as_: As) -> None:
    both = the_only_confirmer_answered(desk)
    submit(desk.of, by=both)
    told = text(as_(both), reverse("confirming:list"))
    assert "ほかに確認できる人がいないため止まっています" in told
    assert "ほかの人の確認を待っています" not in told


def test_it_says_so_before_the_sheet_is_handed_on(desk: Desk, as_: As) -> None:
    assert STUCK in sheet(desk, as_(the_only_confirmer_answered(desk)))


def test_whoever_may_confirm_beside_the_preparer_is_enough(desk: Desk, as_: As) -> None:
    handed_in(desk)
    assert STUCK not in sheet(desk, as_(desk.answerer))


def test_why_a_grade_is_as_it_is_ends_like_a_sentence(desk: Desk, as_: As) -> None:
    handed_in(desk)
    page = f"/rounds/{desk.round.pk}/sheets/{desk.node}/confirm/"
    assert "増えるほど良いとみなした）。" in text(as_(desk.confirmer), page)


def test_after_confirming_one_is_not_told_that_the_next_step_is_somebody_elses(desk: Desk, as_: As) -> None:
    route(desk, "係長", "課長")
    handed_in(desk)
    told = sent(desk, as_(desk.confirmer), "confirm", note="")
    assert "次の人が確認するまでは取り消せます" in told
    assert NOT_YOURS not in told


def test_after_the_last_step_one_is_told_that_the_sheet_was_submitted(desk: Desk, as_: As) -> None:
    route(desk, "係長", "課長")
    handed_in(desk)
    confirm(desk.of, by=desk.confirmer)
    told = sent(desk, as_(desk.chief), "confirm", note="")
    assert "取りまとめ担当に提出しました" in told
    assert "受理されるまでは取り消せます" in told
    assert "次の人が確認するまで" not in told


def test_whoever_acts_for_another_is_told_for_whom_before_they_confirm(desk: Desk, as_: As, someone: Someone) -> None:
    route(desk, "課長")
    handed_in(desk)
    deputy, today = someone(Role.CONFIRMER, department=lead_of(desk), name="佐藤 補佐"), timezone.localdate()
    ActingFor.objects.create(
        staff=deputy, absent=desk.chief.staff, valid_from=today, valid_to=today + timedelta(days=3)
    )
    assert "石川 課長の代決になります" in sheet(desk, as_(person(deputy)))
    assert "代決になります" not in sheet(desk, as_(desk.chief))


def test_whoever_was_overtaken_on_the_way_is_not_told_that_a_waiting_sheet_now_waits(desk: Desk, as_: As) -> None:
    route(desk, "係長", "課長")
    handed_in(desk)
    seen = sheet_of(desk.round, desk.node).version
    confirm(Of(desk.round.pk, desk.node), by=desk.confirmer)
    address = f"/rounds/{desk.round.pk}/sheets/{desk.node}/withdraw/"
    answer = as_(desk.answerer).post(address, {"seen": str(seen)})
    told = answer.content.decode()
    assert "だれかが確認を進めました" in told
    assert "状態が変わりました。いまは「確認待ち」" not in told


@pytest.mark.parametrize(
    ("kind", "said"), [(StepKind.CIRCULATE, "供覧が1件あります。"), (StepKind.CONFIRM, "後閲が1件あります。")]
)
def test_the_first_page_counts_only_what_there_is_to_see(
    desk: Desk, as_: As, someone: Someone, kind: StepKind, said: str
) -> None:
    today = timezone.localdate()
    reader = desk.chief
    if kind is StepKind.CIRCULATE:
        route(desk, "課長", kind=kind)
        handed_in(desk)
    else:
        deputy = someone(Role.CONFIRMER, department=lead_of(desk), name="佐藤 補佐")
        ActingFor.objects.create(staff=deputy, absent=reader.staff, valid_from=today, valid_to=today)
        RoleAssignment.objects.filter(staff=deputy).delete()
        route(desk, "課長")
        handed_in(desk)
        confirm(desk.of, by=person(deputy))
    told = text(as_(reader), "/")
    assert said in told
    assert "0件" not in told.partition(said)[0].rpartition("供覧・後閲")[2]
