"""The list of sheets: those that are late, or all of a round."""

from collections.abc import Callable, Iterable, Iterator

from monosashi.core.messages import message
from monosashi.office.compiling.sheet_cells import contact_cell, short_day, state_cell, stuck
from monosashi.office.compiling.situation import SHOWN, SheetOf, Situation, counted_as
from monosashi.office.rounds.states import SheetState
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell, absence, count
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, SortKey, by_number, by_text


def list_of_sheets(now: Situation, *, late: bool, counted: str = "") -> ListOf[SheetOf]:
    """The list. `late`: of the sheets that are past their deadline alone.

    `counted` is a department whose sheets as the board counts them can be chosen, "" where none was asked for.
    """
    return ListOf(
        name=f"{now.round.plan_id}-round-{now.round.pk}-{'late' if late else 'sheets'}",
        caption=message("compiling.late.caption" if late else "compiling.sheets.caption"),
        columns=tuple(_columns(now)),
        filters=(*_counted(now, counted), *_filters(now, late=late)),
        words=lambda row: (row.node.number, row.node.name, *(now.name_of(code) for code in row.parts.every)),
        empty=message("compiling.late.none" if late else "compiling.sheets.none"),
        keep=("by", "order") if late else (),
    )


def _columns(now: Situation) -> Iterator[Column[SheetOf]]:
    yield Column("node", message("compiling.column.sheet"), lambda r: _name(now, r), _by_place, head=True)
    yield Column("lead", message("compiling.column.department"), lambda r: _lead(now, r), lambda r: by_text(r.lead))
    yield Column("state", message("compiling.column.state"), state_cell, lambda r: by_number(_progress(r)))
    yield Column("stuck", message("compiling.column.stuck"), _stuck, wide=True)
    yield Column(
        "days",
        message("compiling.column.days"),
        lambda r: count(r.days, message("compiling.unit.days")),
        lambda r: by_number(r.days),
        figures=True,
    )
    yield Column(
        "due",
        message("compiling.column.due"),
        lambda r: Cell(short_day(r.due), exact=r.due.isoformat(), whole=True),
        lambda r: by_text(str(r.due)),
    )
    yield Column(
        "late", message("compiling.column.days_late"), _late, lambda r: by_number(r.late or None), figures=True
    )
    yield Column("contact", message("compiling.column.contact"), lambda r: contact_cell(r.contact))


def _name(now: Situation, row: SheetOf) -> Cell:
    return Cell(
        row.node.label,
        address=address_of("answering:sheet", now.round.pk, row.node.id),
    )


def _by_place(row: SheetOf) -> SortKey:
    return by_number(row.row.position)


def _progress(row: SheetOf) -> int:
    return SHOWN.index(counted_as(row.state)) if counted_as(row.state) in SHOWN else len(SHOWN)


def _lead(now: Situation, row: SheetOf) -> Cell:
    names = [now.name_of(code) for code in row.parts.leads or row.parts.every]
    if not names:
        return absence(message("compiling.no_department"))
    bureau = now.bureau_of(row.lead)
    above = "" if bureau == row.lead else now.name_of(bureau)
    return Cell("、".join(names) if len(names) < 3 else names[0], note=above)  # noqa: PLR2004 -- two fit


def _stuck(row: SheetOf) -> Cell:
    where = stuck(row)
    if where is None:
        return absence(message("compiling.not_stuck"))
    return Cell(spoken(where))


def _late(row: SheetOf) -> Cell:
    return count(row.late, message("compiling.unit.days")) if row.late else absence(message("compiling.not_late"))


def _counted(now: Situation, code: str) -> Iterator[Filter[SheetOf]]:
    if code and any(row.lead == code for row in (*now.sheets, *now.left_out)):
        yield _filter("counted", ((code, now.name_of(code)),), lambda r, v: r.lead == v)


def _filters(now: Situation, *, late: bool) -> Iterator[Filter[SheetOf]]:
    rows = now.late if late else (*now.sheets, *now.left_out)
    bureaus = list(dict.fromkeys(now.bureau_of(row.lead) for row in rows if row.lead))
    yield _filter("bureau", ((code, now.name_of(code)) for code in bureaus), lambda r, v: now.bureau_of(r.lead) == v)
    departments = list(dict.fromkeys(code for row in rows for code in row.parts.leads or row.parts.every))
    yield _filter("department", ((code, now.name_of(code)) for code in departments), lambda r, v: v in r.parts.every)
    told = {counted_as(row.state) for row in rows}
    states = [state for state in (*SHOWN, SheetState.LEFT_OUT) if state in told]
    yield _filter("state", ((s.value, spoken(s)) for s in states), lambda r, v: counted_as(r.state) == v)
    yield _filter("stuck", (("yes", spoken(message("compiling.only_stuck"))),), lambda r, _v: r.is_stuck)
    if not late:
        yield _filter("late", (("yes", spoken(message("compiling.only_late"))),), lambda r, _v: r.late > 0)


def _filter(key: str, options: Iterable[tuple[str, str]], keeps: Callable[[SheetOf, str], bool]) -> Filter[SheetOf]:
    return Filter(key, message(f"compiling.filter.{key}"), tuple(Option(v, t) for v, t in options), keeps)
