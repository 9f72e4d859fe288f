"""Indicators that did not reach what the city calls reached, with what the department means to do. No setting hides them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.results import NodeYear
from monosashi.core.tree import Node
from monosashi.publishing.site.editions import Outcome, SiteEdition

_WHOLE = 100


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
    """By the city's own rule where it has one for indicators, else by what is short of the target."""
    verdict, reached = indicator["verdict"], edition.scheme.get("reached")
    if reached is not None and verdict is not None and _same_axis(edition, verdict, reached):
        return verdict["standing"] == "graded" and verdict["grade"] not in reached["grades"]
    rate = indicator["achievement_rate"]
    return rate is not None and Decimal(rate) < _WHOLE


def _same_axis(edition: SiteEdition, verdict: Outcome, reached: Outcome) -> bool:
    axes = {step["id"]: step.get("axis") for step in edition.scheme["steps"]}
    return verdict["grade"] is not None and axes.get(reached["step"]) == verdict["axis"]


def _said(edition: SiteEdition, node: str) -> NodeYear:
    return edition.plan.index.result.get((node, edition.fiscal_year)) or NodeYear(node, edition.fiscal_year)
