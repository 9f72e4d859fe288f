"""What departments are told of audits by mail: that they are asked, that an answer came back, that the day comes or has gone."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.permissions import Permission, Place
from monosashi.office.answering.days import due_text
from monosashi.office.audits.queries import AuditNow, PartNow, ResultNow, audits_asking
from monosashi.office.audits.states import OWED, AuditResultState
from monosashi.office.letters.joint import Told, Writing
from monosashi.office.letters.kinds import LetterKind
from monosashi.office.letters.recipients import Editors, editors_on
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken

SOON = timedelta(days=7)
"""So long before its day a department is told once more."""


def letters_of_audits(today: date) -> Iterator[Told]:
    """What departments owe as it stands, a letter a department, and each answer that came back by itself."""
    editors = editors_on(today)
    for now in audits_asking(today):
        for parts in _by_department(now).values():
            yield from _of_department(now, parts, editors)
        for result, part in now.parts:
            if part.state is AuditResultState.RETURNED:
                yield _returned(now, result, part, editors)


def _by_department(now: AuditNow) -> Mapping[str, list[PartNow]]:
    """The answers that are owed, by the department that was told."""
    found: dict[str, list[PartNow]] = {}
    for _, part in now.parts:
        if part.state in OWED:
            found.setdefault(part.row.code, []).append(part)
    return found


def _of_department(now: AuditNow, parts: list[PartNow], editors: Editors) -> Iterator[Told]:
    request, one = now.request, parts[0]
    if request is None:
        return
    fresh = [part for part in parts if part.state is AuditResultState.UNANSWERED]
    about, to = f"{request.pk}/{one.row.code}", _to(now, one, editors)
    asked_on = timezone.localdate(request.made_at)
    if fresh and not now.is_late:
        subject = message("audits.letter.asked", audit=now.name, due=due_text(request.due))
        changed = message("audits.letter.due_moved", audit=now.name, due=due_text(request.due))
        says = _says(now, one, len(fresh), request.due)
        yield Told(LetterKind.AUDIT_ASKED, about, request.due.isoformat(), to, subject, says, _address(now), changed)
    if now.is_late or asked_on < request.due - SOON <= now.day:
        how = "late" if now.is_late else "soon"
        subject = message(f"audits.letter.due.{how}", audit=now.name, due=due_text(request.due))
        state = f"{how}/{request.due.isoformat()}"
        yield Told(
            LetterKind.AUDIT_DUE, about, state, to, subject, _says(now, one, len(parts), request.due), _address(now)
        )


def _returned(now: AuditNow, result: ResultNow, part: PartNow, editors: Editors) -> Told:
    newest = part.newest
    return Told(
        LetterKind.AUDIT_RETURNED,
        f"{part.row.pk}",
        part.seen,
        _to(now, part, editors),
        message("audits.letter.returned", audit=now.name, result=spoken(result.label)),
        (
            message("audits.letter.department", department=part.name),
            message("audits.letter.returned_says", result=spoken(result.label), title=result.row.title),
            message("audits.letter.note", note=newest.note if newest else ""),
        ),
        address_of("audits:answer", part.row.pk),
    )


def _says(now: AuditNow, part: PartNow, count: int, due: date) -> tuple[Message, ...]:
    return (
        message("audits.letter.department", department=part.name),
        message("audits.letter.owed", audit=now.name, count=count, due=due_text(due)),
    )


def _to(now: AuditNow, part: PartNow, editors: Editors) -> tuple[int, ...]:
    return editors.keys(Permission.ANSWER_AUDIT, Place(now.row.plan_id, part.codes))


def _address(now: AuditNow) -> str:
    return address_of("audits:audit", now.row.pk)


WRITES = Writing(
    frozenset({LetterKind.AUDIT_ASKED, LetterKind.AUDIT_RETURNED, LetterKind.AUDIT_DUE}), letters_of_audits
)
