"""How kinds of officers and those in office are searched: by what the list shows to every employee."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from monosashi.core.messages import message
from monosashi.office.accounts.register import names_of
from monosashi.office.officers.models import Appointment, OfficerKind
from monosashi.office.officers.queries import appointed_on
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of

Kind = tuple[str, str, str]
Officer = tuple[str, str, str, str]


def _kinds(asking: Asking) -> "QuerySet[OfficerKind, Kind]":
    rows = OfficerKind.objects.none() if asking.plan else OfficerKind.objects.all()
    return rows.values_list("name", "duties", "usual_posts")


def _shown_kinds(rows: Sequence[Kind], _asking: Asking) -> Iterable[Thing]:
    return [Thing(name, address_of("officers:kinds")) for name, *_ in rows]


def _officers(asking: Asking) -> "QuerySet[Appointment, Officer]":
    rows = Appointment.objects.none() if asking.plan else appointed_on(asking.today)
    who = rows.annotate(who=Coalesce("staff__name", "name")).order_by("-since", "-pk")
    return who.values_list("who", "kind__name", "post", "department")


def _shown_officers(rows: Sequence[Officer], _asking: Asking) -> Iterable[Thing]:
    names = names_of({code for *_, code in rows})
    return [
        Thing(f"{kind} {who}", address_of("officers:department", code), where=names.get(code, code))
        for who, kind, _, code in rows
    ]


SEARCHED = (
    Searched("officers", message("officers.search.officers"), _officers, lambda row: row[:3], _shown_officers),
    Searched("officer_kinds", message("officers.search.kinds"), _kinds, lambda row: row, _shown_kinds),
)
"""Officers of today, and the kinds with their duties."""
