"""Queries whose SQL is written once: for a few rows Django takes ten times as long to write it as the database to answer it.

For what nearly every page asks, of one sheet or one person. The rows are read anew each time; what is kept is the question.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import local
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)

_LARGEST = 2**63 - 1


class Parameter(Expression):
    """A value of a filter that is told, under this name, when the query is asked. `made` makes it of what is told: another day."""

    def __init__(self, name: str, made: Callable[[Any], Any] | None = None) -> None:
        super().__init__()
        self.name, self.made = name, made

    def value_in(self, told: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- whatever a column holds
        """Its value, where this was told."""
        value = told[self.name]
        return value if self.made is None else self.made(value)

    def as_sql(self, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Its place in the SQL, and itself in place of its value."""
        return "%s", (self,)


@dataclass(frozen=True, slots=True)
class _Written:
    """A query as Django wrote it. `converters`, by column, make of what comes back what the model's fields hold."""

    sql: str
    values: tuple[Any, ...]
    compiler: SQLCompiler
    converters: dict[int, Any]

    def read(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """The rows as the fields hold them."""
        return list(map(tuple, self.compiler.apply_converters(rows, self.converters))) if self.converters else rows


class Columns:
    """A query for some columns: `Columns(lambda: Sheet.objects.filter(round=Parameter("round")).values_list("node"))(round=1)`.

    The function must make the same query whenever it is called. Each thread, which has a connection of its own, writes it once.
    A number that no column can hold fits no row.
    """

    def __init__(self, asked: Callable[[], QuerySet[Any, Any]]) -> None:
        self._asked = asked
        self._kept = local()

    def __call__(self, **told: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 -- whatever a column holds
        """The rows, with these values for its parameters."""
        if any(isinstance(value, int) and abs(value) > _LARGEST for value in told.values()):
            return []
        written: _Written = getattr(self._kept, "written", None) or self._write()
        with connection.cursor() as cursor:
            cursor.execute(written.sql, _told(written.values, told))
            return written.read(cursor.fetchall())

    def _write(self) -> _Written:
        compiler = self._asked().query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        written = self._kept.written = _Written(sql, tuple(values), compiler, converters)
        return written


class Rows(Generic[Row]):
    """The same for whole rows, which come as objects: `Rows(Sheet, lambda sheets: sheets.filter(round=Parameter("round")))(round=1)`.

    `beside` names a foreign key, or the row of which this is the one: what it leads to comes along, None where it leads to none.
    `annotated` names what the query says of each row besides its fields: it stands at the object by that name.
    """

    def __init__(
        self,
        model: type[Row],
        asked: Callable[[QuerySet[Row]], QuerySet[Row]],
        *,
        beside: str = "",
        annotated: Sequence[str] = (),
    ) -> None:
        rows, self._model, self._names = model._default_manager.all, model, _names(model)  # noqa: SLF001 -- Django's documented name
        self._beside, self._other = beside, model._meta.get_field(beside).related_model if beside else None  # noqa: SLF001
        self._others = _names(self._other) if self._other else ()
        self._key = self._others.index(self._other._meta.pk.attname) if self._other else 0  # noqa: SLF001
        self._annotated = tuple(annotated)
        columns = (*self._names, *self._annotated, *(f"{beside}__{name}" for name in self._others))
        self._columns = Columns(lambda: asked(rows()).values_list(*columns))

    def __call__(self, **told: Any) -> list[Row]:  # noqa: ANN401
        """The rows, with these values for its parameters."""
        return [self._made(values) for values in self._columns(**told)]

    def _made(self, values: tuple[Any, ...]) -> Row:
        own = len(self._names)
        row = self._model.from_db(connection.alias, self._names, values[:own])
        others = values[own + len(self._annotated) :]
        for name, value in zip(self._annotated, values[own:], strict=False):
            setattr(row, name, value)
        if self._other:
            there = others[self._key] is not None
            other = self._other.from_db(connection.alias, self._others, others) if there else None
            row._state.fields_cache[self._beside] = other  # noqa: SLF001 -- as select_related does
        return row


class Whether:
    """Of several queries, whether each finds any row at all: asked in one. `Whether(lambda: (Sheet.objects.filter(…), …))(round=1)`.

    A page asks so for all rooms that may have something to say, most of which have nothing. Of a number that no column can hold all say no.
    """

    def __init__(self, asked: Callable[[], Sequence[QuerySet[Any, Any]]]) -> None:
        self._asked = asked
        self._kept = local()

    def __call__(self, **told: Any) -> tuple[bool, ...]:  # noqa: ANN401
        """The answers in the order of the queries, with these values for their parameters."""
        sql, values = getattr(self._kept, "written", None) or self._write()
        if not sql or any(isinstance(value, int) and abs(value) > _LARGEST for value in told.values()):
            return (False,) * len(self._asked())
        with connection.cursor() as cursor:
            cursor.execute(sql, _told(values, told))
            return tuple(map(bool, cursor.fetchone()))

    def _write(self) -> tuple[str, tuple[Any, ...]]:
        every = [each.query.exists().get_compiler(connection=connection).as_sql() for each in self._asked()]
        asked = ", ".join(f"EXISTS({sql})" for sql, _ in every)
        values = tuple(value for _, of_one in every for value in of_one)
        written = self._kept.written = (f"SELECT {asked}" if every else "", values)
        return written


def give(row: Model, name: str, rows: Sequence[Model]) -> None:
    """Let a row know those that lead to it, in this order, as if they had been prefetched by this name: they are not asked for again."""
    known = getattr(row, name).all()
    known._result_cache, known._prefetch_done = list(rows), True  # noqa: SLF001 -- as prefetch_related does
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = known


def _told(values: Sequence[Any], told: Mapping[str, Any]) -> list[Any]:
    return [each.value_in(told) if isinstance(each, Parameter) else each for each in values]


def _names(model: type[Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)  # noqa: SLF001 -- Django's documented name
