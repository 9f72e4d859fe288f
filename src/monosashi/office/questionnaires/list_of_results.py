"""Results as rows of a file: one option or mark in each, beside what was printed and what came of it the last time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.messages import message
from monosashi.office.questionnaires.counting.by_groups import GroupTable
from monosashi.office.questionnaires.counting.results import QuestionResult, ResultLine
from monosashi.office.questionnaires.shown import group_name, option_name, people, percent, sign_name
from monosashi.office.ui.cells import Cell, absence, number_text
from monosashi.office.ui.lists import Column, ListOf


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line of a result in a file. `group` "" for everybody."""

    number: str
    question: str
    option: str
    sign: str
    group: str
    count: int | None
    of: int | None
    rate: Decimal | None
    withheld: bool
    line: ResultLine | None = None
    before: ResultLine | None = None


def rows_of_results(
    results: Iterable[tuple[str, QuestionResult]], before: Mapping[int, QuestionResult]
) -> tuple[FileRow, ...]:
    """A row for each option, behind it one for each of its marks. `results` come with the numbers of their questions."""
    return tuple(row for number, result in results for row in _rows(number, result, before))


def rows_of_groups(tables: Iterable[tuple[str, str, GroupTable]]) -> tuple[FileRow, ...]:
    """A row for each cell of the tables, which come with number and text of their questions."""
    return tuple(
        FileRow(
            number,
            text,
            option_name(row.key, row.text),
            sign_name(row.sign),
            group_name(group.key, group.name),
            cell.count,
            of,
            cell.rate,
            cell.count is None,
        )
        for number, text, table in tables
        for row in table.rows
        for (group, of), cell in zip(table.groups, row.cells, strict=True)
    )


def list_of_results(name: str, *, groups: bool) -> ListOf[FileRow]:
    """The columns of a file: by groups, or beside print and the last time."""
    columns = _OF_GROUPS if groups else _OF_ALL
    return ListOf(name=name, caption=message("questionnaires.results.caption"), columns=columns)


def _rows(number: str, result: QuestionResult, before: Mapping[int, QuestionResult]) -> Iterator[FileRow]:
    earlier = before.get(result.question.id)
    known = {line.key: line for line in earlier.lines} if earlier else {}
    for line in result.lines:
        option = option_name(line.key, line.text)
        text, of = result.question.text, result.applied
        yield FileRow(
            number, text, option, "", "", line.count, of, line.rate, line.is_withheld, line, known.get(line.key)
        )
        for sign, count in line.marks:
            yield FileRow(number, text, option, sign, "", count, of, None, line.is_withheld and count is None)


def _text(text: str) -> Cell:
    return Cell(text) if text else absence(message("value.none"))


def _printed(row: FileRow) -> Cell:
    if row.line is None or row.line.printed is None:
        return absence(message("questionnaires.not_printed"))
    return percent(row.line.printed.printed)


def _before(row: FileRow) -> Cell:
    return percent(row.before.rate) if row.before else absence(message("questionnaires.no_before"))


def _rank(row: FileRow) -> Cell:
    rank = row.line.rank if row.line else None
    return Cell(number_text(rank), number=Decimal(rank)) if rank else absence(message("questionnaires.no_rank"))


_FIRST: tuple[Column[FileRow], ...] = (
    Column("number", message("questionnaires.column.number"), lambda row: Cell(row.number)),
    Column("question", message("questionnaires.column.question"), lambda row: Cell(row.question), head=True),
    Column("option", message("questionnaires.column.option"), lambda row: Cell(row.option)),
    Column("sign", message("questionnaires.column.sign"), lambda row: _text(row.sign)),
)
_FIGURES: tuple[Column[FileRow], ...] = (
    Column("count", message("questionnaires.column.count"), lambda row: people(row.count, withheld=row.withheld)),
    Column("of", message("questionnaires.column.of"), lambda row: people(row.of)),
    Column("rate", message("questionnaires.column.rate_of"), lambda row: percent(row.rate, withheld=row.withheld)),
)
_OF_GROUPS = (*_FIRST, Column("group", message("questionnaires.column.group"), lambda row: Cell(row.group)), *_FIGURES)
_OF_ALL = (
    *_FIRST,
    *_FIGURES,
    Column("rank", message("questionnaires.column.rank"), _rank),
    Column("printed", message("questionnaires.column.printed"), _printed),
    Column("before", message("questionnaires.column.before"), _before),
)
