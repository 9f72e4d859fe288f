"""What pages of audits show: figures first, results by filter, who owes what, the list to print, and what stands beside."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone

from monosashi.exchange.spreadsheets.reading import open_workbook
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.audits.actions_answering import send_back
from monosashi.office.audits.actions_keeping import ask
from monosashi.office.audits.models import AnswerRequest
from office.audits.city_audits import DONE, LEAD, MARCH, ONE, OTHER, PLAN, Hall, accepted, answered, seen
from office.desk import browser, text
from office.laid import Someone


def page(hall: Hall, address: str = "", *, by: str = "office") -> str:
    return text(browser(getattr(hall, by)).get(address or f"/audits/{hall.audit.pk}/"))


def test_the_first_line_says_how_many_are_done_owed_and_late(hall: Hall) -> None:
    AnswerRequest.objects.update(due=timezone.localdate() - timedelta(1))
    accepted(hall.one, hall.editor, hall.office, DONE)
    answered(hall.two[0], hall.editor)
    for address in ("/audits/", f"/audits/{hall.audit.pk}/"):
        found = page(hall, address)
        assert "のうち、1件が措置済です。" in found
        assert "未回答・差戻しは、担当課ごとに数えて2件で、うち2件が期限を過ぎています。" in found
        assert "確認を待つ回答が1件あります。" in found


def test_before_there_is_a_plan_the_office_is_led_to_where_one_comes_in(coordinator: Person, someone: Someone) -> None:
    asked = {
        who: browser(who).get("/audits/").content.decode() for who in (coordinator, person(someone(Role.EMPLOYEE)))
    }
    assert ['href="/plans/import/"' in shown for shown in asked.values()] == [True, False]


def test_who_has_not_answered_is_named_with_what(hall: Hall) -> None:
    found = page(hall)
    assert "まだ回答していない担当課 3" in found
    assert "市民課" in found
    accepted(hall.two[1], hall.second, hall.office)
    assert "まだ回答していない担当課 2" in page(hall)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=audit_finding", ["規則の改正もれ"]),
        ("kind=audit_opinion", ["日程による管理", "施策の統合"]),
        ("state=answered", ["日程による管理"]),
        ("status=done", ["規則の改正もれ"]),
        ("department=市民課", ["施策の統合"]),
        (f"measure={OTHER}", ["施策の統合"]),
        ("q=道筋", ["日程による管理"]),
        ("sort=-number", ["規則の改正もれ", "施策の統合", "日程による管理"]),
    ],
)
def test_results_are_filtered_searched_and_sorted(hall: Hall, asked: str, found: list[str]) -> None:
    from monosashi.office.audits.models import CorrectiveAction  # noqa: PLC0415 -- one row by hand

    answered(hall.one, hall.editor)
    told = {
        "as_of": MARCH,
        "state": "accepted",
        "status": "done",
        "text": "改めた。",
        "answered_by": 0,
        "answered_at": timezone.now(),
    }
    CorrectiveAction.objects.create(part=hall.whole, answered_by_label="", **told)
    csv = browser(hall.office).get(f"/audits/{hall.audit.pk}/?{asked}&format=csv").content.decode("utf-8-sig")
    assert [line.split(",")[1] for line in csv.splitlines()[1:]] == found


def test_a_result_shows_its_words_grades_answers_and_their_history(hall: Hall) -> None:
    accepted(hall.one, hall.editor, hall.office)
    accepted(hall.one, hall.editor, hall.office, DONE)
    found = page(hall, f"/audits/results/{hall.result.pk}/")
    assert "道筋を示すとよい。" in found
    assert "令和6年度の評価" in found
    assert "判定なし" in found
    assert "これまでの回答 1件" in found
    assert found.index("日程を公表した。") < found.index("日程を公表する準備をしている。")
    assert "回答する" not in found.split("<main")[1].split("担当課の措置")[1]


def test_a_result_shows_the_grade_of_the_year_beside_its_measures(hall: Hall) -> None:
    found = page(hall, f"/audits/results/{hall.two[0].result_id}/")
    assert "grade__l" in found.split("動画による市民への情報発信")[1]


def test_the_list_for_the_audit_committee_shows_each_department_as_of_a_day(hall: Hall) -> None:
    accepted(hall.two[0], hall.editor, hall.office)
    later = max(timezone.localdate(), MARCH) + timedelta(1)
    ask(pk=hall.audit.pk, as_of=later, due=later, by=hall.office)
    accepted(hall.two[0], hall.editor, hall.office, DONE)
    address = f"/audits/{hall.audit.pk}/actions/"
    assert "日程を公表した。" in page(hall, address)
    earlier = page(hall, f"{address}?as_of={MARCH.isoformat()}")
    assert "日程を公表する準備をしている。" in earlier
    assert "日程を公表した。" not in earlier
    raw = browser(hall.office).get(f"{address}?format=xlsx").content
    (sheet,) = open_workbook(raw, "一覧.xlsx").sheets
    rows = [[cell.value for cell in cells.values()] for _, cells in sheet.rows()]
    assert rows[0] == ["番号", "区分", "件名", "頁", "担当課", "措置の内容", "対応状況", "時点"]
    assert len(rows) == 5
    assert [rows[2][4], rows[2][6]] == ["情報統計課", "措置済"]


def test_a_measure_and_a_department_show_what_stands_against_them(hall: Hall) -> None:
    answered(hall.one, hall.editor)
    assert "日程による管理" in page(hall, f"/plans/{PLAN}/measures/{ONE}/")
    assert "監査の指摘・意見" not in page(hall, f"/plans/{PLAN}/measures/n-p069/").split("<main")[1]
    department = f"/plans/{PLAN}/departments/{LEAD}/"
    assert "担当する2件のうち、2件の措置がまだ終わっていません。" in page(hall, department)
    accepted(hall.two[0], hall.editor, hall.office, DONE)
    assert "担当する2件のうち、1件の措置がまだ終わっていません。" in page(hall, department)


def test_the_first_page_tells_what_is_owed_with_the_note_in_full_and_what_is_to_be_checked(hall: Hall) -> None:
    answered(hall.one, hall.editor)
    assert "担当課の回答が1件、確認を待っています。" in page(hall, "/")
    send_back(part=hall.one.pk, seen=seen(hall.one), note="一行目です。\n二行目です。", by=hall.office)
    mine = page(hall, "/", by="editor")
    assert "一行目です。<br>二行目です。" in mine
    assert f"/audits/parts/{hall.two[0].pk}/answer/" in mine
    assert "回答期限 令和8年4月20日（月）" in mine
    assert f"/audits/parts/{hall.two[0].pk}/answer/" not in page(hall, "/", by="second")


def test_before_anybody_asks_the_first_page_is_quiet(hall: Hall) -> None:
    AnswerRequest.objects.all().delete()
    assert f"/audits/parts/{hall.one.pk}/" not in page(hall, "/", by="editor")
    assert "まだ措置の状況を照会していません。" in page(hall)


def test_the_file_to_bring_in_again_has_a_line_to_learn_from(hall: Hall) -> None:
    hall.audit.results.all().delete()
    raw = browser(hall.office).get(f"/audits/{hall.audit.pk}/results/").content
    assert io.BytesIO(raw).read(2) == b"PK"
    (sheet,) = open_workbook(raw, "一覧.xlsx").sheets
    assert len(list(sheet.rows())) == 2
