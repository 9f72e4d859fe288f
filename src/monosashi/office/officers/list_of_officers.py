"""Departments and their officers of a day as a list: by kind, bureau, and what is to be looked at."""

from collections.abc import Callable

from monosashi.core.messages import message
from monosashi.office.accounts.organisation import Tree
from monosashi.office.officers.rows import called
from monosashi.office.officers.shown import look_of, name_in, sentences_of, tag_of
from monosashi.office.officers.situation import Line, Situation
from monosashi.office.officers.states import ChosenBy, OfficerNotice, OfficerState
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell, absence, count
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import ABSENT, Column, Filter, ListOf, Option, SortKey, by_number, by_text
from monosashi.wording import word

DAY = "day"
"""The part of the address that asks for another day."""
BUREAU = "bureau"
TO_DO = "to_do"
"""Of the filter by state: everything about which somebody should do something."""


def list_of_officers(now: Situation) -> ListOf[Line]:
    """The list. `now` has all lines, for what can be chosen."""
    own = (_by_state(now), _by_kind(now), _by_bureau(now))
    return ListOf(
        name="officers",
        caption=message("officers.list.caption"),
        columns=_columns(now.tree),
        filters=tuple(each for each in own if len(each.options) > 1),
        words=lambda line: (_department(line, now.tree), line.kind.name, *_words(line)),
        empty=message("officers.list.empty"),
        keep=(DAY,),
    )


def _words(line: Line) -> tuple[str, ...]:
    if line.row is None:
        return ()
    return called(line.row), line.row.post, line.row.staff.username if line.row.staff else ""


def _department(line: Line, tree: Tree) -> str:
    return name_in(line.department, tree)


def _columns(tree: Tree) -> tuple[Column[Line], ...]:
    return (
        Column(
            "department",
            message("officers.column.department"),
            lambda line: Cell(
                _department(line, tree),
                address=address_of("officers:department", line.department),
                note=_shared(line, tree),
            ),
            head=True,
            note=message("officers.column.shared"),
        ),
        Column(
            "kind",
            message("officers.column.kind"),
            lambda line: Cell(line.kind.name, whole=True),
            lambda line: by_number(line.kind.position),
        ),
        Column(
            "name", message("officers.column.name"), _name, lambda line: by_text(called(line.row) if line.row else "")
        ),
        Column(
            "post",
            message("officers.column.post"),
            _post,
            lambda line: by_text(line.row.post if line.row else ""),
            later=True,
        ),
        Column("state", message("officers.column.state"), _state, wide=True, note=message("officers.column.says")),
        Column("since", message("officers.column.since"), _since, _by_since, later=True),
        Column("year", message("officers.column.year"), _year, _by_year, figures=True, later=True),
        Column("until", message("officers.column.until"), _until, _by_until, later=True),
        Column("chosen_by", message("officers.column.chosen_by"), _chosen_by, later=True),
    )


def _name(line: Line) -> Cell:
    row = line.row
    if row is None:
        return absence(message("officers.nobody"))
    if row.staff is None:
        return Cell(row.name, note=spoken(message("officers.not_in_register")))
    return Cell(row.staff.name, address=address_of("people:person", row.staff.pk))


def _post(line: Line) -> Cell:
    if line.row is None:
        return absence(message("value.none"))
    return Cell(line.row.post) if line.row.post else absence(message("ui.blank"))


def _state(line: Line) -> Cell:
    told = "".join(map(spoken, sentences_of(line)))
    return Cell(spoken(tag_of(line)), tag=look_of(line), note=told)


def _since(line: Line) -> Cell:
    if line.row is None:
        return absence(message("value.none"))
    return Cell(day_text(line.row.since), exact=line.row.since.isoformat(), whole=True)


def _by_since(line: Line) -> SortKey:
    return (1, line.row.since.isoformat()) if line.row else ABSENT


def _year(line: Line) -> Cell:
    return count(line.year, message("officers.unit.year")) if line.year else absence(message("value.none"))


def _by_year(line: Line) -> SortKey:
    return by_number(line.year or None)


def _until(line: Line) -> Cell:
    if line.row is None:
        return absence(message("value.none"))
    if line.row.until is None:
        return absence(message("officers.no_last_day"))
    return Cell(day_text(line.row.until), exact=line.row.until.isoformat(), whole=True)


def _by_until(line: Line) -> SortKey:
    return (1, line.row.until.isoformat()) if line.row and line.row.until else ABSENT


def _chosen_by(line: Line) -> Cell:
    if line.row is None:
        return absence(message("value.none"))
    chosen = ChosenBy(line.row.chosen_by)
    return absence(word(chosen)) if chosen is ChosenBy.NOT_STATED else Cell(spoken(word(chosen)))


def _shared(line: Line, tree: Tree) -> str:
    if line.row is None or not line.row.shared_with:
        return ""
    return spoken(message("officers.shared_from", name=name_in(line.row.shared_with, tree)))


def _by_state(now: Situation) -> Filter[Line]:
    options = [
        Option(each.value, spoken(word(each)))
        for each in (*OfficerNotice, *OfficerState)
        if any(_stands(line, each.value) for line in now.lines)
    ]
    if any(line.needs_something for line in now.lines):
        options.insert(0, Option(TO_DO, spoken(message("officers.filter.to_do"))))
    return Filter("state", message("officers.column.state"), tuple(options), _stands)


def _stands(line: Line, chosen: str) -> bool:
    if chosen == TO_DO:
        return line.needs_something
    return line.state == chosen or chosen in line.notices


def _by_kind(now: Situation) -> Filter[Line]:
    options = tuple(Option(str(kind.pk), kind.name) for kind in now.kinds)
    return Filter("kind", message("officers.column.kind"), options, lambda line, chosen: str(line.kind.pk) == chosen)


def _by_bureau(now: Situation) -> Filter[Line]:
    top = [unit for unit in now.tree.children.get(None, ()) if now.tree.children.get(unit.code)]
    options = tuple(Option(unit.code, unit.name) for unit in top)
    return Filter(BUREAU, message("officers.column.bureau"), options, _stands_below(now.tree))


def bureaus_of(now: Situation) -> tuple[tuple[Option, int], ...]:
    """The bureaus to which the list can be narrowed, each with the number of its lines."""
    bureau = _by_bureau(now)
    counted = ((each, sum(bureau.keeps(line, each.value) for line in now.lines)) for each in bureau.options)
    return tuple((each, count) for each, count in counted if count)


def _stands_below(tree: Tree) -> Callable[[Line, str], bool]:
    reach: dict[str, frozenset[str]] = {}

    def stands(line: Line, code: str) -> bool:
        return line.department in reach.setdefault(code, tree.with_all_below(code))

    return stands
