"""What a rule cannot do without, and whether a plan has it anywhere."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from monosashi.core.money import BudgetStage
from monosashi.core.plan import Plan


class Need(StrEnum):
    """A fact that must stand somewhere in the plan, or a thing that must be at hand."""

    TOKENIZER = "tokenizer"
    EVALUATION = "evaluation"
    EARLIER_YEAR = "earlier_year"  # results of the year before, in this plan or in the earlier one
    PREVIOUS_PLAN = "previous_plan"  # the plan as it stood a year earlier
    SUMMARY = "summary"
    EFFECT = "effect"
    INDICATOR = "indicator"
    RATIONALE = "rationale"
    BASELINE = "baseline"
    TARGET = "target"  # of a single year, interim or final
    FINAL_TARGET = "final_target"
    ACTUAL = "actual"
    FRACTION = "fraction"
    DECLARED_KIND = "declared_kind"
    STAGE = "stage"
    LIFE_CYCLE = "life_cycle"  # of the reviewed year, known here
    MANAGEMENT = "management"  # by what measures are managed: stated, or known from the life cycle
    RESULT_TEXT = "result_text"
    RATING = "rating"
    LEGEND = "legend"  # what the grades of the year's scheme mean, best first
    BUDGET = "budget"  # initial or current
    SPENT = "spent"
    UNMET_REASON = "unmet_reason"  # reasons or responses, of any measure
    PUBLICATION_DATE = "publication_date"


_BUDGET = frozenset({BudgetStage.INITIAL, BudgetStage.CURRENT})


def _has_money(plan: Plan, stages: Iterable[BudgetStage]) -> bool:
    return any(line.stage in stages for program in plan.budget_programs for line in program.lines)


FACTS: Mapping[Need, Callable[[Plan], bool]] = MappingProxyType(
    {
        Need.SUMMARY: lambda plan: any(node.summary for node in plan.nodes),
        Need.EFFECT: lambda plan: any(node.effect for node in plan.nodes),
        Need.INDICATOR: lambda plan: bool(plan.indicators),
        Need.RATIONALE: lambda plan: any(i.rationale for i in plan.indicators),
        Need.BASELINE: lambda plan: any(i.baseline for i in plan.indicators),
        Need.TARGET: lambda plan: any(i.targets or i.interim_targets or i.final_target for i in plan.indicators),
        Need.FINAL_TARGET: lambda plan: any(i.final_target is not None for i in plan.indicators),
        Need.ACTUAL: lambda plan: any(i.actuals for i in plan.indicators),
        Need.FRACTION: lambda plan: any(i.fractions for i in plan.indicators),
        Need.DECLARED_KIND: lambda plan: any(i.kind != "undeclared" for i in plan.indicators),
        Need.STAGE: lambda plan: any(result.stage for result in plan.results),
        Need.RESULT_TEXT: lambda plan: any(result.result for result in plan.results),
        Need.RATING: lambda plan: any(result.ratings for result in plan.results),
        Need.BUDGET: lambda plan: _has_money(plan, _BUDGET),
        Need.UNMET_REASON: lambda plan: any(result.unmet_reason or result.response for result in plan.results),
        Need.PUBLICATION_DATE: lambda plan: any(document.published for document in plan.documents),
        Need.SPENT: lambda plan: _has_money(plan, {BudgetStage.SPENT}),
    }
)
"""Whether the plan has the fact at all. Needs that are not here are brought by the caller of the review."""
