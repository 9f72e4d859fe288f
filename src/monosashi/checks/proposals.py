"""Proposals drawn from the plan's own words and figures. Suggestions, never corrections."""

from collections.abc import Container
from decimal import Decimal

from monosashi.checks.finding import Proposal
from monosashi.checks.indicator_kinds import effect_clauses
from monosashi.core.messages import message
from monosashi.evaluation.rounding import half_up


def outcome_indicators(effect: str, message_id: str, groups: Container[str] | None = None) -> Proposal | None:
    """Outcome indicators that the expected effect suggests, with the clauses that they come from.

    `groups` keeps only effects of these kinds (`checks/words/effect_words.toml`). None where the effect names none.
    """
    clauses = [(group, clause) for group, clause in effect_clauses(effect) if groups is None or group in groups]
    if not clauses:
        return None
    candidates = tuple(message(f"outcome.{group}", clause=clause) for group, clause in clauses)
    return Proposal(message(message_id, candidates=candidates), tuple(dict.fromkeys(clause for _, clause in clauses)))


def yearly_pace(baseline: Decimal, actual: Decimal, years: int) -> Decimal:
    """How much was gained a year from baseline to actual, to one more decimal than the figures have."""
    exponents = [figure.as_tuple().exponent for figure in (baseline, actual)]
    places = max((-exponent for exponent in exponents if isinstance(exponent, int)), default=0)
    return half_up((actual - baseline) / years, max(places, 0))
