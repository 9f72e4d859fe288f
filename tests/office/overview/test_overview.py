import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import DjangoAssertNumQueries

from monosashi.core.indicators import Actual, Direction
from monosashi.core.plan import Plan
from monosashi.core.results import ManagedBy, NodeYear
from monosashi.evaluation.outcomes import SuggestedMove
from monosashi.exchange.plan_file import read_plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.findings.reviewing import reviewed
from monosashi.office.overview.tables import Table
from monosashi.office.overview.whole import Overview, overview_of
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.queries import Held
from monosashi.office.plans.year.in_year import in_year, latest_year
from monosashi.office.ui.language import spoken

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

HERE = "/plans/akita-digital-2/overview/"
TODAY = date(2025, 5, 12)
EXAMPLES = Path(__file__).parents[3] / "examples"


def overview(plan: Plan, year: int | None = None) -> Overview:
    return overview_of(in_year(Held(plan, 1, f"{plan.id}-{id(plan)}"), year or latest_year(plan)), TODAY)


def table(told: Overview, key: str) -> Table:
    return next(each for each in told.tables if each.key == key)


def figures(cells: Iterator[object]) -> list[Decimal | None]:
    return [getattr(cell, "number", None) for cell in cells]


def total(told: Overview, key: str) -> list[Decimal | None]:
    line = table(told, key).total
    assert line is not None
    return figures(iter(line.cells))[1:]


