"""How cases of digital investment are searched: by their titles and by what their departments say of them."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from monosashi.core.messages import message
from monosashi.office.investments.models import Case
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken

_SAID = ("problem", "served", "without", "workload", "measured_by", "uncounted", "risks", "shared_use")
_Row = tuple[str, str, str, str, str, str, str, str, str, int, int]


def _cases(asking: Asking) -> "QuerySet[Case, _Row]":
    rows = Case.objects.order_by("-fiscal_year", "-pk")
    own = rows.filter(plan=asking.plan) if asking.plan else rows
    return own.values_list("title", *_SAID, "pk", "fiscal_year")


def _texts(row: _Row) -> tuple[str, ...]:
    return row[:9]


def _shown(rows: Sequence[_Row], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- the page's contract
    for row in rows:
        yield Thing(row[0], address_of("investments:case", row[9]), spoken(message("ui.fiscal_year", year=row[10])))


SEARCHED = (Searched("investment_cases", message("search.group.investment_cases"), _cases, _texts, _shown),)
