"""A plan evaluated by the scheme and life cycle that it names itself, for rules that look at outcomes."""

from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.evaluation.outcomes import Evaluation


def evaluation_of(plan: Plan, fiscal_year: int) -> Evaluation | None:
    """What the year's figures mean, None where the plan names no scheme for the year."""
    year = plan.index.year.get(fiscal_year)
    if year is None or year.scheme is None:
        return None
    life_cycle = shipped_life_cycle(year.life_cycle) if year.life_cycle else None
    return evaluate(plan, fiscal_year, shipped_scheme(year.scheme), life_cycle)
