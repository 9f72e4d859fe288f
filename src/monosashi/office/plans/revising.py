"""What other apps do when a plan has a new revision: they ask for it when they are ready."""

from collections.abc import Callable

After = Callable[[str, int], object]

_AFTER: list[After] = []


def after_revising(act: After) -> After:
    """Have `act(plan id, revision)` called in the transaction of each save. What fails there undoes the save."""
    if act not in _AFTER:
        _AFTER.append(act)
    return act


def tell_of_revision(plan_id: str, revision: int) -> None:
    """A plan has a new revision."""
    for act in _AFTER:
        act(plan_id, revision)
