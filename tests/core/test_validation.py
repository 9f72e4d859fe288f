"""What a plan may not say: each rule broken once in a plan that is otherwise right."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from core.changed_samples import PLAN, with_indicator, with_node, with_program, with_result
from monosashi.core.indicators import Actual, Baseline, Indicator, SeriesPoint, Target
from monosashi.core.messages import message
from monosashi.core.money import BudgetProgram, BudgetStage, MoneyLine, Share
from monosashi.core.plan import Municipality, Plan, PlanYear, Provenance
from monosashi.core.results import Answer, NodeYear, Question, QuestionKind, Rater, Rating
from monosashi.core.tree import Department, Level, Milestone, Node, Responsibility, Role
from monosashi.core.validation import problems_of
from monosashi.core.validation_references import circles
from monosashi.core.values import Described, Span
from monosashi.wording import LANGUAGES, render


def found(plan: Plan) -> list[tuple[str, str]]:
    """Place and message id of each problem, once it is sure that both can be told in both languages."""
    for problem in problems_of(plan):
        for language in LANGUAGES:
            assert render(problem.why, language)
            assert render(problem.remedy, language)
    return [(problem.place, problem.why.id) for problem in problems_of(plan)]


def with_answer(answer: Answer) -> Plan:
    return with_result(answers=(answer,))


def test_the_sample_has_no_problem() -> None:
    assert found(PLAN) == []


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("052018", "plan.wrong_check_digit"),
        ("05201", "plan.not_a_municipality_code"),
        ("０５２０１９", "plan.not_a_municipality_code"),
    ],
)
def test_a_municipality_code_must_be_six_digits_that_check(code: str, why: str) -> None:
    assert found(replace(PLAN, municipality=Municipality(code, "市"))) == [("municipality/code", why)]


def test_a_wrong_check_digit_is_told_with_the_right_one() -> None:
    (problem,) = problems_of(replace(PLAN, municipality=Municipality("052018", "市")))
    assert problem.why == message("plan.wrong_check_digit", digit="8", right="9")


@pytest.mark.parametrize(
    ("plan", "place", "why"),
    [
        (replace(PLAN, first_year=1868), "first_year", "plan.not_a_fiscal_year"),
        (replace(PLAN, last_year=20245), "last_year", "plan.not_a_fiscal_year"),
        (replace(PLAN, first_year=2026), "last_year", "plan.last_before_first"),
        (replace(PLAN, last_year=2123), "last_year", "plan.period_too_long"),
        (replace(PLAN, revision=0), "revision", "plan.revision_below_one"),
        (replace(PLAN, name=" "), "name", "plan.blank_name"),
        (replace(PLAN, money_unit=""), "money_unit", "plan.blank_name"),
        (with_node(name="　"), "nodes/m-online/name", "plan.blank_name"),
    ],
)
def test_period_revision_and_names_must_make_sense(plan: Plan, place: str, why: str) -> None:
    assert (place, why) in found(plan)


@pytest.mark.parametrize("id_", ["", " ", "施策1", "a/b", "-a", "a b", "a" * 65, "a\n"])
def test_an_id_must_be_able_to_stand_in_an_address(id_: str) -> None:
    assert "plan.unusable_id" in [why for _, why in found(replace(PLAN, levels=(*PLAN.levels, Level(id_, "新"))))]


@pytest.mark.parametrize(
    ("plan", "place", "other"),
    [
        (replace(PLAN, nodes=(*PLAN.nodes, PLAN.nodes[0])), "nodes/f-desk#2/id", "nodes/f-desk/id"),
        (replace(PLAN, nodes=(*PLAN.nodes, Node("i-rate", "field", "新"))), "indicators/i-rate/id", "nodes/i-rate/id"),
        (replace(PLAN, levels=(*PLAN.levels, Level("sample", "新"))), "levels/sample/id", "id"),
        (
            with_node(milestones=(Milestone("ms", "a", "2024"), Milestone("ms", "b", "2025"))),
            "nodes/m-online/milestones/ms#2/id",
            "nodes/m-online/milestones/ms/id",
        ),
    ],
)
def test_an_id_stands_once_whatever_it_names(plan: Plan, place: str, other: str) -> None:
    (problem,) = problems_of(plan)
    assert (problem.place, problem.why.id) == (place, "plan.duplicate_id")
    assert dict(problem.why.params)["other"] == other


def test_an_id_that_stands_three_times_is_told_twice() -> None:
    plan = replace(PLAN, levels=(*PLAN.levels, *[Level("field", "分野")] * 2))
    assert [place for place, why in found(plan) if why == "plan.duplicate_id"] == [
        "levels/field#2/id",
        "levels/field#3/id",
    ]


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        (replace(PLAN, years=(PlanYear(2024), PlanYear(2024))), "years/2024#2"),
        (
            with_indicator(targets=(Target(2024, Decimal(1)), Target(2024, Decimal(2)))),
            "indicators/i-rate/targets/2024#2",
        ),
        (with_indicator(actuals=(Actual(2024, Decimal(1)),) * 3), "indicators/i-rate/actuals/2024#2"),
        (
            with_program(lines=(MoneyLine(2024, BudgetStage.SPENT, Decimal(1), item="旅費"),) * 2),
            "budget_programs/b-system/lines/2024.spent.旅費#2",
        ),
        (with_program(shares=(Share("m-online"), Share("m-online"))), "budget_programs/b-system/shares/m-online#2"),
        (replace(PLAN, results=(*PLAN.results, NodeYear("m-online", 2024))), "results/m-online.2024#2"),
        (
            with_result(ratings=(Rating("progress", Rater.SELF, "A"), Rating("progress", Rater.SELF, "B"))),
            "results/m-online.2024/ratings/progress.self#2",
        ),
        (
            with_node(responsibilities=(Responsibility("d-office", Role.LEAD),) * 2),
            "nodes/m-online/responsibilities/d-office.lead#2",
        ),
    ],
)
def test_a_list_says_nothing_twice(plan: Plan, place: str) -> None:
    assert (place, "plan.duplicate_entry") in found(plan)


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        (with_node(level="x"), "nodes/m-online/level"),
        (with_node(parent="x"), "nodes/m-online/parent"),
        (with_node(cross_listed_under=("x",)), "nodes/m-online/cross_listed_under"),
        (with_node(related_plans=("x",)), "nodes/m-online/related_plans"),
        (
            with_node(responsibilities=(Responsibility("x", Role.LEAD),)),
            "nodes/m-online/responsibilities/x.lead/department",
        ),
        (with_indicator(node="x"), "indicators/i-rate/node"),
        (with_indicator(part_of="x"), "indicators/i-rate/part_of"),
        (with_indicator(shared_with_plans=("x",)), "indicators/i-rate/shared_with_plans"),
        (with_program(department="x"), "budget_programs/b-system/department"),
        (with_program(shares=(Share("x"),)), "budget_programs/b-system/shares/x/node"),
        (with_result(node="x"), "results/x.2024/node"),
        (
            with_result(ratings=(Rating("progress", Rater.SELF, "A", indicator="x"),)),
            "results/m-online.2024/ratings/progress.self.x/indicator",
        ),
        (with_answer(Answer("x")), "results/m-online.2024/answers/x/question"),
        (replace(PLAN, questions=(*PLAN.questions, Question("q", "x", "問"))), "questions/q/level"),
        (replace(PLAN, posts=(replace(PLAN.posts[0], department="x"),)), "posts/p-chief/department"),
        (
            replace(PLAN, departments=(*PLAN.departments, Department("d-new", "新", "x"))),
            "departments/d-new/parent",
        ),
        (
            replace(PLAN, departments=(*PLAN.departments, Department("d-new", "新", members=("x",)))),
            "departments/d-new/members",
        ),
        (
            replace(
                PLAN,
                years=(replace(PLAN.years[0], kept_targets=(replace(PLAN.years[0].kept_targets[0], indicator="x"),)),),
            ),
            "years/2024/kept_targets/x/indicator",
        ),
        (replace(PLAN, provenance=(Provenance("name", "x"),)), "provenance/name/document"),
    ],
)
def test_a_reference_must_lead_somewhere(plan: Plan, place: str) -> None:
    assert found(plan) == [(place, "plan.dangling_reference")]


def test_a_reference_that_is_nearly_right_is_told_what_may_be_meant() -> None:
    (problem,) = problems_of(with_indicator(node="m-onlin"))
    assert problem.remedy == message("plan.refer_to_near", near="m-online")


def test_a_node_stands_below_one_of_a_higher_level() -> None:
    assert found(with_node(parent="m-sensor")) == [("nodes/m-online/parent", "plan.level_order")]
    assert found(with_node(cross_listed_under=("m-sensor",))) == [
        ("nodes/m-online/cross_listed_under", "plan.level_order")
    ]


def test_nothing_is_above_itself() -> None:
    two = (Department("d-a", "甲", "d-b"), Department("d-b", "乙", "d-a"))
    assert found(replace(PLAN, departments=(*PLAN.departments, *two))) == [("departments/d-a/parent", "plan.cycle")]
    assert found(with_indicator(part_of="i-rate")) == [("indicators/i-rate/part_of", "plan.cycle")]
    members = replace(PLAN.departments[1], members=("d-centres",))
    assert found(replace(PLAN, departments=(PLAN.departments[0], members, PLAN.departments[2]))) == [
        ("departments/d-citizens/members", "plan.cycle")
    ]
    assert ("nodes/m-online/parent", "plan.cycle") in found(with_node(parent="m-online"))


def test_a_circle_is_found_once_in_a_chain_of_any_length() -> None:
    chain = {str(number): (str(number + 1),) for number in range(5_000)}
    assert list(circles(chain)) == []
    assert list(circles(chain | {"5000": ("4998",)})) == [("4998", "4999", "5000")]
    assert list(circles({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()})) == []
    assert list(circles({"a": ("a",), "b": ("a",)})) == [("a",)]


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        (replace(PLAN, years=(PlanYear(2026),)), "years/2026/fiscal_year"),
        (with_indicator(targets=(Target(2026, Decimal(1)),)), "indicators/i-rate/targets/2026/fiscal_year"),
        (
            with_indicator(interim_targets=(Target(2022, Decimal(1)),)),
            "indicators/i-rate/interim_targets/2022/fiscal_year",
        ),
        (with_indicator(actuals=(Actual(2022, Decimal(1)),)), "indicators/i-rate/actuals/2022/fiscal_year"),
        (with_indicator(final_year=2205), "indicators/i-rate/final_year"),
        (with_indicator(baseline=Baseline(Decimal(1), 202)), "indicators/i-rate/baseline/fiscal_year"),
        (
            with_indicator(
                reference_series=(
                    replace(PLAN.indicators[0].reference_series[0], points=(SeriesPoint(2, Decimal(1)),)),
                )
            ),
            "indicators/i-rate/reference_series/参考値/points/2/fiscal_year",
        ),
        (
            with_program(lines=(MoneyLine(2204, BudgetStage.SPENT, Decimal(1)),)),
            "budget_programs/b-system/lines/2204.spent/fiscal_year",
        ),
        (with_result(fiscal_year=2022), "results/m-online.2022/fiscal_year"),
    ],
)
def test_a_year_outside_the_period_is_refused(plan: Plan, place: str) -> None:
    assert found(plan) == [(place, "plan.year_outside_period")]


def test_baselines_and_money_may_lie_some_years_before_or_after_the_period() -> None:
    assert found(with_indicator(baseline=Baseline(Decimal(1), 2014))) == []
    lines = (MoneyLine(2022, BudgetStage.SPENT, Decimal(1)), MoneyLine(2026, BudgetStage.INITIAL, Decimal(1)))
    assert found(with_program(lines=lines)) == []


@pytest.mark.parametrize("day", ["2025-02-29", "2025-4-1", "2025", "令和7年4月1日", "20250401", ""])
def test_a_validity_must_be_days_of_the_calendar(day: str) -> None:
    plan = with_node(responsibilities=(Responsibility("d-office", Role.LEAD, valid_to=day),))
    assert found(plan) == [("nodes/m-online/responsibilities/d-office.lead/valid_to", "plan.not_a_date")]


def test_what_ends_before_it_begins_is_refused() -> None:
    ends = Department("d-new", "新", valid_from="2025-04-01", valid_to="2025-03-31")
    assert found(replace(PLAN, departments=(*PLAN.departments, ends))) == [
        ("departments/d-new/valid_to", "plan.ends_before_it_begins")
    ]


@pytest.mark.parametrize("due", ["2025-13", "2025-Q5", "2025-02-30", "年度末", "25"])
def test_a_milestone_is_due_on_a_day_in_a_month_a_quarter_or_a_year(due: str) -> None:
    assert found(with_node(milestones=(Milestone("ms", "受付", due),))) == [
        ("nodes/m-online/milestones/ms/due", "plan.not_a_milestone_date")
    ]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (Decimal("NaN"), "plan.not_finite"),
        (Decimal("Infinity"), "plan.not_finite"),
        (Span(Decimal("NaN"), Decimal(1)), "plan.not_finite"),
        (Span(), "plan.range_without_ends"),
        (Span(Decimal(2), Decimal("1.9")), "plan.range_upside_down"),
        (Described(" "), "plan.empty_words"),
    ],
)
def test_a_value_is_finite_the_right_way_round_and_says_something(value: Any, why: str) -> None:
    assert found(with_indicator(actuals=(Actual(2024, value),))) == [("indicators/i-rate/actuals/2024/value", why)]
    assert found(with_indicator(final_target=value)) == [("indicators/i-rate/final_target", why)]


@pytest.mark.parametrize("stage", [stage for stage in BudgetStage if stage not in ("supplementary", "transfer")])
def test_only_supplements_and_transfers_may_be_negative(stage: BudgetStage) -> None:
    place = f"budget_programs/b-system/lines/2024.{stage}/amount"
    assert found(with_program(lines=(MoneyLine(2024, stage, Decimal(-1)),))) == [(place, "plan.negative_amount")]
    assert found(with_program(lines=(MoneyLine(2024, BudgetStage.TRANSFER, Decimal(-1)),))) == []


@pytest.mark.parametrize(
    ("ratios", "problems"),
    [
        (("60", "40"), []),
        (("33.3", "33.3"), ["shares:plan.shares_under_whole"]),
        (("66.6", "33.3"), []),
        (("60", "41"), ["shares:plan.shares_over_whole"]),
        (("60", None), []),
        (("0", None), ["shares/m-online/ratio:plan.not_a_share"]),
        (("100.1", None), ["shares/m-online/ratio:plan.not_a_share"]),
        (("-1", None), ["shares/m-online/ratio:plan.not_a_share"]),
        (("NaN", None), ["shares/m-online/ratio:plan.not_a_share"]),
    ],
)
def test_shares_make_the_whole_and_no_more(ratios: tuple[str | None, ...], problems: list[str]) -> None:
    shares = tuple(
        Share(node, None if ratio is None else Decimal(ratio))
        for node, ratio in zip(("m-online", "m-sensor"), ratios, strict=True)
    )
    assert found(with_program(shares=shares)) == [
        (f"budget_programs/b-system/{place}", why) for place, why in (problem.split(":") for problem in problems)
    ]


def test_three_thirds_of_33_3_are_a_whole_and_shares_over_it_are_told_with_their_sum() -> None:
    three = tuple(Share(node, Decimal("33.3")) for node in ("m-online", "m-sensor", "m-school"))
    assert found(with_program(shares=three)) == []
    (problem,) = problems_of(with_program(shares=(Share("m-online", Decimal("70.5")), Share("m-sensor", Decimal(60)))))
    assert problem.why == message("plan.shares_over_whole", total=Decimal("130.5"))


@pytest.mark.parametrize(
    ("answer", "field", "why"),
    [
        (Answer("q-effect", number=Decimal(1)), "number", "plan.answer_of_other_kind"),
        (Answer("q-effect", choices=("high",)), "choices", "plan.answer_of_other_kind"),
        (Answer("q-need", number=Decimal(1)), "number", "plan.answer_of_other_kind"),
        (Answer("q-need", choices=("high", "low")), "choices", "plan.one_choice_only"),
        (Answer("q-need", choices=("middle",)), "choices", "plan.unknown_choice"),
        (Answer("q-users", choices=("people", "x")), "choices", "plan.unknown_choice"),
        (Answer("q-visitors", number=Decimal("NaN")), "number", "plan.not_finite"),
    ],
)
def test_an_answer_is_of_the_kind_that_was_asked_for(answer: Answer, field: str, why: str) -> None:
    assert found(with_answer(answer)) == [(f"results/m-online.2024/answers/{answer.question}/{field}", why)]


def test_a_remark_may_stand_beside_a_number_or_a_choice() -> None:
    assert found(with_answer(Answer("q-visitors", "概数", Decimal(1200)))) == []


def test_a_question_is_answered_by_nodes_of_its_own_level() -> None:
    assert found(
        replace(PLAN, results=(NodeYear("f-desk", 2024, answers=(Answer("q-effect", "x"),)),), provenance=())
    ) == [("results/f-desk.2024/answers/q-effect/question", "plan.answer_of_other_level")]


def test_choices_belong_to_questions_that_let_one_choose() -> None:
    none = Question("q-new", "measure", "問", QuestionKind.CHOICE)
    needless = Question("q-more", "measure", "問", QuestionKind.NUMBER, PLAN.questions[2].choices)
    assert found(replace(PLAN, questions=(*PLAN.questions, none, needless))) == [
        ("questions/q-new/choices", "plan.no_choices"),
        ("questions/q-more/choices", "plan.needless_choices"),
    ]


@pytest.mark.parametrize(
    "at", ["indicators/i-rate/actuals/2025/value", "indicators/i-rate/actual", "nodes", "nodes/", ""]
)
def test_a_source_is_of_something_that_the_plan_has(at: str) -> None:
    plan = replace(PLAN, provenance=(Provenance(at, "doc"),))
    assert [why for _, why in found(plan)] == ([] if at in ("nodes", "") else ["plan.provenance_leads_nowhere"])


def test_all_problems_come_at_once() -> None:
    plan = replace(
        PLAN,
        municipality=Municipality("052018", "市"),
        last_year=2022,
        indicators=(*PLAN.indicators, Indicator("i-new", "x", "新")),
        budget_programs=(
            *PLAN.budget_programs,
            BudgetProgram("b-new", "新", shares=(Share("m-online", Decimal(101)),)),
        ),
    )
    ids = {why for _, why in found(plan)}
    assert {"plan.wrong_check_digit", "plan.last_before_first", "plan.dangling_reference", "plan.not_a_share"} <= ids
