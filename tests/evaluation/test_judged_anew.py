"""One measure judged anew beside the others is what the whole plan is judged to."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from monosashi.core.indicators import Actual
from monosashi.core.plan import Plan
from monosashi.core.results import Exclusion, ExclusionReason
from monosashi.evaluation.evaluate import evaluate, judged_anew, shipped_life_cycle, shipped_scheme
from monosashi.evaluation.outcomes import Judgements
from monosashi.exchange.plan_file import read_plan

AKITA = Path(__file__).parents[2] / "examples" / "akita" / "akita.plan.json"
YEAR, SCHEME, STAGES = 2024, shipped_scheme("akita@1"), shipped_life_cycle("akita@1")


@pytest.fixture(scope="module")
def akita() -> Plan:
    return read_plan(AKITA)


def with_actuals(plan: Plan, node: str, value: Decimal) -> Plan:
    """The plan with this figure for every indicator of the measure."""
    actual = Actual(YEAR, value)
    return replace(
        plan,
        indicators=tuple(
            replace(i, actuals=(*(a for a in i.actuals if a.fiscal_year != YEAR), actual)) if i.node == node else i
            for i in plan.indicators
        ),
    )


def with_stage(plan: Plan, node: str, stage: str, excluded: Exclusion | None) -> Plan:
    """The plan with the measure in this stage of the year."""
    return replace(
        plan,
        results=tuple(
            replace(r, stage=stage, excluded=excluded) if (r.node, r.fiscal_year) == (node, YEAR) else r
            for r in plan.results
        ),
    )


def as_a_whole(plan: Plan) -> Judgements:
    """What the whole plan is judged to."""
    whole = evaluate(plan, YEAR, SCHEME, STAGES)
    return Judgements(whole.measures, whole.stages, whole.moves)


@pytest.mark.parametrize(
    ("value", "stage", "excluded"),
    [
        (Decimal(0), "2", None),
        (Decimal(10_000_000), "2", None),
        (Decimal(1), "3", None),
        (Decimal(10_000_000), "2", Exclusion(ExclusionReason.OTHER)),
    ],
)
def test_a_measure_judged_anew_is_judged_as_in_the_whole(
    akita: Plan, value: Decimal, stage: str, excluded: Exclusion | None
) -> None:
    before, changed = evaluate(akita, YEAR, SCHEME, STAGES), 0
    for measure in akita.index.measures[::5]:
        plan = with_stage(with_actuals(akita, measure.id, value), measure.id, stage, excluded)
        anew, whole = judged_anew(before, plan, measure.id, SCHEME, STAGES), as_a_whole(plan)
        assert anew.measures == whole.measures
        assert anew.stages == whole.stages
        assert sorted(anew.moves, key=lambda move: (move.node, move.to)) == sorted(
            whole.moves, key=lambda move: (move.node, move.to)
        )
        changed += anew.measures != before.measures
    assert changed > len(akita.index.measures) / 5 - 2
