"""Locking rows until the transaction ends, so that nobody else changes them meanwhile.

Whoever locks several rows locks from the top: the plan, its round, then sheets in the order of their measures' ids. Two who do so
wait for one another and never both at once.
"""

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def locked(rows: "QuerySet[Row]") -> "QuerySet[Row]":
    """These rows, locked when they are read, in the order of their keys.

    No row of another table: one by whose order these are sorted, or that is read with them, would be locked too, and everybody
    who has to do with it would wait.
    """
    return rows.select_for_update(of=("self",)).order_by("pk")
