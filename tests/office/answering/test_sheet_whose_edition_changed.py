"""The page of a sheet after the ground under it moved: another judging edition, no department, a gone measure."""

from collections.abc import Callable
from dataclasses import replace

from monosashi.core.changes import diff
from monosashi.core.plan import Plan, with_result
from monosashi.core.results import NodeYear
from monosashi.office.plans.actions import save
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.kept.removal import without
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.actions_answering import Typed, save_answers
from monosashi.office.rounds.actions_preparing import choose_edition
from monosashi.office.rounds.models import SheetDepartment
from monosashi.office.rounds.queries import sheet_of, typed_on
from office.answering.conftest import Browser
from office.answering.test_page_of_sheet import read
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk

BY_SCRIPT = {"Accept": "application/json"}


def judged_by(desk: Desk, change: Callable[[Plan], Plan]) -> None:
    """The round is judged by another edition, made of the plan so changed."""
    now = whole(desk.full.id)
    save(plan_id=now.id, based_on=now.revision, changes=diff(now, change(now)), by=desk.coordinator)
    edition = freeze(plan_id=now.id, fiscal_year=YEAR, label="改訂後の判定版", by=desk.coordinator)
    choose_edition(number=desk.round.pk, edition=edition.number, why="年度途中の改定のため", by=desk.coordinator)


def with_a_result(desk: Desk, text: str) -> Callable[[Plan], Plan]:
    """The plan in which the measure has a result already."""
    key = (desk.node, YEAR)
    return lambda plan: with_result(plan, replace(plan.index.result.get(key) or NodeYear(*key), result=text))


def test_the_sheet_of_a_measure_that_is_gone_from_the_edition_says_so(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    save_answers(desk.of, {"result/result": Typed("整備した。", "")}, by=desk.answerer)
    judged_by(desk, lambda plan: without(plan, "nodes", desk.node))
    client = browser(desk.answerer)
    assert "判定に使う版に、この施策がありません" in read(client, sheet_address)
    for act in ("", "submit/", "withdraw/", "part/", "evidence/"):
        assert client.get(f"{sheet_address}{act}").status_code == 200
    for act in ("save/", "submit/", "withdraw/", "part/", "evidence/"):
        told = client.post(
            f"{sheet_address}{act}", {"cell:result/result": "直した。", "was:result/result": "整備した。"}
        )
        assert told.status_code in {409, 422}, act
    assert typed_on(sheet_of(desk.round, desk.node)) == {"result/result": "整備した。"}


def test_a_cell_that_another_edition_filled_meanwhile_clashes_in_words(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    judged_by(desk, with_a_result(desk, "版の文。"))
    client, cells = browser(desk.answerer), {"cell:result/result": "自分の文。", "was:result/result": ""}
    told = client.post(f"{sheet_address}save/", cells, headers=BY_SCRIPT).json()
    assert told["cells"]["result/result"]["state"] == "clash"
    assert "判定に使う版が変わり" in told["cells"]["result/result"]["html"]
    shown = client.post(f"{sheet_address}save/", cells).content.decode()
    assert "判定に使う版で変わった欄" in shown
    assert "ほかの人" not in shown
    client.post(f"{sheet_address}save/", {**cells, "was:result/result": "版の文。"})
    assert typed_on(sheet_of(desk.round, desk.node)) == {"result/result": "自分の文。"}


def test_the_sheet_of_a_measure_that_no_department_answers_for_opens(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    SheetDepartment.objects.filter(sheet=sheet_of(desk.round, desk.node)).delete()
    SheetDepartment.objects.create(sheet=sheet_of(desk.round, desk.node), code="", part="lead")
    told = browser(desk.coordinator).get(sheet_address)
    assert told.status_code == 200
    assert "担当課なし" in told.content.decode()
