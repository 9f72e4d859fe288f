"""新旧対照: every change told once, in words, as what it is."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from monosashi.core.changes import diff
from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetStage, MoneyLine
from monosashi.core.plan import Plan, PlanYear, YearState
from monosashi.core.results import ManagedBy, NodeYear
from monosashi.core.tree import Milestone, Node, Succession, SuccessionKind
from monosashi.core.values import ValueStatus
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.comparison import Comparison, DifferenceKind, RunKind, compare
from monosashi.publishing.comparison.document import comparison_document, csv_rows
from monosashi.wording import LANGUAGES, Language, render
from sample_plans import sample_plan
from strategies import plans

Kind = DifferenceKind
AKITA = Path(__file__).parents[3] / "examples" / "akita" / "akita.plan.json"


def with_nodes(plan: Plan, *nodes: Node) -> Plan:
    return replace(plan, nodes=nodes, results=(), indicators=(), budget_programs=(), questions=())


def with_indicator(plan: Plan, change: Callable[[Indicator], Indicator]) -> Plan:
    first, *rest = plan.indicators
    return replace(plan, indicators=(change(first), *rest))


def told(comparison: Comparison, language: Any = "ja") -> list[str]:
    return [render(difference.message, language) for difference in comparison.differences]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(before=plans(), after=plans())
@pytest.mark.slow
def test_every_change_of_the_plan_is_told_once_and_in_both_languages(before: Plan, after: Plan) -> None:
    comparison = compare(before, after)
    changes = [change for difference in comparison.differences for change in difference.changes]
    expected = [change for change in diff(before, after) if change.path != ("revision",)]
    assert sorted(map(repr, changes)) == sorted(map(repr, expected))
    for language in LANGUAGES:
        document = comparison_document(comparison, lambda sentence: render(sentence, language))  # noqa: B023
        assert "Message(" not in str(document)
        assert len(list(csv_rows(comparison, lambda sentence: render(sentence, language)))) == len(  # noqa: B023
            comparison.differences
        )


@pytest.mark.parametrize(
    ("due", "says"),
    [
        ("2024-10", "令和6年10月"),
        ("2025-03-31", "令和7年3月31日"),
        ("2019-04-30", "平成31年4月30日"),
        ("2019-05", "令和元年5月"),
        ("2024-Q4", "令和6年度第4四半期"),
        ("2024", "令和6年度"),
        ("年度内", "年度内"),
    ],
)
def test_the_day_of_a_milestone_is_told_as_people_read_it(due: str, says: str) -> None:
    plan = sample_plan()
    node = plan.index.measures[0]
    added, moved, done = (with_milestone(plan, node, *days) for days in ((due,), ("2023-06",), (due, due)))
    assert f"試行（期限 {says}）" in " ".join(told(compare(plan, added)))
    assert f"{says}" in " ".join(told(compare(moved, added)))
    assert "令和5年6月" in " ".join(told(compare(moved, added)))
    assert says in " ".join(told(compare(added, done)))
    assert "2023-06" not in " ".join(told(compare(moved, added), "en"))


def with_milestone(plan: Plan, node: Node, due: str, done: str | None = None) -> Plan:
    new = replace(node, milestones=(*node.milestones, Milestone("ms-9", "試行", due, done)))
    return replace(plan, nodes=tuple(new if each is node else each for each in plan.nodes))


def test_the_same_plan_does_not_differ() -> None:
    assert compare(sample_plan(), replace(sample_plan(), revision=9)).groups == ()


LEVEL = "measure"
OLD, NEW = Node("m-1", LEVEL, "電子申請"), Node("m-9", LEVEL, "手続のオンライン化")
TWO = Node("m-2", LEVEL, "電子決裁")


@pytest.mark.parametrize(
    ("kind", "before", "after", "sentence"),
    [
        (Kind.ADDED, (OLD,), (OLD, TWO), "「電子決裁」が加わりました（取組）。"),
        (Kind.DROPPED, (OLD, TWO), (OLD,), "「電子決裁」がなくなりました（取組）。"),
        (
            Kind.RENAMED,
            (OLD,),
            (replace(OLD, name="手続のオンライン化"),),
            "名称が「電子申請」から「手続のオンライン化」に改まりました。",
        ),
        (
            Kind.RENAMED,
            (OLD,),
            (replace(NEW, succeeds=(Succession("m-1", SuccessionKind.RENAMED, 2025),)),),
            "取組が「電子申請」から「手続のオンライン化」に改まりました。",
        ),
        (
            Kind.MERGED,
            (OLD, TWO),
            (replace(NEW, succeeds=tuple(Succession(i, SuccessionKind.MERGED, 2025) for i in ("m-1", "m-2"))),),
            "取組「電子申請、電子決裁」が「手続のオンライン化」に統合されました。",
        ),
        (
            Kind.SPLIT,
            (OLD,),
            tuple(replace(n, succeeds=(Succession("m-1", SuccessionKind.SPLIT, 2025),)) for n in (NEW, TWO)),
            "取組「電子申請」が「手続のオンライン化、電子決裁」に分割されました。",
        ),
    ],
)
def test_what_came_and_went_is_told_by_its_links(
    kind: DifferenceKind, before: tuple[Node, ...], after: tuple[Node, ...], sentence: str
) -> None:
    plan = sample_plan()
    comparison = compare(with_nodes(plan, *before), with_nodes(plan, *after))
    assert [difference.kind for difference in comparison.differences] == [kind]
    assert told(comparison) == [sentence]


def test_a_replaced_indicator_is_one_entry_that_says_that_figures_cannot_be_compared() -> None:
    plan = sample_plan()
    old = plan.indicators[2]
    new = replace(old, id="i-new", name="適合", succeeds=(Succession(old.id, SuccessionKind.REPLACED, 2025),))
    comparison = compare(plan, replace(plan, indicators=(*plan.indicators[:2], new)))
    assert comparison.counts() == {Kind.REPLACED: 1}
    assert "前後の数値は比べられません" in told(comparison)[0]
    assert comparison.differences[0].node == "m-sensor"


@pytest.mark.parametrize(
    ("change", "kind", "sentence"),
    [
        (
            lambda i: replace(i, final_target=Decimal("35.0")),
            Kind.TARGET_MOVED,
            "指標「電子申請率」の最終目標値が 30.0% から 35.0% に変わりました。",
        ),
        (
            lambda i: replace(i, actuals=(i.actuals[0], replace(i.actuals[1], value=Decimal("22.6")))),
            Kind.FIGURE_CORRECTED,
            "指標「電子申請率」の令和6年度の実績値が 22.60% から 22.6% に改められました。",
        ),
        (
            lambda i: replace(
                i, actuals=(i.actuals[0], replace(i.actuals[1], value=Decimal("23.0"), status=ValueStatus.FINAL))
            ),
            Kind.FIGURE_SETTLED,
            "指標「電子申請率」の令和6年度の実績値が確定しました: 22.60% → 23.0%。",
        ),
        (
            lambda i: replace(i, actuals=(replace(i.actuals[0], value=Decimal("18.0")), i.actuals[1])),
            Kind.FIGURE_REPORTED,
            "指標「電子申請率」の令和5年度の実績値が報告されました: 18.0%。（前は 未集計）",
        ),
    ],
)
def test_a_figure_is_told_with_unit_and_year_as_what_became_of_it(
    change: Callable[[Indicator], Indicator], kind: DifferenceKind, sentence: str
) -> None:
    plan = sample_plan()
    comparison = compare(plan, with_indicator(plan, change))
    assert [(d.kind, render(d.message, "ja")) for d in comparison.differences] == [(kind, sentence)]


def closed(plan: Plan, state: YearState) -> Plan:
    return replace(plan, years=(replace(plan.years[0], state=state),))


def with_amount(plan: Plan, at: int, amount: str) -> Plan:
    program, common = plan.budget_programs
    lines = list(program.lines)
    lines[at] = replace(lines[at], amount=Decimal(amount))
    return replace(plan, budget_programs=(replace(program, lines=tuple(lines)), common))


SPENT, INITIAL = 2, 0


@pytest.mark.parametrize(
    ("before", "at", "kind"),
    [
        (YearState.PROVISIONAL, SPENT, Kind.MONEY_SETTLED),
        (YearState.SETTLED, SPENT, Kind.MONEY_CHANGED),
        (YearState.PROVISIONAL, INITIAL, Kind.MONEY_CHANGED),
    ],
)
def test_money_that_was_settled_is_no_error_but_the_initial_budget_never_settles(
    before: YearState, at: int, kind: DifferenceKind
) -> None:
    plan = sample_plan()
    comparison = compare(closed(plan, before), with_amount(plan, at, "2700"))
    assert kind in comparison.counts()
    assert ("決算で確定しました" in "".join(told(comparison))) is (kind is Kind.MONEY_SETTLED)


def test_stage_grade_department_and_text_are_told_as_such() -> None:
    plan = sample_plan()
    year, *rest = plan.results
    changed = replace(
        year,
        stage="4",
        result="45手続を電子化した。",
        ratings=(replace(year.ratings[0], grade="A"), year.ratings[1]),
    )
    nodes = tuple(replace(n, responsibilities=()) if n.id == "m-online" else n for n in plan.nodes)
    comparison = compare(plan, replace(plan, results=(changed, *rest), nodes=nodes))
    kinds = (Kind.STAGE_MOVED, Kind.GRADE_CHANGED, Kind.DEPARTMENT_CHANGED, Kind.TEXT_CHANGED)
    assert comparison.counts() == dict.fromkeys(kinds, 1)
    (text,) = comparison.of_kind(Kind.TEXT_CHANGED)
    assert [(run.kind, run.text) for run in text.runs] == [
        (RunKind.KEPT, "4"),
        (RunKind.LEFT_OUT, "0"),
        (RunKind.PUT_IN, "5"),
        (RunKind.KEPT, "手続を電子化した。"),
    ]
    (department,) = comparison.of_kind(Kind.DEPARTMENT_CHANGED)
    assert render(department.message, "ja") == "「電子申請」の担当課がなくなりました。（前は 市民課（主担当課））"


def test_of_what_is_newly_said_of_a_year_the_stage_is_told_by_name_and_of_texts_that_there_are_any() -> None:
    plan = read_plan(AKITA)
    moved = NodeYear("n-p073", 2025, stage="3", next_step="続ける。")
    (difference,) = compare(plan, replace(plan, results=(*plan.results, moved))).of_kind(Kind.FIGURE_REPORTED)
    said = "ライフサイクルの段階 3 安定期、今後の取組"
    assert (
        render(difference.message, "ja")
        == f"「マイナンバーカードの取得促進」の令和7年度の回答が報告されました: {said}。"
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (NodeYear("n-p073", 2025, stage="3"), "令和7年度のライフサイクルの段階が決まりました: 3 安定期。"),
        (
            NodeYear("n-p073", 2025, stage="3", managed_by=ManagedBy.SCHEDULE),
            "令和7年度のライフサイクルの段階が決まりました: 3 安定期、管理方法 スケジュール管理。",
        ),
    ],
)
def test_a_stage_that_was_set_ahead_is_no_answer_that_was_reported(said: NodeYear, sentence: str) -> None:
    plan = read_plan(AKITA)
    comparison = compare(plan, replace(plan, results=(*plan.results, said)))
    assert comparison.of_kind(Kind.FIGURE_REPORTED) == ()
    (difference,) = comparison.of_kind(Kind.STAGE_MOVED)
    assert render(difference.message, "ja") == f"「マイナンバーカードの取得促進」の{sentence}"
    assert "was set" in render(difference.message, "en")
    assert compare(replace(plan, results=(*plan.results, said)), plan).of_kind(Kind.STAGE_MOVED) != ()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ja", "予算事業「高齢者コインバス事業」の令和7年度の決算額が加わりました: 231,000千円。"),
        ("en", "Budget programme “高齢者コインバス事業”: settlement of FY2025 was added: 231,000 千円."),
    ],
)
def test_money_of_which_nothing_was_said_before_is_told_as_added_and_not_as_changed_from_nothing(
    language: Language, sentence: str
) -> None:
    plan = read_plan(AKITA)
    line = MoneyLine(2025, BudgetStage.SPENT, Decimal(231000))
    programs = tuple(replace(p, lines=(*p.lines, line)) if p.id == "b-p145" else p for p in plan.budget_programs)
    later = replace(plan, budget_programs=programs)
    assert [render(each.message, language) for each in compare(plan, later).differences] == [sentence]


def test_a_fiscal_year_is_told_as_one_and_not_as_a_count() -> None:
    plan = sample_plan()
    later = replace(plan, years=(*plan.years, PlanYear(2031)), last_year=2031)
    sentences = told(compare(plan, later))
    assert len(sentences) == 2
    assert all("令和13年度" in each and "2,031" not in each for each in sentences)


def test_differences_stand_by_measure_in_the_order_of_the_plan_the_plans_own_first() -> None:
    plan = sample_plan()
    nodes = tuple(replace(node, summary=f"{node.summary}！") for node in plan.nodes)
    comparison = compare(plan, replace(plan, nodes=nodes, name="改めた計画"))
    assert [group.node for group in comparison.groups] == [None, "f-desk", "m-online", "f-data", "m-sensor", "m-school"]


def test_a_measure_that_went_stands_where_it_stood() -> None:
    plan = with_nodes(sample_plan(), OLD, TWO, NEW)
    after = with_nodes(sample_plan(), replace(OLD, summary="新"), replace(NEW, summary="新"))
    assert [group.node for group in compare(plan, after).groups] == ["m-1", "m-2", "m-9"]
