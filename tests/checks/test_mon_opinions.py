"""Money: what was left, what was overrun and what changed nothing; sums that do add up raise nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from checks.akita_plan import akita, findings_of, nodes_of, speaks, with_actual, with_spent
from monosashi.checks.finding import Severity
from monosashi.core.money import BudgetProgram, BudgetStage, MoneyLine, Share
from monosashi.core.plan import Plan


def with_line(plan: Plan, program: str, stage: BudgetStage, amount: str) -> Plan:
    """The plan with one more total of a program."""
    line = MoneyLine(2024, stage, Decimal(amount))
    programs = (replace(p, lines=(*p.lines, line)) if p.id == program else p for p in plan.budget_programs)
    return replace(plan, budget_programs=tuple(programs))


def test_the_six_programs_below_half_of_their_budget_are_found_and_no_other() -> None:
    expected = ["n-p103", "n-p114", "n-p116", "n-p125", "n-p133", "n-p147"]
    assert nodes_of(findings_of("MON001")) == expected


@pytest.mark.parametrize(  # opinions 14, 16, 17 and 22
    ("node", "budget"), [("n-p114", "790"), ("n-p125", "550"), ("n-p133", "271"), ("n-p147", "33230")]
)
def test_a_budget_that_was_hardly_used_is_found_and_using_it_silences(node: str, budget: str) -> None:
    assert speaks("MON001", node)
    assert not speaks("MON001", node, with_spent(akita(), f"b{node[1:]}", budget))


def test_a_low_execution_weighs_less_where_the_indicator_moved() -> None:
    weights = {finding.node: finding.severity for finding in findings_of("MON001")}
    assert weights["n-p114"] is Severity.WARNING
    assert weights["n-p116"] is Severity.LOOK
    assert speaks("MON001", "n-p105", with_spent(akita(), "b-p105", "300"))


def test_overruns_without_a_supplement_are_found_and_the_one_with_a_supplement_is_not() -> None:
    assert nodes_of(findings_of("MON002")) == ["n-p080", "n-p085", "n-p089", "n-p090"]
    assert not speaks("MON002", "n-p094")


@pytest.mark.parametrize("stage", [BudgetStage.SUPPLEMENTARY, BudgetStage.TRANSFER])
def test_a_stated_supplement_or_transfer_explains_the_overrun(stage: BudgetStage) -> None:
    assert not speaks("MON002", "n-p085", with_line(akita(), "b-p085", stage, "143"))


def test_the_overrun_of_p94_is_found_once_its_current_budget_is_taken_away() -> None:
    programs = tuple(
        replace(p, lines=tuple(line for line in p.lines if line.stage is not BudgetStage.CURRENT))
        for p in akita().budget_programs
    )
    assert speaks("MON002", "n-p094", replace(akita(), budget_programs=programs))


def test_sums_and_settlements_of_the_source_raise_nothing() -> None:
    for code in ("MON003", "MON004", "MON005", "MON006", "MON009"):
        assert findings_of(code) == (), code


def test_a_mistyped_item_is_found() -> None:
    program = next(p for p in akita().budget_programs if p.id == "b-p124")
    lines = tuple(
        replace(line, amount=Decimal(8254)) if line.item == "委託料" and line.stage is BudgetStage.INITIAL else line
        for line in program.lines
    )
    others = tuple(p for p in akita().budget_programs if p.id != "b-p124")
    changed = replace(akita(), budget_programs=(*others, replace(program, lines=lines)))
    assert speaks("MON004", "n-p124", changed)


def test_shared_money_stored_for_each_measure_is_found() -> None:
    program = next(p for p in akita().budget_programs if p.id == "b-p077")
    others = tuple(p for p in akita().budget_programs if p.id != "b-p077")
    split: list[BudgetProgram] = [
        replace(program, id=f"b-{share.node}", shares=(Share(share.node),)) for share in program.shares
    ]
    assert len(findings_of("MON006", replace(akita(), budget_programs=(*others, *split)))) == 3


@pytest.mark.parametrize(("node", "repaired"), [("n-p090", "34"), ("n-p133", "2")])  # opinion 17
def test_spending_that_changed_nothing_is_found_and_a_step_forward_silences(node: str, repaired: str) -> None:
    assert speaks("MON007", node)
    assert not speaks("MON007", node, with_actual(akita(), f"i{node[1:]}", repaired))


def test_spending_that_changed_nothing_is_found_in_a_quiet_measure() -> None:
    assert not speaks("MON007", "n-p137")
    assert speaks("MON007", "n-p137", with_actual(akita(), "i-p137", "2.0"))


def test_a_subsidy_that_nobody_used_is_found_and_one_use_silences() -> None:  # opinion 16
    assert nodes_of(findings_of("MON008")) == ["n-p125"]
    assert findings_of("MON008", with_spent(akita(), "b-p125", "300")) == ()
    assert speaks("MON008", "n-p130", with_spent(akita(), "b-p130", "0"))
