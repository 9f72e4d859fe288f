"""Zones of the grades on a ruler: drawn where the scheme makes their limits certain, and nowhere else."""

from decimal import Decimal
from pathlib import Path

import pytest

from monosashi.core.results import ManagedBy
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme, shipped_schemes
from monosashi.evaluation.grade_zones import grade_zones
from monosashi.exchange.plan_file import read_plan

EXAMPLES = Path(__file__).parents[2] / "examples"
ZONES = dict[str, list[tuple[str, Decimal | None, Decimal | None]]]


def zones_under(reference: str) -> ZONES:
    """The zones of every indicator of Akita's plan in 2024 under a scheme, by its id."""
    fiscal_year, plan = 2024, read_plan(EXAMPLES / "akita" / "akita.plan.json")
    year = plan.index.year[fiscal_year]
    scheme = shipped_scheme(reference or year.scheme or "")
    life_cycle = shipped_life_cycle(year.life_cycle) if year.life_cycle else None
    judged = evaluate(plan, fiscal_year, scheme, life_cycle)
    found: ZONES = {}
    for measure in judged.measures:
        if measure.managed_by is ManagedBy.SCHEDULE:
            continue
        for outcome in measure.indicators:
            zones = grade_zones(plan, outcome, fiscal_year, scheme, life_cycle)
            found[outcome.indicator] = [(zone.grade, zone.low, zone.high) for zone in zones]
    return found


def test_below_the_baseline_is_d_from_there_to_the_target_b_beyond_it_a() -> None:
    zones = zones_under("")["i-p073"]
    assert zones == [
        ("D", None, Decimal(78)),
        ("B", Decimal(78), Decimal(100)),
        ("A", Decimal(100), None),
    ]


@pytest.mark.parametrize("scheme", ["ratio-bands", "prorated", "improvement-band"])
def test_where_a_rate_decides_no_zone_is_guessed(scheme: str) -> None:
    reference = next(each.reference for each in shipped_schemes() if each.id == scheme)
    assert not any(zones_under(reference).values())
