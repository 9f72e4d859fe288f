"""The pages that are read: all meetings, a body, a meeting, its agenda and its minutes on paper, all decisions, one decision."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.bearers import names_today
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, Place, may
from monosashi.office.meetings import queries
from monosashi.office.meetings.acting import place_of_decision
from monosashi.office.meetings.models import AgendaItem, Attendance, Body, Meeting, MeetingDecision, Member
from monosashi.office.meetings.shown import (
    LOOKS,
    Link,
    ShownDecision,
    called,
    measures_by_item,
    minutes_look,
    minutes_text,
    name_of,
    shown,
    when,
)
from monosashi.office.meetings.states import (
    AgendaKind,
    AttendanceState,
    MeetingMinutes,
    MeetingState,
    MemberRole,
    acts_of_decision,
    acts_of_meeting,
)
from monosashi.office.plans.models import PlanRow
from monosashi.office.plans.queries import rows_held
from monosashi.office.rounds.queries import name_of as name_of_round
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.language import spoken
from monosashi.wording import word

Context = dict[str, Any]


def top(*way: Crumb) -> tuple[Crumb, ...]:
    """The way to a page from all meetings."""
    return (Crumb(message("meetings.list.heading"), reverse("meetings:list")), *way)


def to_body(body: Body, *way: Crumb) -> tuple[Crumb, ...]:
    """The way to a page over that of a body."""
    return top(Crumb(called(body), reverse("meetings:body", args=(body.pk,))), *way)


def to_meeting(row: Meeting, *way: Crumb) -> tuple[Crumb, ...]:
    """The way to a page over that of a meeting."""
    return top(Crumb(name_of(row), reverse("meetings:meeting", args=(row.pk,))), *way)


def keeps(request: HttpRequest, plan: str = "") -> bool:
    """Whether whoever asks keeps the meetings of a plan; of "" the bodies of the city."""
    return may(standing_in(request), Permission.KEEP_MEETINGS, Place(plan) if plan else EVERYWHERE)


def plans_kept(request: HttpRequest) -> tuple[PlanRow, ...]:
    """The plans whose meetings whoever asks keeps. One query."""
    return tuple(row for row in rows_held() if keeps(request, row.pk))


def lead(*, meetings: int) -> tuple[Message, ...]:
    """The first line of all meetings: the next one, decisions that are late, minutes that are missing. Three queries."""
    return tuple(_lead(meetings))


def _lead(meetings: int) -> Iterator[Message]:
    if not meetings:
        yield message("meetings.lead.none")
        return
    today = timezone.localdate()
    coming = queries.next_meetings(today, 1)
    for one in coming:
        yield message("meetings.lead.next", day=when(one), name=name_of(one))
    if not coming:
        yield message("meetings.lead.no_next")
    late, lacking = queries.count_overdue(today), queries.count_missing_minutes(today)
    if late:
        yield message("meetings.lead.overdue", count=late)
    if lacking:
        yield message("meetings.lead.missing", count=lacking)
    if not late and not lacking:
        yield message("meetings.lead.nothing_late")


def body_context(request: HttpRequest, body: Body) -> Context:
    """A body with its members of today and those of other days."""
    today = timezone.localdate()
    sitting = queries.members_on(body.pk, today)
    every = tuple(queries.members_of(body.pk))
    return {
        "crumbs": top(Crumb(called(body))),
        "body": body,
        "called": called(body),
        "parts": tuple(body.parts.all()),
        "secretariat": names_today((body.secretariat,), today) if body.secretariat else (),
        "sitting": tuple((word(MemberRole(each.role)), each) for each in sitting),
        "others": tuple((word(MemberRole(each.role)), each) for each in every if each not in sitting),
        "keeps": keeps(request),
        "plans": plans_kept(request) if body.out_of_use_since is None else (),
    }


def meeting_context(request: HttpRequest, row: Meeting) -> Context:
    """A meeting: agenda, papers, minutes, decisions. A fixed number of queries."""
    today, items = timezone.localdate(), queries.items_of(row.pk)
    decided = shown(queries.decisions().filter(item__meeting=row.pk), today)
    acts = acts_of_meeting(row.state) if keeps(request, row.plan_id) else frozenset()
    return {
        **paper_context(row, items, decided),
        "crumbs": top(Crumb(name_of(row))),
        "state": word(MeetingState(row.state)),
        "look": LOOKS[row.state],
        "minutes": minutes_text(row, today),
        "minutes_look": minutes_look(row, today),
        "made_by_system": tuple(made_by_system(row)),
        "acts": acts,
        "is_past": row.state == MeetingState.PLANNED and row.day <= today,
        "last": queries.last_before(row) if "arrange" in acts else None,
        "late": sum(each.days_over is not None for each in decided),
    }


def paper_context(
    row: Meeting, items: tuple[AgendaItem, ...], decided: tuple[ShownDecision, ...] | None = None
) -> Context:
    """What a meeting's page and its two papers say alike."""
    today = timezone.localdate()
    decided = shown(queries.decisions().filter(item__meeting=row.pk), today) if decided is None else decided
    measures, reviews = measures_by_item(row.plan_id, items), _reviews(items)
    return {
        "meeting": row,
        "name": name_of(row),
        "called": called(row.body),
        "when": when(row),
        "items": tuple(
            {
                "row": item,
                "kind": word(AgendaKind(item.kind)),
                "measures": measures[item.pk],
                "papers": tuple(item.papers.all()),
                "reviews": reviews.get(item.pk, ()),
                "decisions": tuple(each for each in decided if each.row.item_id == item.pk),
            }
            for item in items
        ),
        "decided": decided,
        "minutes_papers": queries.papers_of_minutes(row.pk),
        "seats": seats(row),
        "has_minutes": row.minutes == MeetingMinutes.MADE,
    }


