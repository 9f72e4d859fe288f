"""Renames, merges, splits, ends and moves departments from a day on, with everything that hangs on them: all or nothing."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from monosashi.core.changes import diff
from monosashi.core.plan import Plan
from monosashi.core.tree import Department as PlanDepartment
from monosashi.office.accounts.actions import NewDepartment, begin, subject_of
from monosashi.office.accounts.models import ActingFor, Department, Move, Posting, RoleAssignment, Succession
from monosashi.office.accounts.models import SuccessionKind as Kind
from monosashi.office.accounts.organisation import Tree
from monosashi.office.accounts.permissions import Given, Permission, Role, Standing, check
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.register import tree_on, units
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.people.models import Reorganised
from monosashi.office.people.reorganising.checks import check_reorganisation, meanwhile
from monosashi.office.people.reorganising.places import (
    below_ended,
    check_no_circle,
    coming_moves,
    place_after,
    raised,
    resolved,
)
from monosashi.office.people.reorganising.plan_handover import Heirs, handed_over
from monosashi.office.people.reorganising.remembering import Rows, remembered, standing
from monosashi.office.people.reorganising.values import Preview, Reorganisation, ReorganisationKind, Work
from monosashi.office.people.reorganising.work_moved import held_plans, preview_of
from monosashi.office.plans.actions import save

_SUCCESSIONS = {
    ReorganisationKind.RENAME: Kind.RENAMED,
    ReorganisationKind.MERGE: Kind.MERGED,
    ReorganisationKind.END: Kind.MERGED,
    ReorganisationKind.SPLIT: Kind.SPLIT,
}

_OF_PEOPLE = ((Work.ROLE, "roles"), (Work.POSTING, "postings"), (Work.ACTING, "acting"))


def preview(wanted: Reorganisation) -> Preview:
    """Everything that would move. Raises StateForbids."""
    tree = tree_on(wanted.since)
    check_reorganisation(wanted, tree)
    return preview_of(wanted, tree, held_plans())


@transaction.atomic
def carry_out(wanted: Reorganisation, *, state: str, by: Person, why: str = "") -> tuple[str, ...]:
    """Do it, if everything still stands as the preview with this `state` showed it. The codes of the departments that go on.

    Raises NotAllowed, StateForbids, ChangedMeanwhile with what happened since.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    list(locked(Department.objects.filter(pk__in=_concerned(wanted, tree_on(wanted.since)))))
    tree, plans = tree_on(wanted.since), held_plans()
    check_reorganisation(wanted, tree)
    seen = preview_of(wanted, tree, plans)
    if seen.state != state:
        raise ChangedMeanwhile(meanwhile(wanted, state))
    return _Doing(wanted, seen, tree, by, why).all(plans)


def _concerned(wanted: Reorganisation, tree: Tree) -> frozenset[str]:
    """The departments that are named, with all above them: of two who would close a circle together one waits for the other."""
    named = (*wanted.old, wanted.into, wanted.under, *(new.parent for new in wanted.new))
    known = frozenset(code for code in named if code is not None and code in tree.units)
    return known.union(*((unit.code for unit in tree.above(code)) for code in known))


