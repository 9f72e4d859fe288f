"""Rows -> what forms show and actions compare, and what events say of them."""

from collections.abc import Iterable

from monosashi.office.accounts.register import names_of
from monosashi.office.events.values import Subject, Touched
from monosashi.office.meetings.models import AgendaItem, Body, Meeting, MeetingDecision, Member
from monosashi.office.meetings.queries import attendance_of
from monosashi.office.meetings.states import AttendanceState
from monosashi.office.meetings.told import BodyTold, DecisionTold, ItemTold, MeetingTold, MemberTold, MinutesTold, Seat
from monosashi.office.plans.queries import labels


def told_of_body(row: Body) -> BodyTold:
    """A body as its form shows it."""
    return BodyTold(row.name, row.kind, row.part_of_id, row.rests_on, row.secretariat)


def told_of_member(row: Member) -> MemberTold:
    """A seat as its form shows it."""
    return MemberTold(row.role, row.who, row.staff.username if row.staff else "", row.since, row.until)


def told_of_meeting(row: Meeting) -> MeetingTold:
    """A meeting as its form shows it."""
    return MeetingTold(row.plan_id, row.day, row.number, row.begins, row.place, row.round_id, row.edition)


def told_of_item(row: AgendaItem) -> ItemTold:
    """An item as its form shows it."""
    return ItemTold(row.kind, row.title, tuple(sorted(each.node for each in row.measures.all())))


def told_of_decision(row: MeetingDecision) -> DecisionTold:
    """A decision as its form shows it."""
    return DecisionTold(
        row.item_id,
        row.text,
        tuple(sorted(each.code for each in row.departments.all())),
        tuple(sorted(each.node for each in row.measures.all())),
        row.due,
    )


def told_of_minutes(row: Meeting, items: Iterable[AgendaItem], members: Iterable[Member]) -> MinutesTold:
    """The minutes as their form shows them. One query."""
    kept = attendance_of(row.pk)
    seats = (
        (each.pk, Seat(kept[each.pk].state, kept[each.pk].proxy) if each.pk in kept else NOT_RECORDED)
        for each in members
    )
    return MinutesTold(
        row.minutes_day or row.day, row.inferred, tuple((each.pk, each.said) for each in items), tuple(seats)
    )


NOT_RECORDED = Seat(AttendanceState.NOT_RECORDED.value)


def name_of_meeting(row: Meeting) -> str:
    """What events call a meeting."""
    return f"{row.body.name} {row.fiscal_year}-{row.number}"


def subject_of_body(row: Body) -> Subject:
    """A body, as events name it."""
    return Subject("meeting_body", str(row.pk), row.name)


def subject_of_meeting(row: Meeting) -> Subject:
    """A meeting, as events name it."""
    return Subject("meeting", str(row.pk), name_of_meeting(row), row.plan_id)


def subject_of_decision(row: MeetingDecision) -> Subject:
    """A decision, as events name it: by the beginning of its text."""
    return Subject("meeting_decision", str(row.pk), row.text[:60], row.item.meeting.plan_id)


def touched_by(row: MeetingDecision) -> tuple[Touched, ...]:
    """In whose history a decision stands besides: its meeting's and that of the measures that it is about."""
    return (Touched("meeting", str(row.item.meeting_id)), *touched(each.node for each in row.measures.all()))


def touched(nodes: Iterable[str]) -> tuple[Touched, ...]:
    """Measures, as events name them beside their subject."""
    return tuple(Touched("measure", node) for node in nodes)


def recorded_meeting(told: MeetingTold) -> dict[str, object]:
    """A meeting as an event says it."""
    return {name: value for name, value in told.plain.items() if name != "plan"}


def recorded_item(told: ItemTold, plan: str) -> dict[str, object]:
    """An item as an event says it: measures by their names."""
    return {"agenda_kind": told.kind, "title": told.title, "measures": list(labels(plan, told.measures).values())}


def recorded_decision(told: DecisionTold, plan: str) -> dict[str, object]:
    """A decision as an event says it: departments and measures by their names."""
    return {
        "text": told.text,
        "due": told.due.isoformat() if told.due else None,
        "departments": [names_of((code,)).get(code, code) for code in told.departments],
        "measures": list(labels(plan, told.measures).values()),
    }


def recorded_body(told: BodyTold) -> dict[str, object]:
    """A body as an event says it: the department and the body above by their names."""
    above = Body.objects.filter(pk=told.part_of).values_list("name", flat=True).first() if told.part_of else None
    code = told.secretariat
    return {
        "name": told.name,
        "kind": told.kind,
        "part_of": above,
        "rests_on": told.rests_on,
        "secretariat": names_of((code,)).get(code, code),
    }


def recorded_member(told: MemberTold) -> dict[str, object]:
    """A seat as an event says it: the post or department, and no person's name."""
    plain = told.plain
    return {"member_role": told.role, "who": told.who, "since": plain["since"], "until": plain["until"]}
