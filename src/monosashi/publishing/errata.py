"""A 正誤表: every value in which a corrected plan differs from the one that was published, wrong and right beside each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from monosashi.core.changes import Added, Change, Changed, Removed, Reordered, diff, place_of
from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.exchange.structure import plain
from monosashi.publishing.comparison.places import field_of, place_in, subject_of
from monosashi.publishing.comparison.sides import side_of


@dataclass(frozen=True, slots=True)
class Erratum:
    """One wrong value. `wrong` and `right` are as in a plan file, None for nothing; `place` says in words where it stands."""

    path: str
    place: Message
    wrong: object
    right: object


def errata_between(published: Plan, corrected: Plan) -> tuple[Erratum, ...]:
    """In the order of the plan. How often it was saved is no erratum."""
    return tuple(_errata(published, corrected))


def _errata(published: Plan, corrected: Plan) -> Iterator[Erratum]:
    before, after = side_of(published), side_of(corrected)
    for change in diff(published, corrected):
        if change.path == ("revision",):
            continue
        place = place_in(change, before, after)
        subject = subject_of(place, published if isinstance(change, Removed) else corrected)
        words = message("corrections.place", subject=subject, field=field_of(place))
        yield Erratum(place_of(change), words, *_sides(change))


def _sides(change: Change) -> tuple[object, object]:
    match change:
        case Changed(_, before, after):
            return _plain(before), _plain(after)
        case Added(_, value, _):
            return None, _plain(value)
        case Removed(_, value, _):
            return _plain(value), None
        case Reordered(_, keys_before, keys_after):
            return list(keys_before), list(keys_after)


def _plain(value: object) -> object:
    return None if value is None else plain(value)