class _Doing:
    """One reorganisation being carried out."""

    def __init__(self, wanted: Reorganisation, seen: Preview, tree: Tree, by: Person, why: str) -> None:
        self._wanted, self._seen, self._tree, self._by, self._why = wanted, seen, tree, by, why
        self._heirs: tuple[str, ...] = ()
        self._plans: dict[str, list[int]] = {}

    def all(self, plans: tuple[Plan, ...]) -> tuple[str, ...]:
        """Everything, in one transaction."""
        wanted = self._wanted
        below = {code for _, code, _ in self._below()}
        before = standing({*wanted.old, *filter(None, (wanted.into,)), *below})
        if wanted.kind is ReorganisationKind.MOVE:
            self._move(wanted.old, lambda _code: wanted.under)
            self._heirs = wanted.old
        else:
            self._heirs = (wanted.into,) if wanted.into is not None else tuple(self._begin(new) for new in wanted.new)
            self._end()
            self._move_work()
            self._keep_the_office()
            changed = (*self._heirs, *(code for _, code, _ in self._below()))
            check_no_circle(units(), changed, wanted.since)
        for plan in plans:
            self._change(plan)
        last = self._record()
        self._remember(before, standing({*wanted.old, *self._heirs, *below}), last)
        return self._heirs

    def _begin(self, new: NewDepartment) -> str:
        """A department that goes on, standing where the first that it follows stood, and later where that was to move."""
        ended = [self._tree.units[code] for code in self._wanted.old]
        members = new.members or tuple(sorted(ended[0].members))
        office = new.coordinating_office or any(unit.coordinating_office for unit in ended)
        whole = replace(new, members=members, coordinating_office=office)
        code = begin(whole, self._wanted.since, ended[0].position).code
        for since, under in coming_moves(ended[0], self._wanted.since):
            parent = resolved(self._on(since), under, self._wanted.old)
            Move.objects.create(department_id=code, parent_id=parent, since=since)
        return code

    def _on(self, day: date) -> Tree:
        """The departments as they would stand on a day without this reorganisation."""
        return Tree(self._tree.units, day)

    def _end(self) -> None:
        wanted = self._wanted
        Department.objects.filter(pk__in=wanted.old).update(valid_to=wanted.last_day)
        Succession.objects.bulk_create(
            Succession(
                predecessor_id=old,
                successor_id=heir,
                kind=_SUCCESSIONS[wanted.kind],
                since=wanted.since,
                told_by=self._by.actor.label,
                told_at=timezone.now(),
            )
            for old in wanted.old
            for heir in self._heirs
        )

    def _heir(self, key: str) -> str | None:
        return self._heirs[self._wanted.shares.get(key, 0)] if self._heirs else None

    def _move_work(self) -> None:
        models = {Work.ROLE: RoleAssignment, Work.POSTING: Posting, Work.ACTING: ActingFor}
        for kind, model in models.items():
            keys = {int(moving.key.partition("/")[2]): moving.key for moving in self._seen.of(kind)}
            for row in model.objects.filter(pk__in=keys):  # type: ignore[attr-defined]  # each of the three has objects
                pass_on(row, self._heir(keys[row.pk]), self._wanted.since, self._by)
        for key, code, since in self._below():
            self._move_below(key, code, since)
        self._raise_the_heir()
        for moving in self._seen.of(Work.GROUP):
            if heir := self._heir(moving.key):
                Department.objects.get(pk=moving.key.split("/")[1]).members.add(Department.objects.get(pk=heir))

    def _below(self) -> tuple[tuple[str, str, date | None], ...]:
        """What stands below the ended, and from which day a move entered ahead puts it there, None for now."""
        found = below_ended(self._tree, self._wanted.old, self._wanted.into)
        return tuple((below.key, below.code, below.coming) for below in found)

    def _move_below(self, key: str, code: str, coming: date | None) -> None:
        if coming is None:
            self._move((code,), lambda _code: self._heir(key))
        else:
            Move.objects.filter(department=code, since=coming).update(parent=self._heir(key))

    def _raise_the_heir(self) -> None:
        """The heir takes the place of what ends above it, and is not to move under itself later."""
        into, ended = self._wanted.into, self._wanted.old
        if into is None:
            return
        if raised(self._tree, into, frozenset(ended)):
            self._move((into,), lambda code: place_after(self._tree, code, ended))
        for since, under in coming_moves(self._tree.units[into], self._wanted.since):
            parent = resolved(self._on(since), under, ended)
            Move.objects.filter(department=into, since=since).update(parent=parent)

    def _keep_the_office(self) -> None:
        """Whatever goes on with the work of the coordinating office is it."""
        if any(self._tree.units[code].coordinating_office for code in self._wanted.old):
            Department.objects.filter(pk=self._wanted.into).update(coordinating_office=True)

    def _move(self, codes: tuple[str, ...], under: Callable[[str], str | None]) -> None:
        Move.objects.bulk_create(
            Move(department_id=code, parent_id=under(code), since=self._wanted.since) for code in codes
        )

    def _change(self, plan: Plan) -> None:
        changes = diff(plan, handed_over(plan, self._for_plans(plan)))
        if changes:
            by = for_the_register(self._by)
            saved = save(plan_id=plan.id, based_on=plan.revision, changes=changes, by=by, why=self._why)
            self._plans[plan.id] = [plan.revision, saved.revision]

    def _for_plans(self, plan: Plan) -> Heirs:
        """The heirs as a plan should know them, and those above them that it lacks."""
        wanted = self._wanted
        moved = wanted.kind is ReorganisationKind.MOVE
        known = {department.id for department in plan.departments}
        tree = tree_on(wanted.since)
        codes = (wanted.under,) if moved and wanted.under is not None else self._heirs if not moved else ()
        coming = tuple(
            dict.fromkeys(code for heir in codes for code in (*_above(tree, heir), heir) if code not in known)
        )
        return Heirs(
            wanted.since,
            frozenset() if moved else frozenset(wanted.old),
            tuple(_as_planned(tree, code) for code in coming),
            lambda key, _old: self._heir(self._key_in_plans(key)),
            self._under_in_plans(known),
            self._offices_in(plan),
        )

    def _key_in_plans(self, key: str) -> str:
        """A plan knows one place of a department, be it one to come: then the share of the move entered ahead counts."""
        if not key.startswith("below/") or any(moving.key == key for moving in self._seen.movings):
            return key
        of = {f"below/{code}": coming for coming, code, since in self._below() if since is not None}
        return of.get(key, key)

    def _under_in_plans(self, known: set[str]) -> tuple[tuple[str, str | None], ...]:
        wanted = self._wanted
        if wanted.kind is ReorganisationKind.MOVE:
            return tuple((code, wanted.under) for code in wanted.old if code in known)
        if wanted.into in known and raised(self._tree, wanted.into, frozenset(wanted.old)):
            return ((wanted.into or "", place_after(self._tree, wanted.into or "", wanted.old)),)
        return ()

    def _offices_in(self, plan: Plan) -> frozenset[str]:
        """The heirs that the plan knows, where one of those that end is its coordinating office."""
        offices = {department.id for department in plan.departments if department.coordinating_office}
        ended = self._wanted.kind is not ReorganisationKind.MOVE and not offices.isdisjoint(self._wanted.old)
        return frozenset(self._heirs) if ended else frozenset()

    def _remember(self, before: Rows, after: Rows, last: int) -> None:
        """Keep what undoing needs."""
        wanted = self._wanted
        moved = {name: {moving.key.partition("/")[2] for moving in self._seen.of(kind)} for kind, name in _OF_PEOPLE}
        Reorganised.objects.create(
            kind=wanted.kind,
            since=wanted.since,
            old=list(wanted.old),
            heirs=list(self._heirs),
            begun=list(self._heirs) if wanted.new else [],
            rows=remembered(before, after, moved),
            plans=self._plans,
            event=last,
            done_by_label=self._by.actor.label,
            done_at=timezone.now(),
        )

    def _record(self) -> int:
        """Tell it of each department. The number of the last event."""
        wanted = self._wanted
        counts = {kind.value: len(self._seen.of(kind)) for kind in Work if self._seen.of(kind)}
        after = {
            "kind": wanted.kind.value,
            "since": wanted.since.isoformat(),
            "old": list(wanted.old),
            "new": list(self._heirs),
            "under": wanted.under,
            "moved": counts,
        }
        last = 0
        for department in Department.objects.filter(pk__in=wanted.old):
            told = record(
                "department.reorganised", subject_of(department), by=self._by.actor, after=after, why=self._why
            )
            last = max(last, told.pk)
        return last


