"""Pages on which a plan's lists are put together: what there is to edit, adding, moving, taking away."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from monosashi.core.changes import Change, diff
from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.core.paths import key_of, keyed
from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.office.accounts.access import of_plan, person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.plans.actions import Conflict, save
from monosashi.office.plans.editing.opened import base_of, token_in
from monosashi.office.plans.editing.record import HEAD, KINDS, NoSuchEntry, subject_in
from monosashi.office.plans.kept.removal import without
from monosashi.office.plans.kept.rows import BESIDE
from monosashi.office.plans.kept.submissions import Form
from monosashi.office.plans.lists.own_work import current_year
from monosashi.office.plans.pages import held_or_404
from monosashi.office.plans.queries import departments_of
from monosashi.office.plans.ways import entry_address, name_of, result_address, way_into
from monosashi.office.plans.year.closed import closed_in, touched_years
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.language import spoken
from monosashi.publishing.comparison import compare

LISTS = tuple(name for name in KINDS if name not in {HEAD, "results"})


@dataclass(frozen=True, slots=True)
class ListOfPlan:
    """One list, how many entries it has (None: nobody counted), and where it is edited."""

    label: Message
    count: int | None
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in a list. `depth` is how deep it stands in the tree, 0 at the top."""

    label: Message
    address: str
    depth: int = 0
    up: bool = False
    down: bool = False
    move: str = ""
    remove: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """An entry that is to go: what it is called, and the plan with it (`base`, of revision `based_on`) and without it (`after`)."""

    collection: str
    key: str
    name: Message
    base: Plan
    based_on: int
    after: Plan


@requires(Permission.READ, of_plan)
def index(request: HttpRequest, plan: str) -> HttpResponse:
    """What this person may edit: their measures, and for the coordinating office all of the plan."""
    state, standing = held_or_404(plan), standing_in(request)
    may_build = may(standing, Permission.EDIT_PLAN, Place(plan))
    today = timezone.localdate()
    year = current_year(state.plan, today)
    own = [
        Line(
            message("plans.edit.named", name=node.label),
            entry_address(state.plan, "nodes", node.id),
            result=result_address(state.plan, node.id, year),
        )
        for node in state.plan.index.measures
        if may(standing, Permission.EDIT_MEASURE, Place(plan, departments_of(node, today)))
    ]
    lists = [
        ListOfPlan(
            message(f"plans.field.{name}"),
            None if name in BESIDE else len(getattr(state.plan, name)),
            reverse("plans:edit-list", args=[plan, name]),
        )
        for name in LISTS
    ]
    context = {
        "plan": state.plan,
        "crumbs": _last_open(way_into(state.plan)),
        "own": own,
        "year": year,
        "lists": lists if may_build else [],
        "may_build": may_build,
        "may_import": may(standing, Permission.IMPORT_PLAN, Place(plan)),
        "may_freeze": may(standing, Permission.FREEZE_EDITION, Place(plan)),
    }
    return render(request, "plans/editing/index.html", context)


@requires(Permission.EDIT_PLAN, of_plan)
def entries(request: HttpRequest, plan: str, collection: str) -> HttpResponse:
    """The entries of a list in their order, each to be edited, moved or taken away."""
    state = held_or_404(plan)
    plan_now, _ = base_of(state, "", collection)
    lines = _tree(plan_now) if collection == "nodes" else _flat(plan_now, collection)
    label = message(f"plans.field.{collection}")
    context = {
        "plan": state.plan,
        "crumbs": (*way_into(state.plan), Crumb(label)),
        "label": label,
        "lines": lines,
        "new": reverse("plans:edit-new", args=[plan, collection]),
        "based_on": state.revision,
        "token": token_in(request),
    }
    return render(request, "plans/editing/list.html", context)


@requires(Permission.EDIT_PLAN, of_plan)
def remove(request: HttpRequest, plan: str, collection: str, key: str) -> HttpResponse:
    """Take an entry away, once one has seen what goes with it."""
    found = _removal(request, plan, collection, key)
    if request.method != "POST":
        return _removal_page(request, found)
    try:
        _take_away(request, found)
    except Conflict:
        messages.warning(request, spoken(message("plans.remove.changed")))
        return redirect(request.path)
    except InvalidInput as error:
        return _removal_page(request, found, error.problems)
    messages.success(request, spoken(message("plans.remove.done", name=found.name)))
    return redirect("plans:edit-list", plan, collection)


