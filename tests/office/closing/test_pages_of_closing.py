"""The pages from which a round is closed, opened with a real round and a real CSV of finance."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from monosashi.core.indicators import Target
from monosashi.core.results import Disposition, NodeYear
from monosashi.evaluation.spending import spending_of_node
from monosashi.office.accounts.permissions import Role
from monosashi.office.events.queries import history, told
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.models import FollowUp, LikelyAnswer, Round
from office.closing.closed_rounds import BEGINS_CLOSED, closed
from office.closing.test_closing import change, with_more_spent
from office.laid import EXAMPLES, Someone
from office.plans.as_browser import NS, page
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk, submitted

pytestmark = pytest.mark.slow

Logged = Callable[..., Client]
AKITA = EXAMPLES / "akita"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("closing:closing", "速報としての確定", "決算確定"),
        ("closing:money", "財務のCSVの取込み", "財務のCSVの取込み"),
        ("closing:papers", "会議資料", "会議資料"),
        ("closing:questions", "想定問答", "想定問答"),
        ("closing:proposals", *2 * ("令和7年度への引継ぎ：計画の改訂と予算要求",)),
    ],
)
def test_the_heading_of_a_page_says_what_the_page_is(
    desk: Desk, office: Client, name: str, before: str, after: str
) -> None:
    assert heading_of(office.get(reverse(name, args=(desk.round.pk,)))) == before
    held = closed(desk)
    assert heading_of(office.get(reverse(name, args=(held.pk,)))) == after


def heading_of(response: Any) -> str:
    return "".join(next(page(response).iter(f"{NS}h1")).itertext())


def test_sheets_that_can_be_accepted_stand_open_and_the_others_folded_under_their_departments(
    desk: Desk, office: Client
) -> None:
    submitted(desk)
    address = reverse("closing:closing", args=(desk.round.pk,))
    at_hand, _, elsewhere = office.get(address).content.decode().partition("<main")[2].partition("<details")
    assert "受理を待っているシート 1件" in at_hand
    assert at_hand.count("/sheets/n-") == 1
    assert "課で回答・確認しているシート 67件（38課）を見る" in elsewhere
    assert elsewhere.count("/sheets/n-") == 67


def test_papers_of_a_running_round_say_how_many_answers_are_not_in_them(desk: Desk, office: Client) -> None:
    def papers(held: Round) -> str:
        return office.get(reverse("closing:papers", args=(held.pk,))).content.decode()

    assert "受理していない施策が68件あります。" in papers(desk.round)
    assert "受理していない施策が" not in papers(closed(desk))


def test_a_proposal_is_not_dropped_without_a_reason_and_the_page_says_so(desk: Desk, office: Client) -> None:
    client = Client()
    client.force_login(desk.answerer.staff)
    address = reverse("closing:propose", args=(desk.round.pk, desk.node))
    client.post(address, {"kind": "stage", "stage": "3", "reason": ""})
    sent = office.post(reverse("closing:drop", args=(desk.round.pk, FollowUp.objects.get().pk)), {"reason": ""})
    assert sent.status_code == 422
    page = sent.content.decode()
    assert 'class="errors"' in page
    assert "段階を「3 安定期」に移す" in page


def brought_in(client: Client, desk: Desk) -> None:
    """Finance's CSV of the example, uploaded with its mapping."""
    csv = SimpleUploadedFile("決算.csv", (AKITA / "finance.csv").read_bytes())
    mapping = SimpleUploadedFile("対応.toml", (AKITA / "finance.mapping.toml").read_bytes())
    sent = client.post(reverse("closing:money", args=(desk.round.pk,)), {"csv": csv, "mapping": mapping})
    assert sent.status_code == 302, sent.content.decode()


def test_finance_brings_in_its_csv_and_nothing_else(desk: Desk, someone: Someone) -> None:
    finance = Client()
    finance.force_login(someone(Role.FINANCE))
    brought_in(finance, desk)
    before = whole(desk.round.plan_id)
    page = finance.get(reverse("closing:money", args=(desk.round.pk,))).content.decode()
    assert "52,394" in page
    seen = {"seen": before.revision}
    applied = finance.post(reverse("closing:apply-money", args=(desk.round.pk,)), seen)
    assert applied.status_code == 302, applied.content.decode()
    money = spending_of_node(whole(desk.round.plan_id), "n-p094", YEAR)
    assert (str(money.current), str(round(money.execution_of_current or 0, 1))) == ("52394", "100.0")


