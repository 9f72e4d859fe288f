"""The list of a thing's events: what was done, when, by whom, why."""

from collections.abc import Callable, Iterable, Sequence

from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.events.queries import ContentState, Told
from monosashi.office.trail.reading import action_named, action_of, kind_of
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.dates import moment_cell
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_number, by_text

LONGEST = 2000
"""Events of one list; the filters of an address reach no further back."""


def list_of_events(name: str, events: Sequence[Told]) -> ListOf[Told]:
    """The list. Filters offer what occurs."""
    return ListOf(
        name=name,
        caption=message("trail.caption"),
        columns=_COLUMNS,
        filters=(
            Filter(
                "action", message("trail.action"), _options(events, lambda one: one.action, action_named), _has_action
            ),
            Filter(
                "actor", message("trail.actor"), _options(events, lambda one: one.actor, lambda one: one), _has_actor
            ),
        ),
        words=lambda one: (action_of(one), one.label, one.actor, one.why),
        empty=message("trail.none"),
        keep=("plan",),
    )


def what(told: Told) -> Cell:
    """What was done, with the way to the event; below it whether its content was amended."""
    note = "" if told.standing is ContentState.AS_WRITTEN else spoken(told.standing)
    return Cell(action_of(told), address=reverse("trail:event", args=(told.id,)), note=note)


def who(told: Told) -> Cell:
    """Who did it."""
    if told.actor:
        return Cell(told.actor)
    return absence(message("trail.system" if told.actor_id is None else "trail.actor_gone"))


def why(told: Told) -> Cell:
    """Why it was done; of what was disposed of, why that was."""
    if told.standing is ContentState.DISPOSED:
        return Cell(told.amended_why, note=spoken(message("trail.reason_of_disposal")))
    return Cell(told.why) if told.why else absence(message("trail.no_reason"))


def _options(events: Iterable[Told], value: Callable[[Told], str], label: Callable[[str], str]) -> tuple[Option, ...]:
    return tuple(Option(each, label(each)) for each in sorted({value(event) for event in events}) if each)


def _has_action(told: Told, action: str) -> bool:
    return told.action == action


def _has_actor(told: Told, actor: str) -> bool:
    return told.actor == actor


def _subject(told: Told) -> Cell:
    kind = kind_of(told.kind)
    return Cell(told.label, note=kind) if told.label else Cell(kind)


_COLUMNS: tuple[Column[Told], ...] = (
    Column("at", message("trail.at"), lambda one: moment_cell(one.at), lambda one: by_number(one.id)),
    Column("action", message("trail.action"), what, lambda one: by_text(action_of(one)), head=True),
    Column("subject", message("trail.subject"), _subject, lambda one: by_text(one.label)),
    Column("actor", message("trail.actor"), who, lambda one: by_text(one.actor)),
    Column("why", message("trail.why"), why, wide=True),
)