def _removal(request: HttpRequest, plan: str, collection: str, key: str) -> Removal:
    """What the address takes away, from the plan that the form was made from. Raises Http404."""
    base, based_on = base_of(held_or_404(plan), str(request.POST.get("based_on", "")), collection)
    try:
        subject = subject_in(base, collection, key)
    except NoSuchEntry as error:
        raise Http404(str(error)) from None
    return Removal(collection, key, name_of(subject.record, base), base, based_on, without(base, collection, key))


def _take_away(request: HttpRequest, found: Removal) -> None:
    save(
        plan_id=found.base.id,
        based_on=found.based_on,
        changes=_changes(found),
        by=person_in(request),
        why=str(request.POST.get("why", "")).strip(),
        form=Form(token_in(request), {"remove": f"{found.collection}/{found.key}"}),
    )


def _changes(found: Removal) -> tuple[Change, ...]:
    return diff(found.base, found.after, with_provenance=found.collection in BESIDE)


def _removal_page(request: HttpRequest, found: Removal, faults: tuple[Problem, ...] = ()) -> HttpResponse:
    context = {
        "plan": found.base,
        "crumbs": (*way_into(found.base), Crumb(found.name)),
        "name": found.name,
        "comparison": compare(found.base, found.after),
        "faults": faults,
        "closed": closed_in(found.base, (year.fiscal_year for year in touched_years(_changes(found), found.base))),
        "based_on": found.based_on,
        "token": token_in(request),
        "back": entry_address(found.base, found.collection, found.key),
    }
    return render(request, "plans/editing/remove.html", context, status=422 if faults else 200)


@requires(Permission.EDIT_PLAN, of_plan)
@require_POST
def move(request: HttpRequest, plan: str, collection: str, key: str) -> HttpResponse:
    """Move an entry before the one above it or behind the one below it."""
    state = held_or_404(plan)
    base, based_on = base_of(state, str(request.POST.get("based_on", "")), collection)
    after = _moved(base, collection, key, -1 if request.POST.get("direction") == "up" else 1)
    try:
        save(
            plan_id=plan,
            based_on=based_on,
            changes=diff(base, after, with_provenance=collection in BESIDE),
            by=person_in(request),
            form=Form(token_in(request), {"move": f"{collection}/{key}/{request.POST.get('direction')}"}),
        )
    except Conflict:
        messages.warning(request, spoken(message("plans.remove.changed")))
    return redirect("plans:edit-list", plan, collection)


def _moved(plan: Plan, collection: str, key: str, step: int) -> Plan:
    held = list(getattr(plan, collection))
    found = keyed(held)
    if key not in found:
        raise Http404(key)
    entry = found[key]
    beside = [each for each in held if getattr(each, "parent", None) == getattr(entry, "parent", None)]
    at = beside.index(entry) + step
    if not 0 <= at < len(beside):
        return plan
    one, other = held.index(entry), held.index(beside[at])
    held[one], held[other] = held[other], held[one]
    changed: dict[str, Any] = {collection: tuple(held)}
    return replace(plan, **changed)


def _flat(plan: Plan, collection: str) -> list[Line]:
    held = getattr(plan, collection)
    return [
        _line(plan, collection, entry, up=at > 0, down=at < len(held) - 1, depth=0) for at, entry in enumerate(held)
    ]


def _tree(plan: Plan) -> list[Line]:
    """The nodes as they stand in the tree, depth first."""
    lines: list[Line] = []
    waiting = [(node, 0, siblings) for siblings in (plan.index.children.get("", ()),) for node in reversed(siblings)]
    while waiting:
        node, depth, siblings = waiting.pop()
        lines.append(_line(plan, "nodes", node, up=node is not siblings[0], down=node is not siblings[-1], depth=depth))
        below: tuple[Node, ...] = plan.index.children.get(node.id, ())
        waiting += [(child, depth + 1, below) for child in reversed(below)]
    return lines


def _line(plan: Plan, collection: str, entry: object, *, up: bool, down: bool, depth: int) -> Line:
    key = key_of(entry)
    args = [plan.id, collection, key]
    return Line(
        label=name_of(entry, plan),
        address=entry_address(plan, collection, key),
        depth=min(depth, 5),
        up=up,
        down=down,
        move=reverse("plans:edit-move", args=args),
        remove=reverse("plans:edit-remove", args=args),
    )


def _last_open(way: tuple[Crumb, ...]) -> tuple[Crumb, ...]:
    return (*way[:-1], Crumb(way[-1].label))
