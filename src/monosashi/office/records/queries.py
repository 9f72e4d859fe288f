"""Lines of the register, in a fixed number of queries however many there are."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.office.accounts.bearers import bearers
from monosashi.office.accounts.permissions import Place
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.written_once import Parameter
from monosashi.office.audits.queries import coordinating
from monosashi.office.records.models import Ending, RecordClass, RegisterEntry
from monosashi.office.records.periods import year_ends
from monosashi.office.records.sources import Source, every_source
from monosashi.office.records.states import OPEN, RecordEndingState, RecordOutcome, RecordState


class NoSuchRecord(LookupError):
    """There is no such line, class or proposal."""


def entries() -> "QuerySet[RegisterEntry]":
    """All lines with their classes and what was proposed for them, the newest year first. Two queries when they are read."""
    return RegisterEntry.objects.select_related("record_class").prefetch_related("endings")


def one_entry(pk: int) -> RegisterEntry:
    """One line. Two queries. Raises NoSuchRecord."""
    row = entries().filter(pk=pk).first()
    if row is None:
        raise NoSuchRecord(pk)
    return row


def one_class(pk: int) -> RecordClass:
    """One class. One query. Raises NoSuchRecord."""
    row = RecordClass.objects.filter(pk=pk).first()
    if row is None:
        raise NoSuchRecord(pk)
    return row


def one_ending(entry: int, pk: int) -> Ending:
    """What was proposed for a line. One query. Raises NoSuchRecord."""
    row = Ending.objects.select_related("entry__record_class").filter(entry=entry, pk=pk).first()
    if row is None:
        raise NoSuchRecord(pk)
    return row


def classes() -> "QuerySet[RecordClass]":
    """All classes by their marks."""
    return RecordClass.objects.all()


def classes_in_use(day: date) -> tuple[RecordClass, ...]:
    """Those in which is registered on a day. One query."""
    return tuple(row for row in classes() if row.out_of_use_since is None or day < row.out_of_use_since)


def unregistered(day: date) -> tuple[Source, ...]:
    """The documents without a line, the newest first, each with its department. A query for each kind, two more at most."""
    known = set(RegisterEntry.objects.values_list("kind", "key"))
    lacking = [with_department(each, day) for each in every_source() if (each.kind, each.key) not in known]
    return tuple(sorted(lacking, key=lambda each: (each.fiscal_year, each.day or date.min), reverse=True))


def with_department(source: Source, day: date) -> Source:
    """A document whose department is told: the first coordinating office where the room named none; "" where there is none either."""
    own = source.department or min(coordinating(day), default="")
    return Source(source.kind, source.key, source.title, source.fiscal_year, source.day, own, source.plan)


def suggested(rows: tuple[RecordClass, ...]) -> Mapping[str, RecordClass]:
    """The class that is suggested for each kind of documents; of several the first."""
    found: dict[str, RecordClass] = {}
    for row in rows:
        for kind in filter(None, row.suggested_for.split(",")):
            found.setdefault(kind, row)
    return found


def ends_by(today: date) -> date:
    """Until when a period has ended that is dealt with now: this fiscal year's last day."""
    return year_ends(fiscal_year_on(today))


def ending_by(day: date) -> "QuerySet[RegisterEntry]":
    """What is kept and ends until a day, the earliest first."""
    return entries().filter(state=RecordState.KEPT, ends_on__lte=day).order_by("ends_on", "title", "pk")


def left_ending(until: date | Parameter) -> "QuerySet[RegisterEntry]":
    """What is kept, ends until a day and has nothing proposed for it."""
    ended = RegisterEntry.objects.filter(state=RecordState.KEPT, ends_on__lte=until)
    return ended.exclude(Exists(Ending.objects.filter(entry=OuterRef("pk"), state__in=OPEN))).order_by()


def extensions_of(row: RegisterEntry) -> tuple[int, ...]:
    """By how many years a document's period was extended each time. One query."""
    done = row.endings.filter(state=RecordEndingState.DONE, outcome=RecordOutcome.EXTEND)
    return tuple(each.years for each in done if each.years is not None)


def place_of(row: RegisterEntry, day: date) -> Place:
    """Whose a document is: of its department and of whoever goes on with its work."""
    return Place(row.plan, bearers((row.department,), day))


def place_of_others(row: RegisterEntry, day: date) -> Place:
    """Whose the agreement is to what becomes of a document: of every department but its own."""
    standing = frozenset(unit.code for unit in tree_on(day).standing)
    return Place(row.plan, standing - bearers((row.department,), day))
