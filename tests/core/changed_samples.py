"""The sample plan with one of its entries changed, so that one thing is wrong with it."""

from dataclasses import replace
from typing import Any

from monosashi.core.plan import Plan
from sample_plans import sample_plan

PLAN = sample_plan()


def with_node(**changes: Any) -> Plan:
    """The sample with its measure 電子申請 changed."""
    nodes = tuple(replace(node, **changes) if node.id == "m-online" else node for node in PLAN.nodes)
    return replace(PLAN, nodes=nodes, provenance=())


def with_indicator(**changes: Any) -> Plan:
    """The sample with its indicator 電子申請率 changed."""
    return replace(PLAN, indicators=(replace(PLAN.indicators[0], **changes), *PLAN.indicators[1:]), provenance=())


def with_program(**changes: Any) -> Plan:
    """The sample with its first budget program changed."""
    return replace(PLAN, budget_programs=(replace(PLAN.budget_programs[0], **changes), *PLAN.budget_programs[1:]))


def with_result(**changes: Any) -> Plan:
    """The sample with its first result changed."""
    return replace(PLAN, results=(replace(PLAN.results[0], **changes), *PLAN.results[1:]))
