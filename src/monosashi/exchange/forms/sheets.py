"""The sheets of a form: where they name values, and which rows are repeated."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from monosashi.core.messages import Message, message
from monosashi.exchange.forms.drawing_texts import DrawingText, drawing_texts
from monosashi.exchange.forms.found import Found
from monosashi.exchange.forms.grammar import BEGIN_MARK, END_MARK, Spot, faults, has_braces, is_begin, is_end, spots
from monosashi.exchange.forms.growth import Rows
from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.rich_text import RichText, plain_text, rich_text
from monosashi.exchange.forms.sheet_rows import SheetCell, SheetRow, sheet_rows
from monosashi.exchange.forms.tree import Element
from monosashi.exchange.spreadsheets.addresses import NotAnAddress, address, area
from monosashi.exchange.spreadsheets.workbook_parts import (
    SheetEntry,
    contents,
    part_of_kind,
    relations,
    styles,
)


@dataclass(slots=True, eq=False)
class FormSheet:
    """A sheet. `texts` are the cells that hold placeholders, by row and column; `block` the rows that are repeated."""

    entry: SheetEntry
    root: Element
    rows: list[SheetRow]
    texts: dict[tuple[int, int], RichText] = field(default_factory=dict)
    headers: list[Element] = field(default_factory=list)
    shapes: list[DrawingText] = field(default_factory=list)
    block: Rows | None = None

    @property
    def name(self) -> str:
        """The name on its tab."""
        return self.entry.name

    def place(self, cell: SheetCell) -> Message:
        """Where a cell is."""
        return message("forms.place.cell", sheet=self.name, cell=address(cell.row, cell.column))

    def header_place(self, header: Element) -> Message:
        """Where a text of the page's head or foot is."""
        if header.kind.endswith("Header"):
            return message("forms.place.sheet_header", sheet=self.name)
        return message("forms.place.sheet_footer", sheet=self.name)

    def shape_place(self) -> Message:
        """Where the text of a shape is."""
        return message("forms.place.shape", sheet=self.name)

    def is_filled(self) -> bool:
        """Whether the sheet's own part is written anew."""
        return bool(self.texts or self.headers or self.block)

    def in_block(self, row: int) -> bool:
        """Whether the row is repeated."""
        return self.block is not None and self.block[0] <= row <= self.block[1]

    def text_cells(self) -> Iterator[tuple[SheetCell, RichText]]:
        """The cells that hold placeholders."""
        for row in self.rows:
            for cell in row.cells:
                if (text := self.texts.get((cell.row, cell.column))) is not None:
                    yield cell, text


