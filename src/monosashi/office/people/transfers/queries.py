"""Rows -> what is shown of transfers: to whom, from which day, what stays with somebody and what work goes with roles."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.office.accounts.models import ActingFor, HandOver, RoleAssignment, Staff, Transfer
from monosashi.office.accounts.permissions import Permission, Role, Standing, may
from monosashi.office.accounts.register import tree_on, with_predecessors
from monosashi.office.accounts.standing import in_force
from monosashi.office.findings.queries import Known, waiting_for
from monosashi.office.plans.queries import departments_of, held, plans_held
from monosashi.wording import word


def what_stays(transfer: Transfer) -> tuple[Message, ...]:
    """The roles and acting rights that somebody still has after a transfer, from before it. Three queries."""
    staff, day = transfer.staff, transfer.day
    if transfer.restore.get("leaves"):
        return ()
    roles = in_force(staff.roles.exclude(begun_by=transfer), day).select_related("department")
    acting = in_force(ActingFor.objects.filter(Q(staff=staff) | Q(absent=staff)), day)
    return (
        *(role_named(role) for role in roles),
        *(acting_named(row) for row in acting.select_related("staff", "absent", "department")),
    )


def role_named(role: RoleAssignment) -> Message:
    """A role and where it was given."""
    place = role.department.name if role.department else message("people.form.whole_city")
    return message("people.role_in", role=word(Role(role.role)), place=place)


def acting_named(row: ActingFor) -> Message:
    """Who confirms for whom."""
    if row.absent is not None:
        return message("people.acts_for", who=row.staff.name, absent=row.absent.name)
    department = row.department.name if row.department else ""
    return message("people.acts_for_post", who=row.staff.name, department=department, post=row.post or None)


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
    return {"kind": "measure", "id": node.id, "label": node.label, "plan": plan}


def _task_item(plan: str, task: Known) -> dict[str, str]:
    note = task.decision.text if task.decision else ""
    return {"kind": "finding", "id": task.key, "label": f"{task.rule} {note}".strip(), "plan": plan}


def _reach(roles: list[RoleAssignment], with_all_below: Callable[[str], frozenset[str]]) -> frozenset[str]:
    return frozenset(code for role in roles for code in with_all_below(role.department_id or ""))


def _role_item(role: RoleAssignment) -> dict[str, str]:
    place = role.department.name if role.department else ""
    return {"kind": "role", "id": role.role, "label": place, "plan": role.plan}
