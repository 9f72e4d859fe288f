"""What acts on training begin with: who may, the row locked from the course down, the state that allows it."""

from django.db.models import QuerySet

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import still_there
from monosashi.office.events.locking import locked
from monosashi.office.training.models import Course, Enrolment, TrainingSession
from monosashi.office.training.states import TrainingSessionAct, session_after


class UnfitTraining(StateForbids):
    """What was told does not fit what stands there. The sentence has this id."""

    def __init__(self, why: str, **told: str | int) -> None:
        super().__init__(message(f"training.unfit.{why}", **told))


def lock_course(pk: int, by: Person) -> Course:
    """The course, for whoever keeps training. Raises NotAllowed, GoneMeanwhile."""
    check(by.standing, Permission.KEEP_TRAINING)
    return still_there(locked(Course.objects.filter(pk=pk)).first())


def lock_session(pk: int, act: TrainingSessionAct) -> TrainingSession:
    """The session in a state that allows the act. Who may is asked by each act. Raises GoneMeanwhile, SessionForbids."""
    row = still_there(locked(TrainingSession.objects.filter(pk=pk)).first())
    row.course = Course.objects.get(pk=row.course_id)
    session_after(row.state, act)
    return row


def lock_kept_session(pk: int, act: TrainingSessionAct, by: Person) -> TrainingSession:
    """The same for whoever keeps training. Raises NotAllowed besides."""
    check(by.standing, Permission.KEEP_TRAINING)
    return lock_session(pk, act)


def places_in(row: TrainingSession) -> "QuerySet[Enrolment]":
    """The places of a session that is locked, in the order of their turns."""
    return Enrolment.objects.filter(session=row).order_by("turn", "pk")
