"""Akita's plan continued by one made-up year: what was copied, replaced, lowered or stood still is found, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from checks.akita_plan import akita, reviewed, with_indicator, with_result
from monosashi.checks.finding import Finding
from monosashi.checks.registry import all_rules
from monosashi.checks.rule import Scope
from monosashi.core.indicators import Actual, Baseline, Fraction, Indicator
from monosashi.core.plan import Plan, PlanYear, YearState
from monosashi.core.results import NodeYear
from monosashi.core.tree import Succession, SuccessionKind
from monosashi.core.values import number
from monosashi.evaluation.reference_points import final_year, year_of_plan

YEAR = 2025
OF_TWO_YEARS = (*(rule.code for rule in all_rules() if rule.scope is Scope.TWO_YEARS), "RES009")
PLACES = ("北部", "南部", "東部", "西部", "中央", "河辺", "雄和")
DEEDS = (
    "窓口で手順を示した",
    "説明会を開いた",
    "手引きを改めた",
    "機能を加えた",
    "聞き取りをした",
    "職員が相談に応じた",
)


def new_text(number_: int) -> str:
    """A result of the made-up year, another one for each measure."""
    place, deed = PLACES[number_ % len(PLACES)], DEEDS[number_ // len(PLACES) % len(DEEDS)]
    return f"{YEAR}年の春から{place}で{deed}。{number_ * 7 + 11}人が加わり、秋に{number_ + 3}か所へ広げた。"


def stepped(plan: Plan, indicator: Indicator) -> Indicator:
    """The indicator with an actual of the made-up year: two thirds of the way to its target, or a little beyond last year."""
    actual = number(next((a.value for a in indicator.actuals if a.fiscal_year == YEAR - 1), None))
    target = number(indicator.final_target)
    if actual is None or target is None:
        return indicator
    left = final_year(indicator, year_of_plan(plan, YEAR)) - YEAR + 1
    step = (target - actual) / left if target != actual else abs(actual) / 50
    new = actual + step if abs(step) >= 1 or "." in str(actual) else actual + (1 if target >= actual else -1)
    return replace(indicator, actuals=(*indicator.actuals, Actual(YEAR, new.quantize(Decimal("0.1")))))


@cache
def continued() -> Plan:
    """The plan a year later: new texts, figures that went on, and nothing of the first year touched."""
    plan = akita()
    first = [result for result in plan.results if result.fiscal_year == YEAR - 1]
    second = tuple(
        replace(result, fiscal_year=YEAR, result=new_text(place), notes=()) for place, result in enumerate(first)
    )
    year = plan.index.year[YEAR - 1]
    return replace(
        plan,
        years=(year, PlanYear(YEAR, year.scheme, year.life_cycle, YearState.PROVISIONAL)),
        indicators=tuple(stepped(plan, indicator) for indicator in plan.indicators),
        results=(*plan.results, *second),
    )


def found(plan: Plan) -> tuple[Finding, ...]:
    result = reviewed(plan, *OF_TWO_YEARS, year=YEAR, previous=akita())
    assert result.rules_not_run == ()
    return result.findings


def told(findings: Iterable[Finding]) -> set[tuple[str, str | None]]:
    return {(finding.rule, finding.node) for finding in findings}


def with_year(plan: Plan, node: str, **fields: str) -> Plan:
    results = (
        replace(r, **fields) if (r.node, r.fiscal_year) == (node, YEAR) else r  # type: ignore[arg-type]
        for r in plan.results
    )
    return replace(plan, results=tuple(results))


def copied(plan: Plan, node: str) -> Plan:
    earlier: NodeYear = plan.index.result[node, YEAR - 1]
    return with_year(plan, node, result=earlier.result)


def changed() -> Plan:
    """The made-up year with nine things in it that a reviewer should see."""
    plan = copied(copied(continued(), "n-p105"), "n-p145")
    plan = with_indicator(plan, "i-p134", final_target=Decimal(6500))
    plan = with_indicator(plan, "i-p087", computation="電子申請 / 電子化した手続")
    actuals = plan.index.indicator["i-p137"].actuals
    plan = with_indicator(plan, "i-p137", actuals=(actuals[0], replace(actuals[1], value=actuals[0].value)))
    plan = with_indicator(plan, "i-p122", actuals=(Actual(YEAR - 1, Decimal("46.4")), Actual(YEAR, Decimal("50.0"))))
    plan = with_indicator(plan, "i-p143", baseline=Baseline(Decimal("1.1"), 2023))
    counted = replace(plan.index.indicator["i-p141"], id="i-p141-new", name="配信した回数", unit="回")
    return replace(plan, indicators=tuple(counted if i.id == "i-p141" else i for i in plan.indicators))


def test_a_year_that_simply_went_on_raises_nothing() -> None:
    assert told(found(continued())) == set()


def test_what_was_copied_replaced_lowered_and_stood_still_is_found_and_nothing_else() -> None:
    previous = with_indicator(akita(), "i-p087", computation="電子申請 / 全手続")
    result = reviewed(changed(), *OF_TWO_YEARS, year=YEAR, previous=previous)
    assert told(result.findings) == {
        ("EVA004", "n-p105"),
        ("EVA004", "n-p145"),
        ("PUB004", "n-p134"),
        ("PUB005", "n-p087"),
        ("PUB005", "n-p141"),
        ("RES013", "n-p137"),
        ("PUB002", "n-p122"),
        ("PUB002", "n-p143"),
    }


@pytest.mark.slow
def test_with_every_rule_running_only_measures_with_something_planted_are_told_of_anew() -> None:
    before, after = (
        told(reviewed(p, *(rule.code for rule in all_rules()), year=YEAR, previous=akita()).findings)
        for p in (continued(), changed())
    )
    planted = {"n-p105", "n-p122", "n-p134", "n-p137", "n-p141", "n-p143", "n-p145"}
    assert ({node for _, node in after - before}, before - after) == (planted, set())


def test_a_denominator_that_shrank_by_more_than_half_is_found() -> None:
    fractions = (Fraction(2024, Decimal(3111), Decimal(9965)), Fraction(YEAR, Decimal(3300), Decimal(4120)))
    plan = with_indicator(continued(), "i-p087", fractions=fractions)
    assert told(found(plan)) == {("RES009", "n-p087")}


def test_a_replaced_indicator_that_names_its_predecessor_raises_nothing() -> None:
    old = continued().index.indicator["i-p141"]
    new = replace(old, id="i-p141-new", succeeds=(Succession("i-p141", SuccessionKind.REPLACED, YEAR),))
    plan = replace(continued(), indicators=tuple(new if i.id == "i-p141" else i for i in continued().indicators))
    assert told(found(plan)) == set()


def test_a_settled_amount_that_changed_is_found_and_a_provisional_one_may_change() -> None:
    programs = tuple(
        replace(p, lines=tuple(replace(line, amount=Decimal(1)) for line in p.lines)) if p.id == "b-p146" else p
        for p in continued().budget_programs
    )
    plan = replace(continued(), budget_programs=programs)
    assert ("PUB003", "n-p146") in told(found(plan))
    provisional = replace(akita(), years=tuple(replace(y, state=YearState.PROVISIONAL) for y in akita().years))
    result = reviewed(plan, "PUB003", year=YEAR, previous=provisional)
    assert result.findings == ()


@pytest.mark.parametrize("text", ["", "予定どおり。"])
def test_short_or_empty_texts_are_no_copies(text: str) -> None:
    plan = with_year(with_result(continued(), "n-p105", result=text), "n-p105", result=text)
    assert told(found(plan)) == set()


def test_a_plan_of_one_year_says_that_the_rules_of_two_years_did_not_run() -> None:
    result = reviewed(akita(), "EVA004", "PUB002", "PUB003", "PUB004", "PUB005", "RES013")
    assert result.findings == ()
    assert {each.rule for each in result.rules_not_run} == {"EVA004", "PUB002", "PUB003", "PUB004", "PUB005", "RES013"}
