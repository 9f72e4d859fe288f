"""Results come from Excel or CSV at once: the difference first, wrong lines all told, the same again changes nothing."""

import csv
import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monosashi.office.accounts.models import Department, Succession
from monosashi.office.audits.actions_results import ResultTold, change_result, enter_result
from monosashi.office.audits.bringing_in.actions import let_wait
from monosashi.office.audits.bringing_in.comparing import results_compared
from monosashi.office.audits.list_of_results import results_file
from monosashi.office.audits.models import AuditResult, PendingResults
from monosashi.office.audits.queries import one_audit
from monosashi.office.events.models import Event
from monosashi.office.plans.queries import held
from office.audits.city_audits import LEAD, ONE, OTHER, Hall, answered
from office.desk import browser, text

HEAD = ("区分", "番号", "件名", "本文", "頁", "施策番号", "担当課")
NAME = "ウェブアクセシビリティに配慮した公式ホームページの運営"
NEW = ("意見", "3", "新しい意見", "本文です。", "190", NAME, "情報統計課")
WITH_COMMA = "秋田市公式LINEを情報基盤とした、市民と双方向の情報伝達体制の推進"


def file_of(*rows: Sequence[str], head: Sequence[str] = HEAD) -> SimpleUploadedFile:
    stream = io.StringIO()
    csv.writer(stream).writerows((head, *rows))
    return SimpleUploadedFile("意見.csv", stream.getvalue().encode("utf-8-sig"))


def sent(hall: Hall, *rows: Sequence[str], head: Sequence[str] = HEAD) -> Any:
    return browser(hall.office).post(f"/audits/{hall.audit.pk}/bring-in/", {"file": file_of(*rows, head=head)})


def taken_over(hall: Hall, address: str) -> Any:
    state = results_compared(PendingResults.objects.get(), timezone.localdate()).state
    return browser(hall.office).post(address, {"seen": state})


def test_new_and_changed_results_are_shown_first_and_then_taken_over(hall: Hall) -> None:
    answer = sent(hall, NEW, ("意見", "1", "改めた件名", "道筋を示すとよい。", "185", ONE, LEAD))
    assert answer.status_code == 302
    assert AuditResult.objects.count() == 3
    page = text(browser(hall.office).get(answer["Location"]))
    assert "新しいもの1件、変わるもの1件、同じもの0件" in page
    assert "ファイルにない2件" in page
    assert "改めた件名" in page
    assert taken_over(hall, answer["Location"]).status_code == 302
    assert AuditResult.objects.get(number="3").measures.get().node == ONE
    assert AuditResult.objects.get(pk=hall.result.pk).title == "改めた件名"
    assert (PendingResults.objects.count(), Event.objects.filter(action="audit.results_brought_in").count()) == (0, 1)
    again = sent(hall, NEW)
    assert "新しいもの0件、変わるもの0件、同じもの1件" in text(browser(hall.office).get(again["Location"]))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("提案", "3", "件名", "", "", "", ""), "区分が指摘でも意見でもありません"),
        (("意見", "", "件名", "", "", "", ""), "番号がありません"),
        (("意見", "3", "", "", "", "", ""), "件名がありません"),
        (("意見", "3", "件名", "", "", "ない施策", ""), "この計画にない施策です"),
        (("意見", "3", "件名", "", "", "", "ない課"), "登録されていない課です"),
        (("意見", "3", "件" * 301, "", "", "", ""), "長すぎます"),
        (("意見", "3", "二度目", "", "", "", ""), "同じ区分と番号"),
    ],
)
def test_a_wrong_line_is_told_by_line_and_nothing_is_kept(hall: Hall, row: Sequence[str], why: str) -> None:
    answer = sent(hall, NEW, row)
    assert answer.status_code == 422
    assert why in text(answer)
    assert "意見.csv:3" in text(answer)
    assert (PendingResults.objects.count(), AuditResult.objects.count()) == (0, 3)


def test_every_wrong_line_is_told_at_once(hall: Hall) -> None:
    answer = sent(hall, ("提案", "3", "件名", "", "", "", "ない課"), ("意見", "4", "", "", "", "ない施策", ""))
    assert all(each in text(answer) for each in ("提案", "ない課", "ない施策", "件名がありません"))


def test_a_heading_that_is_missing_is_told(hall: Hall) -> None:
    assert "区分" in text(sent(hall, ("3", "件名"), head=("番号", "件名")))


