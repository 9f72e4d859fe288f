"""Lines of the register as lists: the whole register, what ends, what is not registered yet."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from monosashi.core.messages import Message, message
from monosashi.office.accounts.register import names_of
from monosashi.office.records.shown import ShownEntry
from monosashi.office.records.sources import Source, kind_named
from monosashi.office.records.states import RecordAtEnd, RecordOriginal
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import ABSENT, Column, Filter, ListOf, Option, Row, SortKey, by_number, by_text


def list_of_register(rows: Iterable[ShownEntry], name: str, caption: Message) -> ListOf[ShownEntry]:
    """The register. `rows` are all of them, for what can be chosen."""
    every = tuple(rows)
    return ListOf(
        name=name,
        caption=caption,
        columns=_COLUMNS,
        filters=_filters(
            _filter("year", "fiscal_year", every, lambda row: (str(row.row.fiscal_year), _year(row.row.fiscal_year))),
            _filter("class", "record_class", every, lambda row: (row.row.record_class.code, str(row.row.record_class))),
            _filter("department", "department", every, lambda row: (row.row.department, row.department)),
            _filter("state", "state", every, lambda row: (spoken(row.state), spoken(row.state))),
        ),
        words=lambda row: (row.row.title, row.row.approval_number, row.row.note, row.department),
        empty=message("records.list.empty"),
    )


def on_screen(list_of: ListOf[ShownEntry]) -> ListOf[ShownEntry]:
    """The same without the columns that files and paper have besides: else no cell has room for its words."""
    return replace(list_of, columns=tuple(each for each in list_of.columns if each.key not in _ON_PAPER))


def list_of_unregistered(rows: Sequence[Source]) -> ListOf[Source]:
    """The documents without a line."""
    names = names_of({row.department for row in rows})
    return ListOf(
        name="unregistered",
        caption=message("records.unregistered.caption"),
        columns=(
            Column(
                "title",
                message("records.field.document"),
                lambda row: Cell(spoken(row.title), address=_thing(row)),
                head=True,
            ),
            Column("kind", message("records.field.kind"), lambda row: Cell(_kind(row))),
            Column(
                "department",
                message("records.field.department"),
                lambda row: Cell(names.get(row.department, row.department)),
            ),
            Column("year", message("records.field.fiscal_year"), lambda row: Cell(_year(row.fiscal_year))),
            Column("day", message("records.field.made_on"), lambda row: _day(row.day, message("records.year_alone"))),
        ),
        filters=_filters(
            _filter("kind", "kind", rows, lambda row: (row.kind, _kind(row))),
            _filter("year", "fiscal_year", rows, lambda row: (str(row.fiscal_year), _year(row.fiscal_year))),
            _filter(
                "department",
                "department",
                rows,
                lambda row: (row.department, names.get(row.department, row.department)),
            ),
        ),
        empty=message("records.unregistered.none"),
    )


def _filters(*every: Filter[Row]) -> tuple[Filter[Row], ...]:
    return tuple(each for each in every if len(each.options) > 1)


def _filter(key: str, label: str, rows: Sequence[Row], of: Callable[[Row], tuple[str, str]]) -> Filter[Row]:
    options = sorted({of(row) for row in rows}, reverse=key == "year")
    return Filter(
        key,
        message(f"records.field.{label}"),
        tuple(Option(value, name) for value, name in options),
        lambda row, chosen: of(row)[0] == chosen,
    )


def _year(year: int) -> str:
    return spoken(message("ui.fiscal_year", year=year))


def _kind(row: Source) -> str:
    kind = kind_named(row.kind)
    return spoken(kind.word) if kind else row.kind


def _thing(row: Source) -> str:
    kind = kind_named(row.kind)
    return kind.address(row.key) if kind else ""


def _day(day: date | None, otherwise: Message) -> Cell:
    return absence(otherwise) if day is None else Cell(day_text(day), exact=day.isoformat(), whole=True)


def _title(row: ShownEntry) -> Cell:
    return Cell(row.row.title, address=address_of("records:entry", row.row.pk))


def _approval(row: ShownEntry) -> Cell:
    if not row.row.approval_number:
        return absence(message("records.not_told"))
    return Cell(row.row.approval_number, note=row.row.mode, whole=True)


def _until(row: ShownEntry) -> Cell:
    begins = day_text(row.row.begins_on)
    return Cell(
        row.until,
        exact=row.row.ends_on.isoformat() if row.row.ends_on else "",
        whole=True,
        note=spoken(message("records.from", day=begins)),
    )


def _by_until(row: ShownEntry) -> SortKey:
    return (1, row.row.ends_on.isoformat()) if row.row.ends_on else ABSENT


def _state(row: ShownEntry) -> Cell:
    note = day_text(row.row.done_on) if row.row.done_on else ""
    return Cell(spoken(row.state), tag=row.look, note=note)


_ON_PAPER = frozenset({"approval_day", "original", "at_end"})

_COLUMNS: tuple[Column[ShownEntry], ...] = (
    Column("title", message("records.field.title"), _title, lambda row: by_text(row.row.title), head=True),
    Column("class", message("records.field.record_class"), lambda row: Cell(str(row.row.record_class))),
    Column("department", message("records.field.department"), lambda row: Cell(row.department)),
    Column(
        "year",
        message("records.field.fiscal_year"),
        lambda row: Cell(_year(row.row.fiscal_year), whole=True),
        lambda row: by_number(row.row.fiscal_year),
    ),
    Column("approval", message("records.field.approval"), _approval, note=message("records.field.mode")),
    Column(
        "approval_day",
        message("records.field.approval_day"),
        lambda row: _day(row.row.approval_day, message("records.not_told")),
    ),
    Column("original", message("records.field.original"), lambda row: Cell(spoken(RecordOriginal(row.row.original)))),
    Column("years", message("records.field.years"), lambda row: Cell(row.period, whole=True)),
    Column("until", message("records.field.ends_on"), _until, _by_until, note=message("records.field.begins_on")),
    Column("at_end", message("records.field.at_end"), lambda row: Cell(spoken(RecordAtEnd(row.row.at_end)))),
    Column("state", message("records.field.state"), _state, note=message("records.field.done_on")),
)
