"""A measured figure beside what it should be."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement. `target` is the most it should be, in the same unit; None where it is only told."""

    name: str
    value: float
    unit: str
    target: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """「ok」, 「missed」, or nothing where there is no target."""
        if self.target is None:
            return ""
        return "ok" if self.value <= self.target else "missed"


def best_of(repeats: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in milliseconds, after one that is not counted."""
    work()
    return min(_timed(work) for _ in range(repeats))


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