def test_of_a_column_that_the_file_lacks_nothing_changes(hall: Hall) -> None:
    answer = sent(hall, ("意見", "1", "改めた件名"), head=("区分", "番号", "件名"))
    assert taken_over(hall, answer["Location"]).status_code == 302
    row = AuditResult.objects.get(pk=hall.result.pk)
    assert (row.title, row.page, row.text) == ("改めた件名", "185", "道筋を示すとよい。")
    assert [*row.measures.values_list("node", flat=True), *row.parts.values_list("code", flat=True)] == [ONE, LEAD]


def test_several_measures_stand_in_one_cell_also_where_a_name_has_a_comma(hall: Hall) -> None:
    cell = f"{WITH_COMMA}\n{NAME}、{OTHER}"
    answer = sent(hall, ("意見", "3", "件名", "", "", cell, "情報統計課、市民課"))
    assert taken_over(hall, answer["Location"]).status_code == 302
    row = AuditResult.objects.get(number="3")
    assert [each.node for each in row.measures.all()] == ["n-p077", ONE, OTHER]
    assert [each.code for each in row.parts.all()] == [LEAD, "d-07"]


def test_what_changed_while_somebody_looked_is_shown_again_before_it_is_taken_over(hall: Hall) -> None:
    answer = sent(hall, NEW)
    old = PendingResults.objects.get().state
    enter_result(audit=hall.audit.pk, told=ResultTold("audit_opinion", "8", "その間の意見"), by=hall.office)
    late = browser(hall.office).post(answer["Location"], {"seen": old})
    assert (late.status_code, AuditResult.objects.filter(number="3").count()) == (409, 0)
    assert taken_over(hall, answer["Location"]).status_code == 302


def test_a_file_that_takes_a_department_out_which_answered_is_refused_as_a_whole(hall: Hall) -> None:
    answered(hall.one, hall.editor)
    answer = sent(hall, NEW, ("意見", "1", "日程による管理", "道筋を示すとよい。", "185", ONE, "市民課"))
    refused = taken_over(hall, answer["Location"])
    assert (refused.status_code, AuditResult.objects.filter(number="3").count()) == (409, 0)


def test_a_file_that_does_not_fit_any_more_says_why_where_its_difference_stood(hall: Hall) -> None:
    address = sent(hall, NEW)["Location"]
    Department.objects.filter(name="情報統計課").update(valid_to=timezone.localdate() - timedelta(1))
    office = browser(hall.office)
    for answer in (office.get(address), office.post(address, {"seen": PendingResults.objects.get().state})):
        assert answer.status_code == 422
        assert "意見.csv:2" in text(answer)
        assert f'href="/audits/{hall.audit.pk}/bring-in/"' in text(answer)


def test_only_who_brought_a_file_in_sees_it_and_it_is_gone_after_a_day(hall: Hall) -> None:
    address = sent(hall, NEW)["Location"]
    assert browser(hall.editor).get(address).status_code == 403
    PendingResults.objects.update(made_at=timezone.now() - timedelta(days=2))
    assert browser(hall.office).get(address).status_code == 404


def test_a_department_that_was_renamed_since_is_the_same_one(hall: Hall) -> None:
    today = timezone.localdate()
    new = Department.objects.create(code="d-99", name="情報政策課", valid_from=today)
    Department.objects.filter(pk=LEAD).update(valid_to=today - timedelta(1))
    Succession.objects.create(predecessor_id=LEAD, successor=new, kind="renamed", since=today)
    answer = sent(hall, ("意見", "1", "日程による管理", "道筋を示すとよい。", "185", ONE, "情報政策課"))
    assert "同じもの1件" in text(browser(hall.office).get(answer["Location"]))


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20).map(str.strip)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=WORDS.filter(bool), words=st.lists(WORDS, max_size=3).map("\n".join).map(str.strip))
def test_the_list_taken_out_as_excel_and_brought_in_again_changes_nothing(hall: Hall, title: str, words: str) -> None:
    row = AuditResult.objects.get(pk=hall.result.pk)
    kept = ResultTold("audit_opinion", "1", title, "185", words, (ONE,), (LEAD,))
    change_result(pk=row.pk, told=kept, seen=row.version, by=hall.office)
    now = one_audit(hall.audit.pk, timezone.localdate())
    raw = results_file(now, dict(held(now.row.plan_id).plan.index.node))
    pending = let_wait(audit=hall.audit, file_name="一覧.xlsx", raw=raw, by=hall.office)
    found = results_compared(pending, timezone.localdate())
    assert (bool(found), found.unchanged, found.left) == (False, 3, ())