def test_finance_finds_on_its_first_page_what_closed_before_the_books_did(desk: Desk, someone: Someone) -> None:
    finance = Client()
    finance.force_login(someone(Role.FINANCE))
    assert '<ol class="tasks">' not in finance.get("/").content.decode()
    held = closed(desk)
    assert f'href="/rounds/{held.pk}/money/"' in finance.get("/").content.decode()


def test_a_csv_is_not_applied_to_a_plan_that_somebody_saved_meanwhile(desk: Desk, office: Client) -> None:
    brought_in(office, desk)
    stale = whole(desk.round.plan_id).revision - 1
    assert office.post(reverse("closing:apply-money", args=(desk.round.pk,)), {"seen": stale}).status_code == 409


def test_the_measures_of_the_papers_stand_below_the_nodes_of_the_plan_all_open_where_no_script_runs(
    desk: Desk, office: Client
) -> None:
    shown = office.get(reverse("closing:papers", args=(desk.round.pk,))).content.decode()
    parts = re.findall(r'<details class="panel__d ov-part" id="[a-z0-9-]+" open>\s*<summary><h3>(.*?)</h3>', shown)
    assert parts[0] == "I(i)ア(ア) 行政手続のオンライン化（2施策）"
    assert (len(parts), sum(int(re.findall(r"（(\d+)施策", part)[-1]) for part in parts)) == (17, 68)
    assert 'href="#panel-papers-measures"' in shown


def test_the_papers_are_a_workbook_too(desk: Desk, office: Client, tmp_path: Path) -> None:
    response = office.get(reverse("closing:papers", args=(desk.round.pk,)), {"format": "xlsx"})
    (tmp_path / "papers.xlsx").write_bytes(response.content)
    book = load_workbook(tmp_path / "papers.xlsx")
    measures = book.worksheets[-1]
    assert measures.max_row == 2 + 68 + 3
    shared, current = (str(measures.cell(row, 1).value) for row in (72, 73))
    assert "共通する施策のそれぞれに全額" in shared
    assert "記載がない予算事業（" in current
    heads = [cell.value for cell in measures[2]]
    marked = [str(cell.value) for cell in list(measures.columns)[heads.index("共通の経費")][2:] if cell.value]
    assert marked.count("4施策で共通") == 8


def test_an_answer_to_a_likely_question_is_kept(desk: Desk, office: Client) -> None:
    submitted(desk)
    key = "n-p103/unspent"
    LikelyAnswer.objects.all().delete()
    brought_in(office, desk)
    office.post(reverse("closing:apply-money", args=(desk.round.pk,)), {"seen": whole(desk.round.plan_id).revision})
    sent = office.post(reverse("closing:answer", args=(desk.round.pk, key)), {"text": "入札の差金です。"})
    assert sent.status_code == 302, sent.content.decode()
    assert LikelyAnswer.objects.get(round=desk.round, key=key).text == "入札の差金です。"


def test_an_answer_to_a_likely_question_that_is_kept_and_overwritten_stands_on_record(
    desk: Desk, office: Client
) -> None:
    submitted(desk)
    brought_in(office, desk)
    office.post(reverse("closing:apply-money", args=(desk.round.pk,)), {"seen": whole(desk.round.plan_id).revision})
    address = reverse("closing:answer", args=(desk.round.pk, "n-p103/unspent"))
    for text in ("入札の差金です。", "入札の差金です。", "年度末の減額です。"):
        office.post(address, {"text": text})
    overwritten, kept = told(history("measure", "n-p103", desk.round.plan_id))[:2]
    assert {one.action for one in (overwritten, kept)} == {"round.answer_kept"}
    assert (kept.before, overwritten.before) == (None, kept.after)
    assert [one.after["text"] for one in (kept, overwritten)] == ["入札の差金です。", "年度末の減額です。"]  # type: ignore[index]
    assert told(history("round", str(desk.round.pk), desk.round.plan_id))[:2] == (overwritten, kept)
    page = office.get(f"/events/{overwritten.id}/").content.decode()
    assert all(
        words in page for words in ("想定問答", "入札の差金です。", "年度末の減額です。", "なぜ使わなかったのか")
    )