def pass_on(row: RoleAssignment | Posting | ActingFor, heir: str | None, since: date, by: Person) -> None:
    """End a row the day before, and let the same begin with the heir, None: with nobody. What begins later only changes its place."""
    begun = row.valid_from is None or row.valid_from < since
    following = copy.copy(row)
    if begun:
        row.valid_to = date.fromordinal(since.toordinal() - 1)
        row.save(update_fields=["valid_to"])
        following.pk, following.valid_from = None, since
        following._state = copy.copy(row._state)  # noqa: SLF001 -- Django's own way to copy a row
        following._state.adding = True  # noqa: SLF001
    elif heir is None:
        row.delete()
    following.department_id = heir
    if isinstance(following, RoleAssignment):
        following.given_by, following.given_by_label = by.actor.id, by.actor.label
        following.given_at = timezone.now()
    if heir is not None and not _stands_already(following):
        following.save()


def _stands_already(row: RoleAssignment | Posting | ActingFor) -> bool:
    """Whether the same row is there already: somebody had the same role in both departments that merge."""
    same = {"staff": row.staff_id, "department": row.department_id}
    names = ("role", "plan") if isinstance(row, RoleAssignment) else ("post",)
    days = ("valid_from", "valid_to")
    rows = type(row)._default_manager.filter(**same, **{name: getattr(row, name) for name in (*names, *days)})  # noqa: SLF001
    return rows.exclude(pk=row.pk).exists()


def for_the_register(by: Person) -> Person:
    """Whoever manages people may carry the departments of the register into plans, and only a reorganisation asks for it."""
    told = by.standing
    standing = Standing(told.staff, (*told.given, Given(Role.COORDINATING_OFFICE)), told.departments)
    return replace(by, standing=standing)


def _above(tree: Tree, code: str) -> tuple[str, ...]:
    """The departments above that a plan has to know first, the highest first."""
    return tuple(unit.code for unit in reversed(tree.above(code)))


def _as_planned(tree: Tree, code: str) -> PlanDepartment:
    unit = tree.units[code]
    above = tree.above(code)
    return PlanDepartment(
        unit.code,
        unit.name,
        above[0].code if above else None,
        coordinating_office=unit.coordinating_office,
        valid_from=unit.valid_from.isoformat() if unit.valid_from else None,
        valid_to=unit.valid_to.isoformat() if unit.valid_to else None,
    )
