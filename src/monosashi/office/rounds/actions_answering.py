"""What whoever answers can do: save what was typed, hand it on, take it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.accounts.written_once import Parameter, Rows
from monosashi.office.events.queries import Filter, history
from monosashi.office.rounds.acting import Locked, Of, hold, lock_sheet, locked, subject_of
from monosashi.office.rounds.filled import Filled
from monosashi.office.rounds.models import Sheet, SheetAnswer
from monosashi.office.rounds.places import place_of
from monosashi.office.rounds.queries import filled, typed_on
from monosashi.office.rounds.routes import begin_pass
from monosashi.office.rounds.states import RoundState, SheetAct, SheetState

_RETURNS = (f"sheet.{SheetAct.RETURN.value}", f"sheet.{SheetAct.SEND_BACK.value}")
"""Events with which somebody wrote a note on a sheet."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell as it was sent: what stands in it, and what stood in it when the page was made."""

    text: str
    was: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell that was changed since the page was made. `theirs` stands; `mine` was not saved.

    `by` is who changed it, "" where the round is judged by another edition, in which something else stands. `own`: it is the same
    person, on another page.
    """

    slot: str
    mine: str
    theirs: str
    by: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a save. `saved` are the slots whose text is new, `texts` all that stand on the sheet now, by slot."""

    sheet: Sheet
    saved: tuple[str, ...]
    clashes: tuple[Clash, ...]
    texts: Mapping[str, str]


