"""What people are told of their places in sessions by mail: that they have one, what changed about it, that it is tomorrow."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from monosashi.core.messages import Message, message
from monosashi.office.letters.joint import Told, Writing
from monosashi.office.letters.kinds import LetterKind
from monosashi.office.training.models import Enrolment
from monosashi.office.training.shown import days_of
from monosashi.office.training.states import PlaceState, TrainingCourseForm, TrainingSessionState
from monosashi.office.ui.addresses import address_of


def letters_of_training(today: date) -> Iterator[Told]:
    """The places in sessions to come, as they stand. Whoever waits is told only that a session is cancelled. One query."""
    coming = Q(session__last_day__gte=today) | Q(session__last_day=None)
    rows = Enrolment.objects.filter(coming, outcome="").exclude(state=PlaceState.WITHDRAWN)
    for place in rows.exclude(session__state=TrainingSessionState.HELD).select_related("session__course"):
        is_cancelled = place.session.state == TrainingSessionState.CANCELLED
        if is_cancelled or place.state == PlaceState.ENROLLED:
            yield _place(place, is_cancelled=is_cancelled)
        if not is_cancelled and _is_tomorrow(place, today):
            yield _told(place, LetterKind.TRAINING_TOMORROW, f"{place.session.first_day}", "tomorrow")


def _place(place: Enrolment, *, is_cancelled: bool) -> Told:
    if is_cancelled:
        return _told(place, LetterKind.TRAINING_PLACE, "cancelled", "cancelled")
    row = place.session
    state = "/".join(str(each) for each in (row.first_day, row.last_day, row.begins, row.ends, row.place))
    return _told(place, LetterKind.TRAINING_PLACE, state, "let_in" if place.let_in_at else "given", "changed")


def _told(place: Enrolment, kind: LetterKind, state: str, how: str, again: str = "") -> Told:
    row = place.session
    told = {"course": row.course.title, "days": days_of(row)}
    return Told(
        kind,
        f"{place.pk}/{place.turn}",
        state,
        (place.staff_id,),
        message(f"training.letter.subject.{how}", **told),
        tuple(_says(place)),
        address_of("training:session", row.pk),
        message(f"training.letter.subject.{again}", **told) if again else None,
    )


def _says(place: Enrolment) -> Iterator[Message]:
    row = place.session
    yield message("training.letter.course", course=row.course.title)
    if row.state == TrainingSessionState.CANCELLED:
        yield message("training.letter.reason", reason=row.reason)
        return
    yield message("training.letter.days", days=days_of(row))
    if row.place:
        yield message("training.letter.place", place=row.place)


def _is_tomorrow(place: Enrolment, today: date) -> bool:
    """Videos are seen when one likes."""
    row = place.session
    is_video = row.course.form == TrainingCourseForm.VIDEO
    return row.first_day == today + timedelta(days=1) and place.state == PlaceState.ENROLLED and not is_video


WRITES = Writing(frozenset({LetterKind.TRAINING_PLACE, LetterKind.TRAINING_TOMORROW}), letters_of_training)
