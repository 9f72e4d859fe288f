"""One record of a plan on a page of its own: what it is, what a form made of it, and the changes that come of that."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from monosashi.core.changes import Change, diff
from monosashi.core.indicators import Indicator
from monosashi.core.messages import message
from monosashi.core.money import BudgetProgram, Share
from monosashi.core.paths import key_of, keyed
from monosashi.core.plan import Document, Plan, PlanYear, RelatedPlan
from monosashi.core.results import NodeYear, Question
from monosashi.core.tree import Department, Level, Node, Post
from monosashi.evaluation.known import known_life_cycles, known_schemes
from monosashi.exchange.plan_workbook.new_ids import NewIds
from monosashi.office.plans.forms.building import Built, Fault, build
from monosashi.office.plans.forms.sent import Sent
from monosashi.office.plans.forms.surroundings import Surroundings, blank
from monosashi.office.plans.kept.rows import BESIDE

HEAD = "plan"
"""The fields of the plan itself, as a collection of one."""

KINDS: Mapping[str, type] = {
    HEAD: Plan,
    "levels": Level,
    "years": PlanYear,
    "departments": Department,
    "posts": Post,
    "related_plans": RelatedPlan,
    "questions": Question,
    "documents": Document,
    "nodes": Node,
    "indicators": Indicator,
    "budget_programs": BudgetProgram,
    "results": NodeYear,
}
"""The kind of record of each list that has pages for editing."""

OF_MEASURES = ("nodes", "indicators", "budget_programs", "results")
"""Lists of what departments answer for. All else is the coordinating office's."""

NEW = "new"
"""The key in the address of an entry that is to be made."""


class NoSuchEntry(LookupError):
    """The plan has no such entry."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The record that a page edits. `key` is its key in its list, "" for the plan's head and for one that is to be made."""

    collection: str
    key: str
    record: Any

    @property
    def above(self) -> str:
        """The path of the record; "" for the plan's head."""
        return "" if self.collection == HEAD else f"{self.collection}/{self.key}"

    @property
    def is_new(self) -> bool:
        """Whether the record is to be made."""
        return self.collection != HEAD and not self.key


def subject_in(plan: Plan, collection: str, key: str) -> Subject:
    """The record that an address names. Results of a year that nobody has reported yet are there as a blank. Raises NoSuchEntry."""
    if collection == HEAD:
        return Subject(HEAD, "", plan)
    if collection not in KINDS:
        raise NoSuchEntry(collection)
    found = keyed(getattr(plan, collection)).get(key)
    if found is None and collection == "results":
        found = _unreported(plan, key)
    if found is None:
        raise NoSuchEntry(f"{collection}/{key}")
    return Subject(collection, key, found)


def result_key(node: str, fiscal_year: int) -> str:
    """The key of what was said of a node in a year."""
    return key_of(NodeYear(node, fiscal_year))


def new_subject(plan: Plan, collection: str, given: Mapping[str, str], token: str) -> Subject:
    """A record that is to be made, in the node that the address names. Its id follows from the form's token. Raises NoSuchEntry."""
    if collection not in KINDS or collection in {HEAD, "results"}:
        raise NoSuchEntry(collection)
    node = given.get("node", "")
    if node and node not in plan.index.node:
        raise NoSuchEntry(f"nodes/{node}")
    named = {} if collection == "years" else {"id": _ids(plan, token).new(collection, token)}
    return Subject(collection, "", blank(KINDS[collection], **named, **_within(plan, collection, node)))


def _within(plan: Plan, collection: str, node: str) -> dict[str, object]:
    if not node:
        return {}
    match collection:
        case "nodes":
            order = [level.id for level in plan.levels]
            below = order.index(plan.index.node[node].level) + 1
            return {"parent": node, "level": order[below] if below < len(order) else None}
        case "indicators":
            return {"node": node}
        case "budget_programs":
            return {"shares": (Share(node),)}
    return {}


def _unreported(plan: Plan, key: str) -> NodeYear | None:
    years = range(plan.first_year, plan.last_year + 1)
    near = (NodeYear(node.id, year) for node in plan.nodes for year in years if key.endswith(str(year)))
    return next((each for each in near if key_of(each) == key), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form came to: the plan after it, as far as it could be read, and the changes that make it."""

    built: Built
    after: Plan
    changes: tuple[Change, ...]

    @property
    def faults(self) -> Mapping[str, Fault]:
        """Cells that cannot be taken as they are. Where there are any nothing may be saved."""
        return self.built.faults


def draft(base: Plan, subject: Subject, given: Sent, token: str) -> Draft:
    """The plan with what was typed. `base` is the plan that the form was made from."""
    around = Surroundings(base, KINDS[subject.collection], subject.record)
    built = build(around, given, _ids(base, token))
    _refuse_unknown_rules(built, subject.record)
    after = base if built.faults and subject.is_new else _with(base, subject, built.record)
    return Draft(built, after, diff(base, after, with_provenance=subject.collection in BESIDE))


def _with(plan: Plan, subject: Subject, record: Any) -> Plan:  # noqa: ANN401
    if subject.collection == HEAD:
        return record if isinstance(record, Plan) else plan
    if record is subject.record and not subject.is_new:
        return plan
    entries = getattr(plan, subject.collection)
    if any(entry is subject.record for entry in entries):
        entries = tuple(record if entry is subject.record else entry for entry in entries)
    else:
        entries = (*entries, record)
    changed: dict[str, Any] = {subject.collection: entries}
    return replace(plan, **changed)


def _refuse_unknown_rules(built: Built, before: object) -> None:
    """A scheme that is not here could judge nothing."""
    record = built.record
    if not isinstance(record, PlanYear):
        return
    for name, known in (("scheme", known_schemes), ("life_cycle", known_life_cycles)):
        typed = getattr(record, name)
        if typed is None or typed == getattr(before, name, None):
            continue
        references = sorted(rules.reference for rules in known())
        if typed not in references:
            remedy = message("plans.form.unknown_rules.remedy", known=tuple(references))
            built.faults[name] = Fault(message("plans.form.unknown_rules"), remedy)


def _ids(plan: Plan, token: str) -> NewIds:
    """Ids that nothing in the plan has, the same ones each time the same form is sent."""
    taken = {entry.id for name in KINDS if name not in {HEAD, "results", "years"} for entry in getattr(plan, name)}
    taken |= {milestone.id for node in plan.nodes for milestone in node.milestones}
    return NewIds(plan.id, token, taken)
