"""Pages on which one record of a plan is edited. What was typed is never lost: it is saved, or it stands in the form again."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from monosashi.core.changes import diff
from monosashi.core.messages import InvalidInput, Message, message
from monosashi.core.paths import key_of
from monosashi.office.accounts.access import of_plan, person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.plans.actions import Conflict, Saved, save
from monosashi.office.plans.editing.beside import beside
from monosashi.office.plans.editing.clashes import clashes_of, meanwhile
from monosashi.office.plans.editing.opened import DECIDE, Opened, decisions_in, open_form
from monosashi.office.plans.editing.record import HEAD, KINDS, Draft, draft
from monosashi.office.plans.editing.told_after import read_otherwise, unknown_predecessors
from monosashi.office.plans.forms.building import Fault, fault_of, faults_of
from monosashi.office.plans.forms.drawing import NEW_ROWS, MayChange, State, draw
from monosashi.office.plans.forms.fields import field_names
from monosashi.office.plans.forms.sent import Sent
from monosashi.office.plans.forms.surroundings import Surroundings
from monosashi.office.plans.kept.rows import BESIDE
from monosashi.office.plans.kept.submissions import Form, earlier_of
from monosashi.office.plans.pages import held_or_404
from monosashi.office.plans.queries import NoSuchRevision
from monosashi.office.plans.reach import Reach
from monosashi.office.plans.ways import entry_address, heading_of, way_to
from monosashi.office.plans.year.closed import ReasonWanted, closed_in, years_in
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.kept_forms import keeps_typed
from monosashi.office.ui.language import spoken


def words_for(name: str) -> Message:
    """What the cell with this name is called."""
    if name == "why":
        return message("plans.form.why")
    parts = name.rpartition(":")[2].split("/")
    known = [part for part in reversed(parts) if part in field_names()]
    return message(f"plans.field.{known[0]}") if known else message("plans.form.typed")


def of_entry(plan: str, collection: str, key: str) -> Place:
    """The place of what an address of a measure's record names. What is not there is nobody's."""
    state = held_or_404(plan)
    reach = Reach(state.plan, today=timezone.localdate())
    return reach.place_of(reach.nodes_of(collection, key) or ())


@keeps_typed(words_for)
@requires(Permission.EDIT_MEASURE, of_entry)
def of_measure(request: HttpRequest, plan: str, collection: str, key: str) -> HttpResponse:
    """A node, an indicator, a program, or what was said of a node in a year."""
    return _page(request, plan, collection, key)


@keeps_typed(words_for)
@requires(Permission.EDIT_PLAN, of_plan)
def of_plan_list(request: HttpRequest, plan: str, collection: str, key: str) -> HttpResponse:
    """A level, a year, a department of the plan, a post, a question …"""
    return _page(request, plan, collection, key)


@keeps_typed(words_for)
@requires(Permission.EDIT_PLAN, of_plan)
def head(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan's own fields."""
    return _page(request, plan, HEAD, "")


@keeps_typed(words_for)
@requires(Permission.EDIT_PLAN, of_plan)
def new(request: HttpRequest, plan: str, collection: str) -> HttpResponse:
    """A new entry of a list."""
    return _page(request, plan, collection, None)


def _page(request: HttpRequest, plan: str, collection: str, key: str | None) -> HttpResponse:
    opened = open_form(request, held_or_404(plan), collection, key)
    if request.method != "POST":
        return _shown(opened)
    drafted = draft(opened.base, opened.subject, opened.given, opened.token)
    if "more" in opened.data or drafted.faults:
        faults = {} if "more" in opened.data else drafted.faults
        return _shown(opened, faults, status=422 if faults else 200)
    return _saved(_going_on(opened), drafted)


def _going_on(opened: Opened) -> Opened:
    """A form that was saved before and was changed after going back goes on from what it saved."""
    earlier = earlier_of(opened.token, opened.base.id, person_in(opened.request))
    if earlier is None or earlier.texts == opened.given.texts:
        return opened
    return replace(opened, earlier=earlier)


def _saved(opened: Opened, drafted: Draft) -> HttpResponse:
    changes, based_on = drafted.changes, opened.based_on
    if opened.earlier is not None:
        before = draft(opened.base, opened.subject, Sent(opened.earlier.texts), opened.token)
        changes = diff(before.after, drafted.after, with_provenance=opened.subject.collection in BESIDE)
        based_on = opened.earlier.revision
    elif not changes:
        messages.info(opened.request, spoken(message("plans.form.nothing_changed")))
        return redirect(_address(opened))
    try:
        saved = save(
            plan_id=opened.base.id,
            based_on=based_on,
            changes=changes,
            by=person_in(opened.request),
            why=opened.why,
            form=Form(opened.token, opened.given.texts),
            decisions=decisions_in(opened.data),
        )
    except Conflict as conflict:
        return _asked(opened, conflict)
    except ReasonWanted as error:
        return _shown(opened, {"why": fault_of(error)}, status=422)
    except InvalidInput as error:
        return _shown(opened, faults_of(drafted.built, error.problems, opened.subject.above), status=422)
    _tell(opened, drafted, saved)
    return redirect(f"{_address(opened, drafted)}?{urlencode({'since': based_on, 'saved': saved.revision})}")


