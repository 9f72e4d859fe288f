"""What an entry of a list is called in a sentence about it: 令和6年度、当初予算額、その他."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from monosashi.core.messages import Param, message
from monosashi.core.money import BudgetStage, FundingSource
from monosashi.core.paths import KEY_FIELDS
from monosashi.core.plan import Plan
from monosashi.core.results import Rater
from monosashi.core.tree import Role, SuccessionKind

_KINDS: Mapping[type, str] = MappingProxyType(
    {
        BudgetStage: "budget_stage",
        FundingSource: "funding_source",
        Rater: "rater",
        Role: "role",
        SuccessionKind: "succession_kind",
    }
)
"""The coded values that tell entries apart, and where their words stand."""

_UNSAID = frozenset({"valid_from"})
"""Fields that tell entries apart and that nobody calls one by."""


def called(entry: object, plan: Plan) -> tuple[Param, ...]:
    """The fields by which the entry is told from its neighbours, as people read them. Blank ones are left out."""
    values = ((name, getattr(entry, name)) for name in KEY_FIELDS[type(entry)] if name not in _UNSAID)
    return tuple(_said(name, value, plan) for name, value in values if value not in (None, ""))


def level_name(level: str, plan: Plan) -> str:
    """The level's name, its id where the plan has no such level."""
    found = plan.index.level.get(level)
    return found.name if found else level


def _said(name: str, value: Param, plan: Plan) -> Param:
    if isinstance(value, StrEnum):
        return message(f"{_KINDS[type(value)]}.{value.value}")
    if name == "fiscal_year":
        return message("plan.in_year", year=value)
    return _names(name, plan).get(str(value), str(value))


def _names(name: str, plan: Plan) -> Mapping[str, str]:
    """What ids in a field of this name stand for."""
    match name:
        case "department":
            return {each.id: each.name for each in plan.departments}
        case "node":
            return {each.id: each.name for each in plan.nodes}
        case "indicator":
            return {each.id: each.name for each in plan.indicators}
        case "question":
            return {each.id: each.text for each in plan.questions}
    return {}
