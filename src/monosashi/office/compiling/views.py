"""The board of a round, the list of its sheets, its totals so far."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.compiling.board import Level, bar_of, board_of, key_of_states, list_of_board
from monosashi.office.compiling.first_lines import first_lines
from monosashi.office.compiling.list_of_sheets import list_of_sheets
from monosashi.office.compiling.situation import SHOWN, situation_of
from monosashi.office.compiling.to_do import to_do
from monosashi.office.compiling.totals import totals_so_far
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, round_or_404
from monosashi.office.rounds.states import GOING_ON
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import asked, listed, selected

_BOARD = "board"
_NARROWEST = 2.5
"""Per cent of the whole page's width in which a count can be read."""
_FIRST_COLUMNS = 4
"""Columns before the bar, counted from 1: the name, how many, how many are late, and the bar itself."""


@requires(Permission.READ, of_round)
def board(request: HttpRequest, number: int) -> HttpResponse:
    """How far the round is, who is late, where it is stuck."""
    now = situation_of(round_or_404(number), timezone.localdate())
    level = Level.DEPARTMENT if request.GET.get("by") == Level.DEPARTMENT else Level.BUREAU
    rows, list_of = board_of(now, level), list_of_board(now, level)
    order = _ordered(request.GET)
    if request.GET.get("table") == _BOARD and (file := as_file(list_of, rows, order)) is not None:
        return file
    late = list_of_sheets(now, late=True)
    if (file := as_file(late, now.late, request.GET)) is not None:
        return file
    context = page(
        request,
        now.round,
        "board",
        now=now,
        goes_on=now.round.state in GOING_ON,
        lead=tuple(first_lines(now)),
        to_do=to_do(request, now),
        bar=bar_of(now.sheets, len(now.sheets) or 1, _NARROWEST),
        key=key_of_states(now),
        level=level.value,
        levels=tuple(Level),
        heads=listed(list_of, rows, order).heads,
        rows=selected(asked(list_of, order), rows),
        bar_at=len(SHOWN) + _FIRST_COLUMNS,
        list=listed(late, now.late, request.GET),
        moment=timezone.now(),
    )
    return render(request, "compiling/board.html", context)


@requires(Permission.READ, of_round)
def sheets(request: HttpRequest, number: int) -> HttpResponse:
    """All sheets of the round, what is left out too."""
    now = situation_of(round_or_404(number), timezone.localdate())
    rows, list_of = (
        (*now.sheets, *now.left_out),
        list_of_sheets(now, late=False, counted=request.GET.get("counted", "")),
    )
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    way = Crumb(message("compiling.sheets.heading"))
    context = page(
        request, now.round, "sheets", way, lead=tuple(first_lines(now)), list=listed(list_of, rows, request.GET)
    )
    return render(request, "compiling/sheets.html", context)


@requires(Permission.READ, of_round)
def totals(request: HttpRequest, number: int) -> HttpResponse:
    """What the answers that are in come to: grades, money, what was not reached."""
    now = situation_of(round_or_404(number), timezone.localdate())
    so_far = totals_so_far(now)
    if (file := as_file(so_far.unmet_list, so_far.unmet, request.GET)) is not None:
        return file
    way = Crumb(message("compiling.totals.heading"))
    context = page(
        request,
        now.round,
        "totals",
        way,
        lead=so_far.answer,
        totals=so_far,
        list=listed(so_far.unmet_list, so_far.unmet, request.GET),
        money_unit=now.plan.money_unit,
    )
    return render(request, "compiling/totals.html", context)


def _ordered(parts: QueryDict) -> QueryDict:
    """What the address asks of the board's table, which stands beside another list on the page."""
    own = QueryDict(mutable=True)
    for key, value in (("sort", parts.get("order", "")), ("by", parts.get("by", "")), ("format", parts.get("format"))):
        if value:
            own[key] = value
    return own
