"""Indicators that did not reach what the city calls reached, with what the department means to do. No setting hides them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.indicators import Direction
from monosashi.core.results import NodeYear
from monosashi.core.tree import Node
from monosashi.core.values import Value
from monosashi.evaluation.reference_points import year_of_target
from monosashi.evaluation.shortfall import Goal, exact_rate, is_short
from monosashi.exchange.numbers import read_value
from monosashi.publishing.site.editions import Outcome, SiteEdition


@dataclass(frozen=True, slots=True)
class Unmet:
    """One unmet indicator. `reason` and `response` are the department's words, "" where it said nothing."""

    node: Node
    outcome: Outcome
    reason: str
    response: str


def unmet_of(edition: SiteEdition) -> Iterator[Unmet]:
    """In the order of the plan. Measures that are out of this year's evaluation are left out."""
    for outcome in edition.outcomes.values():
        if outcome["excluded"] is None:
            said = _said(edition, outcome["id"])
            for indicator in outcome["indicators"]:
                if is_unmet(edition, indicator):
                    node = edition.plan.index.node[outcome["id"]]
                    yield Unmet(node, indicator, said.unmet_reason, said.response or said.next_step)


def is_unmet(edition: SiteEdition, indicator: Outcome) -> bool:
    """As `indicator_unmet` has it, from what was frozen of the indicator and of the scheme."""
    verdict = indicator["verdict"]
    axis, grade = (verdict["axis"], verdict["grade"]) if verdict else ("", None)
    return is_short(_goal(edition), axis, grade, _rate(indicator))


def due_year(edition: SiteEdition, indicator: Outcome) -> int | None:
    """The fiscal year for which the target was promised; None where there is none of its own."""
    target, held = _value(indicator["target"]), edition.plan.index.indicator[indicator["id"]]
    return None if target is None else year_of_target(edition.plan, held, target, edition.fiscal_year)


def _goal(edition: SiteEdition) -> Goal | None:
    reached = edition.scheme.get("reached")
    if reached is None:
        return None
    axes = {step["id"]: step.get("axis", "") for step in edition.scheme["steps"]}
    return Goal(axes[reached["step"]], tuple(reached["grades"]))


def _rate(indicator: Outcome) -> Decimal | None:
    printed = indicator["achievement_rate"]
    actual, target = _value(indicator["actual"]), _value(indicator["target"])
    return exact_rate(actual, target, Direction(indicator["direction"]), None if printed is None else Decimal(printed))


def _value(frozen: object) -> Value | None:
    return None if frozen is None else read_value(frozen)


def _said(edition: SiteEdition, node: str) -> NodeYear:
    return edition.plan.index.result.get((node, edition.fiscal_year)) or NodeYear(node, edition.fiscal_year)
