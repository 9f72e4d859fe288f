"""The pages that are read: the list of a day, the printed list, a department with its history, the kinds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.bearers import bearers
from monosashi.office.accounts.organisation import Unit
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, may
from monosashi.office.accounts.register import names_of, tree_on, with_predecessors
from monosashi.office.officers.acting import place_of
from monosashi.office.officers.models import Appointment, OfficerKind
from monosashi.office.officers.queries import served_on
from monosashi.office.officers.shown import look_of, name_in, sentences_of, tag_of, term_of
from monosashi.office.officers.situation import Line, Situation, has_officers, situation_on
from monosashi.office.people.pages import day_asked
from monosashi.office.people.transfers.queries import sees_ahead
from monosashi.office.plans.lists.own_work import departments_of_person
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.crumbs import Crumb

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with its tag, its sentences and the days of its officer, None where there is none."""

    line: Line
    tag: Message
    look: str
    says: tuple[Message, ...]
    term: Message | None


def top(*way: Crumb) -> tuple[Crumb, ...]:
    """The way to a page from the list."""
    return (Crumb(message("officers.list.heading"), reverse("officers:list")), *way)


def to_department(unit: Unit) -> tuple[Crumb, ...]:
    """The way to a page over that of a department."""
    return top(Crumb(unit.name, address_of("officers:department", unit.code)))


def keeps(request: HttpRequest) -> bool:
    """Whether whoever asks keeps officers."""
    return may(standing_in(request), Permission.KEEP_OFFICERS, EVERYWHERE)


def notifies(request: HttpRequest, code: str) -> bool:
    """Whether whoever asks tells of the officers of a department."""
    return may(standing_in(request), Permission.NOTIFY_OFFICERS, place_of(code))


def asked(request: HttpRequest) -> Situation:
    """How it stands on the day that the address asks for, today where it asks for none. Six queries, seven after a split."""
    return situation_on(day_asked(request), timezone.localdate(), ahead=sees_ahead(standing_in(request)))


def list_context(request: HttpRequest, now: Situation) -> Context:
    """The list's page beside the list itself."""
    return {
        "crumbs": (Crumb(message("officers.list.heading")),),
        "day": now.day,
        "is_today": now.day == timezone.localdate(),
        "totals": now.totals,
        "lead": tuple(_lead(now)),
        "keeps": keeps(request),
        "own": _own(request, now),
        "training": _training(),
    }


def _lead(now: Situation) -> Iterator[Message]:
    if not now.kinds:
        yield message("officers.lead.no_kind")
        return
    for total in now.totals:
        yield message(
            "officers.lead.kind", kind=total.kind.name, officers=total.officers, departments=total.departments
        )
    lacking = len({line.department for line in now.lines if line.needs_something})
    yield message("officers.lead.lacking", count=lacking) if lacking else message("officers.lead.complete")


def _own(request: HttpRequest, now: Situation) -> tuple[Unit, ...]:
    """The departments whose officers whoever asks tells of as their own."""
    own = departments_of_person(standing_in(request))
    return tuple(
        unit
        for unit in now.tree.standing
        if unit.code in own and has_officers(unit.code, now.tree) and notifies(request, unit.code)
    )


def _training() -> str:
    """Where training is, "" where the office has no such page."""
    try:
        return address_of("training:list")
    except NoReverseMatch:
        return ""


def roll_context(now: Situation) -> Context:
    """The list to be printed (名簿): department by department, one column for each kind."""
    codes = dict.fromkeys(line.department for line in now.lines)
    rows = [(code, [line for line in now.lines if line.department == code]) for code in codes]
    return {
        "crumbs": top(Crumb(message("officers.roll.heading"))),
        "day": now.day,
        "totals": now.totals,
        "kinds": now.kinds,
        "rows": tuple(
            (name_in(code, now.tree), tuple(tuple(map(_shown, _of_kind(lines, kind))) for kind in now.kinds))
            for code, lines in rows
        ),
    }


def _of_kind(lines: list[Line], kind: OfficerKind) -> list[Line]:
    return [line for line in lines if line.kind == kind]


def department_context(request: HttpRequest, unit: Unit) -> Context:
    """A department today: its officers kind by kind, what is to be looked at, and everybody who ever was."""
    today = timezone.localdate()
    now = situation_on(today, today, ahead=sees_ahead(standing_in(request)))
    lines = now.of(frozenset({unit.code}))
    return {
        "crumbs": top(Crumb(unit.name)),
        "unit": unit,
        "name": name_in(unit.code, now.tree),
        "stands": unit.stands_on(today),
        "heirs": _heirs(unit, today),
        "kinds": tuple((kind, tuple(map(_shown, _of_kind(list(lines), kind)))) for kind in now.kinds),
        "notifies": unit.stands_on(today) and notifies(request, unit.code),
        "history": history_of(unit.code, today),
        "today": today,
    }


def _heirs(unit: Unit, day: date) -> tuple[tuple[str, str], ...]:
    """Who goes on with the work of a department that is gone, by code and name."""
    codes = sorted(bearers((unit.code,), day) - {unit.code})
    return tuple(names_of(codes).items())


def history_of(code: str, day: date) -> tuple[tuple[Appointment, Message, str], ...]:
    """Every appointment of a department and of those whose work it goes on with, the newest first, with its days and the other department."""
    rows = Appointment.objects.filter(department__in=with_predecessors((code,), day)).select_related("kind", "staff")
    found = list(rows.order_by("-since", "kind__position", "-pk"))
    serves = served_on(((row.staff_id, row.department) for row in found), day)
    names = names_of({row.shared_with for row in found if row.shared_with})
    own = {code} | (set() if tree_on(day).units[code].stands_on(day) else bearers((code,), day))
    return tuple(
        (row, term_of(row), names.get(row.shared_with, row.shared_with))
        for row in found
        if own & {*serves[row.staff_id, row.department]}
    )


def kinds_context(request: HttpRequest) -> Context:
    """The kinds, with their duties."""
    rows = tuple(OfficerKind.objects.select_related("stands_in_for"))
    return {"crumbs": top(Crumb(message("officers.kinds.heading"))), "kinds": rows, "keeps": keeps(request)}


def _shown(line: Line) -> ShownLine:
    return ShownLine(line, tag_of(line), look_of(line), sentences_of(line), term_of(line.row) if line.row else None)
