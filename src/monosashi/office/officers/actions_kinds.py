"""Kinds of officers: entered and changed. None is deleted; one is taken out of use by a day."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from django.db import IntegrityError, transaction

from monosashi.core.messages import message
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign
from monosashi.office.entering.told import is_news
from monosashi.office.events.recording import record
from monosashi.office.officers.acting import Unfit, check_keeping, lock_kind
from monosashi.office.officers.models import OfficerKind
from monosashi.office.officers.rows import recorded_kind, subject_of_kind, told_of_kind
from monosashi.office.officers.told import KindTold
from monosashi.office.officers.usual import usual_kinds


@transaction.atomic
def make_kind(told: KindTold, *, token: str, by: Person) -> OfficerKind:
    """Enter a kind. Sent twice, it is entered once. Raises NotAllowed, Unfit."""
    check_keeping(by)
    made = OfficerKind.objects.filter(token=token).first()
    if made is not None:
        return made
    row = _kept(OfficerKind(token=token), told, by)
    record("officer_kind.made", subject_of_kind(row), by=by.actor, after=recorded_kind(told))
    return row


@transaction.atomic
def take_over_usual_kinds(*, by: Person, rests_on: Mapping[str, str] | None = None) -> dict[str, OfficerKind]:
    """Enter the usual kinds; the rows by their keys. `rests_on` are the city's own rules by key, where it names them at once.

    Only where the city has no kind of its own: sent twice, they are entered once. Raises NotAllowed, Unfit.
    """
    check_keeping(by)
    usual = usual_kinds().kinds
    if OfficerKind.objects.exclude(token__in=[each.token for each in usual]).exists():
        raise Unfit(message("officers.usual.not_empty"))
    made: dict[str, OfficerKind] = {}
    for each in usual:
        other = made.get(each.stands_in_for)
        told = replace(
            each.told, stands_in_for=other.pk if other else None, rests_on=(rests_on or {}).get(each.key, "")
        )
        made[each.key] = make_kind(told, token=each.token, by=by)
    return made


@transaction.atomic
def change_kind(pk: int, told: KindTold, *, based_on: str, by: Person) -> OfficerKind:
    """Change a kind. Raises NotAllowed, GoneMeanwhile, ChangedSince, Unfit."""
    check_keeping(by)
    row = lock_kind(pk)
    now = told_of_kind(row)
    if is_news(now, told, based_on, row.changed_by_label):
        before = recorded_kind(now)
        _kept(row, told, by)
        record("officer_kind.changed", subject_of_kind(row), by=by.actor, before=before, after=recorded_kind(told))
    return row


def _kept(row: OfficerKind, told: KindTold, by: Person) -> OfficerKind:
    if told.stands_in_for is not None and told.stands_in_for == row.pk:
        raise Unfit(message("officers.stands_in_for_itself"))
    values = asdict(told)
    row.stands_in_for_id = values.pop("stands_in_for")
    sign(row, by, **values)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Unfit(message("officers.kind_name_taken", name=told.name)) from None
    return row
