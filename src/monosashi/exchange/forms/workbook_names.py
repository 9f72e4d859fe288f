"""What a workbook says of all its sheets: names of cells, charts, and the order in which formulas are worked out."""

from collections.abc import Callable, Iterable

from monosashi.core.messages import message
from monosashi.exchange.forms.formula_moves import moved_formula
from monosashi.exchange.forms.formulas import Grown, Place
from monosashi.exchange.forms.out_of_reach import chart_parts
from monosashi.exchange.forms.parts import TYPES, FormFile
from monosashi.exchange.forms.shared_formulas import formulas
from monosashi.exchange.forms.sheets import WorkbookForm
from monosashi.exchange.forms.tree import Element
from monosashi.exchange.spreadsheets.addresses import NotAnAddress, area

_BEFORE_CALCULATION = frozenset(
    {
        "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "absPath", "workbookProtection",
        "bookViews", "sheets", "functionGroups", "externalReferences", "definedNames",
    }
)  # fmt: skip

_BUILT_IN = "_xlnm."
"""Begins the names that Excel itself gives: print areas, rows at the top of every page, filters."""


def move_names(form: FormFile, workbook: WorkbookForm, grown: Grown) -> None:
    """Names of cells, print areas among them. Raises UnreadablePart."""
    for name in _names(form, workbook):
        text, called = name.text(), name.attributes.get("name", "")
        place = Place("", is_area=called.startswith(_BUILT_IN))
        moved = moved_formula(form, grown, text, place, message("forms.place.name", name=called))
        if moved != text:
            name.children[:] = [moved]
            form.changed(workbook.contents.part)


def _names(form: FormFile, workbook: WorkbookForm) -> list[Element]:
    around = form.tree(workbook.contents.part).root.first("x:definedNames")
    return around.elements if around is not None else []


def move_charts(form: FormFile, grown: Grown) -> None:
    """The cells of which charts are drawn. Raises UnreadablePart."""
    shown = message("forms.place.chart")
    for part in chart_parts(form):
        root = form.tree(part).root
        titles = {id(within) for title in root.walk() if title.kind == "c:tx" for within in title.walk()}
        for element in root.walk():
            if element.kind == "c:f":
                text = element.text()
                moved = moved_formula(form, grown, text, Place("", is_series=id(element) not in titles), shown)
                if moved != text:
                    element.children[:] = [moved]
                    form.changed(part)


def refuse_pivot_sources(form: FormFile, grown: Grown) -> None:
    """A pivot table over rows that move would count others than before. Raises UnreadablePart."""
    for part in _pivot_sources(form):
        for source in form.tree(part).root.walk():
            growth = grown.sheets.get(source.attributes.get("sheet", "").lower())
            if source.kind == "x:worksheetSource" and growth is not None and _last(source) >= growth.first:
                place = message("forms.place.sheet", sheet=growth.sheet)
                why = message("forms.pivot_table", table=source.attributes.get("ref", ""))
                form.problem(place, None, why, message("forms.table_touched.remedy"))


def _last(source: Element) -> int:
    try:
        return area(source.attributes.get("ref", ""))[1][0]
    except NotAnAddress:
        return 0


def _pivot_sources(form: FormFile) -> list[str]:
    return [part for part in sorted(form.package.parts) if part.startswith("xl/pivotCache/pivotCacheDefinition")]


def forget_results(form: FormFile, workbook: WorkbookForm, changed: set[str]) -> None:
    """Formulas that hang on changed sheets lose their saved results, so that whoever opens the file works them out anew.

    Raises UnreadablePart.
    """
    stale = _stale(form, workbook, changed)
    for sheet in workbook.sheets:
        if sheet.name in stale:
            for cell, _ in formulas(sheet):
                if _forget(cell.element):
                    form.changed(sheet.entry.part)
    if changed and any(formulas(sheet) for sheet in workbook.sheets):
        _calculate_on_load(form, workbook)


def _forget(cell: Element) -> bool:
    kept = [child for child in cell.children if not (isinstance(child, Element) and child.kind == "x:v")]
    if len(kept) == len(cell.children):
        return False
    cell.children[:] = kept
    cell.attributes.pop("t", None)
    return True


def _stale(form: FormFile, workbook: WorkbookForm, changed: set[str]) -> set[str]:
    """The changed sheets, and those with formulas that name one of them or a name that stands for cells of one."""
    texts = {sheet.name: "\n".join(f.text() for _, f in formulas(sheet)).lower() for sheet in workbook.sheets}
    names = {name.attributes.get("name", "").lower(): name.text().lower() for name in _names(form, workbook)}
    stale: set[str] = set()
    new = set(changed)
    while new:
        stale |= new
        words = {_in_formulas(name) for name in stale}
        words |= {name for name, text in names.items() if name and _mentions(text, words)}
        new = {name for name, text in texts.items() if name not in stale and _mentions(text, words)}
    return stale


def _in_formulas(sheet: str) -> str:
    return sheet.lower().replace("'", "''")


def _mentions(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _calculate_on_load(form: FormFile, workbook: WorkbookForm) -> None:
    root = form.tree(workbook.contents.part).root
    calculation = root.first("x:calcPr")
    if calculation is None:
        calculation = root.made("calcPr")
        names = [child.tag.rpartition(":")[2] if isinstance(child, Element) else "" for child in root.children]
        after = max((at for at, name in enumerate(names) if name in _BEFORE_CALCULATION), default=-1)
        root.children.insert(after + 1, calculation)
    calculation.attributes["fullCalcOnLoad"] = "1"
    form.changed(workbook.contents.part)


def drop_calculation_order(form: FormFile, workbook: WorkbookForm) -> None:
    """The list of cells in the order of working out: it is made anew by Excel, but must not name cells that have moved."""
    chain = next((r.target for r in workbook.contents.relations.values() if r.kind == "calcChain"), None)
    if chain is None or not form.has(chain):
        return
    form.remove(chain)
    folder, _, name = workbook.contents.part.rpartition("/")
    leads = f"{folder}/_rels/{name}.rels".lstrip("/")
    _drop(form, leads, lambda element: (element.attribute("Type") or "").endswith("/calcChain"))
    _drop(form, TYPES, lambda element: element.attribute("PartName") == f"/{chain}")


def _drop(form: FormFile, part: str, is_meant: Callable[[Element], bool]) -> None:
    root = form.tree(part).root
    root.children[:] = [child for child in root.children if not (isinstance(child, Element) and is_meant(child))]
    form.changed(part)
