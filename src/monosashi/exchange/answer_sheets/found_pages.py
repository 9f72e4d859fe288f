"""The sheets of measures in a workbook that came back, wherever they have moved, and what is wrong with a sheet as a whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.messages import Problem, message
from monosashi.exchange.answer_sheets.identity import ANSWER_MARK, HEAD_SHEET, PAGE_MARK, Entry
from monosashi.exchange.spreadsheets.addresses import address
from monosashi.exchange.spreadsheets.faults import Fault
from monosashi.exchange.spreadsheets.reading import Sheet, Workbook
from monosashi.exchange.spreadsheets.workbook_parts import Visibility


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A sheet that says of which measure it is. `rows`: the row of each slot; `again`: the rows of slots that stand twice."""

    sheet: Sheet
    node: str
    column: int
    rows: Mapping[str, int]
    again: tuple[int, ...]


def found_pages(workbook: Workbook) -> tuple[FoundPage, ...]:
    """Every sheet that still has its hidden marks."""
    return tuple(page for page in (_page(sheet) for sheet in workbook.sheets) if page)


def _page(sheet: Sheet) -> FoundPage | None:
    """Wherever its rows and columns have moved. None: the sheet is no page, or its hidden marks are gone."""
    for row, cells in sheet.rows():
        for column, cell in cells.items():
            if cell.value == PAGE_MARK:
                return _marked_page(sheet, row, column)
    return None


def _marked_page(sheet: Sheet, mark_row: int, ids: int) -> FoundPage | None:
    node, answers = "", 0
    rows: dict[str, int] = {}
    again: list[int] = []
    for row, cells in sheet.rows():
        if row == mark_row:
            texts = {column: str(cell.value) for column, cell in cells.items() if column > ids}
            node = texts[min(texts)] if texts else ""
            answers = next((column for column, text in texts.items() if text == ANSWER_MARK), 0)
        elif ids in cells and isinstance(value := cells[ids].value, str):
            again += [row] if value in rows else []
            rows.setdefault(value, row)
    return FoundPage(sheet, node, answers, rows, tuple(again)) if node and answers else None


def faults_of_pages(workbook: Workbook, entries: Sequence[Entry], found: Sequence[FoundPage]) -> Iterator[Fault]:
    """Pages that are gone, whose marks are gone, or that stand twice; answers that are gone, stand twice, or stand beside their cell."""
    for node, name in {entry.node: entry.sheet for entry in entries}.items():
        own = [page for page in found if page.node == node]
        sheet = workbook.sheet(name)
        if not own and sheet is not None:
            yield _at_top(sheet, _problem(sheet.place(), "marks_gone"))
        elif not own:
            yield _on_cover(workbook, found, name)
        elif len(own) > 1:
            twice = _problem(workbook.name, "sheet_twice", ", ".join(page.sheet.name for page in own))
            yield from (_at_top(page.sheet, twice) for page in own)
    for page in found:
        for row in page.again:
            at = address(row, page.column)
            yield Fault(page.sheet.name, at, _problem(page.sheet.place(at), "row_twice"))
        yield from _beside(page)
    yield from _lost_rows(entries, {page.node: page for page in found})


def _problem(place: str, why: str, read: str | None = None) -> Problem:
    return Problem(place, read, message(f"answer_sheets.fault.{why}"), message(f"answer_sheets.fault.{why}.remedy"))


def _at_top(sheet: Sheet, problem: Problem) -> Fault:
    """At the first cell of the sheet that a person sees."""
    seen = (cell for _, cells in sheet.rows() for _, cell in sorted(cells.items()))
    first = next((cell.address for cell in seen if cell.value is not None and not cell.is_hidden), "A1")
    return Fault(sheet.name, first, problem)


def _on_cover(workbook: Workbook, found: Sequence[FoundPage], name: str) -> Fault:
    """A sheet that is gone, where the first sheet lists it; at the top of whatever is left where that is gone too."""
    problem = _problem(workbook.name, "sheet_gone", name)
    pages = {page.sheet.name for page in found}
    left = [sheet for sheet in workbook.sheets if sheet.visibility is Visibility.VISIBLE and sheet.name != HEAD_SHEET]
    number = name.partition("_")[0]
    for sheet in (sheet for sheet in left if sheet.name not in pages):
        for _, cells in sheet.rows():
            if at := next((cell.address for cell in cells.values() if cell.shown == number), None):
                return Fault(sheet.name, at, problem)
    return _at_top(left[0], problem) if left else Fault("", "A1", problem)


def _beside(page: FoundPage) -> Iterator[Fault]:
    """Numbers in front of an answer cell that is blank, as in the column of last year. What we write there is text."""
    for row in page.rows.values():
        if page.sheet.cell(row, page.column).value is not None:
            continue
        before = (page.sheet.cell(row, column) for column in range(1, page.column))
        for cell in (each for each in before if isinstance(each.value, Decimal) and not each.is_formula):
            told = {"read": cell.shown or "", "answer": address(row, page.column)}
            why, remedy = message("answer_sheets.beside", **told), message("answer_sheets.beside.remedy", **told)
            yield Fault(page.sheet.name, cell.address, Problem(cell.place, cell.shown, why, remedy))


def _lost_rows(entries: Sequence[Entry], pages: Mapping[str, FoundPage]) -> Iterator[Fault]:
    lost: dict[str, int] = {}
    for entry in entries:
        if entry.node in pages and entry.slot not in pages[entry.node].rows:
            lost[entry.node] = lost.get(entry.node, 0) + 1
    for node, count in lost.items():
        sheet = pages[node].sheet
        why = message("answer_sheets.rows_gone", count=count)
        yield _at_top(sheet, Problem(sheet.place(), None, why, message("answer_sheets.rows_gone.remedy")))
