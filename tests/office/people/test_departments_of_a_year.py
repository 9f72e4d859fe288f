"""After a merger from 1 April 2025 fiscal 2024 shows the departments that were, fiscal 2025 the heir, and no money stands twice."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from operator import attrgetter
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from monosashi.core.indicators import Baseline, Indicator
from monosashi.core.money import BudgetProgram, BudgetStage, MoneyLine, Share
from monosashi.core.plan import Municipality, Plan, PlanYear
from monosashi.core.tree import Department, Level, Node, Responsibility, Role
from monosashi.office.accounts.actions import NewDepartment
from monosashi.office.accounts.standing import Person
from monosashi.office.closing.budget_request import of_department
from monosashi.office.findings.list_of_findings import by_department
from monosashi.office.findings.page_of_finding import form_of
from monosashi.office.findings.queries import newest_review
from monosashi.office.findings.reviewing import reviewed
from monosashi.office.findings.rows import departments_named, rows_of
from monosashi.office.findings.states import DecisionKind
from monosashi.office.people.reorganising.carrying_out import carry_out, preview
from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.lists.departments import departments_with_part
from monosashi.office.plans.lists.measures import list_of_measures
from monosashi.office.plans.queries import held
from monosashi.office.plans.year.in_year import InYear, in_year
from monosashi.office.plans.year.rows_of_measures import measures_of
from monosashi.office.plans.year.totals import totals_of
from office.plans.as_browser import NS, page, text_of

BOTH_YEARS = (2024, 2025)
MERGE = Reorganisation(ReorganisationKind.MERGE, date(2025, 4, 1), ("d-03", "d-05"), (NewDepartment("情報環境課"),))
LEADS = {"n-1": "d-03", "n-2": "d-03", "n-3": "d-05", "n-4": "d-07"}
NAMES = {2024: {"情報統計課": 2, "環境都市推進課": 1, "市民課": 1}, 2025: {"情報環境課": 3, "市民課": 1}}
"""How many of the measures each leads in a year."""


def money(fiscal_year: int, amount: int) -> tuple[MoneyLine, ...]:
    return tuple(MoneyLine(fiscal_year, s, Decimal(amount)) for s in (BudgetStage.INITIAL, BudgetStage.SPENT))


PLAN = Plan(
    "small",
    "小さな計画",
    Municipality("052019", "秋田市"),
    2024,
    2027,
    (Level("l-1", "施策", answered=True),),
    years=tuple(PlanYear(year) for year in BOTH_YEARS),
    departments=(Department("d-03", "情報統計課"), Department("d-05", "環境都市推進課"), Department("d-07", "市民課")),
    nodes=tuple(
        Node(id_, "l-1", f"施策{id_}", responsibilities=(Responsibility(code, Role.LEAD),))
        for id_, code in LEADS.items()
    ),
    indicators=tuple(
        Indicator(f"i-{n}", f"n-{n}", "講座の開催数", "回", baseline=Baseline(Decimal(60)), final_target=Decimal(60))
        for n in (1, 3)
    ),
    budget_programs=tuple(
        BudgetProgram(
            f"b-{at}", f"事業{at}", shares=(Share(f"n-{at}"),), lines=money(2024, 10**at) + money(2025, 10**at)
        )
        for at in (1, 2, 3, 4)
    ),
)


@pytest.fixture
def heir(coordinator: Person, administrator: Person) -> str:
    """The plan is kept and the two departments are one: the code of the new one."""
    keep_new_plan(PLAN, by=coordinator)
    (code,) = carry_out(MERGE, state=preview(MERGE).state, by=administrator)
    return code


def small(fiscal_year: int) -> InYear:
    return in_year(held("small"), fiscal_year)


def facts(read: Element) -> dict[str, str]:
    """What stands under each heading of the facts beside a measure."""
    pairs = (each for each in read.iter(f"{NS}div") if each.find(f"{NS}dt") is not None)
    return {"".join(each[0].itertext()).strip(): " ".join("".join(each[1].itertext()).split()) for each in pairs}


@pytest.mark.slow
def test_the_page_of_a_measure_names_who_answers_on_the_last_day_of_the_year_shown(
    heir: str, logged_in: Callable[..., Client]
) -> None:
    browser = logged_in()
    told = {y: facts(page(browser.get(f"/plans/small/measures/n-1/?year={y}")))["主担当課"] for y in BOTH_YEARS}
    assert told == {2024: "情報統計課", 2025: "情報環境課"}


@pytest.mark.slow
def test_the_page_of_a_department_lists_a_measure_in_the_years_in_which_it_answers_for_it(
    heir: str, logged_in: Callable[..., Client]
) -> None:
    browser = logged_in()
    listed = {
        (code, year): "施策n-1" in text_of(browser.get(f"/plans/small/departments/{code}/?year={year}"))
        for code in ("d-03", heir)
        for year in BOTH_YEARS
    }
    assert listed == {("d-03", 2024): True, ("d-03", 2025): False, (heir, 2024): False, (heir, 2025): True}


@pytest.mark.parametrize("fiscal_year", BOTH_YEARS)
def test_what_departments_come_to_adds_up_to_the_plan(heir: str, fiscal_year: int) -> None:
    year = small(fiscal_year)
    rows = departments_with_part(year)
    assert {row.name: len(row.lead) for row in rows} == NAMES[fiscal_year]
    whole = totals_of(year, measures_of(year))
    for figure in ("measures", "initial", "current", "spent", "indicators"):
        figure_of = attrgetter(figure)
        assert sum(figure_of(row.totals) for row in rows) == figure_of(whole), figure


@pytest.mark.parametrize("fiscal_year", BOTH_YEARS)
def test_the_filter_by_department_offers_those_of_the_year(heir: str, fiscal_year: int) -> None:
    year = small(fiscal_year)
    rows = measures_of(year)
    asked = next(each for each in list_of_measures(year, rows).filters if each.key == "department")
    told = {o.label: sum(asked.keeps(row, o.value) for row in rows) for o in asked.options}
    assert told == NAMES[fiscal_year]


@pytest.mark.parametrize(("fiscal_year", "measures"), [(2024, ["n-1", "n-2"]), (2025, [])])
def test_finance_asks_of_a_department_what_it_led_in_the_year(heir: str, fiscal_year: int, measures: list[str]) -> None:
    found = of_department(small(fiscal_year), frozenset({"d-03"}))
    assert [each.row.node.id for each in found] == measures


@pytest.mark.parametrize(("fiscal_year", "names"), [(2024, {"情報統計課", "環境都市推進課"}), (2025, {"情報環境課"})])
def test_findings_are_those_of_who_answers_for_the_year_reviewed(heir: str, fiscal_year: int, names: set[str]) -> None:
    year = small(fiscal_year)
    reviewed("small", fiscal_year, year.held.revision)
    review = newest_review("small", fiscal_year, date(2025, 6, 1))
    assert review is not None
    rows = [row for row in rows_of(year, review.findings) if row.known.rule == "TGT002"]
    assert {name for row in rows for name in row.leads} == names
    assert {gathered.name for gathered in by_department(year, rows)} == names
    assert set(departments_named(year, review).values()) - {"市民課"} == names


@pytest.mark.parametrize(("day", "asked"), [(date(2025, 3, 31), "d-03"), (date(2025, 4, 1), "the heir")])
def test_a_finding_on_fiscal_2024_is_put_to_whoever_answers_on_the_day(heir: str, day: date, asked: str) -> None:
    year = small(2024)
    reviewed("small", 2024, year.held.revision)
    review = newest_review("small", 2024, day)
    assert review is not None
    row = next(row for row in rows_of(year, review.findings) if row.known.node == "n-1")
    form = form_of(DecisionKind.ASKED, row, year, day)
    assert form.initial["department"] == asked.replace("the heir", heir)
    assert row.leads == ("情報統計課",)
