"""The three real plans against what their cities printed."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from monosashi.core.indicators import Actual, Indicator
from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.evaluation.outcomes import Evaluation
from monosashi.exchange.plan_file import read_plan
from monosashi.wording import LANGUAGES, render

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
AKITA_SCHEME, STAGES = shipped_scheme("akita@1"), shipped_life_cycle("akita@1")


def example(city: str) -> Plan:
    return read_plan(EXAMPLES / city / f"{city}.plan.json")


@pytest.fixture(scope="module")
def akita() -> Plan:
    return example("akita")


def judged(plan: Plan) -> Evaluation:
    return evaluate(plan, 2024, AKITA_SCHEME, STAGES)


def grades(evaluation: Evaluation) -> dict[str, str | None]:
    return {measure.node: measure.computed.grade for measure in evaluation.measures}


def test_the_44_grades_that_figures_decide_are_the_printed_ones_and_24_name_the_missing_fact(akita: Plan) -> None:
    done = judged(akita)
    decided = [measure for measure in done.measures if measure.computed.grade]
    assert len(decided) == 44
    assert all(m.computed.grade == m.ratings[0].grade for m in decided)
    open_ones = [measure for measure in done.measures if not measure.computed.grade]
    assert len(open_ones) == 24
    assert all(measure.computed.missing for measure in open_ones)


def test_four_measures_stand_at_their_baseline_and_target_and_say_so(akita: Plan) -> None:
    tied = [
        m
        for m in judged(akita).measures
        if m.indicators and m.indicators[0].verdict and m.indicators[0].verdict.branch == "reached_at_tie"
    ]
    assert [m.node for m in tied] == ["n-p114", "n-p118", "n-p138", "n-p141b"]
    assert {m.computed.grade for m in tied} == {"A"}
    assert all("両方に当たる" in render(m.computed.explanation, "ja", AKITA_SCHEME.messages) for m in tied)


def test_grades_do_not_hang_on_self_grades_names_or_order(akita: Plan) -> None:
    nodes = sorted(akita.nodes, key=lambda node: node.id[::-1])
    indicators = sorted(akita.indicators, key=lambda indicator: indicator.id[::-1], reverse=True)
    results = sorted(akita.results, key=lambda result: result.node[::-1])
    other = replace(
        akita,
        name="x",
        nodes=tuple(replace(n, name="x", number="") for n in nodes),
        indicators=tuple(replace(i, name="x", rationale="") for i in indicators),
        results=tuple(replace(r, ratings=(), result="") for r in results),
    )
    assert grades(judged(other)) == grades(judged(akita))


@pytest.mark.parametrize(
    ("indicator", "actual", "before", "after"),
    [
        ("i-p069", "30.0", "B", "A"),
        ("i-p069", "21.1", "B", "C"),
        ("i-p069", "21.0", "B", "D"),
        ("i-p118", "59", "A", "D"),
    ],
)
def test_moving_one_actual_across_a_boundary_changes_that_grade_and_no_other(
    akita: Plan, indicator: str, actual: str, before: str, after: str
) -> None:
    def moved(of: Indicator) -> Indicator:
        return replace(of, actuals=(Actual(2024, Decimal(actual)),)) if of.id == indicator else of

    was = grades(judged(akita))
    now = grades(judged(replace(akita, indicators=tuple(map(moved, akita.indicators)))))
    node = akita.index.indicator[indicator].node
    assert (was[node], now[node]) == (before, after)
    assert {n for n in was if was[n] != now[n]} == {node}


def test_the_totals_of_akita_are_those_of_the_report(akita: Plan) -> None:
    done = judged(akita)
    stated = {(c.rater, c.grade): c.count for c in done.grades if c.rater == "self"}
    assert stated == {("self", g): n for g, n in (("A", 18), ("B", 43), ("C", 4), ("D", 2), (None, 1))}
    assert {s.stage: s.count for s in done.stages if s.count} == {"1": 9, "2": 42, "3・4": 13, "4": 4}
    money = done.money
    assert (money.initial, money.initial_naive, money.spent) == (Decimal(640613), Decimal(651818), Decimal(611662))
    assert money.execution_of_initial is not None
    assert money.execution_of_current is not None
    assert round(money.execution_of_initial, 1) == Decimal("95.5")
    assert round(money.execution_of_current, 1) == Decimal("91.0")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_explanation_of_akita_can_be_said(akita: Plan, language: str) -> None:
    done = judged(akita)
    for measure in done.measures:
        assert render(measure.computed.explanation, "ja" if language == "ja" else "en", AKITA_SCHEME.messages)
    assert all(render(move.reason, "ja", STAGES.messages) for move in done.moves)


def test_sasebo_counts_22_of_27_kpis_and_prints_each_field_as_published() -> None:
    done = evaluate(example("sasebo"), 2022, shipped_scheme("sasebo@1"), None)
    printed = [(g.name, f"{g.reached}/{g.counted}", g.rate_printed) for g in done.groups if g.excluded is None]
    assert printed == [
        ("観光", "2/2", "100"),
        ("農林水産", "2/2", "100"),
        ("子ども・子育て", "3/4", "75"),
        ("都市整備", "1/1", "100"),
        ("土木", "2/2", "100"),
        ("保健福祉", "2/3", "66"),
        ("防災", "1/1", "100"),
        ("窓口", "1/2", "50"),
        ("多様化", "3/5", "60"),
        ("業務効率化", "3/3", "100"),
        ("職場環境", "2/2", "100"),
    ]
    assert done.total is not None
    assert (done.total.reached, done.total.counted, done.total.rate_printed) == (22, 27, "81")
    rates = [i.achievement_rate for m in done.measures for i in m.indicators]
    assert sum(rate is not None and rate >= 100 for rate in rates) == 18


def test_all_eight_printed_rates_of_nagasaki_come_out() -> None:
    plan, scheme = example("nagasaki"), shipped_scheme("nagasaki@1")
    years = [evaluate(plan, year, scheme, None) for year in (2019, 2020)]
    rates = Counter(
        str(i.achievement_rate) for done in years for m in done.measures for i in m.indicators if i.achievement_rate
    )
    assert rates == Counter(["240", "40", "250", "275", "107", "107", "50", "90"])
    assert all(m.computed.grade is None for done in years for m in done.measures)