class WorkbookForm:
    """A workbook with all that is needed of it. Raises UnreadablePart."""

    def __init__(self, form: FormFile) -> None:
        self.form = form
        self.contents = contents(form.package)
        self.styles = styles(form.package, part_of_kind(self.contents.relations, "styles"))
        self._strings = _strings(form, part_of_kind(self.contents.relations, "sharedStrings"))
        self.sheets = [self._sheet(entry) for entry in self.contents.sheets]

    def found(self) -> Iterator[Found]:
        """The placeholders, sheet by sheet."""
        for sheet in self.sheets:
            for cell, text in sheet.text_cells():
                yield from _named(text.spots, sheet.place(cell), in_block=sheet.in_block(cell.row))
            for header in sheet.headers:
                yield from _named(spots(header.text()), sheet.header_place(header))
            for shape in sheet.shapes:
                if not shape.is_fallback:
                    yield from _named(shape.joined.spots, sheet.shape_place())

    def _sheet(self, entry: SheetEntry) -> FormSheet:
        root = self.form.tree(entry.part).root
        sheet = FormSheet(entry, root, sheet_rows(root.first("x:sheetData"), entry.part))
        self._read_cells(sheet)
        self._read_headers(sheet)
        self._read_shapes(sheet)
        self._refuse_heads_of_tables(sheet)
        sheet.block = self._block(sheet)
        return sheet

    def _read_cells(self, sheet: FormSheet) -> None:
        for row in sheet.rows:
            for cell in row.cells:
                if (text := self._text(cell)) is not None:
                    self._look(text.text, sheet.place(cell))
                    if text.spots:
                        sheet.texts[cell.row, cell.column] = text

    def _text(self, cell: SheetCell) -> RichText | None:
        kind = cell.element.attributes.get("t")
        if kind == "s" and cell.formula is None:
            value = cell.element.first("x:v")
            return self._strings.get(value.text().strip()) if value is not None else None
        if kind == "str" and cell.formula is None and (value := cell.element.first("x:v")) is not None:
            return plain_text(value.text())
        if kind == "inlineStr" and (inline := cell.element.first("x:is")) is not None:
            return rich_text(inline)
        return None

    def _read_headers(self, sheet: FormSheet) -> None:
        around = sheet.root.first("x:headerFooter")
        for header in around.elements if around is not None else ():
            if has_braces(header.text()):
                self._look(header.text(), sheet.header_place(header))
                self._refuse_marks(spots(header.text()), sheet.header_place(header))
                sheet.headers.append(header)

    def _read_shapes(self, sheet: FormSheet) -> None:
        for relation in relations(self.form.package, sheet.entry.part).values():
            if relation.kind == "drawing" and not relation.is_outside:
                for shape in drawing_texts(self.form, relation.target):
                    self._look(shape.joined.text, sheet.shape_place())
                    self._refuse_marks(shape.joined.spots, sheet.shape_place())
                    sheet.shapes.append(shape)

    def _refuse_heads_of_tables(self, sheet: FormSheet) -> None:
        """A table knows its columns by what stands in its head: other words there, and Excel calls the file damaged."""
        for relation in relations(self.form.package, sheet.entry.part).values():
            if relation.kind == "table" and self.form.has(relation.target):
                table = self.form.tree(relation.target).root.attributes
                for cell, text in sheet.text_cells():
                    if text.spots and table.get("headerRowCount") != "0" and _is_head(cell, table.get("ref", "")):
                        why, remedy = message("forms.table_head"), message("forms.table_head.remedy")
                        self.form.problem(sheet.place(cell), text.text, why, remedy)

    def _look(self, text: str, place: Message) -> None:
        self.form.problems.extend(faults(text, self.form.place(place)))

    def _refuse_marks(self, found: tuple[Spot, ...], place: Message) -> None:
        for spot in found:
            if spot.is_mark:
                self.form.problem(
                    place, spot.written, message("forms.mark_not_in_cell"), message("forms.mark_not_in_cell.remedy")
                )

    def _block(self, sheet: FormSheet) -> Rows | None:
        """The rows that are repeated; None where no mark stands or the marks are in fault."""
        marks = [(cell, spot) for cell, text in sheet.text_cells() for spot in text.spots if spot.is_mark]
        begins = [each for each in marks if is_begin(each[1].placeholder)]
        ends = [each for each in marks if is_end(each[1].placeholder)]
        for cell, spot in (*begins[1:], *ends[1:]):
            place = sheet.place(cell)
            self.form.problem(
                place, spot.written, message("forms.mark_twice_in_sheet"), message("forms.mark_twice_in_sheet.remedy")
            )
        if ends and (not begins or ends[0][0].row < begins[0][0].row):
            place = sheet.place(ends[0][0])
            self.form.problem(
                place,
                ends[0][1].written,
                message("forms.mark_reversed", begin=BEGIN_MARK),
                message("forms.mark_reversed.remedy", begin=BEGIN_MARK, end=END_MARK),
            )
            return None
        return (begins[0][0].row, (ends or begins)[0][0].row) if begins else None


def _is_head(cell: SheetCell, ref: str) -> bool:
    try:
        (first, left), (_, right) = area(ref)
    except NotAnAddress:
        return False
    return cell.row == first and left <= cell.column <= right


def _named(found: tuple[Spot, ...], place: Message, *, in_block: bool = False) -> Iterator[Found]:
    for spot in found:
        if not spot.is_mark:
            yield Found(spot.placeholder, place, spot.written, in_block)


def _strings(form: FormFile, part: str | None) -> dict[str, RichText]:
    """The shared strings that have braces, by their number."""
    if part is None or not form.has(part):
        return {}
    items = (child for child in form.tree(part).root.elements if child.kind == "x:si")
    return {str(at): text for at, item in enumerate(items) if (text := rich_text(item)) is not None}
