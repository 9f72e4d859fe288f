"""Answers to a scheme's conditions: yes, no, or not to be told because named facts are absent."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no answer: these facts are absent. `names` as in `Verdict.missing`."""

    names: tuple[str, ...]


Truth: TypeAlias = bool | Missing


def every(truths: Iterable[Truth]) -> Truth:
    """No as soon as one is no, whatever is missing elsewhere."""
    missing: list[str] = []
    for truth in truths:
        if truth is False:
            return False
        if truth is not True:
            missing.extend(truth.names)
    return _named(missing) if missing else True


def some(truths: Iterable[Truth]) -> Truth:
    """Yes as soon as one is yes, whatever is missing elsewhere."""
    missing: list[str] = []
    for truth in truths:
        if truth is True:
            return True
        if truth is not False:
            missing.extend(truth.names)
    return _named(missing) if missing else False


def negated(truth: Truth) -> Truth:
    """No for yes, yes for no; what is missing stays missing."""
    return truth if isinstance(truth, Missing) else not truth


def counted(truths: Iterable[Truth], least: int, most: int | None) -> Truth:
    """Whether the number of yeses lies between `least` and `most`, both included; most None is without limit."""
    yes, missing = 0, []
    for truth in truths:
        if truth is True:
            yes += 1
        elif isinstance(truth, Missing):
            missing.append(truth.names)
    highest = yes + len(missing)
    if most is not None and yes > most:
        return False
    if highest < least:
        return False
    if yes >= least and (most is None or highest <= most):
        return True
    return _named(name for names in missing for name in names)


def _named(names: Iterable[str]) -> Missing:
    return Missing(tuple(dict.fromkeys(names)))