class Clashed(StateForbids):
    """Cells were changed since the page was made. What did not clash is saved; nothing was handed on."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        super().__init__(message("rounds.clashed", count=len(clashes)))
        self.clashes = clashes


class NotReady(StateForbids):
    """The sheet cannot be submitted: cells are wrong or missing. `filled` says which."""

    def __init__(self, sheet: Filled) -> None:
        super().__init__(_not_ready(len(sheet.faults), len(sheet.lacks)))
        self.filled = sheet


def _not_ready(faults: int, lacks: int) -> Message:
    """What keeps a sheet from being handed on. Of what there is none, nothing is said."""
    if not faults:
        return message("rounds.not_ready.lacks", count=lacks)
    if not lacks:
        return message("rounds.not_ready.faults", count=faults)
    return message("rounds.not_ready", faults=faults, lacks=lacks)


@transaction.atomic
def save_answers(
    of: Of, typed: Mapping[str, Typed], *, by: Person, permission: Permission = Permission.ANSWER_SHEET
) -> Kept:
    """Keep what was typed, cell by cell, readable or not. Unknown slots are left out. No event: drafts are nobody's business.

    Raises NoSuchSheet, NotAllowed, SheetForbids.
    """
    sheet = lock_sheet(of.round, of.node)
    check(by.standing, permission, place_of(sheet))
    return _keep(sheet, typed, by)


def _keep(sheet: Sheet, typed: Mapping[str, Typed], by: Person) -> Kept:
    move = hold(sheet, None, SheetAct.SAVE, by).move
    rows = {row.slot: row for row in _ANSWERS(sheet=sheet.pk)}
    texts = {slot: row.text for slot, row in rows.items()}
    now = filled(sheet, texts)
    fresh: dict[str, str] = {}
    clashes: list[Clash] = []
    for slot_id, cell in typed.items():
        slot = now.asked.by_id.get(slot_id)
        stands = now.text(slot) if slot is not None else cell.text
        if slot is None or stands == cell.text:
            continue
        if stands == cell.was:
            fresh[slot_id] = cell.text
        elif cell.text != cell.was:
            row = rows.get(slot_id)
            by_label, own = (row.changed_by_label, row.changed_by == by.staff.pk) if row else ("", False)
            clashes.append(Clash(slot_id, cell.text, stands, by_label, own))
    if fresh:
        _write(sheet, fresh, by)
        if move.to[0].value != sheet.state:
            sheet.state, sheet.since = move.to[0].value, timezone.now()
            sheet.save(update_fields=["state", "since"])
    return Kept(sheet, tuple(fresh), tuple(clashes), texts | fresh)


_ANSWERS = Rows(SheetAnswer, lambda answers: answers.filter(sheet=Parameter("sheet")))


def _write(sheet: Sheet, texts: Mapping[str, str], by: Person) -> None:
    told = {"changed_by": by.staff.pk, "changed_by_label": by.actor.label, "changed_at": timezone.now()}
    SheetAnswer.objects.bulk_create(
        [SheetAnswer(sheet=sheet, slot=slot, text=text, **told) for slot, text in texts.items()],
        update_conflicts=True,
        unique_fields=("sheet", "slot"),
        update_fields=("text", *told),
    )


def submit(of: Of, typed: Mapping[str, Typed] | None = None, *, by: Person) -> Kept:
    """Keep what was typed last, then hand the sheet to the first confirmer. What was typed stays, also where the rest is refused.

    A sheet on which nobody typed is handed on where the judging edition holds all its answers. The note of an earlier return stays,
    for whoever confirms what was mended.

    Raises NoSuchSheet, NotAllowed, SheetForbids, Clashed, SheetChanged, NotReady.
    """
    refused: StateForbids | None = None
    with transaction.atomic():
        sheet = lock_sheet(of.round, of.node)
        check(by.standing, Permission.ANSWER_SHEET, place_of(sheet))
        kept = Kept(sheet, (), (), typed_on(sheet)) if typed is None else _keep(sheet, typed, by)
        try:
            held, now = _ready(kept, of.seen, by)
        except StateForbids as why:  # what was typed is to stay
            refused = why
        else:
            _hand_on(held, now, by)
    if refused is not None:
        raise refused
    return kept


def _ready(kept: Kept, seen: int | None, by: Person) -> tuple[Locked, Filled]:
    """The sheet for handing it on, and as it is filled in. Writes nothing. Raises Clashed, SheetForbids, SheetChanged, NotReady."""
    if kept.clashes:
        raise Clashed(kept.clashes)
    held = hold(kept.sheet, seen, SheetAct.SUBMIT, by)
    now = filled(kept.sheet, kept.texts)
    if not now.is_ready:
        raise NotReady(now)
    return held, now


def _hand_on(held: Locked, now: Filled, by: Person) -> None:
    sheet = held.sheet
    held.told["answers"] = {slot: text for slot, text in now.typed.items() if text}
    told: dict[str, Any] = {
        "submitted_by": by.staff.pk,
        "submitted_by_label": by.actor.label,
        "submitted_at": timezone.now(),
    }
    sheet.passes += 1
    step = begin_pass(sheet)
    held.to(passes=sheet.passes, step=step, **told)


@transaction.atomic
def withdraw(of: Of, *, by: Person) -> Sheet:
    """Take back what one submitted, before the next one acts. Raises NoSuchSheet, NotAllowed, SheetForbids, WrongHand."""
    held = locked(of, SheetAct.WITHDRAW, Permission.ANSWER_SHEET, by)
    changed = {"since": _returned_at(held.sheet)} if held.sheet.note else {}
    return held.to(_taken_back(held.sheet), step=None, **changed)


def _taken_back(sheet: Sheet) -> SheetState:
    """What was returned before is so again, with its note; so is every sheet once no new answers are taken: only that comes in."""
    taken = sheet.round.state == RoundState.REQUESTING
    return SheetState.DRAFTING if taken and not sheet.note else SheetState.RETURNED


def _returned_at(sheet: Sheet) -> datetime:
    """When somebody wrote the note that stands on the sheet."""
    subject = subject_of(sheet)
    returns = history(subject.kind, subject.id, subject.plan, Filter(actions=frozenset(_RETURNS))).first()
    return returns.at if returns is not None else sheet.since
