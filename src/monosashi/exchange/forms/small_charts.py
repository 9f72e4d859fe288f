"""Charts within cells (sparklines) when rows are repeated: one in the block comes with every copy and shows the copy's figures."""

from monosashi.core.messages import Message
from monosashi.exchange.forms.formula_moves import moved_formula
from monosashi.exchange.forms.formulas import Grown, Place
from monosashi.exchange.forms.growth import Growth
from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.tree import Element
from monosashi.exchange.spreadsheets.addresses import NotAnAddress, address, position


def move_small_charts(form: FormFile, part: Element, growth: Growth, grown: Grown, shown: Message) -> set[int]:
    """Move them within a part of the sheet; the ids of all elements that are done with."""
    done: set[int] = set()
    for around in [element for element in part.walk() if element.tag.rpartition(":")[2] == "sparklines"]:
        around.children[:] = [copy for chart in around.elements for copy in _copies(form, chart, growth, grown, shown)]
        done |= {id(element) for element in around.walk()}
    return done


def _copies(form: FormFile, chart: Element, growth: Growth, grown: Grown, shown: Message) -> list[Element]:
    cell = chart.first("xm:sqref")
    try:
        row, column = position(cell.text().strip() if cell is not None else "")
    except NotAnAddress:
        return [chart]
    if not growth.holds(row):
        return [_at(form, chart, (growth.moved(row), column), grown, (Place(growth.sheet), shown))]
    return [
        _at(form, chart.copied(), (row + copy * growth.height, column), grown, (Place(growth.sheet, copy), shown))
        for copy in range(growth.times)
    ]


def _at(form: FormFile, chart: Element, at: tuple[int, int], grown: Grown, place: tuple[Place, Message]) -> Element:
    cell, formula = chart.first("xm:sqref"), chart.first("xm:f")
    if cell is not None:
        cell.children[:] = [address(*at)]
    if formula is not None:
        formula.children[:] = [moved_formula(form, grown, formula.text(), *place)]
    return chart
