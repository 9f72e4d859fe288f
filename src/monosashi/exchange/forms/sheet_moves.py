"""What a sheet says of its cells beside them (merged areas, rules, links, page breaks) when rows are repeated."""

from collections.abc import Iterable
from contextlib import suppress

from monosashi.core.messages import message
from monosashi.exchange.forms.formula_moves import moved_formula
from monosashi.exchange.forms.formulas import Grown, PartOfBlock, Place, UnreadableFormula
from monosashi.exchange.forms.grammar import END_MARK
from monosashi.exchange.forms.growth import Growth
from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.sheets import FormSheet
from monosashi.exchange.forms.small_charts import move_small_charts
from monosashi.exchange.forms.tree import Element
from monosashi.exchange.spreadsheets.addresses import LAST_ROW, NotAnAddress, address, area

_AREAS, _CELLS = ("ref", "sqref"), ("activeCell", "topLeftCell")
_FORMULAS = frozenset({"x:formula", "x:formula1", "x:formula2", "xm:f"})
_ONCE_EACH = frozenset({"x:mergeCells", "x:hyperlinks"})
_BREAKS = "x:rowBreaks"


class SheetMoves:
    """Moves what stands beside the cells of one sheet."""

    def __init__(self, form: FormFile, sheet: FormSheet, growth: Growth, grown: Grown) -> None:
        self.form, self.sheet, self.growth, self.grown = form, sheet, growth, grown
        self.place = message("forms.place.sheet", sheet=sheet.name)

    def move(self) -> None:
        """Change the tree of the sheet. What cannot be moved is noted."""
        if self._last_row() > LAST_ROW:
            why = message("forms.too_many_rows", limit=LAST_ROW)
            self.form.problem(self.place, None, why, message("forms.too_many_rows.remedy"))
        for part in self.sheet.root.elements:
            if part.kind == _BREAKS:
                self._breaks(part)
            elif part.kind in _ONCE_EACH:
                self._once_each(part)
            elif part.kind != "x:sheetData":
                self._within(part)

    def _last_row(self) -> int:
        return max((row.number for row in self.sheet.rows), default=0) + self.growth.extra

    def _within(self, part: Element) -> None:
        done = move_small_charts(self.form, part, self.growth, self.grown, self.place)
        for element in part.walk():
            if id(element) in done:
                continue
            self._attributes(element.attributes)
            if element.kind == "xm:sqref":
                element.children[:] = [areas_moved(element.text(), self.growth)]
            elif element.kind in _FORMULAS:
                self.formula(element)

    def _attributes(self, attributes: dict[str, str]) -> None:
        for name in _AREAS:
            if name in attributes:
                attributes[name] = areas_moved(attributes[name], self.growth)
        for name in _CELLS:
            if name in attributes:
                attributes[name] = cell_moved(attributes[name], self.growth)

    def formula(self, element: Element) -> None:
        """A formula that is the text of an element."""
        place = Place(self.sheet.name)
        element.children[:] = [moved_formula(self.form, self.grown, element.text(), place, self.place)]

    def _once_each(self, around: Element) -> None:
        """Merged areas and links: each of the block once in every copy."""
        made: list[Element | str] = []
        for child in around.elements:
            for at, moved in enumerate(self._copies(child)):
                copied = child.copied()
                if at:
                    copied.attributes.pop("xr:uid", None)  # a number that nothing else may have
                copied.attributes["ref"] = moved
                made.append(copied)
        around.children[:] = made
        if "count" in around.attributes:
            around.attributes["count"] = str(len(made))

    def _copies(self, child: Element) -> list[str]:
        ref = child.attributes.get("ref", "")
        if child.kind == "x:mergeCell" and self._is_cut(ref):
            why, remedy = message("forms.merge_across_block"), message("forms.merge_across_block.remedy", end=END_MARK)
            self.form.problem(self.place, ref, why, remedy)
            return [ref]
        if child.kind == "x:hyperlink" and "location" in child.attributes:
            self._location(child)
        try:
            (first, _), (last, _) = area(ref)
        except NotAnAddress:
            return [ref]
        if self.growth.is_within(first, last):  # the whole block's too: not one long area but one a copy
            return [_written(area(ref), at * self.growth.height) for at in range(self.growth.times)]
        return areas_moved(ref, self.growth).split()

    def _is_cut(self, ref: str) -> bool:
        try:
            (first, _), (last, _) = area(ref)
        except NotAnAddress:
            return False
        growth = self.growth
        around = first < growth.first and last >= growth.last
        return not (growth.is_apart(first, last) or growth.is_within(first, last) or around)

    def _location(self, link: Element) -> None:
        with suppress(UnreadableFormula, PartOfBlock):  # a name that is none led nowhere before
            link.attributes["location"] = self.grown.formula(link.attributes["location"], Place(self.sheet.name))

    def _breaks(self, around: Element) -> None:
        """Page breaks: one at the end of a block of several rows, or within it, comes with every copy."""
        made: list[Element | str] = []
        growth = self.growth
        for child in around.elements:
            at = child.attributes.get("id", "")
            row = int(at) if at.isdecimal() else 0
            each = growth.holds(row) and (growth.height > 1 or row < growth.last)
            rows = [row + copy * growth.height for copy in range(growth.times)] if each else [_below(growth, row)]
            for number in rows:
                copied = child.copied()
                copied.attributes["id"] = str(number)
                made.append(copied)
        around.children[:] = made
        for name in ("count", "manualBreakCount"):
            if name in around.attributes:
                around.attributes[name] = str(len(made))


def _below(growth: Growth, row: int) -> int:
    return row + growth.extra if row >= growth.last else row


def _written(cells: tuple[tuple[int, int], tuple[int, int]], by: int) -> str:
    (first, left), (last, right) = cells
    ends = address(first + by, left), address(last + by, right)
    return ends[0] if ends[0] == ends[1] else ":".join(ends)


def areas_moved(text: str, growth: Growth) -> str:
    """Areas as they are then, `B2:D9 F4`. What is no area stays."""
    return " ".join(moved for each in text.split() for moved in _area_moved(each, growth))


def cell_moved(text: str, growth: Growth) -> str:
    """The address of one cell as it is then; of the block it is that of the first copy."""
    try:
        (row, _), _ = area(text)
    except NotAnAddress:
        return text
    return text if row <= growth.last else areas_moved(text, growth)


def move_rules(form: FormFile, sheet: FormSheet, grown: Grown) -> None:
    """Rules (of entry, of looks) on a sheet that stays, about cells of those that grow."""
    shown = message("forms.place.sheet", sheet=sheet.name)
    for part in sheet.root.elements:
        for element in part.walk() if part.kind != "x:sheetData" else ():
            if element.kind in _FORMULAS and (text := element.text()):
                moved = moved_formula(form, grown, text, Place(sheet.name), shown)
                if moved != text:
                    element.children[:] = [moved]
                    form.changed(sheet.entry.part)


def _area_moved(text: str, growth: Growth) -> Iterable[str]:
    try:
        (first, left), (last, right) = area(text)
    except NotAnAddress:
        return [text]
    return [_written(((top, left), (bottom, right)), 0) for top, bottom in growth.areas(first, last)]