def text(client: Client, address: str = HERE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_figures_of_akita_are_those_that_were_published(akita: Plan) -> None:
    told = overview(akita)
    numbers = [68, 18, 43, 4, 2, 1]
    assert total(told, "stages") == [Decimal(n) for n in numbers]
    money = [Decimal(640613), Decimal(672029), Decimal(611662), Decimal("91.0")]
    assert total(told, "fields") == [*(Decimal(n) for n in (*numbers, 44, 13)), *money]
    assert total(told, "sources")[:2] == [Decimal(640613), Decimal(611662)]
    stages = [figures(iter(line.cells))[1] for line in table(told, "stages").lines]
    assert stages == [Decimal(n) for n in (9, 42, 13, 4)]


def test_a_stage_that_the_life_cycle_does_not_know_has_a_line_of_its_own_and_so_has_none_at_all(akita: Plan) -> None:
    first, second, *others = akita.results
    told = overview(replace(akita, results=(replace(first, stage="9"), replace(second, stage=None), *others)))
    lines = table(told, "stages").lines
    counts = [figures(iter(line.cells))[1] for line in lines]
    assert [line.cells[0].text for line in lines][-2:] == ["9（ライフサイクルにない段階）", "段階の記載なし"]
    assert counts[-2:] == [1, 1]
    assert sum(count for count in counts if count is not None) == total(told, "stages")[0] == 68
    assert not lines[-1].cells[1].address


def test_the_first_line_says_grades_targets_and_money(kept: Plan, logged_in: Callable[..., Client]) -> None:
    shown = text(logged_in())
    assert "68施策の自己評価はA 18件、B 43件、C 4件、D 2件、評価なし 1件です。" in shown
    assert (
        "指標で測る44件のうち目標に届いたのは13件（29.5%）で、目安より遅い指標が13件、基準値より悪い指標が2件" in shown
    )
    assert "予算現額672,029千円に対し決算は611,662千円、執行率は91.0%（当初予算に対しては95.5%）" in shown


def test_measures_short_of_their_targets_are_listed_with_the_word_where_nobody_said_anything(akita: Plan) -> None:
    told = overview(akita)
    assert len(table(told, "behind").lines) == 13
    named = {line.cells[0].text for key in ("behind", "unmet") for line in table(told, key).lines}
    assert len(named) == 31
    assert {line.cells[-1].text for line in table(told, "behind").lines} == {"記載なし"}


def test_what_was_said_about_an_unmet_target_stands_beside_it(akita: Plan) -> None:
    said = tuple(replace(r, response="通知を見直す") if r.node == "n-p141" else r for r in akita.results)
    told = overview(replace(akita, results=said))
    assert "通知を見直す" in {line.cells[-1].text for line in table(told, "behind").lines}


def test_spending_far_from_the_budget_is_that_of_eight_measures(akita: Plan) -> None:
    lines = table(overview(akita), "execution").lines
    rates = [str(line.cells[3].number) for line in lines]
    assert rates == ["0.0", "11.1", "26.8", "36.5", "44.0", "46.3", "114.3", "210.5"]


def test_without_a_year_before_the_baseline_stands_beside_the_actual(akita: Plan) -> None:
    worse = [line for line in table(overview(akita), "years-not_better").lines if str(line.cells[3].text)[0] == "△"]
    assert [line.cells[3].text for line in worse] == ["△10.6", "△1"]


def test_with_two_years_last_years_actual_stands_beside_this_years(akita: Plan) -> None:
    with_last = tuple(
        replace(each, actuals=(Actual(2023, Decimal("90.0")), *each.actuals)) if each.id == "i-p146" else each
        for each in akita.indicators
    )
    lines = table(overview(replace(akita, indicators=with_last)), "years-not_better").lines
    first = next(line for line in lines if line.cells[3].number == Decimal("-5.2"))
    assert first.cells[1].number == Decimal("90.0")


def suggested(plan: Plan) -> tuple[SuggestedMove, ...]:
    """The moves that the figures of 令和6年度 suggest."""
    judged = in_year(Held(plan, 1, f"{plan.id}-{id(plan)}"), 2024).evaluation
    assert judged is not None
    return judged.moves


def test_a_move_that_the_plan_has_taken_on_is_nothing_to_decide_any_more(akita: Plan) -> None:
    before = overview(akita)
    assert (before.to_decide[0][0].id, dict(before.to_decide[0][0].params)["count"]) == ("overview.decide.moves", 18)
    move = suggested(akita)[0]
    moved = replace(akita, results=(*akita.results, NodeYear(move.node, 2025, stage=move.to)))
    after = overview(moved, 2024)
    assert dict(after.to_decide[0][0].params)["count"] == 17
    assert [line.cells[-1].text for line in table(after, "moves").lines].count("令和7年度から移行") == 1
    assert "うち1件は、移すことを計画に記録済み" in " ".join(
        map(spoken, next(p for p in after.second if p.key == "moves").says)
    )
    assert "記録済み" not in " ".join(map(spoken, next(p for p in before.second if p.key == "moves").says))


def test_when_every_move_is_taken_on_there_is_none_to_decide(akita: Plan) -> None:
    stages = {move.node: move.to for move in suggested(akita)}
    taken = tuple(NodeYear(node, 2025, stage=stage) for node, stage in stages.items())
    after = overview(replace(akita, results=(*akita.results, *taken)), 2024)
    assert "overview.decide.moves" not in {said.id for said, _ in after.to_decide}


@pytest.mark.parametrize("city", ["sasebo", "nagasaki"])
def test_a_city_that_grades_otherwise_has_an_overview_without_empty_parts(city: str) -> None:
    told = overview(read_plan(EXAMPLES / city / f"{city}.plan.json"))
    assert all(each.lines for each in told.tables)
    assert "stages" not in {each.key for each in told.tables}


def sheets(client: Client) -> list[Worksheet]:
    return list(load_workbook(io.BytesIO(client.get(f"{HERE}?format=xlsx").content)).worksheets)


def test_the_workbook_has_the_figures_of_the_page(kept: Plan, logged_in: Callable[..., Client], akita: Plan) -> None:
    by_name = {sheet.cell(1, 1).value: sheet for sheet in sheets(logged_in())}
    fields = by_name["令和6年度の分野別の評価と事業費（千円）"]
    (last,) = ([cell.value for cell in row] for row in fields.iter_rows() if row[0].value == "計")
    assert last[1:] == [68, 18, 43, 4, 2, 1, 44, 13, 640613, 672029, 611662, 91.0]
    assert "評価の件数は、自己評価で数えています。" in logged_in().get(HERE).content.decode()


def test_text_never_becomes_a_formula_in_the_workbook(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    named = tuple(replace(n, name="=1+1") if n.id == "n-p141" else n for n in akita.nodes)
    keep_new_plan(replace(akita, nodes=named), by=coordinator)
    cells = [cell for sheet in sheets(logged_in()) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.data_type for cell in cells if str(cell.value).startswith("=1+1")] == ["s", "s", "s"]


def test_the_parts_lead_to_the_filtered_lists(kept: Plan, logged_in: Callable[..., Client]) -> None:
    client = logged_in()
    page = client.get(HERE).content.decode()
    for address in ("measures/?stage=2", "measures/?l-l-2=n-h02", "measures/?look=unmet"):
        assert f"/plans/akita-digital-2/{address}" in page
    assert "68件のうち42件" in text(client, "/plans/akita-digital-2/measures/?stage=2")
    assert "68件のうち31件" in text(client, "/plans/akita-digital-2/measures/?look=unmet")


def test_findings_are_those_found_last_and_the_page_reviews_nothing(
    kept: Plan, logged_in: Callable[..., Client]
) -> None:
    client = logged_in(Role.COORDINATING_OFFICE)
    assert "まだ点検していません" in text(client)
    reviewed(kept.id, 2024, 1)
    assert "所見は153件です。22の規則は何も見つけませんでした" in text(client)


def test_the_page_takes_few_queries(
    kept: Plan, logged_in: Callable[..., Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reviewed(kept.id, 2024, 1)
    client = logged_in()
    client.get(HERE)
    with django_assert_num_queries(6):
        client.get(HERE)


def without_actuals(plan: Plan, keep: int = 0) -> Plan:
    """The plan at the beginning of its year: nothing was reached yet but by the first measures."""
    known = {measure.id for measure in plan.index.measures[:keep]}
    own = (each if each.node in known else replace(each, actuals=(), fractions=()) for each in plan.indicators)
    return replace(plan, indicators=tuple(own), provenance=())


def test_where_nobody_has_told_an_actual_no_target_is_called_reached(akita: Plan) -> None:
    told = overview(without_actuals(akita))
    answer = " ".join(map(spoken, told.answer))
    assert "目標に届いたのは" not in answer
    assert "実績値は、まだありません" in answer
    assert "目標に届いたもの" not in {spoken(each.label) for each in told.figures}


def test_a_measure_without_an_actual_is_not_reached_and_is_told_apart(akita: Plan) -> None:
    plan = without_actuals(replace(akita, years=(replace(akita.years[0], scheme="ratio-bands@1"),)), keep=30)
    told = overview(plan)
    measures = [node for node in plan.index.measures if plan.index.indicators_of.get(node.id)]
    waiting = [node for node in measures if not any(each.actuals for each in plan.index.indicators_of[node.id])]
    reached = next(each for each in told.figures if spoken(each.label) == "目標に届いたもの")
    assert reached.number <= len(measures) - len(waiting)
    assert re.search(r"実績値がまだない指標がある施策が\d+件あります", " ".join(map(spoken, told.answer)))


def test_how_many_are_silent_is_how_many_the_list_shows(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    said = tuple(replace(r, response="通知を見直す") if r.node == "n-p141" else r for r in akita.results)
    keep_new_plan(replace(akita, results=said), by=coordinator)
    client = logged_in()
    assert "未達で理由も対応も記載がない施策 30" in text(client)
    assert "68件のうち30件" in text(client, "/plans/akita-digital-2/measures/?look=no_reason")


def test_what_is_run_by_schedule_and_misses_a_target_is_counted_as_the_list_counts_it(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    by_schedule = tuple(
        replace(r, stage="1", managed_by=ManagedBy.SCHEDULE) if r.node == "n-p141" else r for r in akita.results
    )
    keep_new_plan(replace(akita, results=by_schedule), by=coordinator)
    client = logged_in()
    (listed,) = re.findall(r"68件のうち(\d+)件", text(client, "/plans/akita-digital-2/measures/?look=unmet"))
    assert f"目標に届いていない{listed}施策の一覧を見る" in text(client)
    assert f"目標に届いていない施策は{listed}件です" in text(client)


@pytest.mark.parametrize("direction", [Direction.MAINTAIN, Direction.RANGE])
def test_what_should_stay_as_it_is_became_neither_better_nor_worse(akita: Plan, direction: Direction) -> None:
    told = overview(replace(akita, indicators=tuple(replace(each, direction=direction) for each in akita.indicators)))
    assert "years" not in {panel.key for panel in told.second}
    assert "基準値より悪い指標が0件あります" in " ".join(map(spoken, told.answer))


def test_what_is_compared_with_its_baseline_is_not_counted_as_compared_with_last_year(akita: Plan) -> None:
    with_last = tuple(
        replace(each, actuals=(Actual(2023, Decimal("90.0")), *each.actuals)) if each.id == "i-p146" else each
        for each in akita.indicators
    )
    told = overview(replace(akita, indicators=with_last))
    says = [spoken(each) for each in next(panel for panel in told.second if panel.key == "years").says]
    assert (
        "前年度と比べられる指標1件のうち、良くなったものは0件、変わらないものは0件、悪くなったものは1件です" in says[0]
    )
    assert "前年度の実績がない" in says[1]


def test_a_budget_below_nothing_goes_into_the_workbook(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    less = tuple(
        replace(p, lines=tuple(replace(each, amount=Decimal(-5)) for each in p.lines)) for p in akita.budget_programs
    )
    keep_new_plan(replace(akita, budget_programs=less, provenance=()), by=coordinator)
    front = sheets(logged_in())[0]
    assert min(row[1].value for row in front.iter_rows() if isinstance(row[1].value, int)) < 0


def test_a_plan_without_measures_has_an_overview_without_empty_parts(akita: Plan) -> None:
    above = tuple(each for each in akita.nodes if each not in akita.index.measures)
    told = overview(
        replace(akita, nodes=above, indicators=(), results=(), budget_programs=(), provenance=(), questions=())
    )
    assert all(each.lines for each in told.tables)
    assert {panel.key for panel in told.first} == {"findings"}


def columns(sheet: Worksheet) -> dict[str, list[object]]:
    heads = [cell.value for cell in sheet[2]]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    return {str(head): [row[at] for row in rows] for at, head in enumerate(heads)}


def test_what_stands_small_below_a_cell_has_a_column_of_its_own_in_the_workbook(
    kept: Plan, logged_in: Callable[..., Client]
) -> None:
    sheet = next(each for each in sheets(logged_in()) if str(each["A1"].value).startswith("目安より遅い指標"))
    told = columns(sheet)
    lines = table(overview(kept), "behind").lines
    assert told["施策と指標"][: len(lines)] == [line.cells[0].text for line in lines]
    assert told["評価指標"][: len(lines)] == [line.cells[0].note for line in lines]
    assert set(told["実績値（補足）"]) - {None, ""} == {"令和6年度"}
    assert "%" in told["実績値（単位）"]
    assert all(isinstance(each, int | float) for each in told["実績値"] if each not in {None, ""})


def test_what_a_part_says_below_its_table_stands_below_it_in_the_workbook(
    kept: Plan, logged_in: Callable[..., Client]
) -> None:
    by_name = {sheet.cell(1, 1).value: sheet for sheet in sheets(logged_in())}
    fields = by_name["令和6年度の分野別の評価と事業費（千円）"]
    below = [row[0].value for row in fields.iter_rows()]
    shared = "複数の分野に共通の経費は各分野に数え、計には1回だけ数えています。"
    assert (shared in below) == (shared in text(logged_in()))
    pace = next(each for each in sheets(logged_in()) if str(each["A1"].value).startswith("目安より遅い指標"))
    assert "目安は、基準値から" in str([row[0].value for row in pace.iter_rows()][-1])
