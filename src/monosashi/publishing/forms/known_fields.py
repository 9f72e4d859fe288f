"""Every field of one plan by its name, found once for each plan."""

from collections.abc import Iterable, Mapping, Sized
from weakref import ref

from monosashi.core.plan import Plan
from monosashi.publishing.forms.fields import Entry, FieldOf, FormField
from monosashi.publishing.forms.own_fields import own_fields
from monosashi.publishing.forms.stated_fields import (
    indicator_fields,
    measure_fields,
    numbered_fields,
    plan_fields,
    program_fields,
)


class KnownFields:
    """The fields of a plan. `listed` are in the order of the list, with as many indicators and programs as a measure has."""

    def __init__(self, listed: Mapping[str, Entry]) -> None:
        self.listed = listed
        self._beyond: dict[str, Entry] = {}

    def named(self, name: str) -> Entry | None:
        """The field with this name, also of an indicator that no measure has; None: there is none."""
        if name not in self.listed and name not in self._beyond:
            self._beyond.update((entry.field.name, entry) for entry in numbered_fields(name))
        return self.listed.get(name) or self._beyond.get(name)


_KNOWN: dict[int, tuple["ref[Plan]", KnownFields]] = {}
"""By identity: to compare two plans, or to hash one, is to read all of both."""


def known_fields(plan: Plan) -> KnownFields:
    """The fields of this plan."""
    key = id(plan)
    kept = _KNOWN.get(key)
    if kept is None or kept[0]() is not plan:
        kept = (ref(plan, lambda _: _KNOWN.pop(key, None)), KnownFields(_found(plan)))
        _KNOWN[key] = kept
    return kept[1]


def form_fields(plan: Plan) -> tuple[FormField, ...]:
    """What a form of this plan can ask for: of the plan, then of its measures. A name that says the same follows its own."""
    return tuple(entry.field for entry in known_fields(plan).listed.values())


def field_named(plan: Plan, name: str) -> FormField | None:
    """The field with this name, also one that is not listed because no measure has so many indicators; None: there is none."""
    entry = known_fields(plan).named(name)
    return entry.field if entry else None


def _found(plan: Plan) -> Mapping[str, Entry]:
    """A name means what comes first: the name of the table, then the plan's own words, then what is taken as well."""
    every = (*plan_fields(), *measure_fields(), *own_fields(plan), *_numbered(plan))
    place = {id(entry): at for at, entry in enumerate(every)}
    chosen: dict[str, Entry] = {}
    for entry in sorted(every, key=lambda each: bool(each.field.same_as)):
        chosen.setdefault(entry.field.name, entry)
    listed = sorted(chosen.values(), key=lambda each: (each.field.of is FieldOf.MEASURE, place[id(each)]))
    return {entry.field.name: entry for entry in listed}


def _numbered(plan: Plan) -> tuple[Entry, ...]:
    index = plan.index
    indicators = _most(index.indicators_of.get(node.id, ()) for node in index.measures)
    parts = [
        _most(
            index.components_of.get(found[at].id, ())
            for node in index.measures
            if len(found := index.indicators_of.get(node.id, ())) > at
        )
        for at in range(indicators)
    ]
    programs = _most(index.programs_of.get(node.id, ()) for node in index.measures)
    return (
        *(e for at in range(max(indicators, 1)) for e in indicator_fields(at + 1)),
        *(e for at, most in enumerate(parts) for part in range(most) for e in indicator_fields(at + 1, part + 1)),
        *(e for at in range(programs) for e in program_fields(at + 1)),
    )


def _most(lists: Iterable[Sized]) -> int:
    return max(map(len, lists), default=0)
