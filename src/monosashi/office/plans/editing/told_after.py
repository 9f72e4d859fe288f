"""What somebody is told who has just saved a form: what was read otherwise than typed, what nobody here knows."""

from collections.abc import Iterator

from monosashi.core.changes import Changed
from monosashi.core.messages import Message, message
from monosashi.core.paths import key_of
from monosashi.core.tree import Succession
from monosashi.exchange.typed_values import is_plainly_read
from monosashi.office.plans.editing.record import HEAD, Draft, Subject
from monosashi.office.plans.queries import every_held
from monosashi.publishing.comparison.places import field_of, place_in, subject_of
from monosashi.publishing.comparison.sides import side_of


def read_otherwise(subject: Subject, drafted: Draft) -> Iterator[Message]:
    """How cells were read that were not typed as they are kept, each with whose field of which year it is."""
    taken = [each for each in drafted.built.taken if not is_plainly_read(each.note)]
    if not taken:
        return
    side = side_of(drafted.after)
    for each in taken:
        at = Changed(_path(subject, drafted, each.name), None, None)
        place = place_in(at, side, side)
        where = message("comparison.what", subject=subject_of(place, drafted.after), field=field_of(place))
        yield message("plans.form.read_otherwise", place=where, note=each.note)


def unknown_predecessors(subject: Subject, drafted: Draft) -> Iterator[Message]:
    """The ids that were newly given as predecessors and that no plan kept here has. Plans are read only where there are new ones."""
    before, after = (
        {each.predecessor for each in _succeeds(record)} for record in (subject.record, drafted.built.record)
    )
    own = drafted.after.index
    new = sorted(id_ for id_ in after - before if id_ not in own.node and id_ not in own.indicator)
    kept = [each.plan.index for each in every_held().values()] if new else []
    for id_ in new:
        if not any(id_ in index.node or id_ in index.indicator for index in kept):
            yield message("plans.form.predecessor_not_here", read=id_)


def _succeeds(record: object) -> tuple[Succession, ...]:
    return getattr(record, "succeeds", ())


def _path(subject: Subject, drafted: Draft, cell: str) -> tuple[str, ...]:
    """The way to what a cell is of, in the plan after the form."""
    inside = drafted.built.path_of(cell).split("/")
    if subject.collection == HEAD:
        return tuple(inside)
    return (subject.collection, subject.key or key_of(drafted.built.record), *inside)
