"""Questions about sheets: who asked, who answered, who has to answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from monosashi.office.accounts.written_once import Parameter, Rows
from monosashi.office.rounds.models import Remark, Round, Sheet


@dataclass(frozen=True, slots=True)
class Thread:
    """A question with what was written after it, oldest first. `waits_for_office`: the department wrote last."""

    asked: Remark
    replies: tuple[Remark, ...]

    @property
    def last(self) -> Remark:
        """What was written last."""
        return self.replies[-1] if self.replies else self.asked

    @property
    def is_open(self) -> bool:
        """Whether the other side has not answered yet. Who asked may thank without opening it again."""
        return all(each.by_office is self.asked.by_office for each in self.replies)


_OF_SHEET = Rows(Remark, lambda remarks: remarks.filter(sheet=Parameter("sheet")).order_by("made_at", "pk"))


def threads_of(sheet: Sheet) -> tuple[Thread, ...]:
    """The questions about one sheet, oldest first. One query."""
    rows = _OF_SHEET(sheet=sheet.pk)
    return tuple(
        Thread(each, tuple(r for r in rows if r.answers_id == each.pk)) for each in rows if each.answers_id is None
    )


def open_remarks(held: Round) -> tuple[Remark, ...]:
    """The questions of a round that the other side has not answered, oldest first. One query."""
    return tuple(_open().filter(sheet__round=held))


def open_for_departments(codes: Iterable[str], rounds: Iterable[Round]) -> tuple[Remark, ...]:
    """What the office asked in these rounds about sheets of these departments, and nobody answered.

    One query, and one for the departments of the sheets where there are any.
    """
    asked = _open().filter(by_office=True, sheet__departments__code__in=tuple(codes), sheet__round__in=tuple(rounds))
    return tuple(asked.distinct().prefetch_related("sheet__departments"))


def _open() -> QuerySet[Remark]:
    other = Remark.objects.filter(answers=OuterRef("pk")).exclude(by_office=OuterRef("by_office")).order_by()
    asked = Remark.objects.filter(answers__isnull=True).annotate(answered=Subquery(other.values("pk")[:1]))
    return asked.filter(answered__isnull=True).select_related("sheet", "sheet__round", "sheet__round__plan")
