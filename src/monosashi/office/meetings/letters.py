"""What departments are told of decisions by mail: that there is one to report on, that its day comes or has gone."""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

from monosashi.core.messages import Message, message
from monosashi.office.accounts.permissions import Permission
from monosashi.office.answering.days import due_text
from monosashi.office.letters.joint import Told, Writing
from monosashi.office.letters.kinds import LetterKind
from monosashi.office.letters.recipients import editors_on
from monosashi.office.meetings.acting import place_of_decision
from monosashi.office.meetings.models import MeetingDecision
from monosashi.office.meetings.queries import open_decisions
from monosashi.office.meetings.shown import address_of_decision, name_of
from monosashi.office.meetings.states import MeetingDecisionState

SOON = timedelta(days=7)
"""So long before its day a department is told once more."""


def letters_of_decisions(today: date) -> Iterator[Told]:
    """The decisions that are to be reported on, as they stand."""
    editors = editors_on(today)
    for row in open_decisions().filter(state=MeetingDecisionState.OPEN):
        to = editors.keys(Permission.REPORT_ON_DECISION, place_of_decision(row))
        if to:
            yield _to_do(row, to)
        if to and row.due is not None and (row.due < today or row.item.meeting.day < row.due - SOON <= today):
            yield _due(row, row.due, today, to)


def _to_do(row: MeetingDecision, to: tuple[int, ...]) -> Told:
    told = {"name": name_of(row.item.meeting), "due": due_text(row.due) if row.due else message("meetings.no_due")}
    return Told(
        LetterKind.DECISION_TO_DO,
        f"{row.pk}",
        _stand(row),
        to,
        message("meetings.letter.to_do", **told),
        _says(row),
        address_of_decision(row),
        message("meetings.letter.again", **told),
    )


def _due(row: MeetingDecision, due: date, today: date, to: tuple[int, ...]) -> Told:
    how = "late" if due < today else "soon"
    subject = message(f"meetings.letter.due.{how}", name=name_of(row.item.meeting), due=due_text(due))
    state = f"{how}/{due.isoformat()}"
    return Told(LetterKind.DECISION_DUE, f"{row.pk}", state, to, subject, _says(row), address_of_decision(row))


def _stand(row: MeetingDecision) -> str:
    """When it is due, and what it was last sent back with or taken up for, without the words."""
    note = sha256(row.note.encode()).hexdigest()[:16] if row.note else ""
    return f"{row.due or ''}/{row.reported_at or ''}/{note}"


def _says(row: MeetingDecision) -> tuple[Message, ...]:
    named = message("meetings.letter.says", name=name_of(row.item.meeting), item=row.item.title, text=row.text)
    return (named, *((message("meetings.letter.note", note=row.note),) if row.note else ()))


WRITES = Writing(frozenset({LetterKind.DECISION_TO_DO, LetterKind.DECISION_DUE}), letters_of_decisions)
