"""What a round proposes for the plan, and the plan that comes of it. Pure: values in, values out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from monosashi.core.indicators import Target
from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan, with_result
from monosashi.core.results import Disposition, Exclusion, ExclusionReason, NodeYear
from monosashi.core.tree import Succession, SuccessionKind
from monosashi.core.values import Value
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.office.accounts.refusals import StateForbids

ENDING = frozenset({Disposition.SUSPEND, Disposition.ABOLISH, Disposition.COMPLETE})
"""Dispositions after which the measure is out of the next year's evaluation."""


class DoesNotFitPlan(StateForbids):
    """The plan holds no longer what a proposal speaks of. `name` is the measure's, `proposed` the sentence of the proposal."""

    def __init__(self, name: str, proposed: Message) -> None:
        super().__init__(message("closing.does_not_fit", name=name, proposed=proposed))


class Contradicting(StateForbids):
    """Of several proposals about one thing only the last would be left in the plan. `name` is the measure's."""

    def __init__(self, name: str, proposed: tuple[Message, ...]) -> None:
        super().__init__(message("closing.contradicting", name=name, proposed=proposed, count=len(proposed)))


@dataclass(frozen=True, slots=True)
class NextTarget:
    """Another target of an indicator for the year after."""

    indicator: str
    value: Value


@dataclass(frozen=True, slots=True)
class NextStage:
    """Another stage of a measure from the year after on."""

    node: str
    stage: str


@dataclass(frozen=True, slots=True)
class Ending:
    """A measure that is suspended, abolished or complete: it is out of the next year's evaluation. `note` says why."""

    node: str
    disposition: Disposition
    note: str = ""


@dataclass(frozen=True, slots=True)
class Merging:
    """A measure that goes on in another one."""

    node: str
    into: str


Proposed = NextTarget | NextStage | Ending | Merging


def carried(plan: Plan, proposals: tuple[Proposed, ...], fiscal_year: int, *, judged: Plan) -> Plan:
    """The plan with what is proposed for `fiscal_year`, the year after the round's. Raises DoesNotFitPlan, Contradicting.

    `judged` is the round's judging edition: it has the names of what the plan lost since.
    """
    _refuse_contradicting(proposals, judged)
    for proposal in proposals:
        if not _fits(plan, proposal):
            raise DoesNotFitPlan(_measure(judged, proposal), sentence_of(proposal, judged, None))
        plan = _CARRY[type(proposal)](plan, proposal, fiscal_year)
    return plan


def _refuse_contradicting(proposals: tuple[Proposed, ...], judged: Plan) -> None:
    about: dict[tuple[str, str], dict[object, Proposed]] = {}
    for proposal in proposals:
        thing, wanted = _wanted(proposal)
        about.setdefault(thing, {})[wanted] = proposal
    for wishes in about.values():
        if len(wishes) > 1:
            told = tuple(sentence_of(each, judged, None) for each in wishes.values())
            raise Contradicting(_measure(judged, next(iter(wishes.values()))), told)


def _wanted(proposal: Proposed) -> tuple[tuple[str, str], object]:
    """What a proposal is about, and what it wants of it: a measure ends or goes on in another one, it does not do both."""
    match proposal:
        case NextTarget(indicator, value):
            return ("target", indicator), value
        case NextStage(node, stage):
            return ("stage", node), stage
        case Ending(node, disposition, _):
            return ("end", node), disposition
        case Merging(node, into):
            return ("end", node), into


def _fits(plan: Plan, proposal: Proposed) -> bool:
    match proposal:
        case NextTarget(indicator, _):
            return indicator in plan.index.indicator
        case Merging(node, into):
            return node != into and {node, into} <= plan.index.node.keys()
        case NextStage(node, _) | Ending(node, _, _):
            return node in plan.index.node


def _measure(plan: Plan, proposal: Proposed) -> str:
    """Number and name of the measure that a proposal is about; its id where the plan does not hold it."""
    match proposal:
        case NextTarget(indicator, _):
            found = plan.index.indicator.get(indicator)
            key = found.node if found else indicator
        case _:
            key = proposal.node
    node = plan.index.node.get(key)
    return node.label if node else key


def _target(plan: Plan, proposal: NextTarget, fiscal_year: int) -> Plan:
    indicator = plan.index.indicator[proposal.indicator]
    others = [target for target in indicator.targets if target.fiscal_year != fiscal_year]
    targets = sorted((*others, Target(fiscal_year, proposal.value)), key=lambda target: target.fiscal_year)
    changed = replace(indicator, targets=tuple(targets))
    return replace(plan, indicators=tuple(changed if each is indicator else each for each in plan.indicators))


def _stage(plan: Plan, proposal: NextStage, fiscal_year: int) -> Plan:
    return _with_year(plan, proposal.node, fiscal_year, stage=proposal.stage)


def _ending(plan: Plan, proposal: Ending, fiscal_year: int) -> Plan:
    finished = proposal.disposition is Disposition.COMPLETE
    reason = ExclusionReason.FINISHED if finished else ExclusionReason.OTHER
    return _with_year(plan, proposal.node, fiscal_year, excluded=Exclusion(reason, proposal.note))


def _merging(plan: Plan, proposal: Merging, fiscal_year: int) -> Plan:
    into = plan.index.node[proposal.into]
    link = Succession(proposal.node, SuccessionKind.MERGED, fiscal_year)
    merged = replace(into, succeeds=tuple(dict.fromkeys((*into.succeeds, link))))
    after = replace(plan, nodes=tuple(merged if each is into else each for each in plan.nodes))
    note = into.label
    return _with_year(after, proposal.node, fiscal_year, excluded=Exclusion(ExclusionReason.FINISHED, note))


def _with_year(plan: Plan, node: str, fiscal_year: int, **said: object) -> Plan:
    key = (node, fiscal_year)
    return with_result(plan, replace(plan.index.result.get(key) or NodeYear(*key), **said))  # type: ignore[arg-type]


_CARRY: Mapping[type, Callable[..., Plan]] = MappingProxyType(
    {NextTarget: _target, NextStage: _stage, Ending: _ending, Merging: _merging}
)


_ENDS: Mapping[Disposition, Message] = MappingProxyType(
    {
        Disposition.SUSPEND: message("closing.proposed.suspend"),
        Disposition.ABOLISH: message("closing.proposed.abolish"),
        Disposition.COMPLETE: message("closing.proposed.complete"),
    }
)


def sentence_of(proposal: Proposed, plan: Plan, life_cycle: LifeCycle | None) -> Message:
    """What is proposed, in a sentence. `life_cycle` names the stages, None where the city knows none."""
    match proposal:
        case NextTarget(indicator, value):
            found = plan.index.indicator.get(indicator)
            unit = found.unit if found else ""
            return message("closing.proposed.target", name=found.name if found else indicator, value=value, unit=unit)
        case NextStage(_, stage):
            known = life_cycle.by_id.get(stage) if life_cycle else None
            return message("closing.proposed.stage", stage=f"{stage} {known.name}" if known else stage)
        case Ending(_, disposition, _):
            return _ENDS[disposition]
        case Merging(_, into):
            other = plan.index.node.get(into)
            return message("closing.proposed.merge", name=other.label if other else into)
