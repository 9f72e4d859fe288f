"""The rows of every table in one plain form that no database has to itself: one JSON list a row, in the order of the keys.

Times are UTC with microseconds, bytes base64, numbers with a fixed point text. So a backup made on SQLite is restored into
PostgreSQL and the other way round, and two databases are the same when these lines are.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import islice
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.state import StateApps
from django.db.models import Field, ForeignKey, Model

VOLATILE = frozenset({"sessions.Session", "usersessions.UserSession", "operation.Mark"})
"""Tables that are left out: whoever is logged in logs in again, and the parts leave new marks."""

OF_THIS_DATABASE: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {"events.Event": MappingProxyType({"tx": None}), "events.Seal": MappingProxyType({"horizon": 0})}
)
"""Columns that mean something only in the database they were written in."""

_AT_ONCE = 1000


def tables(apps: Apps | StateApps) -> dict[str, type[Model]]:
    """Every table that is kept, by name (`plans.Entry`), those between two tables included."""
    models = apps.get_models(include_auto_created=True)
    named = {model._meta.label: model for model in models if model._meta.managed and not model._meta.proxy}  # noqa: SLF001 -- Django's documented API
    return {label: model for label, model in named.items() if label not in VOLATILE}


def columns(model: type[Model]) -> list["Field[Any, Any]"]:
    """The columns in the order of their names: a database keeps its own order."""
    return sorted(model._meta.concrete_fields, key=lambda column: column.attname)  # noqa: SLF001 -- Django's documented API


def lines(model: type[Model]) -> Iterator[bytes]:
    """The rows of a table, each ended by a line feed."""
    names = [column.attname for column in columns(model)]
    replaced = OF_THIS_DATABASE.get(model._meta.label, {})  # noqa: SLF001 -- Django's documented API
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(_AT_ONCE):  # noqa: SLF001 -- the manager that hides nothing
        held = [
            replaced.get(name, value) if name in replaced else value for name, value in zip(names, row, strict=True)
        ]
        yield (json.dumps(held, ensure_ascii=False, separators=(",", ":"), default=_plain) + "\n").encode()


def load(model: type[Model], rows: Iterable[bytes], touch_up: Callable[[Any], None] | None = None) -> int:
    """Write rows as they are, past whatever a model does when it is saved. `touch_up` may change one before. How many."""
    held = columns(model)
    waiting = (_instance(model, held, json.loads(line), touch_up) for line in rows)
    count = 0
    while batch := list(islice(waiting, _batch_size(held))):
        model._base_manager._insert(batch, fields=held, using=connection.alias, raw=True)  # type: ignore[attr-defined]  # noqa: SLF001 -- what loaddata does, many at once
        count += len(batch)
    return count


def _batch_size(held: Sequence["Field[Any, Any]"]) -> int:
    limit = connection.features.max_query_params
    return 200 if limit is None else max(1, min(200, limit // len(held)))


def _instance(
    model: type[Model],
    held: Sequence["Field[Any, Any]"],
    values: Sequence[object],
    touch_up: Callable[[Any], None] | None,
) -> Model:
    made = model()
    for column, value in zip(held, values, strict=True):
        setattr(made, column.attname, _read(column, value))
    if touch_up is not None:
        touch_up(made)
    return made


def _read(column: "Field[Any, Any]", value: object) -> object:
    if value is None or column.get_internal_type() == "JSONField":
        return value
    target = column.target_field if isinstance(column, ForeignKey) else column
    if target.get_internal_type() == "BinaryField":
        return base64.b64decode(str(value))
    return target.to_python(value)


def _plain(value: object) -> str:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode("ascii")
    raise TypeError(type(value))
