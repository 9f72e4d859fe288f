"""Later deadlines: a department asks, the office decides, or gives one unasked."""

from collections.abc import Iterable, Mapping
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
from monosashi.office.events.values import Subject, Touched
from monosashi.office.rounds.actions_preparing import lock_any_round, lock_round
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import Extension, Round, SheetDepartment
from monosashi.office.rounds.queries import deadlines, departments_today
from monosashi.office.rounds.states import GOING_ON
from monosashi.office.ui.dates import day_text


class CannotExtend(StateForbids):
    """The day, the department or the round does not allow it."""


class Shortens(CannotExtend):
    """Departments were granted a later day before (`granted`, by name), and nobody said that the earlier one is meant."""

    def __init__(self, granted: Mapping[str, date], until: date) -> None:
        named = tuple(
            message("compiling.extension.granted_before", name=name, day=day_text(day)) for name, day in granted.items()
        )
        super().__init__(message("compiling.extension.shortens", departments=named, day=day_text(until)))


@dataclass(frozen=True, slots=True)
class Wish:
    """Until when, and why. `shorter`: also where a later day was granted before."""

    until: date
    reason: str
    shorter: bool = False


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
def decide(
    *, number: int, extension: int, until: date | None, note: str, by: Person, shorter: bool = False
) -> Extension:
    """Grant what was asked for until a day, or refuse it (`until` None) with a note. `shorter` as in `Wish`.

    Raises NoSuchRound, NotAllowed, CannotExtend, Shortens, ChangedMeanwhile where somebody decided already.
    """
    held = lock_round(number, by)
    row = locked(Extension.objects.filter(round=held, pk=extension)).first()
    if row is None or row.granted is not None:
        raise ChangedMeanwhile(message("compiling.extension.decided_already"))
    if until is None and not note.strip():
        raise CannotExtend(message("compiling.extension.refused_without_note"))
    if until is not None:
        wish = Wish(until, row.reason, shorter)
        _refuse(held, (row.code,), wish)
        _refuse_shorter(held, (row.code,), wish)
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
    _refuse_shorter(held, wanted, wish)
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


def _refuse_shorter(held: Round, codes: tuple[str, ...], wish: Wish) -> None:
    if wish.shorter:
        return
    later = {code: day for code, day in deadlines(held).items() if code in codes and day > wish.until}
    if later:
        raise Shortens({_name(held, code): day for code, day in later.items()}, wish.until)


def _asked(wish: Wish, by: Person) -> dict[str, object]:
    return {
        "asked_until": wish.until,
        "reason": wish.reason.strip(),
        "asked_by_label": by.actor.label,
        "asked_at": timezone.now(),
    }


def _tell(action: str, row: Extension, by: Person, *, why: str) -> None:
    name = _name(row.round, row.code)
    subject = Subject("extension", f"{row.round_id}/{row.pk}", name, row.round.plan_id)
    until = (row.until or row.asked_until).isoformat()
    after, places = {"deadline": until, "department": name}, (Touched("department", row.code),)
    record(action, subject, by=by.actor, after=after, why=why, places=places)


def _name(held: Round, code: str) -> str:
    known = basis_of(held).plan.index.department.get(code)
    return known.name if known else code
