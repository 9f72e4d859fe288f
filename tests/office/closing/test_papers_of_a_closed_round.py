"""What the council, the assembly and finance are handed after a round, read cell by cell; and the seals that closing sets.

A city of three measures: one short of its target that grades itself A where the figures give B, one left out, one that reached it.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from monosashi.core.changes import diff
from monosashi.core.money import BudgetProgram, BudgetStage, MoneyLine, Share
from monosashi.core.results import Note, Rater, Rating
from monosashi.office.closing.actions import close
from monosashi.office.events.members import ids
from monosashi.office.events.models import Event, Seal
from monosashi.office.plans.actions import save
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_accepting import accept, leave_out
from monosashi.office.rounds.actions_answering import Typed, submit
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.actions_preparing import open_round, stop_taking
from office.closing.closed_rounds import settle_unchanged
from office.plans.as_browser import text_of
from office.rounds.small_city import NODES, YEAR, SmallCity, small_city

pytestmark = pytest.mark.slow

OPINION = Note("監査委員", "漏水の件数も示されたい。")
AMOUNTS = {BudgetStage.INITIAL: 1000, BudgetStage.CURRENT: 1200, BudgetStage.SPENT: 900}
SHORT = {
    "actual/i-1/value": "5",
    "result/result": "配水管を5か所で替えた。",
    "result/unmet_reason": "管の納入が遅れた。",
    "result/response": "夏までに買い足す。",
    "result/next_step": "残りを来年度に替える。",
    "result/disposition": "continue",
    "result/execution": "as_planned",
    "rating/progress/grade": "A",
    "rating/progress/reason": "急ぐ箇所はすべて終えた。",
}
REACHED = SHORT | {
    "actual/i-3/value": "20",
    "result/result": "研修を20の課で行った。",
    "result/unmet_reason": "",
    "result/response": "",
    "result/next_step": "全課に広げる。",
    "rating/progress/reason": "",
}


@pytest.fixture
def city(db: None) -> SmallCity:
    """The round of the small city, opened."""
    city = small_city()
    open_round(number=city.round.pk, by=city.people["office"])
    return city


def told_of(city: SmallCity) -> None:
    """An auditor's opinion on the first measure, and its money, come into the plan while the round runs."""
    plan = whole("small")
    results = tuple(replace(each, notes=(OPINION,)) if each.node == "n-1" else each for each in plan.results)
    lines = tuple(MoneyLine(YEAR, stage, Decimal(amount)) for stage, amount in AMOUNTS.items())
    program = BudgetProgram("b-1", "配水管の更新", department="d-water", shares=(Share("n-1"),), lines=lines)
    after = replace(plan, results=results, budget_programs=(program,))
    save(plan_id="small", based_on=plan.revision, changes=diff(plan, after), by=city.people["office"])


def answered(
    city: SmallCity, node: str, said: dict[str, str], by: str, confirmers: tuple[str, ...], acceptor: str
) -> None:
    """A sheet on its whole way, until it is accepted."""
    of = Of(city.round.pk, node)
    submit(of, {slot: Typed(text, "") for slot, text in said.items()}, by=city.people[by])
    for name in confirmers:
        confirm(of, by=city.people[name])
    accept(of, by=city.people[acceptor])


@pytest.fixture
def employee(city: SmallCity) -> Client:
    """Any employee's browser, after the round was closed with two sheets accepted and one left out."""
    told_of(city)
    answered(city, "n-1", SHORT, "water", ("water chief", "water head"), "office")
    answered(city, "n-3", REACHED, "office", ("office head",), "second")
    leave_out(Of(city.round.pk, "n-2"), reason="講師がいないため休止している", by=city.people["office"])
    stop_taking(number=city.round.pk, by=city.people["office"])
    close(number=city.round.pk, by=city.people["office"])
    client = Client()
    client.force_login(city.people["employee"].staff)
    return client


