import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.office.accounts.models import ActingFor
from monosashi.office.accounts.standing import Person
from monosashi.office.compiling import gathered
from monosashi.office.compiling.board import Level, board_of
from monosashi.office.compiling.sheet_cells import stuck
from monosashi.office.compiling.situation import situation_of
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.rounds.actions_answering import save_answers, submit
from monosashi.office.rounds.actions_preparing import Wanted, open_round, prepare
from monosashi.office.rounds.models import Round, Sheet, SheetDepartment
from monosashi.office.rounds.states import RoundKind, SheetState
from monosashi.office.ui.language import spoken
from office.compiling.conftest import entered_as, overdue
from office.counted_once import COUNTED_ONCE
from office.rounds.blank_year import YEAR, unanswered
from office.rounds.desk import Desk, submitted

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

MANY = 30
"""How often Akita's measures stand in the large plan: 2,040 sheets."""


QUERIES = {"": 21, "sheets/": 16, "totals/": 18, "check/all/": 19, "reminders/": 17}


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def where(desk: Desk) -> str:
    now = situation_of(desk.round, timezone.localdate())
    said = stuck(next(sheet for sheet in now.sheets if sheet.node.id == desk.node))
    return spoken(said) if said else ""


def queries(client: Client, address: str) -> int:
    gathered._gathered.cache_clear()  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def a_large_round(akita: Plan, by: Person) -> Round:
    plan = unanswered(akita)
    again = [(node, f"{node.id}-{nth}") for nth in range(1, MANY) for node in plan.index.measures]
    nodes = (*plan.nodes, *(replace(node, id=name, milestones=()) for node, name in again))
    plan = replace(plan, id="large", nodes=nodes)
    keep_new_plan(plan, by=by)
    freeze(plan_id=plan.id, fiscal_year=YEAR, label="判定版", by=by)
    days = timezone.localdate() - timedelta(days=3), timezone.localdate() + timedelta(days=8)
    held = prepare(plan_id=plan.id, wanted=Wanted(YEAR, RoundKind.YEAR, 1, *days), by=by)
    return open_round(number=held.pk, by=by)


def test_the_first_line_says_how_far_the_round_is(desk: Desk, office: Client) -> None:
    submitted(desk)
    overdue(desk.round)
    shown = text(office, f"/rounds/{desk.round.pk}/")
    assert "68施策のうち1施策（1.5％）が提出済みです" in shown
    assert "67施策が期限を過ぎています" in shown
    assert "あと8日です" in shown


def test_every_sheet_is_counted_once_by_bureau_and_by_department(desk: Desk) -> None:
    now = situation_of(overdue(desk.round), timezone.localdate())
    for level in Level:
        assert sum(len(row.sheets) for row in board_of(now, level)) == 68
    assert len(board_of(now, Level.BUREAU)) < len(board_of(now, Level.DEPARTMENT))


def test_the_board_says_with_whom_a_sheet_is_stuck(desk: Desk) -> None:
    assert where(desk) == "所管課。だれもまだ入力していません。"
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    assert where(desk) == "所管課の担当（最後の入力：工藤 真由）"
    submit(desk.of, by=desk.answerer)
    assert where(desk) == "情報統計課 確認者（加賀谷 進、石川 課長）"


def test_the_board_says_who_is_away_and_who_acts_for_them(desk: Desk) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    submit(desk.of, by=desk.answerer)
    today = timezone.localdate()
    for absent in (desk.confirmer, desk.chief):
        ActingFor.objects.create(staff=desk.coordinator.staff, absent=absent.staff, valid_from=today, valid_to=None)
    assert "加賀谷 進（期限なしで不在、代理：成田 桂）" in where(desk)


def test_the_table_and_the_late_sheets_are_taken_as_files(desk: Desk, office: Client) -> None:
    overdue(desk.round)
    here = f"/rounds/{desk.round.pk}/"
    table = office.get(f"{here}?table=board&by=department&format=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert sum(int(row["施策"]) for row in rows) == sum(int(row["期限超過"]) for row in rows) == 68
    late = office.get(f"{here}?format=csv&state=unanswered").content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(late)))) == 68
    assert office.get(f"{here}?table=board&format=xlsx").content[:2] == b"PK"


def test_a_number_leads_to_its_sheets(desk: Desk, office: Client) -> None:
    submitted(desk)
    shown = text(office, f"/rounds/{desk.round.pk}/sheets/?department=d-03&state=submitted")
    assert "件のうち1件" in shown


def test_a_sheet_that_nobody_leads_hides_no_other(desk: Desk, office: Client) -> None:
    SheetDepartment.objects.filter(sheet__round=desk.round, sheet__node=desk.node).delete()
    shown = text(office, f"/rounds/{desk.round.pk}/sheets/")
    assert "最初の主担当課" not in shown
    assert "件のうち1件 " not in shown


def test_who_does_not_run_the_round_sees_the_board_without_what_is_to_be_done(desk: Desk) -> None:
    submitted(desk)
    shown = text(entered_as(desk.answerer.staff), f"/rounds/{desk.round.pk}/")
    assert "今すること" not in shown
    assert "部局別の状態" in shown


@COUNTED_ONCE
def test_a_page_of_68_sheets_and_one_of_2040_take_the_same_queries(answered: Desk, akita: Plan, office: Client) -> None:
    large = a_large_round(akita, answered.coordinator)
    Sheet.objects.filter(round=large).update(state=SheetState.SUBMITTED)
    Sheet.objects.filter(round__in=(large, answered.round), position__lt=9).update(state=SheetState.DRAFTING)
    assert Sheet.objects.filter(round=large).count() == 2040
    for held in (answered.round, large):
        assert {page: queries(office, f"/rounds/{held.pk}/{page}") for page in QUERIES} == QUERIES


@pytest.mark.parametrize("level", Level)
def test_each_number_of_the_board_leads_to_as_many_sheets(desk: Desk, office: Client, level: Level) -> None:
    overdue(desk.round)
    page = office.get(f"/rounds/{desk.round.pk}/?by={level.value}").content.decode()
    board = page.partition('id="h-bo"')[2].partition("</table>")[0]
    links = re.findall(r'href="([^"]*/sheets/\?[^"]*)">(\d+)<', board)
    assert len(links) > 20
    for where, number in links:
        rows = office.get(where.replace("&amp;", "&") + "&format=csv").content.decode("utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(rows)))) == int(number), where
