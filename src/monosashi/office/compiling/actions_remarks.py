"""Questions and answers about a sheet, and the coordinating office's own grade of a measure."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.evaluation.scheme import Scheme
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.rounds.acting import Of, check_hand, lock_sheet, subject_of
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import Remark, SecondLook, Sheet
from monosashi.office.rounds.places import place_of
from monosashi.office.rounds.states import GOING_ON, SheetHand, SheetState


class CannotRemark(StateForbids):
    """The question is not there any more, nothing was written, or nobody would be told of it."""


class CannotLook(StateForbids):
    """The sheet is not before the office, the grade is none of the scheme's, or there is none to give or to withdraw."""


@dataclass(frozen=True, slots=True)
class Look:
    """The office's own grade on one axis, with its reason. `grade` "": none any more."""

    axis: str
    grade: str
    reason: str


@transaction.atomic
def remark(of: Of, *, text: str, answers: int | None, for_office: bool, by: Person) -> Remark:
    """Ask something about a sheet, or answer what was asked (`answers`): for the office, or for a department.

    The same once more, with nothing written in between, changes nothing.

    Raises NoSuchSheet, NotAllowed, CannotRemark.
    """
    sheet = lock_sheet(of.round, of.node)
    permission = Permission.RUN_ROUND if for_office else Permission.ANSWER_SHEET
    check(by.standing, permission, place_of(sheet))
    said = text.strip()
    if not said:
        raise CannotRemark(message("compiling.remark.empty"))
    if not answers and sheet.round.state not in GOING_ON:
        raise CannotRemark(message("compiling.remark.round_over"))
    asked = Remark.objects.filter(sheet=sheet, pk=answers, answers__isnull=True).first() if answers else None
    if answers and asked is None:
        raise CannotRemark(message("compiling.remark.gone"))
    wanted = {"answers": asked, "text": said, "by_office": for_office, "made_by": by.staff.pk}
    newest = Remark.objects.filter(sheet=sheet).order_by("-pk").first()
    if newest is not None and all(getattr(newest, name) == value for name, value in wanted.items()):
        return newest
    made = Remark.objects.create(
        sheet=sheet,
        **wanted,
        made_by_label=by.actor.label,
        made_at=timezone.now(),
    )
    record("sheet.remarked", subject_of(sheet), by=by.actor, after={"remark": made.pk, "text": said})
    return made


@transaction.atomic
def look_again(of: Of, look: Look, *, by: Person) -> None:
    """Keep the office's own grade; it goes into the plan when the sheet is accepted. Nobody looks at their own department's sheet.

    Raises NoSuchSheet, NotAllowed, WrongHand, CannotLook.
    """
    sheet = lock_sheet(of.round, of.node)
    check(by.standing, Permission.ACCEPT_SHEET, place_of(sheet))
    check_hand(sheet, SheetHand.ACCEPTOR, by)
    if sheet.state != SheetState.SUBMITTED:
        raise CannotLook(message("compiling.look.not_submitted"))
    if look.grade and (look.axis, look.grade) not in _grades(basis_of(sheet.round).scheme):
        raise CannotLook(message("compiling.look.no_such_grade"))
    if look.grade and not look.reason.strip():
        raise CannotLook(message("compiling.look.without_reason"))
    before = SecondLook.objects.filter(sheet=sheet, axis=look.axis).first()
    if before is None and not look.grade:
        raise CannotLook(message("compiling.look.nothing_chosen"))
    _keep(sheet, look, by)
    told = {"grade": look.grade or None}
    record(
        "sheet.looked_again",
        subject_of(sheet),
        by=by.actor,
        before={"grade": before.grade if before else None},
        after=told,
        why=look.reason.strip(),
    )


def _keep(sheet: Sheet, look: Look, by: Person) -> None:
    if not look.grade:
        SecondLook.objects.filter(sheet=sheet, axis=look.axis).delete()
        return
    told = {"grade": look.grade, "reason": look.reason.strip(), "made_by": by.staff.pk, "made_at": timezone.now()}
    SecondLook.objects.update_or_create(sheet=sheet, axis=look.axis, defaults={**told, "made_by_label": by.actor.label})


def _grades(scheme: Scheme | None) -> frozenset[tuple[str, str]]:
    return frozenset() if scheme is None else frozenset((each.axis, each.grade) for each in scheme.legend)
