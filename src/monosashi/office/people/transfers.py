"""Transfers entered ahead: rows that end and begin on a day, and the work that is handed over with them.

A transfer takes effect by the dates of its rows; nothing has to run on the day. Until the day only whoever manages people sees it,
the person concerned included: the personnel section tells them, not this system.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.core.tree import Node
from monosashi.office.accounts.actions_staff import (
    PostingWanted,
    RoleWanted,
    somebody_administers,
)
from monosashi.office.accounts.models import HandOver, Posting, RoleAssignment, Staff, Transfer
from monosashi.office.accounts.permissions import Permission, Role, Standing, check, may
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import tree_on, with_predecessors
from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.findings.queries import Known, waiting_for
from monosashi.office.people.days import day_of
from monosashi.office.people.work_moved import going_on
from monosashi.office.plans.queries import departments_of, held, plans_held


@dataclass(frozen=True, slots=True)
class TransferWanted:
    """A transfer to enter. `day` is the first day in the new place.

    `leaves` are the postings that end the day before and `gives_up` the roles, by their ids; `place` is where the person goes, None
    for somebody who leaves; `roles` are those they get there. `successor` takes over the roles that are given up.
    """

    day: date
    leaves: tuple[int, ...] = ()
    gives_up: tuple[int, ...] = ()
    place: PostingWanted | None = None
    roles: tuple[Role, ...] = ()
    successor: Staff | None = None
    note: str = ""


@transaction.atomic
def enter_transfer(staff: Staff, wanted: TransferWanted, *, by: Person, today: date, why: str = "") -> Transfer:
    """Enter a transfer. Its event names the transfer by number alone, so that nothing is told before the day.

    Raises NotAllowed, StateForbids: the day is past, the department is not there that day, nobody would administer.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    _possible(staff, wanted, today)
    transfer = Transfer.objects.create(
        staff=staff,
        day=wanted.day,
        entered_by=by.actor.id,
        entered_by_label=by.actor.label,
        entered_at=timezone.now(),
    )
    given_up = _end(transfer, wanted)
    _begin(transfer, wanted, by)
    _hand_over(transfer, wanted, given_up, by)
    somebody_administers(max(today, wanted.day))
    record("transfer.entered", _subject(transfer), by=by.actor, after={"day": wanted.day.isoformat()}, why=why)
    return transfer


