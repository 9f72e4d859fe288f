"""Rows as they stood before and after a reorganisation, as plain data: enough to put every one of them back, and to see that none changed."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeAlias

from django.db.models import Model, Q

from monosashi.office.accounts.models import ActingFor, Department, Move, Posting, RoleAssignment, Succession

Told: TypeAlias = dict[str, str | None]
"""One row: each column as text, None where it holds nothing."""

Rows: TypeAlias = dict[str, dict[str, Told]]
"""By table and key."""

Remembered: TypeAlias = dict[str, dict[str, list[Told | None]]]
"""By table and key a row before and after, None where it was not there."""

TABLES: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "departments": (Department, ("pk",)),
    "roles": (RoleAssignment, ("department",)),
    "postings": (Posting, ("department",)),
    "acting": (ActingFor, ("department",)),
    "moves": (Move, ("department",)),
    "successions": (Succession, ("predecessor",)),
    "members": (Department.members.through, ("from_department", "to_department")),
}
"""What a reorganisation writes, and by which columns its rows are those of a department."""

OF_PEOPLE = ("roles", "postings", "acting")


def standing(codes: Collection[str]) -> Rows:
    """The rows of departments as they stand. A query for each table."""
    return {name: _those(name, codes) for name in TABLES}


def _those(name: str, codes: Collection[str]) -> dict[str, Told]:
    model, columns = TABLES[name]
    wanted = Q()
    for column in columns:
        wanted |= Q(**{f"{column}__in": codes})
    return {str(row.pk): told(row) for row in _all(model).filter(wanted)}


def told(row: Model) -> Told:
    """A row as plain data."""
    fields = row._meta.concrete_fields  # noqa: SLF001 -- Django's documented name
    return {f.attname: None if getattr(row, f.attname) is None else f.value_to_string(row) for f in fields}


def remembered(before: Rows, after: Rows, moved: Mapping[str, Collection[str]]) -> Remembered:
    """What differs. Of rows of people that were there before only those that were `moved`: others may have changed meanwhile."""
    return {name: dict(_differing(before[name], after[name], moved.get(name))) for name in TABLES}


def _differing(
    before: Mapping[str, Told], after: Mapping[str, Told], moved: Collection[str] | None
) -> Iterable[tuple[str, list[Told | None]]]:
    for key in {**before, **after}:
        was, came = before.get(key), after.get(key)
        if was != came and (was is None or moved is None or key in moved):
            yield key, [was, came]


def as_it_stands(name: str, keys: Collection[str]) -> dict[str, Told]:
    """The rows of a table that have these keys, as they stand now."""
    return {str(row.pk): told(row) for row in _all(TABLES[name][0]).filter(pk__in=keys)}


def put_back(name: str, rows: Mapping[str, list[Told | None]]) -> None:
    """Let rows of a table stand as before: what came goes, what changed is changed back, what went comes back."""
    model, _ = TABLES[name]
    _all(model).filter(pk__in=[key for key, (was, _) in rows.items() if was is None]).delete()
    for key, (was, came) in rows.items():
        if was is None:
            continue
        if came is None:
            model(**_values(model, was)).save(force_insert=True)
        else:
            changed = {column: text for column, text in was.items() if came[column] != text}
            _all(model).filter(pk=key).update(**_values(model, changed))


def _values(model: type[Model], row: Told) -> dict[str, Any]:
    fields = {f.attname: f for f in model._meta.concrete_fields}  # noqa: SLF001 -- Django's documented name
    return {column: None if text is None else fields[column].to_python(text) for column, text in row.items()}


def _all(model: type[Model]) -> Any:  # noqa: ANN401 -- the rows of whichever model
    return model._default_manager.order_by("pk")  # noqa: SLF001 -- Django's documented name
