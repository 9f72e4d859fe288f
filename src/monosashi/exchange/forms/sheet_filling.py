"""A sheet with its values: cells written anew, the block's rows once for each measure, what stands below moved down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monosashi.core.messages import message
from monosashi.exchange.forms.formula_moves import moved_formula
from monosashi.exchange.forms.formulas import Grown, Place
from monosashi.exchange.forms.grammar import spots
from monosashi.exchange.forms.growth import Growth
from monosashi.exchange.forms.rich_text import RichText, TextCell
from monosashi.exchange.forms.sheet_rows import SheetCell, SheetRow
from monosashi.exchange.forms.sheets import FormSheet
from monosashi.exchange.forms.tree import Element, Markup, markup, start_tag
from monosashi.exchange.forms.values import Lookup
from monosashi.exchange.forms.values_in import Filling
from monosashi.exchange.spreadsheets.workbook_parts import Styles
from monosashi.exchange.typed_formats import number_format

_ROW = "\0"
"""Stands for the number of the row in what is written once and repeated. No XML holds it."""

_FALSE = frozenset({None, "0", "false"})


@dataclass(slots=True, eq=False)
class SheetFilling:
    """Writes one sheet. `growth` is None where no row of it is repeated."""

    sheet: FormSheet
    styles: Styles
    filling: Filling
    grown: Grown
    growth: Growth | None

    def fill(self, whole: Lookup, measures: Sequence[Lookup]) -> None:
        """Put the values there."""
        self._fill_headers(whole)
        self._fill_shapes(whole)
        if not self.sheet.texts and self.growth is None:
            return
        data = self.sheet.root.first("x:sheetData")
        if data is not None:
            data.children[:] = list(self._rows(whole, measures))

    def _rows(self, whole: Lookup, measures: Sequence[Lookup]) -> Iterator[Element | Markup]:
        growth = self.growth
        block = [row for row in self.sheet.rows if self.sheet.in_block(row.number)]
        for row in self.sheet.rows:
            if growth is None or not growth.holds(row.number):
                self._fill_row(row, whole)
                yield row.element
            elif row is block[0]:
                made = [_RowPattern(self, row, growth) for row in block]
                for copy, measure in enumerate(measures):
                    yield from (Markup(pattern.written(copy, measure)) for pattern in made)

    def _fill_row(self, row: SheetRow, whole: Lookup) -> None:
        number = row.number if self.growth is None else self.growth.moved(row.number)
        if "r" in row.element.attributes or number != row.number:
            row.element.attributes["r"] = str(number)
        has_text = False
        for cell in row.cells:
            if "r" in cell.element.attributes or number != row.number:
                cell.element.attributes["r"] = f"{cell.letters}{number}"
            if (text := self.sheet.texts.get((cell.row, cell.column))) is not None:
                has_text = True
                at = next(at for at, child in enumerate(row.element.children) if child is cell.element)
                written = self.text_cell(cell, text).written(number, whole, self.filling)
                row.element.children[at] = Markup(written)
        if has_text:
            free_height(row.element)

    def text_cell(self, cell: SheetCell, text: RichText) -> TextCell:
        """What writes the cell with its values."""
        style = cell.element.attributes.get("s", "")
        number = int(style) if style.isascii() and style.isdecimal() else None
        code = self.styles.number_format(number or 0)
        kept = None if number is None else str(number)
        return TextCell(
            self.sheet.place(cell),
            cell.letters,
            kept,
            cell.element.prefix,
            text,
            text.alone,
            number_format(code).is_percent,
        )

    def _fill_headers(self, whole: Lookup) -> None:
        for header in self.sheet.headers:
            place = self.sheet.header_place(header)
            values = self.filling.printed(spots(header.text()), whole, place)
            text = filled_header(header.text(), [(spot.start, spot.end, value) for spot, value in values])
            header.children[:] = [text]
            if len(text) > HEADER_LIMIT:
                why = message("forms.header_too_long", length=len(text), limit=HEADER_LIMIT)
                self.filling.form.problem(place, None, why, message("forms.header_too_long.remedy"))

    def _fill_shapes(self, whole: Lookup) -> None:
        for shape in self.sheet.shapes:
            shape.joined.fill(self.filling.printed(shape.joined.spots, whole, self.sheet.shape_place()))
            self.filling.form.changed(shape.part)

    def formula(self, cell: SheetCell, text: str, copy: int | None) -> str:
        """The formula where the cell is then; one that cannot be carried there is noted."""
        place = Place(self.sheet.name, copy)
        return moved_formula(self.filling.form, self.grown, text, place, self.sheet.place(cell))


HEADER_LIMIT = 255
"""Letters of a page's head with its codes. Excel repairs a file that has more."""


def filled_header(text: str, values: Sequence[tuple[int, int, str]]) -> str:
    """The text of a page's head with values: `&` begins a code there, and digits after `&12` would change the size."""
    out, at = [], 0
    for start, end, value in values:
        before = text[at:start]
        size = before.rstrip("0123456789")
        apart = " " if value[:1].isdecimal() and size != before and size.endswith("&") else ""
        out += [before, apart, value.replace("&", "&&")]
        at = end
    return "".join((*out, text[at:]))


def free_height(row: Element) -> None:
    """A height that nobody set is worked out anew by whoever opens the file."""
    if row.attributes.get("customHeight") in _FALSE:
        row.attributes.pop("ht", None)


class _RowPattern:
    """A row of the block, cut into what is the same in every copy and what is not."""

    def __init__(self, sheet: SheetFilling, row: SheetRow, growth: Growth) -> None:
        self.sheet, self.row, self.growth = sheet, row, growth
        if any((cell.row, cell.column) in sheet.sheet.texts for cell in row.cells):
            free_height(row.element)
        row.element.attributes["r"] = _ROW
        self.pieces: list[str | tuple[SheetCell, TextCell] | tuple[SheetCell, str]] = [start_tag(row.element) + ">"]
        for cell in row.cells:
            self._add(cell)
        others = (child for child in row.element.elements if child.kind != "x:c")
        self._add_same("".join(map(markup, others)) + f"</{row.element.tag}>")

    def _add(self, cell: SheetCell) -> None:
        text = self.sheet.sheet.texts.get((cell.row, cell.column))
        cell.element.attributes["r"] = f"{cell.letters}{_ROW}"
        if text is not None:
            self.pieces.append((cell, self.sheet.text_cell(cell, text)))
        elif cell.formula is not None:
            self.pieces.append((cell, cell.formula.text()))
        else:
            self._add_same(markup(cell.element))

    def _add_same(self, text: str) -> None:
        if isinstance(last := self.pieces[-1], str):
            self.pieces[-1] = last + text
        else:
            self.pieces.append(text)

    def written(self, copy: int, measure: Lookup) -> str:
        """The row in this copy of the block."""
        number = self.row.number + copy * self.growth.height
        return "".join(self._piece(piece, number, copy, measure) for piece in self.pieces)

    def _piece(
        self, piece: str | tuple[SheetCell, TextCell] | tuple[SheetCell, str], number: int, copy: int, measure: Lookup
    ) -> str:
        if isinstance(piece, str):
            return piece.replace(_ROW, str(number))
        cell, held = piece
        if isinstance(held, TextCell):
            return held.written(number, measure, self.sheet.filling)
        formula = cell.formula
        if formula is not None:
            formula.children[:] = [self.sheet.formula(cell, held, copy)]
        return markup(cell.element).replace(_ROW, str(number))
