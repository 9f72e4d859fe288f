"""What the rooms below keep and the city registers: meetings and their minutes, rounds, editions, proposals, cases, audits. One query each."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.core.messages import Message, message
from monosashi.office.audits.queries import audits, name_with_theme
from monosashi.office.investments.queries import decided_cases
from monosashi.office.meetings.models import Meeting
from monosashi.office.meetings.queries import meetings
from monosashi.office.meetings.shown import name_of as name_of_meeting
from monosashi.office.meetings.states import MeetingMinutes, MeetingState
from monosashi.office.publication.queries import decided_proposals, every_edition
from monosashi.office.publication.states import ProposalKind
from monosashi.office.records.sources import Source, SourceKind
from monosashi.office.rounds.queries import name_of as name_of_round
from monosashi.office.rounds.queries import rounds
from monosashi.office.ui.addresses import address_of
from monosashi.wording import word


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _papers() -> Iterator[Source]:
    for row in meetings().filter(state=MeetingState.HELD):
        yield _of_meeting("meeting_papers", row, message("records.title.papers", name=name_of_meeting(row)), row.day)


def _minutes() -> Iterator[Source]:
    for row in meetings().filter(state=MeetingState.HELD, minutes=MeetingMinutes.MADE):
        title = message("records.title.minutes", name=name_of_meeting(row))
        yield _of_meeting("minutes", row, title, row.minutes_day or row.day)


def _of_meeting(kind: str, row: Meeting, title: Message, day: date) -> Source:
    return Source(kind, str(row.pk), title, fiscal_year_on(day), day, row.body.secretariat, row.plan_id)


def _rounds() -> Iterator[Source]:
    for row in rounds().filter(closed_at__isnull=False):
        day = _day(row.closed_at) if row.closed_at else row.deadline
        title = message("records.title.round", plan=row.plan.name, name=name_of_round(row))
        yield Source("round", str(row.pk), title, fiscal_year_on(day), day, plan=row.plan_id)


def _editions() -> Iterator[Source]:
    for row in every_edition():
        day = _day(row.frozen_at)
        title = message("records.title.edition", plan=row.plan.name, number=row.number, label=row.label)
        yield Source("edition", f"{row.plan_id}/{row.number}", title, fiscal_year_on(day), day, plan=row.plan_id)


def _proposals() -> Iterator[Source]:
    for row in decided_proposals():
        day = _day(row.decided_at or row.proposed_at)
        kind = word(ProposalKind(row.kind))
        title = message("records.title.proposal", plan=row.plan.name, number=row.number, kind=kind)
        yield Source("proposal", f"{row.plan_id}/{row.number}", title, fiscal_year_on(day), day, plan=row.plan_id)


def _cases() -> Iterator[Source]:
    for row, day in decided_cases():
        title = message("records.title.investment", title=row.title)
        yield Source("investment", str(row.pk), title, fiscal_year_on(day), day, row.code, row.plan_id)


def _audits() -> Iterator[Source]:
    for row in audits():
        day = row.reported_on
        title = message("records.title.audit", name=name_with_theme(row))
        year = row.fiscal_year if day is None else fiscal_year_on(day)
        yield Source("audit", str(row.pk), title, year, day, plan=row.plan_id)


def _in_plan(page: str, key: str) -> str:
    plan, _, number = key.rpartition("/")
    return address_of(page, plan, int(number))


KINDS = (
    SourceKind("meeting_papers", _papers, lambda key: address_of("meetings:meeting", int(key)), "meeting"),
    SourceKind("minutes", _minutes, lambda key: address_of("meetings:minutes", int(key)), "meeting"),
    SourceKind("round", _rounds, lambda key: address_of("rounds:about", int(key)), "round"),
    SourceKind("edition", _editions, lambda key: address_of("plans:editions", key.rpartition("/")[0]), "edition"),
    SourceKind("proposal", _proposals, lambda key: _in_plan("publication:proposal", key), "publication"),
    SourceKind("investment", _cases, lambda key: address_of("investments:case", int(key)), "investment"),
    SourceKind("audit", _audits, lambda key: address_of("audits:audit", int(key)), "audit"),
)
