"""Whom a change of a plan concerns: from its path to the departments whose measure it is, and to the permission it takes."""

from monosashi.core.changes import Added, Change, Changed, Removed
from monosashi.core.money import BudgetProgram
from monosashi.core.paths import key_of
from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Permission, Place, Standing, check
from monosashi.office.plans.queries import departments_of

_ONE_PART = 2
"""`nodes/n-001`: the path of an entry itself."""


def check_changes(changes: tuple[Change, ...], plan: Plan, standing: Standing) -> None:
    """Raises NotAllowed where one of the changes is not this person's to make in the plan as it stands."""
    for change in changes:
        permission, nodes = _asked(change, plan)
        departments = frozenset(code for node in nodes for code in departments_of(plan.index.node[node]))
        check(standing, permission, Place(plan.id, departments))


def _asked(change: Change, plan: Plan) -> tuple[Permission, tuple[str, ...]]:
    """A department may change what is known of its measures; what the plan consists of is the coordinating office's."""
    kind, key = change.path[0], change.path[1] if len(change.path) > 1 else ""
    whole_entry = len(change.path) == _ONE_PART
    if kind == "results" and (whole_entry or isinstance(change, Changed | Added | Removed)):
        return Permission.EDIT_MEASURE, _existing(key.rpartition(".")[0], plan)
    if kind == "nodes" and not whole_entry and change.path[2] not in _STRUCTURE:
        return Permission.EDIT_MEASURE, _existing(key, plan)
    if kind == "indicators" and not whole_entry and key in plan.index.indicator:
        return Permission.EDIT_MEASURE, (plan.index.indicator[key].node,)
    if kind == "budget_programs" and not whole_entry:
        return Permission.EDIT_MEASURE, _sharing(key, plan)
    return Permission.EDIT_PLAN, ()


_STRUCTURE = frozenset({"parent", "level", "number", "responsibilities", "cross_listed_under", "succeeds"})


def _existing(node: str, plan: Plan) -> tuple[str, ...]:
    return (node,) if node in plan.index.node else ()


def _sharing(key: str, plan: Plan) -> tuple[str, ...]:
    programs: dict[str, BudgetProgram] = {key_of(program): program for program in plan.budget_programs}
    return tuple(share.node for share in programs[key].shares) if key in programs else ()
