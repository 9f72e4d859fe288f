"""Akita's plan of fiscal 2024, reviewed by chosen rules, and changed in one fact at a time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from checks.evaluated import evaluation_of
from monosashi.checks.finding import Finding, Review
from monosashi.checks.registry import all_rules
from monosashi.checks.review import review
from monosashi.checks.tokenizer import SudachiTokenizer
from monosashi.core.indicators import Actual, Baseline, Indicator
from monosashi.core.money import BudgetStage
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import read_plan

AKITA = Path(__file__).resolve().parents[2] / "examples" / "akita" / "akita.plan.json"
TODAY = date(2025, 5, 12)


@cache
def akita() -> Plan:
    return read_plan(AKITA)


@cache
def tokenizer() -> SudachiTokenizer:
    return SudachiTokenizer()


def reviewed(plan: Plan, *codes: str, year: int = 2024, previous: Plan | None = None) -> Review:
    return review(
        plan,
        year,
        today=TODAY,
        rules=[rule for rule in all_rules() if not codes or rule.code in codes],
        previous=previous,
        evaluation=evaluation_of(plan, year),
        tokenizer=tokenizer(),
    )


def speaks(code: str, node: str, plan: Plan | None = None) -> bool:
    """Whether a rule says anything of a measure."""
    return any(finding.node == node for finding in reviewed(plan or akita(), code).findings)


def findings_of(code: str, plan: Plan | None = None) -> tuple[Finding, ...]:
    return reviewed(plan or akita(), code).findings


def nodes_of(findings: Iterable[Finding]) -> list[str]:
    return [finding.node or "" for finding in findings]


def with_node(plan: Plan, node: str, **fields: Any) -> Plan:
    return replace(plan, nodes=tuple(replace(n, **fields) if n.id == node else n for n in plan.nodes))


def with_result(plan: Plan, node: str, **fields: Any) -> Plan:
    return replace(plan, results=tuple(replace(r, **fields) if r.node == node else r for r in plan.results))


def with_indicator(plan: Plan, id_: str, **fields: Any) -> Plan:
    return replace(plan, indicators=tuple(replace(i, **fields) if i.id == id_ else i for i in plan.indicators))


def with_actual(plan: Plan, id_: str, value: str, year: int = 2024) -> Plan:
    return with_indicator(plan, id_, actuals=(Actual(year, Decimal(value)),))


def with_figures(plan: Plan, id_: str, baseline: str, target: str, actual: str) -> Plan:
    changed = with_indicator(
        plan, id_, baseline=Baseline(Decimal(baseline), 2023), final_target=Decimal(target), targets=()
    )
    return with_actual(changed, id_, actual)


def with_spent(plan: Plan, program: str, amount: str) -> Plan:
    """The plan with another settlement of one program, in its total and its only item and source."""
    programs = []
    for each in plan.budget_programs:
        lines = tuple(
            replace(line, amount=Decimal(amount)) if line.stage is BudgetStage.SPENT else line for line in each.lines
        )
        programs.append(replace(each, lines=lines) if each.id == program else each)
    return replace(plan, budget_programs=tuple(programs))


def without_node(plan: Plan, node: str) -> Plan:
    """The plan without one measure and what belongs to it."""
    return replace(
        plan,
        nodes=tuple(n for n in plan.nodes if n.id != node),
        indicators=tuple(i for i in plan.indicators if i.node != node),
        results=tuple(r for r in plan.results if r.node != node),
        budget_programs=tuple(p for p in plan.budget_programs if all(s.node != node for s in p.shares)),
    )


def indicator(id_: str) -> Indicator:
    return akita().index.indicator[id_]
