from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from monosashi.office.compiling.situation import situation_of
from monosashi.office.rounds.models import Extension
from monosashi.office.rounds.queries import deadlines
from office.compiling.conftest import entered_as, overdue
from office.rounds.conftest import Desk

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ASKED = timezone.localdate() + timedelta(days=4)


def at(desk: Desk, what: str = "") -> str:
    return f"/rounds/{desk.round.pk}/extensions/{what}"


def asks(desk: Desk, until: date = ASKED) -> int:
    client = entered_as(desk.answerer.staff)
    return client.post(at(desk, "ask/d-03/"), {"until": until.isoformat(), "reason": "基本計画の決裁待ち"}).status_code


def late_nodes(desk: Desk) -> set[str]:
    return {sheet.node.id for sheet in situation_of(desk.round, timezone.localdate()).late}


def test_a_granted_day_is_the_deadline_of_the_departments_sheets(desk: Desk, office: Client) -> None:
    overdue(desk.round)
    assert desk.node in late_nodes(desk)
    assert asks(desk) == 302
    assert "基本計画の決裁待ち" in office.get(f"/rounds/{desk.round.pk}/").content.decode()
    asked = Extension.objects.get()
    assert desk.node in late_nodes(desk)
    office.post(at(desk, f"{asked.pk}/"), {"decision": "grant", "until": ASKED.isoformat(), "note": ""})
    assert deadlines(desk.round) == {"d-03": ASKED}
    assert desk.node not in late_nodes(desk)


def test_nothing_is_refused_without_saying_why(desk: Desk, office: Client) -> None:
    overdue(desk.round)
    asks(desk)
    asked = Extension.objects.get()
    assert office.post(at(desk, f"{asked.pk}/"), {"decision": "refuse", "note": ""}).status_code == 409
    assert (
        office.post(at(desk, f"{asked.pk}/"), {"decision": "refuse", "note": "資料に間に合わない"}).status_code == 302
    )
    assert (Extension.objects.get().granted, deadlines(desk.round)) == (False, {})


def test_the_wish_stands_in_its_form_on_the_list_and_at_its_own_address(desk: Desk, office: Client) -> None:
    overdue(desk.round)
    asks(desk)
    for where in (at(desk), at(desk, f"{Extension.objects.get().pk}/")):
        assert f'value="{ASKED.isoformat()}"' in office.get(where).content.decode()


def test_what_was_decided_is_not_decided_twice(desk: Desk, office: Client) -> None:
    overdue(desk.round)
    asks(desk)
    asked = Extension.objects.get()
    for status in (302, 409):
        assert office.post(at(desk, f"{asked.pk}/"), {"decision": "grant"}).status_code == status
    assert Extension.objects.get().until == ASKED


def test_several_departments_get_a_day_unasked_and_what_they_asked_is_decided_with_it(
    desk: Desk, office: Client
) -> None:
    overdue(desk.round)
    asks(desk)
    later = ASKED + timedelta(days=3)
    told = {"codes": ["d-03", "d-05"], "until": later.isoformat(), "reason": "システムの停止"}
    assert office.post(at(desk), told).status_code == 302
    assert deadlines(desk.round) == {"d-03": later, "d-05": later}
    assert not Extension.objects.filter(granted=None).exists()


def test_a_day_before_the_deadline_is_no_extension(desk: Desk) -> None:
    overdue(desk.round)
    assert asks(desk, desk.round.deadline) == 409
    assert not Extension.objects.exists()


def test_a_department_asks_once_at_a_time_and_for_itself_alone(desk: Desk) -> None:
    overdue(desk.round)
    assert [asks(desk), asks(desk)] == [302, 409]
    client = entered_as(desk.answerer.staff)
    told = {"until": ASKED.isoformat(), "reason": "x"}
    assert client.post(at(desk, "ask/d-05/"), told).status_code == 403
    assert client.post(at(desk), {**told, "codes": ["d-03"]}).status_code == 403
