"""Which fields the forms of a plan have."""

import re
import time
from dataclasses import replace
from typing import Any

import pytest

from monosashi.core.plan import Plan
from monosashi.core.results import Question
from monosashi.core.tree import Prose
from monosashi.evaluation.evaluate import evaluate
from monosashi.evaluation.known import known_scheme
from monosashi.evaluation.outcomes import Evaluation
from monosashi.exchange.forms.values import Figure, Placeholder
from monosashi.publishing.forms import FieldOf, Lookups, field_named, form_fields, told
from monosashi.publishing.forms.grade_values import RATERS, grade_values
from monosashi.publishing.forms.indicator_values import INDICATOR_VALUES, INDICATORS_VALUES
from monosashi.publishing.forms.measure_values import MEASURE_VALUES
from monosashi.publishing.forms.money_values import ONE_PROGRAM_VALUES, PROGRAMS_VALUES
from monosashi.publishing.forms.plan_values import PLAN_VALUES
from monosashi.publishing.forms.rows import groups, rows
from monosashi.wording import LANGUAGES, render
from publishing.forms.filled_plans import DAY, YEARS, example, judged, judgement
from scripts.generate_form_fields import PAGE, page

KEYS = {
    "plan": set(PLAN_VALUES) - {"reached", "counted", "reached_rate"},
    "whole": {"reached", "counted", "reached_rate"},
    "grade": set(grade_values()),
    "indicators": set(INDICATORS_VALUES),
    "indicator": set(INDICATOR_VALUES),
    "program": set(PROGRAMS_VALUES),
    "one_program": set(ONE_PROGRAM_VALUES),
}


@pytest.mark.parametrize("group", [group for group in groups() if group in KEYS])
def test_every_row_of_the_table_has_what_tells_it_and_nothing_is_left_over(group: str) -> None:
    assert {row.key for row in rows(group)} == KEYS[group]


def test_the_rows_of_measures_are_the_values_of_measures() -> None:
    stated = {row.key for group in ("measure", "prose", "answer") for row in rows(group)}
    assert stated == set(MEASURE_VALUES)
    assert {rater.value for rater in RATERS} <= {row.key for row in rows("grade")}


@pytest.mark.slow
@pytest.mark.parametrize("city", YEARS)
def test_every_field_gives_a_value_or_a_blank_for_every_measure_and_year(city: str) -> None:
    plan, evaluation, fiscal_year = example(city), judged(city), YEARS[city]
    whole = Lookups(plan, evaluation, fiscal_year, DAY).of_plan()
    fields = form_fields(plan)
    for year in ("", "前年度", "翌年度", str(plan.last_year)):
        asked = [Placeholder(field.name, year) for field in fields if field.yearly or not year]
        of_plan = {field.name for field in fields if field.of is FieldOf.PLAN}
        assert all(isinstance(whole(each), str | Figure) for each in asked if each.name in of_plan)
        for node in plan.index.measures:
            values = Lookups(plan, evaluation, fiscal_year, DAY).of_measure(node)
            assert all(isinstance(values(each), str | Figure) for each in asked)


@pytest.mark.parametrize("city", YEARS)
def test_every_name_stands_once_and_every_field_is_explained_in_both_languages(city: str) -> None:
    fields = form_fields(example(city))
    assert len({field.name for field in fields}) == len(fields)
    assert [
        f.name
        for f in fields
        for language in LANGUAGES
        if not render(f.about, language) or not render(f.group, language)
    ] == []
    assert {f.same_as for f in fields} - {""} <= {f.name for f in fields if not f.same_as}


def test_fields_of_the_plan_come_first() -> None:
    of = [field.of for field in form_fields(example("akita"))]
    assert of == sorted(of, key=lambda each: each is FieldOf.MEASURE)


def test_levels_headings_and_questions_are_fields_by_the_citys_own_words() -> None:
    assert field_named(example("akita"), "取組事項") is not None
    assert field_named(example("nagasaki"), "事業期間") is not None
    assert field_named(example("nagasaki"), "事業構築の視点") is not None
    assert field_named(example("akita"), "事業期間") is None


def test_a_heading_of_the_plan_goes_before_another_name_of_the_summary() -> None:
    plan = example("akita")
    node = plan.index.node["n-p077"]
    own = replace(node, prose=(Prose("内容", "市民と市がやりとりする。"),))
    changed = replace(plan, nodes=tuple(own if each is node else each for each in plan.nodes))
    values = Lookups(changed, None, 2024, DAY).of_measure(own)
    assert values(Placeholder("内容")) == "市民と市がやりとりする。"
    assert Lookups(plan, None, 2024, DAY).of_measure(node)(Placeholder("内容")) == node.summary


@pytest.mark.parametrize("text", ["どこで:だれが", "{{各施策}}", "各施策", "かっこ}を含む", "  "])
def test_a_question_that_cannot_be_typed_as_a_name_is_asked_by_its_number(text: str) -> None:
    plan = replace(example("nagasaki"), questions=(Question("q-9", "l-3", text),))
    names = [
        field.name for field in form_fields(plan) if field.name.startswith("質問") or text.strip() in field.name.split()
    ]
    assert names == ["質問1"]


