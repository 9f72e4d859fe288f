"""How questions about sheets are searched, and what was answered to them: as far as whoever asks sees the sheet."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.plans.queries import rows_held
from monosashi.office.rounds.models import Remark
from monosashi.office.rounds.search import called
from monosashi.office.rounds.states import IN
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken

_Row = tuple[str, bool, str, int, str, datetime]


def _remarks(asking: Asking) -> "QuerySet[Remark, _Row]":
    """Sheets that are in are everybody's; those on their way the coordinating office's, too."""
    run = [row.pk for row in rows_held() if may(asking.by.standing, Permission.RUN_ROUND, Place(row.pk))]
    rows = Remark.objects.filter(Q(sheet__state__in=IN) | Q(sheet__round__plan__in=run)).order_by("-made_at", "-pk")
    own = rows.filter(sheet__round__plan=asking.plan) if asking.plan else rows
    return own.values_list("text", "by_office", "sheet__node", "sheet__round", "sheet__round__plan", "made_at")


def _texts(row: _Row) -> tuple[str, ...]:
    return (row[0],)


def _shown(rows: Sequence[_Row], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- the page's contract
    for _text, by_office, node, number, plan, at in rows:
        address = f"{address_of('answering:sheet', number, node)}#h-remarks"
        where = spoken(message("search.said_by_office" if by_office else "search.said_by_department"))
        yield Thing(called(plan, node), address, where, timezone.localdate(at))


REMARKS = Searched("remarks", message("search.group.remarks"), _remarks, _texts, _shown)
SEARCHED = (REMARKS,)
