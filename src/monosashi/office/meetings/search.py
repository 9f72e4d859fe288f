"""How meetings are searched: when and where they were, what was on their agenda and in their minutes, what they decided."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from monosashi.core.messages import message
from monosashi.office.meetings.models import AgendaItem, Body, Meeting, MeetingDecision
from monosashi.office.meetings.shown import name_of
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import language, spoken

_BEGINNING = 80
"""Characters of a decision by which it is called."""

_NAMED = ("body__name", "body__part_of__name", "fiscal_year", "number", "day")
"""What a meeting is called by, and its day."""

_Named = tuple[str, str | None, int, int, date]
_Meeting = tuple[int, str, str, str, str, str, str | None, int, int, date]
_Item = tuple[int, str, str, int, str, str | None, int, int, date]
_Decision = tuple[int, str, str, str, int, str, str | None, int, int, date]


def _meetings(asking: Asking) -> "QuerySet[Meeting, _Meeting]":
    rows = Meeting.objects.order_by("-day", "-pk")
    own = rows.filter(plan=asking.plan) if asking.plan else rows
    return own.values_list("pk", "place", "reason", "minutes_reason", "body__rests_on", *_NAMED)


def _texts_of_meeting(row: _Meeting) -> tuple[str, ...]:
    return (_called(row[5:]), *row[1:5])


def _shown_meetings(rows: Sequence[_Meeting], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- the page's contract
    return [Thing(_called(row[5:]), address_of("meetings:meeting", row[0]), row[1], row[-1]) for row in rows]


def _items(asking: Asking) -> "QuerySet[AgendaItem, _Item]":
    rows = AgendaItem.objects.order_by("-meeting__day", "meeting", "position")
    own = rows.filter(meeting__plan=asking.plan) if asking.plan else rows
    return own.values_list("pk", "title", "said", "meeting", *(f"meeting__{name}" for name in _NAMED))


def _texts_of_item(row: _Item) -> tuple[str, ...]:
    return row[1:3]


def _shown_items(rows: Sequence[_Item], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- as above
    for row in rows:
        address = f"{address_of('meetings:meeting', row[3])}#item-{row[0]}"
        yield Thing(row[1], address, _called(row[4:]), row[-1])


def _decisions(asking: Asking) -> "QuerySet[MeetingDecision, _Decision]":
    rows = MeetingDecision.objects.order_by("-item__meeting__day", "-pk")
    own = rows.filter(item__meeting__plan=asking.plan) if asking.plan else rows
    named = (f"item__meeting__{name}" for name in _NAMED)
    return own.values_list("pk", "text", "report", "note", "item__meeting", *named)


def _texts_of_decision(row: _Decision) -> tuple[str, ...]:
    return row[1:4]


def _shown_decisions(rows: Sequence[_Decision], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- as above
    for row in rows:
        address = address_of("meetings:decision", row[4], row[0])
        yield Thing(row[1][:_BEGINNING], address, _called(row[5:]), row[-1])


def _called(named: _Named) -> str:
    return _name(named[:-1], language())


@lru_cache(maxsize=4096)
def _name(named: tuple[str, str | None, int, int], _language: str) -> str:
    """What a meeting is called, said once in each language."""
    body, above, fiscal_year, number = named
    part_of = Body(name=above) if above else None
    return spoken(name_of(Meeting(body=Body(name=body, part_of=part_of), fiscal_year=fiscal_year, number=number)))


SEARCHED = (
    Searched("meetings", message("search.group.meetings"), _meetings, _texts_of_meeting, _shown_meetings),
    Searched("agenda_items", message("search.group.agenda_items"), _items, _texts_of_item, _shown_items),
    Searched(
        "meeting_decisions",
        message("search.group.meeting_decisions"),
        _decisions,
        _texts_of_decision,
        _shown_decisions,
    ),
)
