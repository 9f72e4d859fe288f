"""The plan review of 120 measures with the tokenizer loaded, and what each rule costs."""

from collections.abc import Iterator
from datetime import date

from benchmarks.figures import Figure, best_of
from benchmarks.synthetic_plans import synthetic_plan
from monosashi.checks.review import review
from monosashi.checks.tokenizer import SudachiTokenizer
from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme

MEASURES, YEARS, DEAREST = 120, 10, 8
DAY = date(2026, 3, 31)


def measure() -> Iterator[Figure]:
    """Milliseconds, warm, evaluation of the year included; then the dearest rules of one review."""
    plan, tokenizer = synthetic_plan(MEASURES, YEARS), SudachiTokenizer()
    years = range(plan.first_year, plan.last_year + 1)
    yield Figure("one year evaluated and reviewed", best_of(5, lambda: reviewed(plan, years[-1], tokenizer)), "ms", 200)
    yield Figure(
        "ten years evaluated and reviewed",
        best_of(2, lambda: [reviewed(plan, year, tokenizer) for year in years]) / 1000,
        "s",
        1,
    )
    costs = sorted(reviewed(plan, years[-1], tokenizer), key=lambda cost: -cost[1])
    for code, seconds in costs[:DEAREST]:
        yield Figure(f"  of it {code}", seconds * 1000, "ms")


def reviewed(plan: Plan, fiscal_year: int, tokenizer: SudachiTokenizer) -> tuple[tuple[str, float], ...]:
    """Evaluate and review one year; the cost of each rule in seconds."""
    scheme = shipped_scheme("akita@1")
    evaluation = evaluate(plan, fiscal_year, scheme, shipped_life_cycle("akita@1"))
    outcome = review(plan, fiscal_year, today=DAY, evaluation=evaluation, scheme=scheme, tokenizer=tokenizer)
    return tuple((cost.rule, cost.seconds) for cost in outcome.costs)
