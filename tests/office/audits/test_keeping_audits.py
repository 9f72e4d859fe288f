"""Audits and their results are entered, corrected and removed one by one, on record, and nothing is half kept or done twice."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.audits.actions_keeping import AuditAnswered, AuditChanged, AuditTold, enter, remove
from monosashi.office.audits.actions_results import (
    DepartmentAnswered,
    ResultKnown,
    ResultTold,
    change_result,
    enter_result,
    remove_result,
)
from monosashi.office.audits.models import Audit, AuditResult
from monosashi.office.events.models import Event
from office.audits.city_audits import LEAD, ONE, OTHER, SECOND, TOLD, Hall, answered, results_told
from office.desk import browser, text

AUDIT = {"kind": "regular", "fiscal_year": "令和6年度", "theme": "", "auditor": "監査委員", "seen": "0"}
RESULT = {"kind": "audit_opinion", "number": "9", "title": "新しい意見", "seen": "0"}


def told(row: AuditResult, **more: Any) -> dict[str, Any]:
    """A result as its form sends it."""
    texts = {name: getattr(row, name) for name in ("kind", "number", "page", "title", "text")}
    measures = list(row.measures.values_list("node", flat=True))
    return {**texts, "measures": measures, "departments": [LEAD], "seen": row.version, **more}


def test_an_audit_is_entered_with_its_report_and_a_double_click_enters_it_once(hall: Hall) -> None:
    office = browser(hall.office)
    for _ in range(2):
        report = SimpleUploadedFile("報告書.pdf", b"%PDF-1.7 report")
        answer = office.post(f"/audits/new/{hall.audit.plan_id}/", {**AUDIT, "report": report})
        assert answer.status_code == 302
    row = Audit.objects.get(kind="regular")
    assert (row.fiscal_year, row.auditor, row.report_name) == (2024, "監査委員", "報告書.pdf")
    assert b"".join(office.get(f"/audits/{row.pk}/report/")) == b"%PDF-1.7 report"
    assert Event.objects.filter(action="audit.entered", object_id=str(row.pk)).count() == 1
    assert "まだ登録されていません" in text(office.get(f"/audits/{row.pk}/"))


def test_an_audit_that_is_there_is_refused_with_the_way_to_it(hall: Hall) -> None:
    same = {**AUDIT, "kind": TOLD.kind, "fiscal_year": "2025", "theme": TOLD.theme}
    answer = browser(hall.office).post(f"/audits/new/{hall.audit.plan_id}/", same)
    assert (answer.status_code, Audit.objects.count()) == (409, 1)
    assert f'href="/audits/{hall.audit.pk}/"' in text(answer)


@pytest.mark.parametrize(("field", "typed"), [("fiscal_year", "令和6年"), ("auditor", ""), ("kind", "census")])
def test_what_is_wrong_in_an_audit_is_told_and_nothing_is_kept(hall: Hall, field: str, typed: str) -> None:
    answer = browser(hall.office).post(f"/audits/new/{hall.audit.plan_id}/", {**AUDIT, field: typed})
    assert (answer.status_code, Audit.objects.count()) == (422, 1)


def test_who_corrects_an_audit_second_is_told_what_stands_there_and_loses_nothing(hall: Hall) -> None:
    office, address = browser(hall.office), f"/audits/{hall.audit.pk}/change/"
    first = {**AUDIT, "kind": TOLD.kind, "fiscal_year": "令和7年度", "theme": "先に直した題", "seen": "1"}
    assert office.post(address, first).status_code == 302
    second = office.post(address, {**first, "theme": "後から直した題"})
    assert second.status_code == 409
    assert "先に直した題" in text(second)
    assert 'value="後から直した題"' in text(second)
    assert 'name="seen" value="2"' in text(second)
    assert Audit.objects.get().theme == "先に直した題"


def test_an_audit_without_answers_is_removed_and_one_with_answers_is_not(hall: Hall) -> None:
    other = enter(plan_id=hall.audit.plan_id, told=AuditTold("other", 2025, "", "監査委員"), by=hall.office)
    with pytest.raises(AuditChanged):
        remove(pk=other.pk, seen=7, by=hall.office)
    remove(pk=other.pk, seen=1, by=hall.office)
    answered(hall.one, hall.editor)
    with pytest.raises(AuditAnswered):
        remove(pk=hall.audit.pk, seen=1, by=hall.office)
    with pytest.raises(AuditChanged):
        remove(pk=other.pk, seen=1, by=hall.office)


def test_departments_keep_no_audits(hall: Hall) -> None:
    with pytest.raises(NotAllowed):
        enter(plan_id=hall.audit.plan_id, told=TOLD, by=hall.editor)
    with pytest.raises(NotAllowed):
        enter_result(audit=hall.audit.pk, told=results_told()[0], by=hall.editor)


def test_a_result_is_entered_behind_the_others_and_a_double_click_enters_it_once(hall: Hall) -> None:
    office, address = browser(hall.office), f"/audits/{hall.audit.pk}/results/new/"
    sent = {**RESULT, "measures": [ONE, OTHER], "departments": [LEAD, SECOND]}
    assert [office.post(address, sent).status_code for _ in range(2)] == [302, 302]
    row = AuditResult.objects.get(number="9")
    assert row.position == max(AuditResult.objects.values_list("position", flat=True))
    assert [each.node for each in row.measures.all()] == [ONE, OTHER]
    assert [each.code for each in row.parts.all()] == [LEAD, SECOND]
    other = office.post(address, {**sent, "title": "別の意見"})
    assert (other.status_code, "新しい意見" in text(other)) == (409, True)


def test_a_result_that_is_there_with_other_words_is_refused(hall: Hall) -> None:
    with pytest.raises(ResultKnown):
        enter_result(audit=hall.audit.pk, told=ResultTold("audit_opinion", "1", "別の件名"), by=hall.office)


def test_who_corrects_a_result_second_is_told_and_loses_nothing(hall: Hall) -> None:
    office, row = browser(hall.office), hall.result
    address = f"/audits/results/{row.pk}/change/"
    assert office.post(address, told(row, title="先に直した件名")).status_code == 302
    second = office.post(address, told(row, title="後から直した件名"))
    assert second.status_code == 409
    assert "先に直した件名" in text(second)
    assert 'value="後から直した件名"' in text(second)
    assert AuditResult.objects.get(pk=row.pk).title == "先に直した件名"
    assert office.post(address, told(row, title="後から直した件名", seen=2)).status_code == 302


def test_a_department_that_answered_is_not_taken_out(hall: Hall) -> None:
    answered(hall.one, hall.editor)
    without = ResultTold("audit_opinion", "1", "日程による管理", departments=(SECOND,))
    with pytest.raises(DepartmentAnswered):
        change_result(pk=hall.result.pk, told=without, seen=1, by=hall.office)
    with pytest.raises(DepartmentAnswered):
        remove_result(pk=hall.result.pk, seen=1, by=hall.office)
    assert [part.code for part in hall.result.parts.all()] == [LEAD]
    assert hall.result.measures.count() == 1


def test_a_result_that_nobody_answered_to_is_removed_once_it_was_asked(hall: Hall) -> None:
    office, address = browser(hall.office), f"/audits/results/{hall.result.pk}/remove/"
    assert "削除" in text(office.get(address))
    assert AuditResult.objects.filter(pk=hall.result.pk).exists()
    assert office.post(address, {"seen": "1"}).status_code == 302
    assert not AuditResult.objects.filter(pk=hall.result.pk).exists()
    assert Event.objects.filter(action="audit.result_removed").count() == 1


def test_asking_needs_both_days(hall: Hall) -> None:
    office, address = browser(hall.office), f"/audits/{hall.audit.pk}/ask/"
    assert office.post(address, {"as_of": "2026-09-30"}).status_code == 422
    assert office.post(address, {"as_of": "2026-09-30", "due": "2026-10-20"}).status_code == 302
    assert hall.audit.requests.first().as_of == date(2026, 9, 30)  # type: ignore[union-attr]
    assert office.post(address, {"as_of": "2026-03-31", "due": "2026-04-20"}).status_code == 409