def seats(row: Meeting) -> tuple[tuple[Message, Member, Message, str], ...]:
    """Who sat in the body that day and whether they were there. Two queries."""
    kept = queries.attendance_of(row.pk)
    sitting = queries.members_on(row.body_id, row.day)
    also = [each.member for each in kept.values() if each.member not in sitting]
    return tuple((word(MemberRole(each.role)), each, *_seat(kept.get(each.pk))) for each in (*sitting, *also))


def made_by_system(row: Meeting) -> Iterator[Link]:
    """What the system makes already of what the meeting looks at."""
    if row.round is not None:
        name = spoken(name_of_round(row.round))
        for key, page in (("papers", "closing:papers"), ("questions", "closing:questions")):
            yield Link(spoken(message(f"meetings.made.{key}", name=name)), address_of(page, row.round.pk))
    if row.edition is not None:
        where = f"{address_of('plans:plan', row.plan_id)}?edition={row.edition}"
        yield Link(spoken(message("meetings.made.edition", number=row.edition)), where)
    yield Link(
        spoken(message("meetings.made.overview", plan=row.plan.name)), address_of("overview:overview", row.plan_id)
    )


def decision_context(request: HttpRequest, row: MeetingDecision) -> Context:
    """A decision with what can be done about it by whoever asks."""
    (told,) = shown((row,), timezone.localdate())
    standing, acts = standing_in(request), acts_of_decision(row.state)
    mine = keeps(request, row.item.meeting.plan_id)
    reports = may(standing, Permission.REPORT_ON_DECISION, place_of_decision(row))
    allowed = {act for act in acts if (reports if act == "report" else mine)}
    return {
        "crumbs": to_meeting(row.item.meeting, Crumb(message("meetings.decision.heading"))),
        "told": told,
        "row": row,
        "acts": allowed,
        "own_report": "close" in allowed and row.reported_by == standing.staff,
        "seen_again": tuple(
            Link(spoken(name_of(each.item.meeting)), address_of("meetings:meeting", each.item.meeting_id))
            for each in row.reviewed_in.select_related("item__meeting__body__part_of")
        ),
    }


def _reviews(items: tuple[AgendaItem, ...]) -> dict[int, tuple[ShownDecision, ...]]:
    every = {each.decision_id: each.decision for item in items for each in item.reviews.all()}
    told = {each.row.pk: each for each in shown(every.values(), timezone.localdate())}
    return {item.pk: tuple(told[each.decision_id] for each in item.reviews.all()) for item in items}


def _seat(kept: Attendance | None) -> tuple[Message, str]:
    state = AttendanceState.NOT_RECORDED if kept is None else AttendanceState(kept.state)
    return word(state), kept.proxy if kept else ""