def test_a_proposal_is_carried_into_a_draft_that_changes_nothing_yet(desk: Desk, office: Client) -> None:
    client = Client()
    client.force_login(desk.answerer.staff)
    address = reverse("closing:propose", args=(desk.round.pk, desk.node))
    assert client.post(address, {"kind": "stage", "reason": "達成したため"}).status_code == 422
    assert client.post(address, {"kind": "stage", "stage": "4", "reason": "達成したため"}).status_code == 302
    row = FollowUp.objects.get()
    before = whole(desk.round.plan_id)
    sent = office.post(reverse("closing:carry", args=(desk.round.pk,)), {f"carry-{row.pk}": "on"})
    assert sent.status_code == 302, sent.content.decode()
    assert whole(desk.round.plan_id) == before
    draft = office.get(sent["Location"])
    assert draft.status_code == 200
    shown = draft.content.decode()
    assert "2025" in shown or "令和7年度" in shown
    assert "からの改訂案</h1>" in shown


def test_a_department_takes_what_it_missed_to_its_budget_request(desk: Desk, office: Client) -> None:
    page = office.get(reverse("closing:budget", args=(desk.round.pk, "d-03"))).content.decode()
    assert "マイナンバーカードの取得促進" in page
    assert "戸籍システムの標準化" not in page


@BEGINS_CLOSED
def test_the_round_closes_and_settles_from_its_page(desk: Desk, office: Client) -> None:
    held = closed(desk)
    sent = office.post(reverse("closing:settle", args=(held.pk,)), {"label": "", "unchanged": "on"})
    assert sent.status_code == 302, sent.content.decode()
    assert Round.objects.get(pk=held.pk).settled_edition == 3


@BEGINS_CLOSED
def test_a_year_whose_money_did_not_change_is_settled_only_where_that_is_meant(desk: Desk, office: Client) -> None:
    held = closed(desk)
    settle, page = (reverse(f"closing:{name}", args=(held.pk,)) for name in ("settle", "closing"))
    assert 'name="unchanged"' in office.get(page).content.decode()
    sent = office.post(settle, {"label": "令和6年度 決算"})
    assert sent.status_code == 409
    assert "速報のあとに変わった金額がありません" in sent.content.decode()
    assert 'value="令和6年度 決算"' in sent.content.decode()
    assert Round.objects.get(pk=held.pk).settled_edition is None
    plan = whole(held.plan_id)
    change(desk, with_more_spent(plan))
    assert 'name="unchanged"' not in office.get(page).content.decode()
    assert office.post(settle, {"label": ""}).status_code == 302


def test_what_the_plan_judges_by_otherwise_is_named_in_words(desk: Desk, office: Client) -> None:
    plan = whole(desk.round.plan_id)
    targets = (Target(YEAR, Decimal(84)),)
    moved = tuple(replace(each, targets=targets) if each.id == "i-p073" else each for each in plan.indicators)
    change(desk, replace(plan, indicators=moved))
    page = office.get(reverse("closing:closing", args=(desk.round.pk,))).content.decode()
    assert "指標「マイナンバーカード保有枚数率・保有枚数」の令和6年度の年度目標値" in page
    assert "indicators/i-p073" not in page


def test_an_answer_that_was_emptied_again_is_none(desk: Desk, office: Client) -> None:
    brought_in(office, desk)
    office.post(reverse("closing:apply-money", args=(desk.round.pk,)), {"seen": whole(desk.round.plan_id).revision})
    address = reverse("closing:answer", args=(desk.round.pk, "n-p103/unspent"))
    for text, answered in (("入札の差金です。", 1), ("", 0)):
        office.post(address, {"text": text})
        page = office.get(reverse("closing:questions", args=(desk.round.pk,))).content.decode()
        assert f"答えを用意したものは{answered}件です" in page


def test_a_measure_that_ends_without_a_next_step_says_so_in_the_budget_request(desk: Desk, office: Client) -> None:
    plan = whole(desk.round.plan_id)
    ends = NodeYear(desk.node, YEAR, stage="2", disposition=Disposition.ABOLISH)
    change(desk, replace(plan, results=tuple(ends if each.node == desk.node else each for each in plan.results)))
    page = office.get(reverse("closing:budget", args=(desk.round.pk, "d-03"))).content.decode()
    _, _, own = page.partition(f'id="m-{desk.node}"')
    assert "<p>廃止</p>" in own.partition("</section>")[0]