def test_the_papers_workbook_holds_what_was_missed_what_differs_and_what_was_left_out(
    city: SmallCity, employee: Client
) -> None:
    answer = employee.get(reverse("closing:papers", args=(city.round.pk,)), {"format": "xlsx"})
    sheets = {sheet.title.partition(" ")[2]: sheet for sheet in load_workbook(io.BytesIO(answer.content))}
    tables = {
        title: [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] for title, sheet in sheets.items()
    }
    assert tables["目安より遅い指標 1件"] == [
        [
            *("施策と指標", "評価指標", "基準値（件）", "基準値（補足）", "実績値（件）", "実績値（補足）"),
            *("目標値（件）", "目標値（補足）", "評価", "評価（補足）", "理由・対応"),
        ],
        ["1 施策1", "件数", 0, "令和5年度", 5, "令和6年度", 20, "令和8年度", "A", "算定と異なる", "夏までに買い足す。"],
        [None] * 11,
        ["目安は、基準値から最終目標値まで同じ歩みで進むとしたときの、その年度の値です（図の点線）。", *[None] * 10],
    ]
    assert tables["自己評価と算定が違う施策"] == [
        ["施策", "自己評価", "自己評価（補足）", "算定", "理由"],
        ["1 施策1", "A", "算定と異なる", "B", "急ぐ箇所はすべて終えた。"],
    ]
    assert tables["評価していない施策と理由"] == [["施策", "理由"], ["2 施策2", "その他 講師がいないため休止している"]]
    every = dict(zip(*tables["施策の一覧"][:2], strict=True))
    assert [every[f"{name}（千円）"] for name in ("当初予算", "予算現額", "支出済額")] == [1000, 1200, 900]


def test_the_budget_page_of_a_department_holds_what_it_missed_the_opinions_what_it_promised_and_its_money(
    city: SmallCity, employee: Client
) -> None:
    shown = _budget(employee, city, "d-water")
    for words in (
        "主担当の施策 1件、未達の指標 1件、外部の意見 1件です。",
        "算定 B 当初予算 1,000千円 予算現額 1,200千円 支出済額 900千円 執行率 75.0%",
        "未達の指標 件数: 5件令和6年度 / 目標 20件令和8年度管の納入が遅れた。夏までに買い足す。",
        "外部の意見 監査委員: 漏水の件数も示されたい。",
        "約束したこと（次年度） 残りを来年度に替える。（継続）",
    ):
        assert words in shown, words
    office = _budget(employee, city, "d-office")
    assert "未達の指標 ありません 外部の意見 ありません 約束したこと（次年度） 全課に広げる。（継続）" in office


def _budget(client: Client, city: SmallCity, code: str) -> str:
    return text_of(client.get(reverse("closing:budget", args=(city.round.pk, code))))


@pytest.mark.skipif(connection.vendor == "postgresql", reason="a seal there waits for other tests' open transactions")
def test_closing_and_settling_each_set_a_seal_of_their_own_over_all_that_was_done(
    city: SmallCity, django_capture_on_commit_callbacks: Any
) -> None:
    number, office = city.round.pk, city.people["office"]
    for node in NODES:
        leave_out(Of(number, node), reason="今年度は聞かない", by=office)
    stop_taking(number=number, by=office)
    assert not Seal.objects.exists()
    acts: tuple[tuple[Callable[..., object], str], ...] = ((close, "round.close"), (settle_unchanged, "round.settle"))
    for nth, (act, told) in enumerate(acts, start=1):
        with django_capture_on_commit_callbacks(execute=True):
            act(number=number, by=office)
        newest, last = Seal.objects.latest("number"), Event.objects.latest("id")
        assert (newest.number, newest.occasion, last.action) == (nth, "close", told)
        assert last.pk in ids(newest.members)
    sealed = [event for members in Seal.objects.values_list("members", flat=True) for event in ids(members)]
    assert sorted(sealed) == sorted(Event.objects.values_list("id", flat=True))


def test_why_a_department_grades_itself_otherwise_is_not_mixed_with_what_others_say(
    city: SmallCity, employee: Client
) -> None:
    plan = whole("small")
    second = Rating("progress", Rater.SECOND, "B", "事務局は現地を見た。")
    results = tuple(
        replace(each, ratings=(*each.ratings, second)) if (each.node, each.fiscal_year) == ("n-1", YEAR) else each
        for each in plan.results
    )
    after = replace(plan, results=results)
    save(plan_id="small", based_on=plan.revision, changes=diff(plan, after), by=city.people["office"])
    answer = employee.get(reverse("closing:papers", args=(city.round.pk,)), {"format": "xlsx"})
    sheet = next(each for each in load_workbook(io.BytesIO(answer.content)) if "自己評価" in each.title)
    assert [cell.value for cell in sheet[3]][-1] == "急ぐ箇所はすべて終えた。"
