"""How the city's own forms are searched: by their names and the names of their files."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.forms.models import CityForm
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of

_Row = tuple[str, str, str, int, str, datetime]


def _forms(asking: Asking) -> "QuerySet[CityForm, _Row]":
    rows = CityForm.objects.order_by("-brought_at", "-pk")
    own = rows.filter(plan=asking.plan) if asking.plan else rows
    return own.values_list("name", "file_name", "plan", "pk", "plan__name", "brought_at")


def _texts(row: _Row) -> tuple[str, ...]:
    return (row[0], row[1])


def _shown(rows: Sequence[_Row], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- the page's contract
    for name, _file, plan, pk, plan_name, at in rows:
        yield Thing(name, address_of("forms:form", plan, pk), plan_name, timezone.localdate(at))


FORMS = Searched("forms", message("search.group.forms"), _forms, _texts, _shown)
SEARCHED = (FORMS,)
