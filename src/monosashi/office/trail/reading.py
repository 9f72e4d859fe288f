"""Events in words: what was done, to what, what stood there before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.core.plan import YearState
from monosashi.office.events.models import Event
from monosashi.office.events.queries import EVERYTHING, ContentState, Told, history, of_plan
from monosashi.office.plans.queries import NoSuchPlan, NoSuchRevision, at_revision, held, plans_held
from monosashi.office.trail.field_names import FieldNames, word_or
from monosashi.office.ui.language import spoken
from monosashi.publishing.comparison.comparing import compare
from monosashi.wording import word

OPEN_KINDS = frozenset(
    {
        *("plan", "measure", "node", "department", "edition", "finding", "event", "publication"),
        *("round", "sheet", "extension", "scheme", "life_cycle", "form", "audit", "audit_result"),
        *("meeting_body", "meeting", "meeting_decision"),
        "questionnaire",
        *("other_city", "other_cities"),
        *("officer_kind", "officer", "officer_left_out", "officer_list"),
        *("training_course", "training_session", "investment", "investment_settings"),
        *("record", "record_class", "record_settings"),
    }
)
"""Kinds of things whose history every employee reads. The others are about people."""

_OF_NODES = frozenset({"measure", "node"})

_MOST_LETTERS = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that an event says: what it is, what was there, what is there now. "" for nothing."""

    name: str
    before: str
    after: str


def events_of(kind: str, object_id: str, plan: str) -> "QuerySet[Event]":
    """The history of a thing; that of a plan has all that was done in it."""
    return of_plan(object_id, EVERYTHING) if kind == "plan" else history(kind, object_id, plan)


@dataclass(frozen=True, slots=True)
class Thing:
    """What a history is of, as people call it. `address` is that of its page, "" where it has none, or has it no more."""

    name: str
    address: str = ""


def thing_of(kind: str, object_id: str, plan: str, newest: Told | None) -> Thing:
    """The thing by its name now, else by that in its newest event."""
    if kind in _OF_NODES:
        try:
            found = held(plan).plan.index.node.get(object_id)
        except NoSuchPlan:
            found = None
        if found is not None:
            return Thing(found.name, reverse(f"plans:{kind}", args=(plan, object_id)))
    if kind == "plan" and (plan_row := plans_held().filter(pk=object_id).first()) is not None:
        return Thing(plan_row.name, reverse("plans:plan", args=(object_id,)))
    if newest is not None and newest.kind == kind and newest.object_id == object_id and newest.label:
        return Thing(newest.label)
    return Thing(object_id)


def kind_of(kind: str) -> str:
    """The word for a kind of things."""
    return word_or(kind, f"event_kind.{kind}")


def action_named(action: str) -> str:
    """The word for what was done."""
    return word_or(action, f"event.{action}")


def action_of(told: Told) -> str:
    """What was done, in words."""
    return action_named(told.action)


def lines_of(told: Told) -> tuple[Line, ...]:
    """What the event says of before and after, field by field, in the order in which it stands."""
    names = FieldNames(told.kind, told.plan)
    before, after = dict(_flat(told.before, names)), dict(_flat(told.after, names))
    return tuple(Line(names.of(path), before.get(path, ""), after.get(path, "")) for path in {**before, **after})


def sentences_of(told: Told) -> tuple[str, ...]:
    """The changes of a plan as sentences; none where it was no save, its words were amended or the revisions are gone.

    Revisions hold what was saved: they would say again what was corrected here.
    """
    if told.standing is not ContentState.AS_WRITTEN:
        return ()
    numbers = [side.get("revision") if isinstance(side, Mapping) else None for side in (told.before, told.after)]
    earlier, later = numbers
    if told.action != "plan.saved" or not isinstance(earlier, int) or not isinstance(later, int):
        return ()
    try:
        found = compare(at_revision(told.plan, earlier), at_revision(told.plan, later))
    except NoSuchRevision:
        return ()
    return (*_of_closed_years(told), *(spoken(each.message) for each in found.differences))


def _of_closed_years(told: Told) -> Iterator[str]:
    """That the save touched years that were closed."""
    closed = told.after.get("closed_years", {}) if isinstance(told.after, Mapping) else {}
    for year, held_ in closed.items():
        yield spoken(message("trail.closed_year", year=int(year), state=word(YearState(held_["state"]))))


def _flat(value: object, names: FieldNames, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    match value:
        case dict():
            for key, held_ in value.items():
                yield from _flat(held_, names, (*path, str(key)))
        case list() if any(isinstance(each, dict | list) for each in value):
            for number, each in enumerate(value, start=1):
                yield from _entry(each, names, (*path, str(number)))
        case list():
            yield path, spoken(message("value.separator")).join(map(_shown, value))
        case None if not path:
            return
        case str() if path:
            yield path, _cut(names.value(path[-1], value))
        case _:
            yield path, _shown(value)


def _entry(value: object, names: FieldNames, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """An entry of a list: on one line where its fields hold nothing further, so that 57 departments are 57 lines."""
    if not isinstance(value, dict) or any(isinstance(each, dict | list) for each in value.values()):
        yield from _flat(value, names, path)
        return
    told = (f"{names.of((name,))} {_shown(each)}" for name, each in value.items())
    yield path, spoken(message("value.separator")).join(told)


def _shown(value: object) -> str:
    match value:
        case None:
            return spoken(message("trail.nothing"))
        case bool():
            return spoken(message("trail.yes" if value else "trail.no"))
    return _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…"
