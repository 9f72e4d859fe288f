"""Ids for rows that were typed without one.

An id is made of what the row is called and belongs to, and of the plan's id and revision. So the same workbook read twice gives
the same ids, and typing in other cells changes none; a row deleted in one revision and typed anew in a later one gets another.
"""

import base64
import hashlib
from collections.abc import Iterable

PREFIXES = {
    "levels": "l",
    "departments": "d",
    "posts": "p",
    "related_plans": "r",
    "nodes": "n",
    "indicators": "i",
    "budget_programs": "b",
    "questions": "q",
    "documents": "doc",
    "milestones": "ms",
}
"""The first letters of an id, by sheet. They help whoever reads a plan file; nothing depends on them."""

_LETTERS = 10


class NewIds:
    """Gives out ids that nothing in the workbook has."""

    def __init__(self, plan_id: str, revision: str, taken: Iterable[str]) -> None:
        self._seed = (plan_id, revision)
        self._taken = set(taken)
        self.count = 0

    def new(self, sheet: str, *called: str) -> str:
        """An id for a row of a sheet, given what tells it from other rows."""
        step = 0
        while True:
            given = f"{PREFIXES[sheet]}-{_digest((*self._seed, sheet, *called, str(step)))}"
            if given not in self._taken:
                self._taken.add(given)
                self.count += 1
                return given
            step += 1


def _digest(parts: Iterable[str]) -> str:
    told = "\0".join(part.replace("\0", "") for part in parts)
    return base64.b32encode(hashlib.sha256(told.encode()).digest()).decode().lower()[:_LETTERS]
