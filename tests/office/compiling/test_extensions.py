import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from monosashi.office.accounts.permissions import Role
from monosashi.office.compiling.situation import situation_of
from monosashi.office.events.models import Event
from monosashi.office.rounds.models import Extension, Round, SheetDepartment
from monosashi.office.rounds.queries import deadlines
from monosashi.office.ui.dates import day_text
from office.compiling.conftest import entered_as, overdue
from office.laid import Someone
from office.rounds.desk import Desk

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


@pytest.mark.parametrize("days", [1, 2])
def test_a_day_that_is_over_is_no_extension_whoever_names_it(desk: Desk, office: Client, days: int) -> None:
    overdue(desk.round)
    over = timezone.localdate() - timedelta(days=days)
    assert asks(desk, over) == 409
    refused = office.post(at(desk), {"codes": ["d-03"], "until": over.isoformat(), "reason": "x"})
    assert (refused.status_code, Extension.objects.count()) == (409, 0)
    assert f"{day_text(over)}は、もう過ぎています" in refused.content.decode()
    asks(desk)
    wish = Extension.objects.get()
    assert office.post(at(desk, f"{wish.pk}/"), {"decision": "grant", "until": over.isoformat()}).status_code == 409
    assert Extension.objects.get().granted is None


def test_today_is_an_extension_of_a_deadline_that_is_over(desk: Desk) -> None:
    overdue(desk.round)
    assert asks(desk, timezone.localdate()) == 302


def test_a_refusal_names_its_days_as_pages_do(desk: Desk) -> None:
    overdue(desk.round, days=-2)
    client = entered_as(desk.answerer.staff)
    told = {"until": desk.round.deadline.isoformat(), "reason": "x"}
    page = client.post(at(desk, "ask/d-03/"), told).content.decode()
    assert f"照会の期限（{day_text(desk.round.deadline)}）より後の日を入れてください。" in page
    asks(desk)
    again = client.post(at(desk, "ask/d-03/"), {"until": ASKED.isoformat(), "reason": "x"}).content.decode()
    assert f"{day_text(ASKED)}までの申請がまだ決まっていません" in again


def test_a_department_that_leads_no_sheet_asks_for_no_day_that_would_change_nothing(
    desk: Desk, someone: Someone
) -> None:
    overdue(desk.round)
    codes = {row.code for row in SheetDepartment.objects.filter(sheet__round=desk.round)}
    leads = {row.code for row in SheetDepartment.objects.filter(sheet__round=desk.round, part="lead")}
    code = min(codes - leads)
    client = entered_as(someone(Role.DEPARTMENT_EDITOR, department=code))
    told = {"until": ASKED.isoformat(), "reason": "x"}
    assert (client.post(at(desk, f"ask/{code}/"), told).status_code, Extension.objects.count()) == (404, 0)


def test_where_every_department_is_in_no_form_offers_to_extend(answered: Desk, office: Client) -> None:
    page = office.get(at(answered)).content.decode()
    assert "どの課も提出を終えています" in page
    assert "選んだ課の期限を延ばす" not in page


def test_the_board_and_the_sheet_know_one_deadline_also_after_the_clock_went_back(desk: Desk, office: Client) -> None:
    overdue(desk.round)
    for until, reason in ((ASKED + timedelta(days=3), "一度目"), (ASKED, "二度目")):
        office.post(at(desk), {"codes": ["d-03"], "until": until.isoformat(), "reason": reason, "shorter": "on"})
    Extension.objects.filter(reason="一度目").update(decided_at=timezone.now() + timedelta(hours=2))
    sheet = next(s for s in situation_of(desk.round, timezone.localdate()).sheets if s.node.id == desk.node)
    assert sheet.due == deadlines(desk.round)["d-03"] == ASKED


@pytest.mark.parametrize("page", ["extensions", "reminders"])
def test_what_was_sent_from_a_page_opened_before_the_round_closed_is_refused_in_a_sentence_and_stays_typed(
    answered: Desk, office: Client, page: str
) -> None:
    Round.objects.filter(pk=answered.round.pk).update(state="closed")
    words = {"reason": "庁舎の停電のため", "text": "庁舎の停電のため"}
    told = {"codes": ["d-03"], "to": ["d-03"], "until": ASKED.isoformat(), "subject": "x", **words}
    sent = office.post(f"/rounds/{answered.round.pk}/{page}/", told)
    assert sent.status_code == 422
    assert "選べる値ではありません" in sent.content.decode()
    assert "庁舎の停電のため" in sent.content.decode()


def test_an_event_of_a_later_deadline_names_the_department(desk: Desk, office: Client) -> None:
    overdue(desk.round)
    office.post(at(desk), {"codes": ["d-03"], "until": ASKED.isoformat(), "reason": "災害"})
    newest = Event.objects.filter(action="extension.given").latest("pk")
    page = re.sub(r"<[^>]+>|\s+", " ", office.get(f"/events/{newest.pk}/").content.decode())
    assert re.search(r"所属 +情報統計課", page)
    assert "d-03" not in page


SHORTER = "認めてある期限より早い日に変える"


def test_a_day_before_the_one_that_was_granted_is_named_and_counts_only_where_it_is_meant(
    desk: Desk, office: Client
) -> None:
    overdue(desk.round)
    granted, earlier = ASKED + timedelta(days=6), ASKED
    told = {"codes": ["d-03", "d-05"], "reason": "システムの停止"}
    assert office.post(at(desk), {**told, "codes": ["d-03"], "until": granted.isoformat()}).status_code == 302
    assert SHORTER not in office.get(at(desk)).content.decode()
    told["until"] = earlier.isoformat()
    refused = office.post(at(desk), told)
    assert (refused.status_code, deadlines(desk.round)) == (409, {"d-03": granted})
    shown = refused.content.decode()
    assert f"情報統計課（{day_text(granted)}）の期限が、{day_text(earlier)}に早まります。" in shown
    assert SHORTER in shown
    assert office.post(at(desk), {**told, "shorter": "on"}).status_code == 302
    assert deadlines(desk.round) == {"d-03": earlier, "d-05": earlier}


def test_a_wish_for_a_day_before_the_one_that_was_granted_is_not_granted_unsaid(desk: Desk, office: Client) -> None:
    overdue(desk.round)
    granted = ASKED + timedelta(days=6)
    office.post(at(desk), {"codes": ["d-03"], "until": granted.isoformat(), "reason": "システムの停止"})
    asks(desk)
    wish, told = at(desk, f"{Extension.objects.latest('pk').pk}/"), {"decision": "grant", "until": ASKED.isoformat()}
    refused = office.post(wish, told)
    assert (refused.status_code, deadlines(desk.round)) == (409, {"d-03": granted})
    assert refused.content.decode().count(SHORTER) == 2
    assert office.post(wish, {**told, "shorter": "on"}).status_code == 302
    assert deadlines(desk.round) == {"d-03": ASKED}
