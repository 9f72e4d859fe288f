"""The list with its sums, the sheet, and what other pages tell of cases; each page asks as often for one case as for many."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from monosashi.office.investments import actions_proposing
from monosashi.office.investments.models import Case, Condition
from monosashi.office.investments.states import InvestmentLikeness
from office.desk import browser, text
from office.every_door import PATTERNS
from office.investments.city_investments import (
    MEASURE,
    OWN,
    PLAN,
    THIS_YEAR,
    TOLD,
    Bureau,
    a_case,
    conditioned,
    decided,
    submitted,
)
from office.investments.doors import INVESTMENTS

(PAGES,) = INVESTMENTS.elsewhere.values()
BESIDE = ("/", f"/plans/{PLAN}/measures/{MEASURE}/", f"/plans/{PLAN}/departments/{OWN}/")


def test_the_list_sums_what_cases_cost_and_counts_shared_money_once(bureau: Bureau) -> None:
    client, where = browser(bureau.office), reverse("investments:list")
    other = a_case(bureau.editor, told=replace(TOLD, title="別の案件", fiscal_year=THIS_YEAR + 1))
    page = text(client.get(where))
    assert "総費用（千円）" in page
    assert "期間全体の費用は合計2,000千円です（ほかに金額が分からない案件が1件）" in page
    a_third = a_case(bureau.editor)
    actions_proposing.say_likeness(
        a_third.pk, bureau.case.pk, InvestmentLikeness.COUNTED_THERE, by=bureau.office
    )  # fmt: skip
    page = text(client.get(where, {"year": THIS_YEAR}))
    assert "期間全体の費用は合計2,000千円です。" in page
    assert other.title not in page
    assert "費用が他の案件に含まれる1件" in page


def test_what_was_decided_is_said_once_where_the_state_says_it(bureau: Bureau) -> None:
    submitted(bureau.case, bureau.editor)
    assert "まだ決定されていません。" in text(
        browser(bureau.office).get(reverse("investments:case", args=(bureau.case.pk,)))
    )
    decided(bureau.case, bureau.colleague, "put_off")
    listed = text(browser(bureau.office).get(reverse("investments:list"))).partition("<tbody>")[2]
    assert listed.count("見送り") == 1
    assert "に「見送り」と決まりました。" in text(
        browser(bureau.office).get(reverse("investments:case", args=(bureau.case.pk,)))
    )


def test_the_list_can_be_had_as_a_workbook_with_figures_as_numbers(bureau: Bureau) -> None:
    raw = browser(bureau.office).get(reverse("investments:list"), {"format": "xlsx"}).content
    heads, *rows = load_workbook(BytesIO(raw)).active.values  # type: ignore[union-attr]
    (row,) = rows
    assert row[[str(head).startswith("総費用") for head in heads].index(True)] == 2000
    assert TOLD.title in row


def test_the_page_of_a_case_shows_labour_apart_and_when_it_pays_for_itself(bureau: Bureau) -> None:
    page = text(browser(bureau.editor).get(reverse("investments:case", args=(bureau.case.pk,))))
    whole = page.partition("人件費を含む費用")[2]
    assert "2,700" in whole.partition("</tr>")[0]
    assert "比較の基準" in page
    assert "1時間3,000円" in page


@pytest.mark.parametrize("where", [BESIDE[1], BESIDE[2]])
def test_the_pages_of_a_measure_and_a_department_tell_of_their_cases(bureau: Bureau, where: str) -> None:
    assert bureau.case.title in text(browser(bureau.office).get(where))


def test_the_sheet_holds_the_decision_and_no_button(bureau: Bureau) -> None:
    submitted(bureau.case, bureau.editor)
    conditioned(bureau.case, bureau.office)
    page = text(browser(bureau.office).get(reverse("investments:sheet", args=(bureau.case.pk,))))
    assert "投資判断調書" in page
    assert "条件付き承認" in page
    assert "investments/1/verify" not in page


def queries(client: Client, case: Case, condition: Condition) -> dict[str, int]:
    alternative = case.alternatives.get(is_present=False).pk
    parts = {"case": case.pk, "alternative": alternative, "condition": condition.pk, "plan": PLAN, "department": OWN}
    named = {name: {part: parts[part] for part in PATTERNS[name].pattern.converters} for name in PAGES}
    found = {}
    addresses = (reverse(name, kwargs=given) for name, given in named.items())
    for where in (*addresses, *BESIDE, "/investments/?format=xlsx"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200
        found[where] = len(asked)
    return found


def test_pages_take_the_same_queries_for_one_case_and_for_many(bureau: Bureau) -> None:
    client = browser(bureau.office)
    submitted(bureau.case, bureau.editor)
    condition = conditioned(bureau.case, bureau.office)
    waiting = a_case(bureau.editor, told=replace(TOLD, title="窓口予約システム更新"))
    actions_proposing.say_likeness(bureau.case.pk, waiting.pk, InvestmentLikeness.SAME, by=bureau.office)
    for where in BESIDE:
        client.get(where)  # this process reads the plan
    few = queries(client, bureau.case, condition)
    for nth in range(3):
        other = a_case(bureau.editor, told=replace(TOLD, title=f"窓口予約{nth}"))
        submitted(other, bureau.editor)
        conditioned(other, bureau.office)
        actions_proposing.say_likeness(bureau.case.pk, other.pk, InvestmentLikeness.SAME, by=bureau.office)
    assert queries(client, bureau.case, condition) == few
    assert max(few.values()) <= 36
