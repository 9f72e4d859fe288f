"""Grades and money as pages print them, read off the markup and held against the plan and its evaluation."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from monosashi.core.indicators import Actual, Baseline
from monosashi.core.money import BudgetStage, FundingSource, MoneyLine
from monosashi.core.plan import Plan
from monosashi.core.results import Rater
from monosashi.core.tree import Role
from monosashi.core.values import Absence, Value
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.evaluation.outcomes import Standing
from monosashi.evaluation.spending import spending_of
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import keep_new_plan
from office.plans.as_browser import NS, page

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
STAGES = {
    "当初予算額": BudgetStage.INITIAL,
    "補正予算額": BudgetStage.SUPPLEMENTARY,
    "予算現額": BudgetStage.CURRENT,
    "決算額": BudgetStage.SPENT,
}
SOURCES = {
    "国庫支出金": FundingSource.NATIONAL,
    "その他特定財源": FundingSource.OTHER,
    "一般財源": FundingSource.GENERAL,
}
SERIES: dict[int, Value] = {2022: Decimal(3), 2023: Absence.NOT_YET_COUNTED, 2024: Decimal("7.50")}
AS_PRINTED = {"令和4年度": "3", "令和5年度": "未集計", "令和6年度": "7.50"}


def opened(client: Client, address: str) -> Element:
    response = client.get(address)
    assert response.status_code == 200, address
    return page(response)


def told(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def figure(text: str) -> Decimal | None:
    """The first number in the words, None where there is none."""
    found = NUMBER.search(text)
    return Decimal(found[0].replace(",", "")) if found else None


def headed(within: Element, heading: str) -> Element:
    """The section that this heading names."""
    return next(each for each in within.iter(f"{NS}section") if each.get("aria-labelledby") == heading)


def rows_of(table: Element) -> dict[str, dict[str, str]]:
    """Cells by the words that head their row and their column."""
    heads = [told(each) for each in table.findall(f"{NS}thead/{NS}tr/{NS}th")][1:]
    rows = ((row.find(f"{NS}th"), row.findall(f"{NS}td")) for row in table.iter(f"{NS}tr"))
    return {
        told(head): dict(zip(heads, map(told, cells), strict=True))
        for head, cells in rows
        if head is not None and cells
    }


def grades_on(read: Element) -> list[Counter[str]]:
    """How many have which grade: as computed, then as the departments say."""
    tables = headed(read, "h-grades").iter(f"{NS}table")
    return [Counter({grade: int(row["件数"]) for grade, row in rows_of(table).items()}) for table in tables]


def money_on(read: Element) -> dict[str, Decimal | None]:
    """The amounts under the heading of money, by what they are called."""
    pairs = (each for each in headed(read, "h-money").iter(f"{NS}div") if each.find(f"{NS}dt") is not None)
    return {told(each[0]): figure(told(each[1])) for each in pairs}


def counted(plan: Plan, own: set[str]) -> list[Counter[str]]:
    """What the page should count for some measures; nothing where none of them has a grade."""
    year = plan.index.year[2024]
    judged = evaluate(plan, 2024, shipped_scheme(year.scheme or ""), shipped_life_cycle(year.life_cycle or ""))
    of_own = [each for each in judged.measures if each.node in own]
    computed = (each.computed.grade for each in of_own if each.computed.standing is not Standing.LEFT_OUT)
    own_words = {r.node: rating for r in plan.results for rating in r.ratings if rating.rater is Rater.SELF}
    stated = (own_words[node].grade if node in own_words else None for node in own)
    found = (Counter(grade or "なし" for grade in grades) for grades in (computed, stated))
    return [grades for grades in found if set(grades) != {"なし"}]


def spent(plan: Plan, own: set[str]) -> dict[str, Decimal | None]:
    """What the page should say that some measures cost."""
    programs = tuple(each for each in plan.budget_programs if own & {share.node for share in each.shares})
    money = spending_of(replace(plan, budget_programs=programs), 2024)
    current = {} if money.current == money.initial else {"予算現額": money.current}
    return {"当初予算": money.initial, **current, "決算": money.spent}


def led_by(plan: Plan, code: str) -> set[str]:
    return {
        node.id
        for node in plan.index.measures
        if any(part.department == code and part.role is Role.LEAD for part in node.responsibilities)
    }


def below(plan: Plan, node: str) -> set[str]:
    return {each.id for each in plan.index.descendants(plan.index.node[node]) if each in plan.index.measures}


def test_the_pages_of_a_department_and_of_a_field_count_grades_and_money_of_their_own_measures(
    kept: Plan, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    nodes = {f"nodes/{node}/": below(kept, node) for node in ("n-h02", "n-h19")}
    pages = nodes | {f"departments/{code}/": led_by(kept, code) for code in ("d-03", "d-07")}
    for address, own in pages.items():
        read = opened(client, f"/plans/{kept.id}/{address}")
        assert grades_on(read) == counted(kept, own), address
        assert money_on(read) == spent(kept, own), address


def alone(plan: Plan, node: str) -> Plan:
    """The plan with one measure: its money with a supplementary budget from the state, its indicator with a course of years."""
    own = plan.index.node[node]
    (program,) = plan.index.programs_of[node]
    (indicator,) = plan.index.indicators_of[node]
    more = (
        MoneyLine(2024, BudgetStage.SUPPLEMENTARY, Decimal(31416)),
        MoneyLine(2024, BudgetStage.SUPPLEMENTARY, Decimal(31416), source=FundingSource.NATIONAL),
    )
    series = tuple(Actual(year, value) for year, value in SERIES.items())
    return replace(
        plan,
        id="alone",
        first_year=2022,
        nodes=(*reversed(plan.index.ancestors(own)), own),
        indicators=(replace(indicator, unit="件", baseline=Baseline(Decimal(1), 2021), actuals=series),),
        budget_programs=(replace(program, lines=(*program.lines, *more)),),
        results=tuple(each for each in plan.results if each.node == node),
        provenance=(),
    )


@pytest.fixture
def measure(akita: Plan, coordinator: Person, logged_in: Callable[..., Client]) -> tuple[Plan, Element]:
    """A plan of one measure, and the measure's page."""
    plan = alone(akita, "n-p094")
    keep_new_plan(plan, by=coordinator)
    return plan, opened(logged_in(), "/plans/alone/measures/n-p094/")


