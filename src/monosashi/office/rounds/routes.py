"""The way of a sheet: the routes of the departments that lead it, copied when it is submitted.

A related department confirms or concurs where a route says so; no step is added because it is related.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from monosashi.office.accounts.organisation import Tree
from monosashi.office.accounts.reading_once import read_once
from monosashi.office.accounts.register import successors_of, tree_on
from monosashi.office.accounts.written_once import Columns
from monosashi.office.plans.queries import departments_of, whole
from monosashi.office.rounds.models import Confirmation, RouteStep, Sheet
from monosashi.office.rounds.queries import parts_of
from monosashi.office.rounds.states import StepKind, StepState


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it asks for, of which post in which department ("": any confirmer of it)."""

    kind: StepKind
    department: str
    post: str = ""


@dataclass(frozen=True)
class Routes:
    """The routes of all departments as they count on a day. `own` are those that were set, by department.

    `successors` are each department's, itself and whoever goes on with its work.
    """

    tree: Tree
    own: Mapping[str, tuple[Step, ...]]
    successors: Mapping[str, frozenset[str]]

    def of(self, code: str) -> tuple[Step, ...]:
        """The route of a department, or of whoever goes on with its work. At its end somebody confirms in any case.

        A step of a department that is gone is its successor's. Of one that was split either part does it, but on its own way each
        part does what was the whole one's.
        """
        heirs = self.heirs(code) or (code,)
        steps = [step for heir in heirs for step in self._set_or_inherited(heir)]
        if heirs == (code,):
            steps = [self._own(step, code) for step in steps]
        passed_on = tuple(dict.fromkeys(self._passed_on(step) for step in steps))
        confirmed = any(step.kind is StepKind.CONFIRM for step in passed_on)
        return passed_on if confirmed else (*passed_on, self._passed_on(Step(StepKind.CONFIRM, code)))

    def heirs(self, code: str) -> tuple[str, ...]:
        """The departments of the day that go on with the work of one: itself, while it is there; none, if nobody does."""
        everybody = {unit.code for unit in self.tree.standing}
        return tuple(sorted(self.successors.get(code, frozenset((code,))) & everybody))

    def inherited_from(self, code: str) -> tuple[str, ...]:
        """The departments by whose routes a department goes that has none of its own."""
        if code in self.own:
            return ()
        return tuple(other for other in sorted(self.own) if code in self.successors.get(other, frozenset()))

    def _set_or_inherited(self, code: str) -> tuple[Step, ...]:
        if code in self.own:
            return self.own[code]
        return tuple(step for other in self.inherited_from(code) for step in self.own[other])

    def _own(self, step: Step, code: str) -> Step:
        """A step of the department by whose route this one goes is its own."""
        return replace(step, department=code) if step.department in self.inherited_from(code) else step

    def _passed_on(self, step: Step) -> Step:
        """The step as it is now. Where several go on with the work of its department, each of them may do it."""
        heirs = self.heirs(step.department)
        return replace(step, department=heirs[0]) if len(heirs) == 1 else step


_STEPS = Columns(
    lambda: RouteStep.objects.order_by("of_id", "position").values_list("of_id", "kind", "department_id", "post")
)


@read_once
def routes_on(day: date) -> Routes:
    """The routes of all departments on a day. Three queries."""
    tree = tree_on(day)
    own: dict[str, list[Step]] = {}
    for of, kind, department, post in _STEPS():
        own.setdefault(of, []).append(Step(StepKind(kind), department, post))
    return Routes(tree, {code: tuple(steps) for code, steps in own.items()}, successors_of(tree.units, day))


def route_of(sheet: Sheet) -> tuple[Step, ...]:
    """The way the sheet would go today: the route of each department that leads, one after the other.

    A department without a route has one step: any of its confirmers. A sheet that nobody leads goes to whoever is related.
    Where a department was split since, the way is that of the part to which the measure went.
    """
    parts = parts_of(sheet)
    codes = parts.leads or parts.related
    today = timezone.localdate()
    routes = routes_on(today)
    return tuple(
        dict.fromkeys(
            step
            for code in codes
            for own in _gone_on(sheet, routes.heirs(code), today) or (code,)
            for step in routes.of(own)
        )
    )


def _gone_on(sheet: Sheet, heirs: tuple[str, ...], today: date) -> tuple[str, ...]:
    """Of the parts of a department that was split those that have a part in the measure today; none where it was not split."""
    if len(heirs) <= 1:
        return ()
    node = whole(sheet.round.plan_id).index.node.get(sheet.node)
    return tuple(heir for heir in heirs if node is not None and heir in departments_of(node, today))


def begin_pass(sheet: Sheet) -> int:
    """Lay the steps of a new pass before the sheet. Returns the position of the first one that is due."""
    steps = route_of(sheet)
    Confirmation.objects.bulk_create(
        [
            Confirmation(
                sheet=sheet,
                nth_pass=sheet.passes,
                position=position,
                kind=step.kind,
                department_id=step.department,
                post=step.post,
                state=StepState.WAITING,
            )
            for position, step in enumerate(steps, start=1)
        ]
    )
    return next(at for at, step in enumerate(steps, start=1) if step.kind is not StepKind.CIRCULATE)
