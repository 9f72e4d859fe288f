"""How people are searched, as the list of people shows them: by name and number, never by a mail address."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from monosashi.core.messages import message
from monosashi.office.accounts.models import Posting, Staff
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import employed, in_force
from monosashi.office.people.lists import full_of
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken

_Row = tuple[str, str, int]


def _people(asking: Asking) -> "QuerySet[Staff, _Row]":
    """Whoever works here today. They belong to no plan."""
    rows = Staff.objects.none() if asking.plan else Staff.objects.filter(employed(asking.today))
    return rows.order_by("username").values_list("name", "username", "pk")


def _texts(row: _Row) -> tuple[str, ...]:
    return (row[0], row[1])


def _shown(rows: Sequence[_Row], asking: Asking) -> Iterable[Thing]:
    """With where they work today. Two queries."""
    tree, posted = (
        tree_on(asking.today),
        in_force(Posting.objects.filter(staff__in=[row[2] for row in rows]), asking.today),
    )
    places: dict[int, list[str]] = {}
    for staff, department, post in posted.values_list("staff", "department", "post"):
        places.setdefault(staff, []).append(f"{full_of(department, tree)} {post}".strip())
    for name, _number, pk in rows:
        where = spoken(message("people.listed", texts=tuple(places[pk]))) if pk in places else ""
        yield Thing(name, address_of("people:person", pk), where)


PEOPLE = Searched("people", message("search.group.people"), _people, _texts, _shown)
SEARCHED = (PEOPLE,)