def _asked(opened: Opened, conflict: Conflict) -> HttpResponse:
    """409: the places that others changed too, to be decided one by one. What was typed is sent along."""
    decisions = decisions_in(opened.data)
    context = {
        **_frame(opened),
        "clashes": clashes_of(conflict, decisions.choices if decisions else {}),
        "others": meanwhile(opened.base.id, opened.based_on, conflict.revision),
        "seen": conflict.revision,
        "again": decisions is not None,
        "carried": _carried(opened.data),
    }
    return render(opened.request, "plans/editing/conflict.html", context, status=409)


def _carried(data: QueryDict) -> list[tuple[str, str]]:
    """Everything that the form sent, to be sent again, but for what the page asks anew."""
    left_out = {"csrfmiddlewaretoken", "against", "based_on", "token"}
    names = (name for name in data if name not in left_out and not name.startswith(DECIDE))
    return [(name, str(text)) for name in names for text in data.getlist(name)]


def _shown(opened: Opened, faults: Mapping[str, Fault] | None = None, status: int = 200) -> HttpResponse:
    """The form, with what was typed into it and what is wrong with it."""
    around = Surroundings(opened.base, KINDS[opened.subject.collection], opened.subject.record)
    found = faults or {}
    state = State(opened.given, found, _may_change(opened), _new_rows(opened))
    drawn = draw(around, state)
    cells = {cell.name: cell for cell in drawn.every_cell}
    context = {
        **_frame(opened),
        "form": drawn,
        "wrong": [(cells.get(name), fault) for name, fault in found.items()],
        "kept": opened.request.method != "POST" and bool(opened.data),
        "why": opened.why,
        "why_wrong": found.get("why"),
        "closed": closed_in(opened.base, years_in(opened.subject.record, opened.base)),
        **_after_saving(opened),
        **beside(opened),
    }
    return render(opened.request, "plans/editing/form.html", context, status=status)


def _frame(opened: Opened) -> dict[str, Any]:
    """What every page of a form is given."""
    return {
        "plan": opened.base,
        "subject": opened.subject,
        "heading": heading_of(opened.subject, opened.base),
        "crumbs": way_to(opened.subject, opened.base, lists=_opens_lists(opened)),
        "based_on": opened.based_on,
        "token": opened.token,
        "address": opened.request.get_full_path() if opened.subject.is_new else opened.request.path,
        "back": address_of("plans:edit", opened.base.id),
    }


def _opens_lists(opened: Opened) -> bool:
    return may(standing_in(opened.request), Permission.EDIT_PLAN, Place(opened.base.id))


def _after_saving(opened: Opened) -> dict[str, Any]:
    """After a save: what others did since the form was opened."""
    since, saved = (str(opened.request.GET.get(name, "")) for name in ("since", "saved"))
    if opened.request.method == "POST" or not (since.isdecimal() and saved.isdecimal()):
        return {}
    try:
        return {"others": meanwhile(opened.base.id, int(since), int(saved) - 1), "saved": int(saved)}
    except NoSuchRevision:
        return {}


def _may_change(opened: Opened) -> MayChange:
    standing, reach = standing_in(opened.request), Reach(opened.base, today=timezone.localdate())
    if opened.subject.collection == HEAD or opened.subject.is_new:
        return lambda _path: True
    above = (opened.subject.collection, opened.subject.key)
    allowed = cache(partial(may, standing))
    return lambda path: allowed(*reach.of((*above, *path)))


def _new_rows(opened: Opened) -> dict[str, int]:
    """How many new rows each list has: one more where somebody asked for one."""
    wanted = str(opened.data.get("more", ""))
    return {wanted: len(opened.given.new_rows(wanted)) + NEW_ROWS} if wanted else {}


def _tell(opened: Opened, drafted: Draft, saved: Saved) -> None:
    """Say that it is saved, what was read otherwise than it was typed, and what nobody here knows."""
    if saved.again:
        messages.info(opened.request, spoken(message("plans.form.saved_before", revision=saved.revision)))
        return
    messages.success(opened.request, spoken(message("plans.form.saved", revision=saved.revision)))
    for told in read_otherwise(opened.subject, drafted):
        messages.info(opened.request, spoken(told))
    for told in unknown_predecessors(opened.subject, drafted):
        messages.warning(opened.request, spoken(told))


def _address(opened: Opened, drafted: Draft | None = None) -> str:
    """The page of the record; of one that was just made, where it now is."""
    if not opened.subject.is_new or drafted is None:
        return opened.request.path
    return entry_address(drafted.after, opened.subject.collection, key_of(drafted.built.record))
