"""The history of any thing, one event with what it says, and its correction and disposal."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission, Place, check, may
from monosashi.office.events.models import Event, Seal
from monosashi.office.events.queries import Told, told
from monosashi.office.trail.forms import CorrectionForm, DisposalForm
from monosashi.office.trail.keeping import CannotAmend, correct, dispose, may_be_amended
from monosashi.office.trail.list_of_events import LONGEST, list_of_events, who, why
from monosashi.office.trail.reading import (
    OPEN_KINDS,
    Thing,
    action_of,
    events_of,
    kind_of,
    lines_of,
    sentences_of,
    thing_of,
)
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.forms import SayingForm
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import listed


@requires(Permission.READ)
def history(request: HttpRequest, kind: str, object_id: str) -> HttpResponse:
    """What was done to a thing; an empty list where nothing was. `plan` in the address says in which plan."""
    _check_kind(request, kind)
    plan = object_id if kind == "plan" else str(request.GET.get("plan", ""))
    events = told(events_of(kind, object_id, plan)[: LONGEST + 1])
    thing = thing_of(kind, object_id, plan, events[0] if events else None)
    shown = tuple(_with_name(each, kind, thing.name) for each in events[:LONGEST])
    list_of = list_of_events(f"{kind}-{object_id}-events", shown)
    if file := as_file(list_of, shown, request.GET):
        return file
    context = {
        "name": thing.name,
        "kind": kind_of(kind),
        "list": listed(list_of, shown, request.GET),
        "did": action_of(shown[0]) if shown else "",
        "more": len(events) > LONGEST,
        "longest": LONGEST,
        "crumbs": _way(thing),
    }
    return render(request, "trail/history.html", context)


@requires(Permission.READ)
def event(request: HttpRequest, event: int) -> HttpResponse:
    """One event with what it says."""
    row, one = _event_or_404(request, event)
    name = thing_of(one.kind, one.object_id, one.plan, one).name
    context = {
        "event": one,
        "did": action_of(one),
        "who": who(one),
        "why": why(one),
        "name": name,
        "kind": kind_of(one.kind),
        "lines": lines_of(one),
        "from_nothing": not one.before,
        "sentences": sentences_of(one),
        "seal": _seal_of(row),
        "history": _address_of(one),
        "may_keep": may(standing_in(request), Permission.KEEP_EVENTS, Place(one.plan)) and not may_be_amended(row),
        "crumbs": (Crumb(name, _address_of(one)), Crumb(action_of(one))),
    }
    return render(request, "trail/event.html", context)


@requires(Permission.KEEP_EVENTS)
def correct_event(request: HttpRequest, event: int) -> HttpResponse:
    """Replace words in an event's content."""
    form = CorrectionForm(request.POST or None)

    def act() -> object:
        data = form.cleaned_data
        return correct(event, wrong=data["wrong"], right=data["right"], by=person_in(request), why=data["why"])

    return _keep(request, event, form, "correct", act)


@requires(Permission.KEEP_EVENTS)
def dispose_event(request: HttpRequest, event: int) -> HttpResponse:
    """Delete an event's content."""
    form = DisposalForm(request.POST or None)

    def act() -> object:
        return dispose(event, by=person_in(request), why=form.cleaned_data["why"])

    return _keep(request, event, form, "dispose", act)


def _keep(request: HttpRequest, number: int, form: SayingForm, what: str, act: Callable[[], object]) -> HttpResponse:
    _, one = _event_or_404(request, number)
    refused: Message | None = None
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except CannotAmend as error:
            refused = error.why
        else:
            messages.success(request, spoken(message(f"trail.{what}.done")))
            return redirect("trail:event", number)
    context = {
        "form": form,
        "refused": refused,
        "event": one,
        "did": action_of(one),
        "heading": message(f"trail.{what}.heading"),
        "lead": message(f"trail.{what}.lead"),
        "act": message(f"trail.{what}.act"),
        "crumbs": (
            Crumb(action_of(one), reverse("trail:event", args=(number,))),
            Crumb(message(f"trail.{what}.heading")),
        ),
    }
    status = 409 if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "trail/keep.html", context, status=status)


def _with_name(one: Told, kind: str, name: str) -> Told:
    """An event of the plan itself that was recorded without the plan's name."""
    return replace(one, label=name) if kind == one.kind == "plan" and not one.label else one


def _event_or_404(request: HttpRequest, number: int) -> tuple[Event, Told]:
    row = Event.objects.filter(pk=number).first()
    if row is None:
        raise Http404(number)
    _check_kind(request, row.kind)
    return row, told(Event.objects.filter(pk=number))[0]


def _check_kind(request: HttpRequest, kind: str) -> None:
    """What was done to people is for those who manage them. Raises NotAllowed."""
    if kind not in OPEN_KINDS:
        check(standing_in(request), Permission.MANAGE_PEOPLE)


def _seal_of(row: Event) -> Seal | None:
    """The seal that holds the event, None while it waits for one."""
    near = Seal.objects.filter(at__gte=row.at).order_by("number")[:20]
    return next((seal for seal in near if seal.holds(row.pk)), None)


def _address_of(one: Told) -> str:
    query = f"?plan={one.plan}" if one.plan and one.kind != "plan" else ""
    return reverse("trail:history", args=(one.kind, one.object_id)) + query


def _way(thing: Thing) -> tuple[Crumb, ...]:
    return (Crumb(thing.name, thing.address), Crumb(message("trail.heading_short")))
