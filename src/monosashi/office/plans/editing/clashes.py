"""What others changed meanwhile, and the places where both changed the same, as people read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from monosashi.core.changes import Added, Change, Changed, Removed, Reordered, place_of
from monosashi.core.messages import Message, Param, message
from monosashi.core.paths import LeadsNowhere, Paths
from monosashi.core.plan import Plan
from monosashi.office.plans.actions import Conflict
from monosashi.office.plans.kept.merging import Choice
from monosashi.office.plans.models import Revision
from monosashi.office.plans.queries import at_revision
from monosashi.publishing.comparison import Comparison, compare
from monosashi.publishing.comparison.places import field_of, named, place_in, subject_of
from monosashi.publishing.comparison.sides import side_of


@dataclass(frozen=True, slots=True)
class Clash:
    """One place that both changed. What stood there before, what others made of it, and what was typed; `choice` None: undecided."""

    place: str
    subject: Message
    field: Message
    before: Message
    theirs: Message
    mine: Message
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class Save:
    """A save by somebody: which revision it made, who, when and why."""

    revision: int
    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What others did between two revisions."""

    saves: tuple[Save, ...]
    comparison: Comparison


def clashes_of(conflict: Conflict, choices: Mapping[str, Choice]) -> tuple[Clash, ...]:
    """The places of a conflict, in the order of the plan."""
    base, mine, now = side_of(conflict.base), side_of(conflict.mine), side_of(conflict.now)
    found = []
    for change in conflict.clashing:
        place = place_in(change, base, mine)
        plan = conflict.base if isinstance(change, Removed) else conflict.mine
        found.append(
            Clash(
                place=place_of(change),
                subject=subject_of(place, plan),
                field=field_of(place),
                before=_said(change, base.paths, conflict.base),
                theirs=_said(change, now.paths, conflict.now),
                mine=_said(change, mine.paths, conflict.mine),
                choice=choices.get(place_of(change)),
            )
        )
    return tuple(found)


def meanwhile(plan_id: str, since: int, until: int) -> Meanwhile | None:
    """What was done after revision `since`, up to `until`; None where nothing was."""
    rows = Revision.objects.filter(plan_id=plan_id, number__gt=since, number__lte=until).defer("document")
    saves = tuple(Save(row.number, row.made_by_label, row.made_at, row.why) for row in rows)
    if not saves:
        return None
    return Meanwhile(saves, compare(at_revision(plan_id, since), at_revision(plan_id, until)))


def _said(change: Change, paths: Paths, plan: Plan) -> Message:
    """What stands at the place of a change in one of the plans."""
    try:
        held = paths.resolve(place_of(change))
    except LeadsNowhere:
        return message("plans.clash.gone" if isinstance(change, Changed | Removed) else "plans.clash.absent")
    if isinstance(change, Reordered):
        return message("plans.clash.order")
    told: Param = named(change.path[-1], held, plan)
    if told is None:
        return message("plans.clash.blank")
    return message("plans.clash.whole" if isinstance(change, Added | Removed) else "plans.clash.value", value=told)
