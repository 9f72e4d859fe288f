"""Rows -> files that wait, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery

from monosashi.office.jobs.queries import is_working
from monosashi.office.rounds.models import Round
from monosashi.office.workbooks.models import HandedIn, Intake
from monosashi.office.workbooks.readings import Read, unpacked


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the worker is: so many of `total` files. `stuck`: it has given up."""

    done: int
    total: int
    stuck: bool

    @property
    def going_on(self) -> bool:
        """Whether files are still to be read."""
        return self.done < self.total and not self.stuck


def waiting_intakes(held: Round, staff: int | None) -> list[Intake]:
    """The intakes with files that nobody took in yet: all of a round, or those of one account. One query.

    Each says how many wait (`waiting`) and what the first of them is called (`first`).
    """
    still = HandedIn.objects.filter(intake=OuterRef("pk"), taken_at=None).order_by("pk")
    waiting = Count("files", filter=Q(files__taken_at=None))
    found = Intake.objects.filter(round=held).annotate(waiting=waiting, first=Subquery(still.values("name")[:1]))
    found = found.filter(waiting__gt=0)
    return list(found if staff is None else found.filter(made_by=staff))


def reading_of_intake(intake: Intake) -> Reading:
    """How far an intake is read. At most two queries."""
    files = HandedIn.objects.filter(intake=intake, taken_at=None)
    counted = files.aggregate(total=Count("pk"), unread=Count("pk", filter=Q(reading=b"")))
    unread = counted["unread"]
    stuck = bool(unread) and not is_working(intake.job)
    return Reading(counted["total"] - unread, counted["total"], stuck)


def reads_of(intake: Intake) -> Mapping[str, Read]:
    """The files that wait, by name, as they were read. One query."""
    rows = HandedIn.objects.filter(intake=intake, taken_at=None).exclude(reading=b"").values_list("name", "reading")
    return {name: unpacked(bytes(reading)) for name, reading in rows}


def taken_of(intake: Intake) -> list[HandedIn]:
    """The files that were taken in already. One query."""
    return list(HandedIn.objects.filter(intake=intake).exclude(taken_at=None).defer("content", "reading"))
