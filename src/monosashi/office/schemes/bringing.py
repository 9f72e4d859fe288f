"""What other apps do when a rule of the city's own has been brought in."""

from collections.abc import Callable

After = Callable[[str], object]

_AFTER: list[After] = []


def after_bringing_in(act: After) -> After:
    """Have `act(reference)` called in the transaction of bringing in. What fails there undoes it."""
    if act not in _AFTER:
        _AFTER.append(act)
    return act


def tell_of_rules(reference: str) -> None:
    """There is a new rule."""
    for act in _AFTER:
        act(reference)
