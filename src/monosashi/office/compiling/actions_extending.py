"""Later deadlines: a department asks, the office decides, or gives one unasked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.rounds.actions_preparing import lock_any_round, lock_round
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import Extension, Round, SheetDepartment
from monosashi.office.rounds.queries import departments_today
from monosashi.office.rounds.states import GOING_ON
from monosashi.office.ui.dates import day_text


class CannotExtend(StateForbids):
    """The day, the department or the round does not allow it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Until when, and why."""

    until: date
    reason: str


@transaction.atomic
def ask(*, number: int, code: str, wish: Wish, by: Person) -> Extension:
    """Ask for a later deadline for one's department. Raises NoSuchRound, NotAllowed, CannotExtend."""
    held = lock_any_round(number)
    check(by.standing, Permission.ANSWER_SHEET, Place(held.plan_id, departments_today((code,), timezone.localdate())))
    _refuse(held, (code,), wish)
    open_one = Extension.objects.filter(round=held, code=code, granted__isnull=True).first()
    if open_one is not None:
        raise CannotExtend(message("compiling.extension.asked_already", day=day_text(open_one.asked_until)))
    made = Extension.objects.create(round=held, code=code, **_asked(wish, by))
    _tell("extension.asked", made, by, why=wish.reason)
    return made


@transaction.atomic
def decide(*, number: int, extension: int, until: date | None, note: str, by: Person) -> Extension:
    """Grant what was asked for until a day, or refuse it (`until` None) with a note.

    Raises NoSuchRound, NotAllowed, CannotExtend, ChangedMeanwhile where somebody decided already.
    """
    held = lock_round(number, by)
    row = locked(Extension.objects.filter(round=held, pk=extension)).first()
    if row is None or row.granted is not None:
        raise ChangedMeanwhile(message("compiling.extension.decided_already"))
    if until is None and not note.strip():
        raise CannotExtend(message("compiling.extension.refused_without_note"))
    if until is not None:
        _refuse(held, (row.code,), Wish(until, row.reason))
    row.granted, row.until, row.note = until is not None, until, note.strip()
    row.decided_by_label, row.decided_at = by.actor.label, timezone.now()
    row.save(update_fields=["granted", "until", "note", "decided_by_label", "decided_at"])
    _tell("extension.granted" if row.granted else "extension.refused", row, by, why=row.note)
    return row


@transaction.atomic
def give(*, number: int, codes: Iterable[str], wish: Wish, by: Person) -> tuple[Extension, ...]:
    """Give departments a later deadline unasked. What they asked for is decided with it. Raises as `decide`."""
    held, wanted = lock_round(number, by), tuple(dict.fromkeys(codes))
    if not wanted:
        raise CannotExtend(message("compiling.extension.nobody"))
    _refuse(held, wanted, wish)
    decided = {"granted": True, "until": wish.until, "decided_by_label": by.actor.label, "decided_at": timezone.now()}
    Extension.objects.filter(round=held, code__in=wanted, granted__isnull=True).update(note=wish.reason, **decided)
    made = tuple(Extension.objects.create(round=held, code=code, **_asked(wish, by), **decided) for code in wanted)
    for row in made:
        _tell("extension.given", row, by, why=wish.reason)
    return made


def _refuse(held: Round, codes: tuple[str, ...], wish: Wish) -> None:
    if held.state not in GOING_ON:
        raise CannotExtend(message("compiling.extension.round_over"))
    if wish.until <= held.deadline:
        raise CannotExtend(message("compiling.extension.not_later", deadline=day_text(held.deadline)))
    if wish.until < timezone.localdate():
        raise CannotExtend(message("compiling.extension.over", day=day_text(wish.until)))
    leading = SheetDepartment.objects.filter(sheet__round=held, code__in=codes, part="lead")
    if set(codes) - set(leading.values_list("code", flat=True)):
        raise CannotExtend(message("compiling.extension.not_asked"))


def _asked(wish: Wish, by: Person) -> dict[str, object]:
    return {
        "asked_until": wish.until,
        "reason": wish.reason.strip(),
        "asked_by_label": by.actor.label,
        "asked_at": timezone.now(),
    }


def _tell(action: str, row: Extension, by: Person, *, why: str) -> None:
    known = basis_of(row.round).plan.index.department.get(row.code)
    name = known.name if known else row.code
    subject = Subject("extension", f"{row.round_id}/{row.pk}", name, row.round.plan_id)
    until = (row.until or row.asked_until).isoformat()
    record(action, subject, by=by.actor, after={"deadline": until, "department": name}, why=why)
