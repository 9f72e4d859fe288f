"""Parts beside a sheet that say where on it something is (shapes, comments, tables), when its rows are repeated."""

import re
from collections.abc import Callable

from monosashi.core.messages import Message, message
from monosashi.exchange.forms.formula_moves import moved_formula
from monosashi.exchange.forms.formulas import Grown, Place
from monosashi.exchange.forms.growth import Growth
from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.sheet_moves import areas_moved, cell_moved
from monosashi.exchange.forms.sheets import FormSheet
from monosashi.exchange.forms.tree import Element
from monosashi.exchange.spreadsheets.addresses import NotAnAddress, area
from monosashi.exchange.spreadsheets.workbook_parts import Relation, relations

_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_NOTE_ROW = re.compile(rb"(<x:Row>)\s*(\d{1,7})\s*(</x:Row>)")
_ANCHOR_NUMBERS = 8
_TOP, _BOTTOM = 2, 6
_FOLLOWS = frozenset({"oneCell", "absolute"})


class BesideSheet:
    """Moves what lies over or beside the cells of one sheet."""

    def __init__(self, form: FormFile, sheet: FormSheet, growth: Growth, grown: Grown) -> None:
        self.form, self.sheet, self.growth, self.grown = form, sheet, growth, grown
        self.shown = message("forms.place.sheet", sheet=sheet.name)

    def move(self) -> None:
        """Change the parts that the sheet leads to. Raises UnreadablePart."""
        kinds: dict[str, Callable[[str], None]] = {
            "drawing": self._drawing,
            "comments": self._addresses,
            "threadedComment": self._addresses,
            "vmlDrawing": self._old_drawing,
            "table": self._table,
            "pivotTable": self._pivot_table,
            "ctrlProp": self._control,
        }
        move_anchors(self.sheet.root, self.growth)
        for relation in relations(self.form.package, self.sheet.entry.part).values():
            self._one(relation, kinds)

    def _one(self, relation: Relation, kinds: dict[str, Callable[[str], None]]) -> None:
        if relation.kind in kinds and not relation.is_outside and self.form.has(relation.target):
            kinds[relation.kind](relation.target)

    def _drawing(self, part: str) -> None:
        root = self.form.tree(part).root
        links = [element for element in root.walk() if element.attributes.get("textlink")]
        if move_anchors(root, self.growth) or links:
            self.form.changed(part)
        for link in links:
            link.attributes["textlink"] = self._formula(link.attributes["textlink"])

    def _formula(self, text: str) -> str:
        return moved_formula(self.form, self.grown, text, Place(self.sheet.name), self.shown)

    def _addresses(self, part: str) -> None:
        """Comments: one on a row of the block stays on its first copy."""
        for element in self.form.tree(part).root.walk():
            ref = element.attributes.get("ref")
            if ref is not None and (moved := cell_moved(ref, self.growth)) != ref:
                element.attributes["ref"] = moved
                self.form.changed(part)

    def _old_drawing(self, part: str) -> None:
        raw = self.form.raw(part)
        moved = _NOTE_ROW.sub(self._note_row, _ANCHOR.sub(self._old_anchor, raw))
        if moved != raw:
            self.form.replace(part, moved)

    def _note_row(self, found: re.Match[bytes]) -> bytes:
        row = self.growth.moved(int(found[2]) + 1) - 1
        return found[1] + str(row).encode() + found[3]

    def _old_anchor(self, found: re.Match[bytes]) -> bytes:
        numbers = found[2].split(b",")
        if len(numbers) != _ANCHOR_NUMBERS or not all(number.strip().isdigit() for number in numbers):
            return found[0]
        top, bottom = int(numbers[_TOP]), int(numbers[_BOTTOM])
        by = self.growth.moved(top + 1) - top - 1
        numbers[_TOP], numbers[_BOTTOM] = b" %d" % (top + by), b" %d" % (bottom + by)
        return found[1] + b",".join(numbers) + found[3]

    def _control(self, part: str) -> None:
        """A button or list of the sheet, which may be tied to cells."""
        root = self.form.tree(part).root
        for name in ("fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup"):
            if name in root.attributes:
                root.attributes[name] = self._formula(root.attributes[name])
                self.form.changed(part)

    def _table(self, part: str) -> None:
        root = self.form.tree(part).root
        if self._is_touched(root.attributes.get("ref", "")):
            self._refuse(message("forms.table_touched", table=root.attributes.get("displayName", "")))
            return
        for element in root.walk():
            if "ref" in element.attributes:
                element.attributes["ref"] = areas_moved(element.attributes["ref"], self.growth)
                self.form.changed(part)

    def _pivot_table(self, part: str) -> None:
        root = self.form.tree(part).root
        location = root.first("x:location")
        if location is not None and self._reaches(location.attributes.get("ref", "")):
            self._refuse(message("forms.pivot_table", table=root.attributes.get("name", "")))

    def _is_touched(self, ref: str) -> bool:
        try:
            (first, _), (last, _) = area(ref)
        except NotAnAddress:
            return True
        return not self.growth.is_apart(first, last)

    def _reaches(self, ref: str) -> bool:
        """Whether it stands in the block or below."""
        try:
            return area(ref)[1][0] >= self.growth.first
        except NotAnAddress:
            return True

    def _refuse(self, why: Message) -> None:
        self.form.problem(self.shown, None, why, message("forms.table_touched.remedy"))


def move_anchors(root: Element, growth: Growth) -> bool:
    """Move the corners of what lies over the cells, counted from 0; whether there was any below the block.

    What begins above the block and ends below grows with it, unless it is said to keep its size.
    """
    has_moved = False
    for anchor in root.walk():
        corners = {child.tag.rpartition(":")[2]: row for child in anchor.elements if (row := child.first("xdr:row"))}
        if "from" in corners:
            has_moved |= _move_corners(anchor, corners, growth)
    return has_moved


def _move_corners(anchor: Element, corners: dict[str, Element], growth: Growth) -> bool:
    top = _number(corners["from"])
    by = growth.moved(top + 1) - top - 1
    keeps_size = by > 0 or anchor.attributes.get("editAs") in _FOLLOWS
    moved = False
    for name, row in corners.items():
        at = _number(row)
        to = at + by if keeps_size or name == "from" else growth.moved(at + 1) - 1
        if to != at:
            row.children[:] = [str(to)]
            moved = True
    return moved


def _number(element: Element) -> int:
    text = element.text().strip()
    return int(text) if text.isdecimal() else 0
