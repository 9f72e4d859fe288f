"""First passwords for many: who gets one is chosen, seen once more, and made. What was made is shown this once, to be printed."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.deciding import NOT_AS_THINGS_STAND, NOT_UNDERSTOOD
from monosashi.office.accounts.organisation import Tree
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.ways_in import passwords_are_ours
from monosashi.office.login.list_of_waiting import list_of_waiting
from monosashi.office.login.reopening import last_day
from monosashi.office.login.together import (
    MOST,
    Chosen,
    OwnPassword,
    how_far,
    make_together,
    rows_of,
    state_of,
    without_own,
)
from monosashi.office.login.views_resetting import shown_once
from monosashi.office.people.lists import full_of
from monosashi.office.people.pages import people_crumbs
from monosashi.office.people.queries import PersonRow
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import asked, listed, page_of, selected

_KEY_LETTERS = 12


@requires(Permission.MANAGE_PEOPLE)
def choose(request: HttpRequest) -> HttpResponse:
    """Who has no password of their own. Whoever is ticked, or everybody of the list as it is narrowed, is seen once more."""
    if not passwords_are_ours():
        return render(request, "login/together_not_ours.html", {"crumbs": _way()})
    if request.method != "POST":
        return _list(request)
    rows = _chosen_rows(request)
    if not 0 < len(rows) <= MOST:
        why = message("login.together.too_many" if rows else "login.together.nobody", most=MOST)
        return _list(request, why, NOT_UNDERSTOOD)
    return _seen_once_more(request, rows)


@requires(Permission.MANAGE_PEOPLE)
def make(request: HttpRequest) -> HttpResponse:
    """The passwords, on slips that are shown this once. Sent again, nothing is made: the page says so."""
    if request.method != "POST" or not passwords_are_ours():
        return redirect("login:together")
    today = timezone.localdate()
    try:
        made = make_together(_told(request.POST.getlist("people")), by=person_in(request), today=today)
    except StateForbids as refused:
        return _list(request, refused.why, NOT_AS_THINGS_STAND)
    wanted = settings.INSTALLATION.log_in.second_factor
    tree = tree_on(today)
    places = {row.staff.pk: _departments(row, tree) for row in rows_of([one.staff for one in made], today)}
    context = {
        "slips": [(one, places[one.staff.pk]) for one in made],
        "until": last_day(today),
        "today": today,
        "address": settings.INSTALLATION.mail.pages_at or request.build_absolute_uri("/"),
        "second_factor": wanted == "everyone",
        "crumbs": _way(Crumb(message("login.slips.heading"))),
    }
    return shown_once(request, "login/slips.html", context)


def _list(request: HttpRequest, refused: Message | None = None, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    tree, every = tree_on(today), without_own(person_in(request), today)
    list_of = list_of_waiting(tree, reverse("people:list"))
    if (file := as_file(list_of, every, request.GET)) is not None:
        return file
    found = selected(asked(list_of, request.GET), every)
    first, last = page_of(request.GET, len(found))
    shown = found[first - 1 : last] if found else []
    ticked = set(request.POST.getlist("people"))
    context: dict[str, Any] = {
        "list": listed(list_of, every, request.GET),
        "columns": list_of.columns,
        "lines": [(row, [c.cell(row) for c in list_of.columns], str(row.staff.pk) in ticked) for row in shown],
        "most": MOST,
        "here": f"?{request.GET.urlencode()}" if request.GET else "",
        "until": last_day(today),
        "refused": refused,
        "crumbs": _way(),
    }
    return render(request, "login/together.html", context, status=status)


def _seen_once_more(request: HttpRequest, rows: Sequence[PersonRow]) -> HttpResponse:
    today = timezone.localdate()
    tree = tree_on(today)
    rows = sorted(rows, key=lambda row: (_position(row, tree), row.staff.username))
    context = {
        "people": [(row.staff, f"{row.staff.pk} {state_of(row.staff)}", _departments(row, tree)) for row in rows],
        "again": sum(how_far(row.staff, today) is not OwnPassword.NONE for row in rows),
        "until": last_day(today),
        "back": request.get_full_path(),
        "crumbs": _way(Crumb(message("login.together.seen"))),
    }
    return render(request, "login/together_seen.html", context)


def _chosen_rows(request: HttpRequest) -> list[PersonRow]:
    """Whoever is ticked, or everybody whom search and filters leave."""
    today = timezone.localdate()
    every = without_own(person_in(request), today)
    if request.POST.get("which") == "all":
        return selected(asked(list_of_waiting(tree_on(today), ""), request.GET), every)
    ticked = set(request.POST.getlist("people"))
    return [row for row in every if str(row.staff.pk) in ticked]


def _departments(row: PersonRow, tree: Tree) -> tuple[str, ...]:
    """Each department once: somebody may hold two posts in one."""
    return tuple(dict.fromkeys(full_of(posting.department_id, tree) for posting in row.postings))


def _position(row: PersonRow, tree: Tree) -> int:
    """By which passwords are handed out: departments as the register has them, whoever has none last."""
    return tree.units[row.postings[0].department_id].position if row.postings else len(tree.units)


def _told(values: Sequence[str]) -> list[Chosen]:
    """The people whom a page shows, each with the state in which it showed them."""
    parts = [value.partition(" ") for value in values]
    return [
        Chosen(int(pk), state) for pk, _, state in parts if pk.isascii() and pk.isdigit() and len(pk) < _KEY_LETTERS
    ]


def _way(*rest: Crumb) -> tuple[Crumb, ...]:
    heading = message("login.together.heading")
    return people_crumbs(Crumb(heading, reverse("login:together")) if rest else Crumb(heading), *rest)
