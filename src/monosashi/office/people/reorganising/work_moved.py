"""Rows and plans -> everything that hangs on departments and would move with them."""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.office.accounts.models import ActingFor, Department, Posting, RoleAssignment
from monosashi.office.accounts.organisation import Tree
from monosashi.office.accounts.permissions import Role
from monosashi.office.people.days import day_of
from monosashi.office.people.reorganising import plan_handover
from monosashi.office.people.reorganising.places import Below, below_ended, raised
from monosashi.office.people.reorganising.values import Moving, Preview, Reorganisation, ReorganisationKind, Work, typed
from monosashi.office.plans.queries import plans_held, whole
from monosashi.wording import word

Row = TypeVar("Row", bound=Model)


def preview_of(wanted: Reorganisation, tree: Tree, plans: tuple[Plan, ...]) -> Preview:
    """Everything that will move. `tree` is of the day from which the reorganisation holds."""
    movings = () if wanted.kind is ReorganisationKind.MOVE else tuple(_movings(wanted, tree, plans))
    return Preview(movings, _state(wanted, tree, plans, movings))


def held_plans() -> tuple[Plan, ...]:
    """All plans that are kept here, whole, each at its newest revision."""
    return tuple(whole(row.pk) for row in plans_held())


def going_on(rows: QuerySet[Row], since: date) -> QuerySet[Row]:
    """The rows that do not end before the day."""
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since))


def _movings(wanted: Reorganisation, tree: Tree, plans: tuple[Plan, ...]) -> Iterator[Moving]:
    for key, kind, old, label in _pieces(wanted, tree, plans):
        yield Moving(key, kind, old, label, _to(wanted, key))


def _to(wanted: Reorganisation, key: str) -> int | None:
    if wanted.into is None and not wanted.new:
        return None
    return wanted.shares.get(key, 0)


Piece = tuple[str, Work, str, Message]


def _pieces(wanted: Reorganisation, tree: Tree, plans: tuple[Plan, ...]) -> Iterator[Piece]:
    yield from _of_people(wanted)
    yield from _of_tree(wanted, tree)
    for plan in plans:
        yield from _of_plan(wanted, plan)


def _of_people(wanted: Reorganisation) -> Iterator[Piece]:
    old, since = wanted.old, wanted.since
    for role in going_on(RoleAssignment.objects.filter(department__in=old), since).select_related("staff"):
        label = message("people.work.of_role", person=role.staff.name, role=word(Role(role.role)))
        yield f"role/{role.pk}", Work.ROLE, role.department_id or "", label
    for posting in going_on(Posting.objects.filter(department__in=old), since).select_related("staff"):
        label = message("people.work.of_posting", person=posting.staff.name, post=posting.post or None)
        yield f"posting/{posting.pk}", Work.POSTING, posting.department_id, label
    for acting in going_on(ActingFor.objects.filter(department__in=old), since).select_related("staff"):
        label = message("people.work.of_posting", person=acting.staff.name, post=acting.post or None)
        yield f"acting/{acting.pk}", Work.ACTING, acting.department_id or "", label


def _of_tree(wanted: Reorganisation, tree: Tree) -> Iterator[Piece]:
    for below in below_ended(tree, wanted.old, wanted.into):
        yield below.key, Work.BELOW, below.over, _standing(below, tree.units[below.code].name)
    if wanted.into is not None and raised(tree, wanted.into, frozenset(wanted.old)):
        label = message("people.work.takes_the_place", name=tree.units[wanted.into].name)
        yield f"place/{wanted.into}", Work.BELOW, wanted.old[0], label
    for group in Department.objects.filter(members__in=wanted.old).distinct():
        for member in group.members.filter(pk__in=wanted.old):
            key = f"group/{group.pk}/{member.pk}"
            yield key, Work.GROUP, member.pk, message("people.work.named", name=group.name)


def _standing(below: Below, name: str) -> Message:
    if below.coming is None:
        return message("people.work.named", name=name)
    return message("people.work.comes", name=name, day=day_of(below.coming))


def _of_plan(wanted: Reorganisation, plan: Plan) -> Iterator[Piece]:
    ended = frozenset(wanted.old)
    kinds = (
        (Work.RESPONSIBILITY, plan_handover.responsibilities(plan, ended, wanted.since)),
        (Work.PROGRAM, plan_handover.programs(plan, ended)),
        (Work.PLAN_POST, plan_handover.posts(plan, ended)),
    )
    for kind, pieces in kinds:
        for piece in pieces:
            label = message("people.work.in_plan", name=piece.label, plan=plan.name)
            yield piece.key, kind, piece.department, label


def _state(wanted: Reorganisation, tree: Tree, plans: tuple[Plan, ...], movings: tuple[Moving, ...]) -> str:
    told = (
        sorted((moving.key, moving.old) for moving in movings),
        [(plan.id, plan.revision) for plan in plans],
        [tree.units.get(code) and _dates(tree, code) for code in wanted.old],
        wanted.new,
    )
    return f"{typed(wanted)}-{hashlib.sha256(repr(told).encode()).hexdigest()}"


def _dates(tree: Tree, code: str) -> tuple[object, ...]:
    unit = tree.units[code]
    return unit.name, unit.under, unit.valid_from, unit.valid_to, sorted(unit.members)
