"""How records are called on pages for editing, where these are, and the way to them."""

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan, PlanYear
from monosashi.core.results import NodeYear, Question
from monosashi.office.plans.editing.record import HEAD, OF_MEASURES, Subject, result_key
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.crumbs import Crumb


def heading_of(subject: Subject, plan: Plan) -> Message:
    """The heading of a record's page."""
    if subject.is_new:
        return message("plans.edit.new", list=message(f"plans.field.{subject.collection}"))
    return name_of(subject.record, plan)


def name_of(record: object, plan: Plan) -> Message:
    """How a record is called."""
    match record:
        case NodeYear():
            node = plan.index.node.get(record.node)
            return message("plans.edit.of_year", name=node.label if node else record.node, year=record.fiscal_year)
        case PlanYear():
            return message("plans.form.year", year=record.fiscal_year)
        case Question():
            return message("plans.edit.named", name=record.text)
    name = getattr(record, "name", None) or getattr(record, "title", None) or ""
    number = getattr(record, "number", "")
    return message("plans.edit.named", name=f"{number} {name}".strip())


def entry_address(plan: Plan, collection: str, key: str) -> str:
    """Where an entry is edited."""
    page = "edit-measure" if collection in OF_MEASURES else "edit-entry"
    return address_of(f"plans:{page}", plan.id, collection, key)


def result_address(plan: Plan, node: str, fiscal_year: int) -> str:
    """Where what was said of a node in a year is edited."""
    return entry_address(plan, "results", result_key(node, fiscal_year))


def way_into(plan: Plan) -> tuple[Crumb, ...]:
    """The way to the pages for editing."""
    return (
        Crumb(message("plans.list.heading"), address_of("plans:list")),
        Crumb(plan.name, address_of("plans:plan", plan.id)),
        Crumb(message("plans.edit.heading"), address_of("plans:edit", plan.id)),
    )


def way_to(subject: Subject, plan: Plan, *, lists: bool) -> tuple[Crumb, ...]:
    """The way to a record's page: over its list, or over the node that it belongs to. `lists`: whether lists open to who asks."""
    top = way_into(plan)
    if subject.collection == HEAD:
        return (*top, Crumb(message("plans.edit.head")))
    node = getattr(subject.record, "node", None)
    above = plan.index.node.get(node) if node else None
    if above is not None:
        between = Crumb(above.label, entry_address(plan, "nodes", above.id))
    else:
        label = message(f"plans.field.{subject.collection}")
        between = Crumb(label, address_of("plans:edit-list", plan.id, subject.collection) if lists else "")
    return (*top, between, Crumb(heading_of(subject, plan)))