def test_an_indicator_that_no_measure_has_is_known_and_not_listed() -> None:
    plan = example("akita")
    assert "指標7の実績値" not in {field.name for field in form_fields(plan)}
    found = field_named(plan, "指標7の実績値")
    assert found is not None
    assert (found.of, found.yearly) == (FieldOf.MEASURE, True)
    assert field_named(plan, "指標7の気持ち") is None
    assert field_named(plan, "指標100の実績値") is None


def test_a_scheme_that_judges_on_several_axes_names_each_of_them() -> None:
    plan = example("akita")
    result = plan.results[0]
    rating = replace(result.ratings[0], axis="有効性", grade="高")
    changed = replace(plan, results=(replace(result, ratings=(*result.ratings, rating)), *plan.results[1:]))
    evaluation = judgement(changed, 2024)
    values = Lookups(changed, evaluation, 2024, DAY).of_measure(changed.index.node[result.node])
    assert values(Placeholder("有効性の自己評価")) == "高"
    assert values(Placeholder("自己評価")) == result.ratings[0].grade
    assert field_named(plan, "有効性の自己評価") is None


def test_a_plan_without_years_results_or_a_scheme_has_fields_too() -> None:
    plan = replace(example("akita"), years=(), results=(), indicators=(), budget_programs=())
    values = Lookups(plan, None, 2024, DAY).of_measure(plan.index.measures[0])
    assert {
        values(Placeholder(name)) for name in ("算定評価", "評価の理由", "自己評価", "支出済額", "指標1の達成率")
    } == {""}


def test_the_scheme_given_explains_an_evaluation_that_no_reference_leads_to() -> None:
    plan = example("akita")
    evaluation = replace(judged("akita"), scheme="nowhere@1")
    values = Lookups(plan, evaluation, 2024, DAY, scheme=known_scheme("akita@1")).of_measure(plan.index.node["n-p077"])
    assert "最終目標値24,000人" in str(values(Placeholder("評価の理由")))


@pytest.mark.slow
def test_fields_of_2000_measures_are_found_without_looking_through_the_plan_each_time() -> None:
    plan = example("akita")
    measures = [replace(node, id=f"{node.id}-{at}") for at in range(30) for node in plan.index.measures]
    large = replace(plan, nodes=(*plan.nodes, *measures), years=plan.years)
    evaluation = judgement(large, 2024)
    names = (
        "施策名",
        "主担当課",
        "指標1の実績値",
        "指標1の達成率:前年度",
        "支出済額",
        "算定評価",
        "評価の理由",
        "分野の達成割合",
    )
    asked = [Placeholder(*name.split(":")) for name in names]
    begun = time.process_time()
    every = Lookups(large, evaluation, 2024, DAY)
    for node in large.index.measures:
        values = every.of_measure(node)
        assert values(asked[0]) == node.name
        assert [values(each) for each in asked]
    assert len(large.index.measures) > 2000
    assert time.process_time() - begun < 4


def test_another_year_is_judged_once_for_all_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    plan, years = example("akita"), list[int]()

    def counted(plan: Plan, fiscal_year: int, *rules: Any) -> Evaluation:
        years.append(fiscal_year)
        return evaluate(plan, fiscal_year, *rules)

    monkeypatch.setattr(told, "evaluate", counted)
    values = Lookups(plan, None, 2025, DAY)
    asked = Placeholder("分野の達成割合", "前年度")
    assert len({values.of_measure(node)(asked) for node in plan.index.measures}) > 1
    assert years == [2024]


def test_the_page_of_fields_is_the_one_that_the_table_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/generate_form_fields.py"


def test_the_list_of_fields_says_which_amounts_may_be_words_with_which_no_formula_can_calculate() -> None:
    """The measures that share 秋田市公式LINE運用経費, and all others of the plan."""
    plan, evaluation = example("akita"), judged("akita")
    marked = set()
    for node in plan.index.measures:
        values = Lookups(plan, evaluation, YEARS["akita"], DAY).of_measure(node)
        for each in form_fields(plan):
            value = values(Placeholder(each.name)) if each.of is FieldOf.MEASURE else ""
            if isinstance(value, str) and re.fullmatch(r"[\d,.]+（共通）", value) and not each.same_as:
                marked.add(each.name)
    assert {"支出済額", "予算事業1の支出済額", "支出済額のうち一般財源"} & marked
    said = {each.name: [render(each.about, language) for language in LANGUAGES] for each in form_fields(plan)}
    assert [name for name in sorted(marked) if "共通" not in said[name][0] or "share" not in said[name][1]] == []
    assert [name for name in sorted(marked) if not all("#VALUE!" in text for text in said[name])] == []
    assert "#VALUE!" not in "".join(said["計画全体の支出済額"] + said["執行率"] + said["施策名"])