def test_a_measures_page_shows_its_budget_by_stage_and_source_as_the_program_has_it(
    measure: tuple[Plan, Element],
) -> None:
    plan, read = measure
    table = rows_of(next(headed(read, "p-money").iter(f"{NS}table")))
    lines = {(line.source, line.stage): line.amount for line in plan.budget_programs[0].lines if not line.item}
    for called, source in {"計": None, **SOURCES}.items():
        shown = {STAGES[head]: figure(text) for head, text in table[called].items()}
        assert shown == {stage: lines.get((source, stage)) for stage in STAGES.values()}, called


def test_an_indicator_is_drawn_under_a_title_with_a_table_of_the_same_figures(measure: tuple[Plan, Element]) -> None:
    plan, read = measure
    box = next(headed(read, "p-indicators").iter(f"{NS}figure"))
    (drawn,) = (each for each in box.iter(f"{SVG}svg") if each.get("role") == "img")
    assert told(drawn[0]) == f"{plan.indicators[0].name}の推移"
    assert f"{drawn[0].tag} {drawn[0].get('id')}" == f"{SVG}title {(drawn.get('aria-labelledby') or '').split()[0]}"
    table: dict[str, Any] = rows_of(next(box.iter(f"{NS}table")))
    assert {year: table[year]["実績値"] for year in AS_PRINTED} == AS_PRINTED
    assert table["令和3年度（基準）"]["実績値"] == "1"
    dots = list(drawn.iter(f"{SVG}circle"))
    words = told(drawn)
    assert len(dots) == 3, "the baseline and two figures; what was not counted is no dot"
    for year, value in AS_PRINTED.items():
        assert f"{year}の実績値は{value}" in words
