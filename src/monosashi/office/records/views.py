"""The pages of the register that are read, on the screen and on paper."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.records import pages, queries
from monosashi.office.records.list_of_entries import list_of_register, on_screen
from monosashi.office.records.places import entry_or_404
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import asked, listed, selected

_CAPTION = message("records.list.caption")


@requires(Permission.READ)
def register(request: HttpRequest) -> HttpResponse:
    """The whole register."""
    today = timezone.localdate()
    rows = pages.shown_now(tuple(queries.entries()), today)
    list_of = list_of_register(rows, "register", _CAPTION)
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    lacking = len(queries.unregistered(today))
    context = {
        "crumbs": (Crumb(message("records.list.heading")),),
        "lead": tuple(pages.lead(rows, lacking, today)),
        "list": listed(on_screen(list_of), rows, request.GET),
        "paper": asked(list_of, request.GET).address(page=""),
        "has_classes": queries.classes().exists(),
        "keeps_rules": pages.keeps_rules(request),
    }
    return render(request, "records/list.html", context)


@requires(Permission.READ)
def paper(request: HttpRequest) -> HttpResponse:
    """All lines that the filters leave, on paper."""
    today = timezone.localdate()
    rows = pages.shown_now(tuple(queries.entries()), today)
    list_of = list_of_register(rows, "register", _CAPTION)
    chosen = selected(asked(list_of, request.GET), rows)
    context = {
        "crumbs": pages.top(Crumb(message("records.paper.heading"))),
        "columns": list_of.columns,
        "rows": tuple(tuple(_plain(column.cell(row)) for column in list_of.columns) for row in chosen),
        "today": today,
    }
    return render(request, "records/paper.html", context)


@requires(Permission.READ)
def entry(request: HttpRequest, entry: int) -> HttpResponse:
    """One line."""
    return render(request, "records/entry.html", pages.entry_context(request, entry_or_404(entry)))


@requires(Permission.READ)
def ending(request: HttpRequest) -> HttpResponse:
    """What ends until the last day of this fiscal year, with what is proposed for it."""
    today = timezone.localdate()
    until = queries.ends_by(today)
    rows = pages.shown_now(tuple(queries.ending_by(until)), today)
    list_of = list_of_register(rows, "ending", message("records.ending.caption"))
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    context = {
        "crumbs": pages.top(Crumb(message("records.ending.heading"))),
        "until": until,
        "rows": rows,
        "waiting": sum(each.ending is None for each in rows),
        "list": listed(on_screen(list_of), rows, request.GET),
    }
    return render(request, "records/ending.html", context)


def _plain(cell: Cell) -> Cell:
    """A cell as it is printed: it leads nowhere and has no colour."""
    return replace(cell, address="", tag="")