@transaction.atomic
def call_off(transfer: Transfer, *, by: Person, today: date, why: str = "") -> None:
    """Take a transfer back before its day: everything is as before. Raises NotAllowed, StateForbids once the day has come."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    if transfer.day <= today or transfer.called_off_at is not None:
        raise StateForbids(message("people.transfer.too_late", day=day_of(transfer.day)))
    transfer.postings_begun.all().delete()
    transfer.roles_begun.all().delete()
    for key, last_day in transfer.restore["postings"].items():
        Posting.objects.filter(pk=key).update(valid_to=last_day)
    for key, last_day in transfer.restore["roles"].items():
        RoleAssignment.objects.filter(pk=key).update(valid_to=last_day)
    if transfer.restore["leaves"]:
        Staff.objects.filter(pk=transfer.staff_id).update(last_day=None)
    transfer.hand_overs.all().delete()
    transfer.called_off_at = timezone.now()
    transfer.save(update_fields=["called_off_at"])
    record("transfer.called_off", _subject(transfer), by=by.actor, why=why)


def transfers_seen_by(standing: Standing, today: date) -> QuerySet[Transfer]:
    """The transfers that somebody may see: all for whoever manages people, else those whose day has come."""
    rows = Transfer.objects.filter(called_off_at=None).select_related("staff")
    return rows if sees_ahead(standing) else rows.filter(day__lte=today)


def hand_overs_of(staff: Staff, today: date) -> QuerySet[HandOver]:
    """The hand-overs that somebody gives or takes and that they are told of: those whose day has come."""
    rows = HandOver.objects.filter(Q(leaver=staff) | Q(successor=staff), day__lte=today)
    return rows.select_related("leaver", "successor")


def sees_ahead(standing: Standing) -> bool:
    """Whether somebody sees what is not in force yet."""
    return may(standing, Permission.MANAGE_PEOPLE)


def work_items(roles: list[RoleAssignment], day: date) -> list[dict[str, str]]:
    """The work that goes with roles: each role, the measures of its department, the findings that it took on or was asked about."""
    tree = tree_on(day)
    items = [_role_item(role) for role in roles]
    of = [role for role in roles if role.department_id is not None and role.role in _WORKING]
    if not of:
        return items
    for row in plans_held():
        plan = held(row.pk).plan
        reach = _reach([role for role in of if role.plan in {"", plan.id}], tree.with_all_below)
        items += [_measure_item(node, plan.id) for node in plan.index.measures if departments_of(node, day) & reach]
    reach = with_predecessors(_reach(of, tree.with_all_below), day)
    return items + [_task_item(plan_id, task) for plan_id, task in waiting_for(reach, day)]


_WORKING = (Role.DEPARTMENT_EDITOR, Role.CONFIRMER)


def _measure_item(node: Node, plan: str) -> dict[str, str]:
    return {"kind": "measure", "id": node.id, "label": f"{node.number} {node.name}".strip(), "plan": plan}


def _task_item(plan: str, task: Known) -> dict[str, str]:
    note = task.decision.text if task.decision else ""
    return {"kind": "finding", "id": task.key, "label": f"{task.rule} {note}".strip(), "plan": plan}


def _reach(roles: list[RoleAssignment], with_all_below: Callable[[str], frozenset[str]]) -> frozenset[str]:
    return frozenset(code for role in roles for code in with_all_below(role.department_id or ""))


def _role_item(role: RoleAssignment) -> dict[str, str]:
    place = role.department.name if role.department else ""
    return {"kind": "role", "id": role.role, "label": place, "plan": role.plan}


def _possible(staff: Staff, wanted: TransferWanted, today: date) -> None:
    if wanted.day < today:
        raise StateForbids(message("people.transfer.past", day=day_of(wanted.day)))
    if wanted.successor == staff:
        raise StateForbids(message("people.transfer.to_oneself"))
    if wanted.place is not None:
        unit = tree_on(wanted.day).units.get(wanted.place.department)
        if unit is None or not unit.stands_on(wanted.day):
            name = unit.name if unit else wanted.place.department
            raise StateForbids(message("people.not_there_that_day", name=name, day=day_of(wanted.day)))


def _end(transfer: Transfer, wanted: TransferWanted) -> list[RoleAssignment]:
    """End the postings and roles the day before, keeping what they said. The roles that were given up."""
    last_day = wanted.day - timedelta(days=1)
    postings = list(going_on(transfer.staff.postings.filter(pk__in=wanted.leaves), wanted.day))
    roles = list(going_on(transfer.staff.roles.filter(pk__in=wanted.gives_up), wanted.day).select_related("department"))
    transfer.restore = {"postings": _last_days(postings), "roles": _last_days(roles), "leaves": wanted.place is None}
    transfer.save(update_fields=["restore"])
    if wanted.place is None:
        Staff.objects.filter(pk=transfer.staff_id).update(last_day=last_day)
    Posting.objects.filter(pk__in=[row.pk for row in postings]).update(valid_to=last_day)
    RoleAssignment.objects.filter(pk__in=[row.pk for row in roles]).update(valid_to=last_day)
    return roles


def _last_days(rows: list[Posting] | list[RoleAssignment]) -> dict[str, str | None]:
    return {str(row.pk): row.valid_to.isoformat() if row.valid_to else None for row in rows}


def _begin(transfer: Transfer, wanted: TransferWanted, by: Person) -> None:
    place = wanted.place
    if place is None:
        return
    transfer.staff.postings.create(
        department_id=place.department,
        post=place.post,
        concurrent=place.concurrent,
        valid_from=wanted.day,
        begun_by=transfer,
    )
    for role in wanted.roles:
        _give(transfer.staff, RoleWanted(role, place.department, valid_from=wanted.day), transfer, by)


def _hand_over(transfer: Transfer, wanted: TransferWanted, given_up: list[RoleAssignment], by: Person) -> None:
    restore = transfer.restore["roles"]
    if wanted.successor is not None:
        for role in given_up:
            last = restore[str(role.pk)]
            until = date.fromisoformat(last) if last else None
            again = RoleWanted(Role(role.role), role.department_id, role.plan, wanted.day, until)
            _give(wanted.successor, again, transfer, by)
    if wanted.successor is not None or wanted.note or given_up:
        transfer.hand_overs.create(
            leaver=transfer.staff,
            successor=wanted.successor,
            day=wanted.day,
            items=work_items(given_up, wanted.day - timedelta(days=1)),
            note=wanted.note,
        )


def _give(staff: Staff, wanted: RoleWanted, transfer: Transfer, by: Person) -> None:
    staff.roles.create(
        role=wanted.role,
        department_id=wanted.department,
        plan=wanted.plan,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        given_by=by.actor.id,
        given_by_label=by.actor.label,
        given_at=timezone.now(),
        begun_by=transfer,
    )


def _subject(transfer: Transfer) -> Subject:
    return Subject("transfer", str(transfer.pk))
