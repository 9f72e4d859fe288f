"""How the register is searched: by titles, numbers of approval and notes."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from monosashi.core.messages import message
from monosashi.office.records.models import RegisterEntry
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken

_Row = tuple[str, str, str, int, int]


def _rows(asking: Asking) -> "QuerySet[RegisterEntry, _Row]":
    rows = RegisterEntry.objects.order_by("-fiscal_year", "-pk")
    own = rows.filter(plan=asking.plan) if asking.plan else rows
    return own.values_list("title", "approval_number", "note", "pk", "fiscal_year")


def _texts(row: _Row) -> tuple[str, ...]:
    return row[:3]


def _shown(rows: Sequence[_Row], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- the page's contract
    for row in rows:
        yield Thing(row[0], address_of("records:entry", row[3]), spoken(message("ui.fiscal_year", year=row[4])))


SEARCHED = (Searched("records", message("search.group.records"), _rows, _texts, _shown),)
