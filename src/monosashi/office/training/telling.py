"""How events name courses and sessions, and what they say of them: counts, and nobody's name."""

from collections import Counter
from collections.abc import Iterable, Mapping

from monosashi.core.messages import message
from monosashi.office.events.values import Actor, Subject
from monosashi.office.officers.queries import kinds
from monosashi.office.plans.queries import labels
from monosashi.office.training.models import Course, Enrolment, TrainingSession
from monosashi.office.training.states import PlaceState
from monosashi.office.training.told import CountTold, CourseTold, SessionTold, named, read_named
from monosashi.office.ui.language import spoken


def told_of_course(row: Course) -> CourseTold:
    """A course as its form shows it."""
    return CourseTold(
        row.fiscal_year,
        row.title,
        row.form,
        row.level,
        row.audience,
        row.aim,
        tuple(row.kinds),
        row.required,
        row.assessed,
        row.planned_times,
        row.planned_persons,
        named(row.plan, row.node, row.indicator),
        row.material,
    )


def told_of_session(row: TrainingSession) -> SessionTold:
    """A session as its form shows it."""
    last = row.last_day if row.last_day != row.first_day else None
    return SessionTold(row.title, row.first_day, last, row.begins, row.ends, row.place, row.capacity, row.enrol_until)


def told_of_count(row: TrainingSession) -> CountTold:
    """What was counted of a session as its form shows it."""
    return CountTold(row.times, row.counted, row.views)


def subject_of_course(row: Course) -> Subject:
    """A course, as events name it."""
    return Subject("training_course", str(row.pk), row.title)


def subject_of_session(row: TrainingSession) -> Subject:
    """A session, as events name it."""
    day = row.first_day.isoformat() if row.first_day else ""
    return Subject("training_session", str(row.pk), " ".join(filter(None, (row.course.title, row.title, day))))


def recorded_course(told: CourseTold) -> dict[str, object]:
    """A course as an event says it: kinds of officers by their names."""
    plain = told.plain
    del plain["kinds"], plain["serves"]
    names = {each.pk: each.name for each in kinds()} if told.kinds else {}
    return {
        **plain,
        "officer_kinds": [names.get(pk, str(pk)) for pk in told.kinds],
        "measures": list(_measure(*read_named(told.serves))),
    }


def _measure(plan: str, node: str, _indicator: str) -> Iterable[str]:
    if not node:
        return ()
    return labels(plan, [node]).values()


def recorded_session(told: SessionTold) -> dict[str, object]:
    """A session as an event says it."""
    return dict(told.plain)


def counts_of(places: Iterable[Enrolment]) -> Mapping[str, int]:
    """The places of a session as events say them: how many, and never whose."""
    every = tuple(places)
    states = Counter(row.state for row in every)
    outcomes = Counter(row.outcome for row in every if row.outcome)
    return {
        "enrolled": states[PlaceState.ENROLLED],
        "waiting": states[PlaceState.WAITING],
        **dict(sorted(outcomes.items())),
    }


def nobody_named() -> Actor:
    """Who acts where somebody does something for themselves: the event would else say who learns what."""
    return Actor(None, spoken(message("training.oneself")))
