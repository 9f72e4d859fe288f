"""What is said beneath a sheet that takes nothing any more while somebody types, and of cells that changed meanwhile."""

import re

import pytest
from django.http import HttpResponse

from monosashi.office.accounts.models import RoleAssignment
from monosashi.office.rounds.actions_answering import Typed, save_answers
from office.answering.conftest import Browser
from office.rounds.desk import Desk, submitted

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

BY_SCRIPT = {"Accept": "application/json"}
TYPED = {"cell:result/result": "画面で書いた。", "was:result/result": ""}


def told(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    main = answer.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_a_sheet_that_was_handed_on_elsewhere_says_how_to_keep_what_was_typed(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    """Opened anew, as the sentence asks, the page would lose it."""
    submitted(desk)
    answer = browser(desk.answerer).post(f"{sheet_address}save/", TYPED, headers=BY_SCRIPT)
    assert answer.status_code == 409
    assert "入力は保存していません" in answer.json()["refused"]
    assert "下書きを保存する" in answer.json()["refused"]


def test_whose_role_was_taken_is_told_so_and_not_that_the_line_is_down(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    RoleAssignment.objects.filter(staff=desk.answerer.staff).delete()
    answer = browser(desk.answerer).post(f"{sheet_address}save/", TYPED, headers=BY_SCRIPT)
    assert answer.status_code == 403
    assert "権限がありません" in answer.json()["refused"]


def test_cells_that_are_given_back_are_called_as_on_the_sheet(desk: Desk, browser: Browser, sheet_address: str) -> None:
    RoleAssignment.objects.filter(staff=desk.answerer.staff).delete()
    sent = {**TYPED, "cell:actual/i-p073/value": "12", "was:actual/i-p073/value": "", "cell:money/b-1/spent": "3"}
    page = told(browser(desk.answerer).post(f"{sheet_address}save/", sent))
    assert [name for name in ("取組の成果", "実績値", "決算額") if name not in page] == []
    assert "result/result" not in page
    assert "i-p073" not in page


def test_what_oneself_typed_in_another_tab_is_called_ones_own(desk: Desk, browser: Browser, sheet_address: str) -> None:
    save_answers(desk.of, {"result/result": Typed("別のタブの文", "")}, by=desk.answerer)
    answer = browser(desk.answerer).post(f"{sheet_address}save/", TYPED, headers=BY_SCRIPT)
    html = answer.json()["cells"]["result/result"]["html"]
    assert "あなたが別の画面で" in html
    assert "工藤 真由" not in html
    page = told(browser(desk.answerer).post(f"{sheet_address}save/", TYPED))
    assert "あなたが別の画面で直した欄" in page


def test_of_what_a_sheet_lacks_no_zero_is_told(desk: Desk, browser: Browser, sheet_address: str) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    seen = re.search(r'name="seen" value="(\d+)"', browser(desk.answerer).get(sheet_address).content.decode())
    form = {
        "seen": seen.group(1) if seen else "1",
        "cell:result/next_step": "",
        "was:result/next_step": "引き続き進める。",
    }
    page = told(browser(desk.answerer).post(f"{sheet_address}submit/", form))
    assert "未入力の欄が1件あります" in page
    assert "0件" not in page.partition("未入力の欄が")[0].rpartition("確認に回すには")[2]
