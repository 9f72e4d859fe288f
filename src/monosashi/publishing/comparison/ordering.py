"""The differences by node, in the order of the plan: what went stands where it stood."""

from collections.abc import Iterable

from monosashi.core.plan import Plan
from monosashi.publishing.comparison.differences import Difference, DifferenceKind, Group

_WEIGHT = {kind: at for at, kind in enumerate(DifferenceKind)}


def grouped(differences: Iterable[Difference], before: Plan, after: Plan) -> tuple[Group, ...]:
    """One group for each node with a difference, the plan's own first; within a group by kind, then as in the plan."""
    found: dict[str | None, list[Difference]] = {}
    for difference in differences:
        found.setdefault(difference.node, []).append(difference)
    order = [None, *_order(before, after)]
    known = {**before.index.node, **after.index.node}
    groups = []
    for node in order:
        if node in found:
            named = known.get(node) if node else None
            own = tuple(sorted(found[node], key=lambda difference: _WEIGHT[difference.kind]))
            groups.append(Group(node, named.number if named else "", named.name if named else "", own))
    return tuple(groups)


def _order(before: Plan, after: Plan) -> list[str]:
    """The ids of all nodes as the plan after has them, each that went behind the one that it stood behind."""
    order = _in_tree(after)
    last: str | None = None
    for id_ in _in_tree(before):
        if id_ not in after.index.node:
            order.insert(order.index(last) + 1 if last is not None else 0, id_)
        last = id_
    return order


def _in_tree(plan: Plan) -> list[str]:
    """Roots and all below them, depth first."""
    return [node.id for root in plan.index.children.get("", ()) for node in (root, *plan.index.descendants(root))]
