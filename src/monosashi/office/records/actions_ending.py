"""What becomes of a document whose period ends: proposed by its department, agreed to by another one, carried out, or called off.

The register says what was done with the document. No row of another room is deleted by it.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign, signed
from monosashi.office.events.recording import record
from monosashi.office.records.acting import Unfit, lock_ending, lock_entry, refuse_while_proposed
from monosashi.office.records.models import Ending, RegisterEntry
from monosashi.office.records.periods import last_day_with
from monosashi.office.records.queries import ends_by, extensions_of
from monosashi.office.records.rows import recorded_ending, subject_of, thing_of
from monosashi.office.records.states import BECOMES, RecordEndingAct, RecordEndingState, RecordOutcome
from monosashi.office.records.told import EndingTold
from monosashi.office.ui.dates import day_text


@transaction.atomic
def propose(entry: int, told: EndingTold, *, token: str, by: Person) -> Ending:
    """Propose what becomes of a document whose period ends by this fiscal year. Sent twice, it is proposed once.

    Raises NotAllowed, GoneMeanwhile, Unfit: permanent, not ended yet, an extension without its years, something else proposed already.
    """
    made = Ending.objects.filter(token=token).first()
    if made is not None:
        return made
    row = lock_entry(entry, by)
    refuse_while_proposed(row)
    _ends(row)
    if (told.outcome == RecordOutcome.EXTEND) is (told.years is None):
        raise Unfit(message("records.extension_without_years"))
    ending = Ending.objects.create(
        token=token,
        entry=row,
        outcome=told.outcome,
        years=told.years,
        reason=told.reason,
        state=RecordEndingState.PROPOSED.value,
        proposed_by=by.staff.pk,
        proposed_by_label=by.actor.label,
        proposed_at=timezone.now(),
        **signed(by),
    )
    _tell("record.ending_proposed", ending, by, why=told.reason)
    return ending


@transaction.atomic
def decide(entry: int, pk: int, act: RecordEndingAct, note: str, *, by: Person) -> Ending:
    """Agree to what was proposed (an extension then holds at once) or refuse it. Raises NotAllowed, GoneMeanwhile, EndingForbids, Unfit."""
    row = lock_ending(entry, pk, act, by)
    row.decided_by, row.decided_by_label, row.decided_at = by.staff.pk, by.actor.label, timezone.now()
    row.decision_note = note
    if row.state == RecordEndingState.AGREED and row.outcome == RecordOutcome.EXTEND:
        row.state, row.done_on = RecordEndingState.DONE.value, timezone.localdate()
        _extend(row, by)
    _kept(row, by)
    _tell("record.ending_agreed" if act is RecordEndingAct.AGREE else "record.ending_refused", row, by, why=note)
    return row


@transaction.atomic
def call_off(entry: int, pk: int, reason: str, *, by: Person) -> Ending:
    """Take back what was proposed, as long as it was not carried out. Raises NotAllowed, GoneMeanwhile, EndingForbids."""
    row = lock_ending(entry, pk, RecordEndingAct.CALL_OFF, by)
    _kept(row, by)
    _tell("record.ending_called_off", row, by, why=reason)
    return row


@transaction.atomic
def carry_out(entry: int, pk: int, done_on: date, note: str, *, by: Person) -> Ending:
    """Say that the document was disposed of or transferred, and when. Raises NotAllowed, GoneMeanwhile, EndingForbids, Unfit for a day in its period or to come."""
    row = lock_ending(entry, pk, RecordEndingAct.CARRY_OUT, by)
    of = row.entry
    if of.ends_on is None or done_on <= of.ends_on:
        raise Unfit(message("records.done_too_early", day=day_text(of.ends_on) if of.ends_on else ""))
    if done_on > timezone.localdate():
        raise Unfit(message("records.done_to_come"))
    row.done_on, row.done_note = done_on, note
    _kept(row, by)
    of.state, of.done_on = BECOMES[row.outcome].value, done_on
    _kept(of, by)
    _tell("record.disposed" if row.outcome == RecordOutcome.DISPOSE else "record.transferred", row, by, why=note)
    return row


def _ends(row: RegisterEntry) -> None:
    if row.ends_on is None:
        raise Unfit(message("records.is_permanent"))
    if row.ends_on > ends_by(timezone.localdate()):
        raise Unfit(message("records.not_ending_yet", day=day_text(row.ends_on)))


def _extend(row: Ending, by: Person) -> None:
    of = row.entry
    of.ends_on = last_day_with(of.begins_on, of.years, (*extensions_of(of), row.years or 0))
    _kept(of, by)


def _kept(row: Ending | RegisterEntry, by: Person) -> None:
    sign(row, by)
    row.save()


def _tell(action: str, row: Ending, by: Person, *, why: str) -> None:
    of = row.entry
    after = {**recorded_ending(row), "ends_on": of.ends_on.isoformat() if of.ends_on else None}
    if row.done_on is not None:
        after["done_on"] = row.done_on.isoformat()
    record(action, subject_of(of), by=by.actor, after=after, why=why, places=thing_of(of))
