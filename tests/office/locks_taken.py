"""Of which tables an act locks rows, in its order. SQLite is asked for locks too, though it takes none: so it is seen on each database."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from django.db.models import QuerySet


def locks_of(act: Callable[[], object]) -> list[str]:
    """The names of the models."""
    taken: list[str] = []
    lock = QuerySet.select_for_update

    def told(rows: "QuerySet[Any]", *args: Any, **more: Any) -> "QuerySet[Any]":
        taken.append(rows.model.__name__)
        return lock(rows, *args, **more)

    with patch.object(QuerySet, "select_for_update", told):
        act()
    return taken
