"""Problems of a plan as people read them: entries by name, final years beside baselines, no words of the program."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from core.changed_samples import PLAN, with_indicator, with_node, with_program, with_result
from monosashi.core.indicators import Baseline, Target
from monosashi.core.money import BudgetStage, MoneyLine, Share
from monosashi.core.plan import Plan
from monosashi.core.results import Answer, Question, QuestionKind, Rater, Rating
from monosashi.core.tree import Milestone, Node, Responsibility, Role
from monosashi.core.validation import problems_of
from monosashi.wording import render


def found(plan: Plan) -> list[tuple[str, str]]:
    return [(problem.place, problem.why.id) for problem in problems_of(plan)]


@pytest.mark.parametrize("year", [2021, 2018])
def test_a_final_year_before_that_of_the_baseline_is_refused(year: int) -> None:
    plan = with_indicator(baseline=Baseline(Decimal(1), 2022), final_year=year)
    assert found(plan) == [("indicators/i-rate/final_year", "plan.final_before_baseline")]


def test_a_final_year_may_be_that_of_the_baseline_which_may_also_give_no_year() -> None:
    assert found(with_indicator(baseline=Baseline(Decimal(1), 2022), final_year=2022)) == []
    assert found(with_indicator(baseline=Baseline(Decimal(1), None, "前年末"), final_year=2015)) == []


@pytest.mark.parametrize(
    ("plan", "named"),
    [
        (
            with_program(lines=(MoneyLine(2024, BudgetStage.INITIAL, Decimal(1), item="その他"),) * 2),
            "令和6年度、当初予算額、その他",
        ),
        (with_program(shares=(Share("m-online"), Share("m-online"))), "電子申請"),
        (with_result(ratings=(Rating("progress", Rater.SELF, "A"),) * 2), "progress、自己評価"),
        (with_node(responsibilities=(Responsibility("d-office", Role.LEAD),) * 2), "推進本部、主担当課"),
        (with_indicator(targets=(Target(2024, Decimal(1)), Target(2024, Decimal(2)))), "令和6年度"),
        (with_result(answers=(Answer("q-effect", "x"), Answer("q-effect", "y"))), "効果は何か"),
    ],
)
def test_what_stands_twice_is_named_in_words(plan: Plan, named: str) -> None:
    (problem,) = problems_of(plan)
    assert f"「{named}」" in render(problem.why, "ja")


def sentences(plan: Plan) -> str:
    return "".join(render(part, "ja") for each in problems_of(plan) for part in (each.why, each.remedy))


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (with_program(lines=(MoneyLine(2024, BudgetStage.SPENT, Decimal(-1)),)), "「段階」"),
        (
            with_node(responsibilities=(Responsibility("d-office", Role.LEAD, "2025-04-01", "2024-04-01"),)),
            "「いつまで」",
        ),
        (with_indicator(targets=(Target(2000, Decimal(1)),)), "「参考値」"),
        (replace(PLAN, last_year=2000), "「最後の年度」"),
        (with_program(shares=(Share("m-online", Decimal(120)),)), "「割合」"),
        (with_program(shares=(Share("m-online", Decimal(50)),)), "「計画に属する部分」"),
        (
            replace(PLAN, questions=(*PLAN.questions, Question("q", "measure", "何か", QuestionKind.CHOICE))),
            "「選択肢」",
        ),
        (replace(PLAN, questions=(replace(PLAN.questions[2], kind=QuestionKind.TEXT),), results=()), "「選択肢」"),
        (with_result(answers=(Answer("q-visitors", choices=("high",)),)), "「文章」"),
        (replace(PLAN, nodes=(*PLAN.nodes, Node("n", "field", "新", "m-sensor"))), "「上位」"),
        (with_node(milestones=(Milestone("ms", "受付", "年度末"),)), "令和6年度第4四半期"),
    ],
)
def test_sentences_say_the_words_of_the_screens_and_not_those_of_the_program(plan: Plan, said: str) -> None:
    told = sentences(plan)
    assert said in told
    bare = re.sub(r"[（「][^」）]*[0-9A-Za-z][^」）]*[」）]|令和[0-9]+年|[0-9-]+-Q[1-4]", "", told)
    assert not re.findall(r"[A-Za-z_]{4,}", bare)
