"""Decisions: written down, reported on by whoever bears them, closed by the coordinating office, called off, taken up again."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import GoneMeanwhile, sign
from monosashi.office.entering.told import is_news
from monosashi.office.events.recording import record
from monosashi.office.meetings.acting import lock_decision, lock_meeting, place_of_decision
from monosashi.office.meetings.models import AgendaItem, DecisionDepartment, DecisionMeasure, MeetingDecision
from monosashi.office.meetings.rows import recorded_decision, subject_of_decision, told_of_decision, touched_by
from monosashi.office.meetings.states import MeetingAct, MeetingDecisionAct, MeetingDecisionState, decision_after
from monosashi.office.meetings.told import DecisionTold


class OwnReport(StateForbids):
    """Nobody closes what they themselves reported."""

    def __init__(self) -> None:
        super().__init__(message("meetings.own_report"))


@transaction.atomic
def decide(meeting: int, told: DecisionTold, *, token: str, by: Person) -> MeetingDecision:
    """Write down a decision. Sent twice, it stands once. Raises NotAllowed, GoneMeanwhile, MeetingForbids."""
    lock_meeting(meeting, MeetingAct.DECIDE, by)
    made = MeetingDecision.objects.filter(token=token).first()
    if made is not None:
        return made
    row = _kept(MeetingDecision(token=token, state=MeetingDecisionState.OPEN.value), _item(meeting, told), told, by)
    _tell("meeting_decision.made", row, by, after=_recorded(row, told))
    return row


@transaction.atomic
def change_decision(meeting: int, pk: int, told: DecisionTold, *, based_on: str, by: Person) -> MeetingDecision:
    """Change what was written down. Raises NotAllowed, GoneMeanwhile, DecisionForbids, ChangedSince."""
    row = _kept_by_office(meeting, pk, by)
    decision_after(row.state, MeetingDecisionAct.CHANGE)
    now = told_of_decision(row)
    if is_news(now, told, based_on, row.changed_by_label):
        before = _recorded(row, now)
        _kept(row, _item(meeting, told), told, by)
        _tell("meeting_decision.changed", row, by, before=before, after=_recorded(row, told))
    return row


@transaction.atomic
def report(meeting: int, pk: int, *, text: str, by: Person) -> MeetingDecision:
    """Tell what was done. Sent twice, it is told once. Raises NotAllowed (of another department), GoneMeanwhile, DecisionForbids."""
    row = _of_meeting(meeting, pk)
    check(by.standing, Permission.REPORT_ON_DECISION, place_of_decision(row))
    if (row.state, row.report, row.reported_by) == (MeetingDecisionState.REPORTED, text, by.staff.pk):
        return row
    after = decision_after(row.state, MeetingDecisionAct.REPORT)
    row.report, row.reported_by, row.reported_by_label = text, by.staff.pk, by.actor.label
    row.reported_at = timezone.now()
    return _moved(row, after, "meeting_decision.reported", by, report=text)


@transaction.atomic
def close(meeting: int, pk: int, *, by: Person) -> MeetingDecision:
    """What was reported is enough. Done twice it is done once. Raises NotAllowed, GoneMeanwhile, DecisionForbids, OwnReport."""
    row = _kept_by_office(meeting, pk, by)
    if row.state == MeetingDecisionState.DONE:
        return row
    after = decision_after(row.state, MeetingDecisionAct.CLOSE)
    if row.reported_by == by.staff.pk:
        raise OwnReport
    row.closed_day, row.closed_by_label = timezone.localdate(), by.actor.label
    return _moved(row, after, "meeting_decision.closed", by)


@transaction.atomic
def send_back(meeting: int, pk: int, *, note: str, by: Person) -> MeetingDecision:
    """What was reported is not enough, and why. Raises NotAllowed, GoneMeanwhile, DecisionForbids."""
    return _noted(meeting, pk, MeetingDecisionAct.SEND_BACK, "meeting_decision.sent_back", note, by)


@transaction.atomic
def call_off(meeting: int, pk: int, *, reason: str, by: Person) -> MeetingDecision:
    """Nothing more is done about it, and why. Raises NotAllowed, GoneMeanwhile, DecisionForbids."""
    return _noted(meeting, pk, MeetingDecisionAct.CALL_OFF, "meeting_decision.called_off", reason, by)


@transaction.atomic
def take_up(meeting: int, pk: int, *, reason: str, by: Person) -> MeetingDecision:
    """It was closed or called off too early. Raises NotAllowed, GoneMeanwhile, DecisionForbids."""
    return _noted(meeting, pk, MeetingDecisionAct.TAKE_UP, "meeting_decision.taken_up", reason, by)


def _noted(meeting: int, pk: int, act: MeetingDecisionAct, action: str, note: str, by: Person) -> MeetingDecision:
    """An act that says why. Sent twice, it is done once."""
    row = _kept_by_office(meeting, pk, by)
    if (row.note, row.noted_by_label) == (note, by.actor.label) and row.state in _AFTER[act]:
        return row
    after = decision_after(row.state, act)
    row.note, row.noted_by_label = note, by.actor.label
    row.closed_day, row.closed_by_label = None, ""
    return _moved(row, after, action, by, why=note)


_AFTER = {
    MeetingDecisionAct.SEND_BACK: {MeetingDecisionState.OPEN},
    MeetingDecisionAct.CALL_OFF: {MeetingDecisionState.CALLED_OFF},
    MeetingDecisionAct.TAKE_UP: {MeetingDecisionState.OPEN},
}


def _of_meeting(meeting: int, pk: int) -> MeetingDecision:
    row = lock_decision(pk)
    if row.item.meeting_id != meeting:
        raise GoneMeanwhile
    return row


def _kept_by_office(meeting: int, pk: int, by: Person) -> MeetingDecision:
    row = _of_meeting(meeting, pk)
    check(by.standing, Permission.KEEP_MEETINGS, Place(row.item.meeting.plan_id))
    return row


def _item(meeting: int, told: DecisionTold) -> AgendaItem:
    item = AgendaItem.objects.filter(meeting=meeting, pk=told.item).select_related("meeting").first()
    if item is None:
        raise GoneMeanwhile
    return item


def _kept(row: MeetingDecision, item: AgendaItem, told: DecisionTold, by: Person) -> MeetingDecision:
    row.item, row.text, row.due = item, told.text, told.due
    _sign(row, by)
    row.departments.exclude(code__in=told.departments).delete()
    row.measures.exclude(node__in=told.measures).delete()
    codes = _missing(told.departments, row.departments.values_list("code", flat=True))
    nodes = _missing(told.measures, row.measures.values_list("node", flat=True))
    DecisionDepartment.objects.bulk_create(DecisionDepartment(decision=row, code=code) for code in codes)
    DecisionMeasure.objects.bulk_create(DecisionMeasure(decision=row, node=node) for node in nodes)
    return row


def _missing(wanted: Iterable[str], there: Iterable[str]) -> list[str]:
    known = set(there)
    return [each for each in wanted if each not in known]


def _moved(
    row: MeetingDecision, to: MeetingDecisionState, action: str, by: Person, *, why: str = "", report: str = ""
) -> MeetingDecision:
    before = {"state": row.state}
    row.state = to.value
    _sign(row, by)
    after = {"state": row.state, **({"report": report} if report else {})}
    _tell(action, row, by, before=before, after=after, why=why)
    return row


def _sign(row: MeetingDecision, by: Person) -> None:
    sign(row, by)
    row.save()


def _recorded(row: MeetingDecision, told: DecisionTold) -> dict[str, object]:
    return recorded_decision(told, row.item.meeting.plan_id)


def _tell(
    action: str, row: MeetingDecision, by: Person, *, before: object = None, after: object = None, why: str = ""
) -> None:
    subject = subject_of_decision(row)
    record(action, subject, by=by.actor, before=before, after=after, why=why, places=touched_by(row))
