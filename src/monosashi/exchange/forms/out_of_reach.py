"""Placeholders where nothing is filled: whoever typed them there would find them in the printed form."""

from collections.abc import Iterable, Iterator

from monosashi.core.messages import Message, message
from monosashi.exchange.forms.grammar import spots
from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.shared_formulas import formulas
from monosashi.exchange.forms.sheets import FormSheet
from monosashi.exchange.forms.tree import Element


def refuse_in_sheets(form: FormFile, sheets: Iterable[FormSheet]) -> None:
    """Note those in the names of sheets and in formulas."""
    for sheet in sheets:
        place = message("forms.place.sheet", sheet=sheet.name)
        _refuse(form, place, sheet.name, message("forms.in_sheet_name"), message("forms.in_sheet_name.remedy"))
        for cell, formula in formulas(sheet):
            why, remedy = message("forms.in_formula"), message("forms.in_formula.remedy")
            _refuse(form, sheet.place(cell), formula.text(), why, remedy)


def refuse_in_charts(form: FormFile) -> None:
    """Note those in the titles and texts of charts. Raises UnreadablePart."""
    for part in chart_parts(form):
        for text in _texts(form.tree(part).root):
            why, remedy = message("forms.in_chart"), message("forms.in_chart.remedy")
            _refuse(form, message("forms.place.chart"), text, why, remedy)


def chart_parts(form: FormFile) -> Iterator[str]:
    """The parts that draw charts."""
    return (part for part in sorted(form.package.parts) if "/charts/chart" in part and part.endswith(".xml"))


def _texts(root: Element) -> Iterator[str]:
    for paragraph in root.walk():
        if paragraph.kind == "a:p":
            yield "".join(each.text() for each in paragraph.walk() if each.kind == "a:t")


def _refuse(form: FormFile, place: Message, text: str, why: Message, remedy: Message) -> None:
    for spot in spots(text):
        form.problem(place, spot.written, why, remedy)
