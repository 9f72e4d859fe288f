"""Where pages of training are: rows by the parts of an address, and whose a page is."""

from django.http import Http404
from django.utils import timezone

from monosashi.office.accounts.permissions import Place
from monosashi.office.accounts.register import with_predecessors
from monosashi.office.training.models import Course, TrainingSession
from monosashi.office.training.queries import NoSuchTraining, one_course, one_session

EVERY = "all"
"""In the place of a department's code: the whole city."""


def of_department(code: str, **_rest: object) -> Place:
    """The place of a page whose address names a department (`<str:code>`); `all` is nobody's in particular."""
    return Place() if code == EVERY else Place(departments=frozenset({code}))


def own_codes(code: str) -> frozenset[str] | None:
    """The department with those whose work it goes on with today; None for the whole city."""
    return None if code == EVERY else with_predecessors((code,), timezone.localdate())


def course_or_404(pk: int) -> Course:
    """The row of a course. Raises Http404."""
    try:
        return one_course(pk)
    except NoSuchTraining:
        raise Http404(pk) from None


def session_or_404(pk: int) -> TrainingSession:
    """The row of a session with its course. Raises Http404."""
    try:
        return one_session(pk)
    except NoSuchTraining:
        raise Http404(pk) from None
