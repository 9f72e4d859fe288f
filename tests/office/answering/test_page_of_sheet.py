"""The sheet's page: what it shows to whom, and what its buttons do."""

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from monosashi.office.accounts.models import Department, RoleAssignment
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import person
from monosashi.office.findings.reviewing import reviewed
from monosashi.office.rounds.actions_answering import Typed, save_answers, submit
from monosashi.office.rounds.actions_confirming import return_sheet
from monosashi.office.rounds.models import Extension, SheetDepartment
from monosashi.office.rounds.queries import parts_of, sheet_of
from office.answering.conftest import Browser
from office.laid import Someone
from office.rounds.desk import Desk, submitted


class Texts(HTMLParser):
    """The text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())

    def __str__(self) -> str:
        return " ".join(text for text in self.texts if text)


def read(client: Client, address: str) -> str:
    """What somebody reads on a page."""
    return str(Texts(client.get(address).content.decode()))


def test_a_blank_sheet_names_everything_that_it_needs(desk: Desk, browser: Browser, sheet_address: str) -> None:
    shown = read(browser(desk.answerer), sheet_address)
    assert "基準値（令和5年度末） 78 %" in shown
    assert "最終目標値（令和8年度末） 100 %" in shown
    for owed in ("取組の成果", "今後の方向性", "今後の取組", "自己評価", "実績値"):
        assert owed in shown
    assert "1 実績と評価" in shown
    assert "7 確認" in shown


def test_the_grade_and_its_reason_come_while_one_types(desk: Desk, browser: Browser, sheet_address: str) -> None:
    form = {f"cell:{slot}": cell.text for slot, cell in desk.answers().items()}
    told = browser(desk.answerer).post(f"{sheet_address}judge/", form)
    shown = str(Texts(told.content.decode()))
    assert "増えるほど良いとみなした）。" in shown
    assert "82.9" in shown
    assert "grade__l--good" in told.content.decode()
    assert 'id="contents" hx-swap-oob="true"' in told.content.decode()
    assert sheet_of(desk.round, desk.node).state == "unanswered"


def test_a_grade_other_than_the_computed_one_asks_for_a_reason(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    answers = {**desk.answers(), "rating/progress/grade": Typed("A", "")}
    save_answers(desk.of, answers, by=desk.answerer)
    shown = read(browser(desk.answerer), sheet_address)
    assert "自己評価はA、算定はB" in shown
    refused = browser(desk.answerer).post(f"{sheet_address}submit/", {})
    assert refused.status_code == 409
    assert 'href="#c-rating/progress/reason"' in refused.content.decode()


def test_handing_on_saves_what_was_typed_last(desk: Desk, browser: Browser, sheet_address: str) -> None:
    answers = dict(desk.answers())
    last = answers.pop("result/disposition")
    save_answers(desk.of, answers, by=desk.answerer)
    form = {"cell:result/disposition": last.text, "was:result/disposition": "", "seen": "0"}
    done = browser(desk.answerer).post(f"{sheet_address}submit/", form)
    assert done.status_code == 302
    assert sheet_of(desk.round, desk.node).state == "awaiting_confirmation"


def test_what_lacks_is_listed_with_links_to_the_cells(desk: Desk, browser: Browser, sheet_address: str) -> None:
    answers = dict(desk.answers())
    answers.pop("result/disposition")
    save_answers(desk.of, answers, by=desk.answerer)
    refused = browser(desk.answerer).post(f"{sheet_address}submit/", {})
    assert refused.status_code == 409
    assert 'href="#c-result/disposition"' in refused.content.decode()
    assert 'id="c-result/disposition"' in refused.content.decode()


def test_whoever_handed_on_takes_back(desk: Desk, browser: Browser, sheet_address: str) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    submit(desk.of, by=desk.answerer)
    client = browser(desk.answerer)
    assert f'action="{sheet_address}withdraw/"' in client.get(sheet_address).content.decode()
    client.post(f"{sheet_address}withdraw/", {"seen": sheet_of(desk.round, desk.node).version})
    assert sheet_of(desk.round, desk.node).state == "drafting"


def test_a_returned_sheet_shows_the_note_in_full(desk: Desk, browser: Browser, sheet_address: str) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    submit(desk.of, by=desk.answerer)
    return_sheet(desk.of, note="執行額が予算を上回っています。\n理由を書いてください。", by=desk.confirmer)
    shown = read(browser(desk.answerer), sheet_address)
    assert "加賀谷 進" in shown
    assert "執行額が予算を上回っています。" in shown
    assert "直して再提出する" in shown
    assert "差し戻されています。理由を読んで直し、もう一度確認に回してください。" in shown
    assert "確認に回せます。" not in shown
    assert "回答はそろっています" not in read(browser(desk.answerer), "/")


def test_a_draft_is_seen_by_its_own_people_and_by_all_once_it_is_submitted(
    desk: Desk, browser: Browser, logged_in: Callable[..., Client], sheet_address: str
) -> None:
    save_answers(desk.of, {"result/result": Typed("下書きの文", "")}, by=desk.answerer)
    other = logged_in(Role.EMPLOYEE)
    assert "下書きの文" not in read(other, sheet_address)
    assert "提出されるまでの下書き" in read(other, sheet_address)
    for own in (desk.answerer, desk.confirmer, desk.coordinator):
        assert "下書きの文" in read(browser(own), sheet_address)
    submitted(desk)
    assert (desk.full.index.result[desk.node, 2024].result or "")[:10] in read(other, sheet_address)
    assert "textarea" not in other.get(sheet_address).content.decode()


def test_the_later_deadline_of_the_department_counts(desk: Desk, browser: Browser, sheet_address: str) -> None:
    code = parts_of(sheet_of(desk.round, desk.node)).leads[0]
    Extension.objects.create(
        round=desk.round,
        code=code,
        asked_until=date(2025, 5, 14),
        until=date(2025, 5, 14),
        granted=True,
        asked_at=timezone.now(),
        decided_at=timezone.now(),
    )
    assert "令和7年5月14日（水）" in read(browser(desk.answerer), sheet_address)


def test_a_related_department_marks_its_own_part_and_no_other(
    desk: Desk, browser: Browser, someone: Someone, sheet_address: str
) -> None:
    sheet = sheet_of(desk.round, desk.node)
    Department.objects.get_or_create(code="d-11", defaults={"name": "情報統計課"})
    SheetDepartment.objects.create(sheet=sheet, code="d-11", part="related")
    helper = someone(Role.DEPARTMENT_EDITOR, department="d-11", name="佐々木 望")
    client = browser(person(helper))
    client.post(f"{sheet_address}part/", {"code": "d-11", "done": "on"})
    assert SheetDepartment.objects.get(sheet=sheet, code="d-11").done_by_label == "佐々木 望"
    lead = parts_of(sheet).leads[0]
    assert client.post(f"{sheet_address}part/", {"code": lead, "done": "on"}).status_code == 403
    client.post(f"{sheet_address}part/", {"code": "d-11"})
    assert SheetDepartment.objects.get(sheet=sheet, code="d-11").done_at is None


def test_findings_come_before_submitting_and_do_not_block_it(desk: Desk, browser: Browser, sheet_address: str) -> None:
    reviewed(desk.round.plan_id, 2024, desk.round.revision or 1)
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    page = browser(desk.answerer).get(sheet_address).content.decode()
    assert "RES003" in page
    assert "KPI008" in page
    assert "/findings/KPI008-" in page
    submit(desk.of, by=desk.answerer)


@pytest.mark.slow
def test_the_page_asks_the_database_a_fixed_number_of_times(
    desk: Desk, browser: Browser, sheet_address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(desk.answerer)
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    client.get(sheet_address)
    with django_assert_num_queries(PAGE):
        client.get(sheet_address)
    with django_assert_num_queries(JUDGE):
        client.post(f"{sheet_address}judge/", {"cell:result/result": "一"})


PAGE = 17
JUDGE = 5


def test_the_name_of_a_role_given_elsewhere_does_not_open_a_draft(
    desk: Desk, browser: Browser, someone: Someone, sheet_address: str
) -> None:
    somebody = someone(Role.EMPLOYEE)
    Department.objects.get_or_create(code="d-05", defaults={"name": "d-05"})
    RoleAssignment.objects.create(staff=somebody, role=Role.CONFIRMER, department_id="d-05")
    assert "textarea" not in browser(person(somebody)).get(sheet_address).content.decode()
