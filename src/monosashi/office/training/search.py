"""How courses are searched: by title and aim. Who took part is never found here."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from monosashi.core.messages import message
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.training.models import Course
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken

Row = tuple[int, str, str, int]


def _rows(asking: Asking) -> "QuerySet[Course, Row]":
    """Courses, the newest year first; in one plan those that serve it."""
    rows = Course.objects.order_by("-fiscal_year", "-pk")
    of_plan = rows.filter(plan=asking.plan) if asking.plan else rows
    return of_plan.values_list("pk", "title", "aim", "fiscal_year")


def _texts(row: Row) -> tuple[str, ...]:
    return row[1], row[2]


def _shown(rows: Sequence[Row], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- the contract of a room
    return [
        Thing(title, address_of("training:course", pk), where=spoken(message("ui.fiscal_year", year=year)), day=None)
        for pk, title, _, year in rows
    ]


SEARCHED = (Searched("courses", message("training.search.courses"), _rows, _texts, _shown),)
"""All kinds of the room."""
