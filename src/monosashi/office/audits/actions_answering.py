"""A department says what it does about a result; the coordinating office accepts that or sends it back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, check, may
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.answering.evidence_files import Checked
from monosashi.office.audits.actions_keeping import keep_bytes
from monosashi.office.audits.models import AnswerRequest, CorrectiveAction, ResultPart
from monosashi.office.audits.queries import NoSuchAudit, one_part, place_of, seen_of, stand_of
from monosashi.office.audits.states import (
    AnswerAct,
    AnswerHand,
    AuditResultState,
    AuditResultStatus,
    Move,
    as_of,
    move_of,
    state_of,
)
from monosashi.office.audits.telling import subject_of_result, told_of_answer, touched_by
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.rounds.acting import own_departments

WITHOUT_FILE = Checked("", "", 0, "", b"")
"""What takes the file of an answer away."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a department says: what is done, in which words, by when or since when. `file` None: the one that there is stays."""

    status: AuditResultStatus
    text: str
    until: str = ""
    done_on: date | None = None
    file: Checked | None = None


class AnswerChanged(ChangedMeanwhile):
    """Somebody answered or decided since the page was shown. `now` is the newest answer, None where there is none any more."""

    def __init__(self, now: CorrectiveAction | None) -> None:
        super().__init__(message("audits.answer_changed"))
        self.now = now


class WrongHand(StateForbids):
    """Nobody accepts an answer of their own or of their own department."""

    def __init__(self, why: str) -> None:
        super().__init__(message(f"audits.wrong_hand.{why}"))


@dataclass(slots=True)
class Held:
    """A department's answer that nobody else touches until the transaction ends."""

    part: ResultPart
    newest: CorrectiveAction | None
    asked: date | None

    @property
    def state(self) -> AuditResultState:
        """Where it stands."""
        return state_of(stand_of(self.newest), self.asked)

    def move(self, act: AnswerAct) -> Move:
        """What the act leads to. Raises AnswerForbids."""
        return move_of(self.state, act, stand_of(self.newest))


def answer(*, part: int, said: Said, seen: str, by: Person) -> CorrectiveAction:
    """Say what is done. `seen` is the newest answer as it was shown; what this person said a moment ago is not said again.

    Raises NoSuchAudit, NotAllowed, AnswerForbids, AnswerChanged, NoRoom.
    """
    check(by.standing, Permission.ANSWER_AUDIT, place_of(one_part(part), timezone.localdate()))
    if said.file is not None and said.file.name:
        keep_bytes(said.file)
    with transaction.atomic():
        held = _hold(part, Permission.ANSWER_AUDIT, by)
        if held.newest is not None and seen_of(held.newest) != seen and _is_said(held.newest, said, by):
            return held.newest
        _refuse_changed(held, seen)
        move = held.move(AnswerAct.ANSWER)
        before = told_of_answer(held.newest) if held.newest and not move.anew else None
        row = _answered(held, move, said, by)
        _record("audit.answered", held.part, by, before, told_of_answer(row))
    return row


@transaction.atomic
def accept(*, part: int, seen: str, by: Person) -> CorrectiveAction:
    """Accept an answer. Raises NoSuchAudit, NotAllowed, AnswerForbids, AnswerChanged, WrongHand."""
    held = _hold(part, Permission.ACCEPT_ANSWER, by)
    return _decided(held, AnswerAct.ACCEPT, seen, "", by)


@transaction.atomic
def send_back(*, part: int, seen: str, note: str, by: Person) -> CorrectiveAction:
    """Send an answer back with a note. Raises NoSuchAudit, NotAllowed, AnswerForbids, AnswerChanged."""
    held = _hold(part, Permission.ACCEPT_ANSWER, by)
    return _decided(held, AnswerAct.SEND_BACK, seen, note.strip(), by)


def may_act(held: Held, act: AnswerAct, by: Person) -> bool:
    """Whether the button is shown: what the action would allow, as things stand."""
    try:
        move = held.move(act)
        if not may(by.standing, _PERMISSION[act], place_of(held.part, timezone.localdate())):
            return False
        _check_hand(held, move, by)
    except StateForbids:
        return False
    return True


_PERMISSION = {
    AnswerAct.ANSWER: Permission.ANSWER_AUDIT,
    AnswerAct.ACCEPT: Permission.ACCEPT_ANSWER,
    AnswerAct.SEND_BACK: Permission.ACCEPT_ANSWER,
}


def _hold(pk: int, permission: Permission, by: Person) -> Held:
    if locked(ResultPart.objects.filter(pk=pk)).first() is None:
        raise NoSuchAudit(pk)
    part = one_part(pk)
    check(by.standing, permission, place_of(part, timezone.localdate()))
    asked = AnswerRequest.objects.filter(audit=part.result.audit_id).values_list("as_of", flat=True).first()
    return Held(part, CorrectiveAction.objects.filter(part=part).first(), asked)


def _refuse_changed(held: Held, seen: str) -> None:
    if seen_of(held.newest) != seen:
        raise AnswerChanged(held.newest)


def _is_said(row: CorrectiveAction, said: Said, by: Person) -> bool:
    """Whether the row says just this by this person, waiting to be looked at: the form was sent twice."""
    texts = (row.status, row.text, row.until, row.done_on) == (said.status, said.text, said.until, said.done_on)
    same_file = said.file is None or row.file_sha256 == said.file.sha256
    return texts and same_file and row.answered_by == by.staff.pk and row.state == AuditResultState.ANSWERED


def _answered(held: Held, move: Move, said: Said, by: Person) -> CorrectiveAction:
    now, newest = timezone.now(), held.newest
    again = newest is not None and not (move.anew and newest.state == AuditResultState.ACCEPTED)
    row = newest if again and newest is not None else CorrectiveAction(part=held.part, version=0)
    row.as_of = as_of(stand_of(newest), held.asked, timezone.localdate(now), anew=not again)
    row.state, row.status, row.text = move.to.value, said.status.value, said.text
    row.until, row.done_on, row.note = said.until, said.done_on, ""
    row.answered_by, row.answered_by_label, row.answered_at = by.staff.pk, by.actor.label, now
    row.decided_by_label, row.decided_at = "", None
    if said.file is not None:
        row.file_name, row.file_size, row.file_sha256 = said.file.name, said.file.size, said.file.sha256
    row.version += 1
    row.save()
    return row


def _decided(held: Held, act: AnswerAct, seen: str, note: str, by: Person) -> CorrectiveAction:
    _refuse_changed(held, seen)
    move, row = held.move(act), held.newest
    if row is None:
        raise AnswerChanged(None)
    _check_hand(held, move, by)
    before = {"state": row.state}
    row.state, row.note, row.version = move.to.value, note, row.version + 1
    row.decided_by_label, row.decided_at = by.actor.label, timezone.now()
    row.save(update_fields=["state", "note", "version", "decided_by_label", "decided_at"])
    _record(f"audit.answer_{move.to.value}", held.part, by, before, {"state": row.state}, why=note)
    return row


def _check_hand(held: Held, move: Move, by: Person) -> None:
    if move.hand is not AnswerHand.ACCEPTOR:
        return
    if own_departments(by) & (place_of(held.part, timezone.localdate()).departments or frozenset()):
        raise WrongHand("own_department")
    if held.newest is not None and held.newest.answered_by == by.staff.pk:
        raise WrongHand("own_answer")


def _record(action: str, part: ResultPart, by: Person, before: Any, after: Any, why: str = "") -> None:  # noqa: ANN401 -- plain data
    result = part.result
    record(
        action, subject_of_result(result), by=by.actor, before=before, after=after, why=why, places=touched_by(result)
    )
