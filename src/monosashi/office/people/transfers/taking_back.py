"""Undoing a transfer: what it began goes, what it ended goes on, with the departments that have gone on with their own since."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeAlias

from django.db.models import Q

from monosashi.core.messages import message
from monosashi.office.accounts.models import ActingFor, Posting, RoleAssignment, Staff, Succession, Transfer
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import with_successors
from monosashi.office.accounts.standing import Person
from monosashi.office.people.days import day_of
from monosashi.office.people.reorganising.carrying_out import pass_on

Row: TypeAlias = Posting | RoleAssignment | ActingFor

_KINDS: Mapping[str, tuple[type[Row], tuple[str, ...]]] = {
    "postings": (Posting, ("post", "concurrent")),
    "roles": (RoleAssignment, ("role", "plan")),
    "acting": (ActingFor, ("absent_id", "post")),
}
"""By their name in `Transfer.restore` the rows, and what stays the same of them where a department goes on as another."""


def places_of(transfer: Transfer) -> frozenset[str]:
    """The departments in which the person had or has something, with those that go on with their work. To be locked first."""
    of_staff = (Posting, RoleAssignment, ActingFor)
    rows = [model.objects.filter(staff=transfer.staff_id).exclude(department=None) for model in of_staff]
    codes = [code for each in rows for code in each.values_list("department_id", flat=True)]
    return with_successors(codes, transfer.day)


def undo_begun(transfer: Transfer, today: date) -> None:
    """Take away what a transfer began. What has been in force stays on record up to yesterday."""
    ahead = Q(valid_from__gte=today)
    for rows in (transfer.postings_begun, transfer.roles_begun):
        rows.filter(ahead).delete()
        rows.filter(Q(valid_to=None) | Q(valid_to__gte=today)).update(valid_to=today - timedelta(days=1))


def give_back(transfer: Transfer, by: Person) -> None:
    """Let what a transfer ended go on as before. Raises StateForbids where somebody changed it since: then the caller undoes all."""
    _employ_again(transfer)
    for name, (model, alike) in _KINDS.items():
        for key, until in transfer.restore.get(name, {}).items():
            row = _as_it_stands(transfer, model, int(key), alike)
            row.valid_to = date.fromisoformat(until) if until else None
            row.save(update_fields=["valid_to"])
            _go_on(transfer, row, by)


def _employ_again(transfer: Transfer) -> None:
    """Give somebody the last day back that they had before, None for none."""
    restore, staff = transfer.restore, Staff.objects.get(pk=transfer.staff_id)
    if not restore.get("leaves") and "last_day" not in restore:
        return
    if staff.last_day != (_last(transfer) if restore.get("leaves") else None):
        raise _changed(transfer)
    before = restore.get("last_day")
    staff.last_day = date.fromisoformat(before) if before else None
    staff.save(update_fields=["last_day"])


def _as_it_stands(transfer: Transfer, model: type[Row], key: int, alike: tuple[str, ...]) -> Row:
    """The row that a transfer ended, or the one into which it was cut since because its department goes on as another."""
    rows: Any = model._default_manager  # noqa: SLF001 -- Django's documented name
    row = rows.filter(pk=key).select_related("department").first()
    if row is None:
        raise _changed(transfer)
    if row.valid_to == _last(transfer):
        return row  # type: ignore[no-any-return]
    if row.department is None or row.valid_to is None or row.valid_to != row.department.valid_to:
        raise _changed(transfer)
    heirs = with_successors((row.department_id,), transfer.day) - {row.department_id}
    same = {name: getattr(row, name) for name in alike}
    found = list(rows.filter(staff=row.staff_id, department__in=heirs, valid_to=_last(transfer), **same))
    if len(found) != 1:
        raise _changed(transfer)
    return found[0]  # type: ignore[no-any-return]


def _go_on(transfer: Transfer, row: Row, by: Person) -> None:
    """Where the department of a row ends before it, let the same begin with the one that goes on."""
    unit = row.department
    if unit is None or unit.valid_to is None or (row.valid_to is not None and row.valid_to <= unit.valid_to):
        return
    since = unit.valid_to + timedelta(days=1)
    heirs = [
        one.successor for one in Succession.objects.filter(predecessor=unit, since=since).select_related("successor")
    ]
    if len(heirs) != 1 or heirs[0].valid_to is not None:
        raise _changed(transfer)
    pass_on(row, heirs[0].code, since, by)


def _last(transfer: Transfer) -> date:
    return transfer.day - timedelta(days=1)


def _changed(transfer: Transfer) -> StateForbids:
    return StateForbids(message("people.transfer.changed_since", name=transfer.staff.name, day=day_of(transfer.day)))
