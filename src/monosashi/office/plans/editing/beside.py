"""What stands beside a form: the records that belong to the one edited, and what its figures mean."""

from dataclasses import dataclass
from typing import Any

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.plans.editing.judging import judged_now, year_of
from monosashi.office.plans.editing.opened import Opened
from monosashi.office.plans.editing.record import HEAD, OF_MEASURES
from monosashi.office.plans.ways import entry_address, result_address
from monosashi.office.ui.addresses import address_of


@dataclass(frozen=True, slots=True)
class Link:
    """A page that belongs to the record."""

    label: Message | str
    address: str


@dataclass(frozen=True, slots=True)
class Links:
    """Pages of one kind. `add` is where another is made, "" where this person may not."""

    heading: Message
    links: tuple[Link, ...]
    add: str = ""


def beside(opened: Opened) -> dict[str, Any]:
    """What the page of the form is given beside the form."""
    subject, plan = opened.subject, opened.base
    may_build = may(standing_in(opened.request), Permission.EDIT_PLAN, Place(plan.id))
    found: dict[str, Any] = {}
    if isinstance(subject.record, Node) and not subject.is_new:
        found["related"] = _of_node(opened, subject.record, may_build=may_build)
    if subject.collection in OF_MEASURES and not subject.is_new:
        found["judged"] = judged_now(opened)
        found["judge"] = address_of("plans:edit-judge", plan.id, subject.collection, subject.key)
        found["judged_year"] = year_of(opened)
    if may_build and not subject.is_new and subject.collection not in {HEAD, "results"}:
        found["remove"] = address_of("plans:edit-remove", plan.id, subject.collection, subject.key)
    return found


def _of_node(opened: Opened, node: Node, *, may_build: bool) -> tuple[Links, ...]:
    plan = opened.base
    indicators = (*plan.index.indicators_of.get(node.id, ()),)
    parts = [part for whole in indicators for part in (whole, *plan.index.components_of.get(whole.id, ()))]
    years = range(plan.first_year, plan.last_year + 1)
    return (
        Links(
            message("plans.field.indicators"),
            tuple(Link(each.name, entry_address(plan, "indicators", each.id)) for each in parts),
            _add(plan.id, "indicators", node) if may_build else "",
        ),
        Links(
            message("plans.field.budget_programs"),
            tuple(
                Link(each.name, entry_address(plan, "budget_programs", each.id))
                for each in plan.index.programs_of.get(node.id, ())
            ),
            _add(plan.id, "budget_programs", node) if may_build else "",
        ),
        Links(
            message("plans.field.results"),
            tuple(Link(message("plans.form.year", year=year), result_address(plan, node.id, year)) for year in years),
        ),
        Links(
            message("plans.edit.below"),
            tuple(
                Link(each.name, entry_address(plan, "nodes", each.id)) for each in plan.index.children.get(node.id, ())
            ),
            _add(plan.id, "nodes", node) if may_build else "",
        ),
    )


def _add(plan: str, collection: str, node: Node) -> str:
    return f"{address_of('plans:edit-new', plan, collection)}?node={node.id}"
