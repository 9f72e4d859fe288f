"""数値と根拠: every figure, where it was read and who prepared it."""

from monosashi.core.messages import Message, Param, message
from monosashi.publishing.auditor.figures import Figure, figures_of
from monosashi.publishing.auditor.material import Material, Preparer
from monosashi.publishing.auditor.tables import Column, Row, Table

ID = "figures"

_COLUMNS = (
    ("page", 8, False), ("measure", 34, False), ("subject", 34, False), ("what", 20, False), ("year", 14, False),
    ("value", 14, True), ("unit", 9, False), ("status", 9, False), ("document", 30, False), ("printed_page", 8, False),
    ("line", 8, False), ("cell", 8, False), ("words_read", 30, False), ("basis", 24, False), ("prepared_by", 20, False),
    ("prepared_on", 12, False), ("path", 40, False),
)  # fmt: skip


def figures_table(material: Material) -> Table:
    """All of them in the order of the plan; a row without evidence is marked."""
    anchored: set[str] = set()
    rows = tuple(_row(figure, material, anchored) for figure in figures_of(material.plan))
    return Table(
        ID,
        message("auditor.figures"),
        message("auditor.figures.note", count=len(rows), found=sum(not row.marked for row in rows)),
        columns_of(_COLUMNS),
        rows,
        link_column=1,
    )


def columns_of(told: tuple[tuple[str, int, bool], ...]) -> tuple[Column, ...]:
    """Columns by name, width and whether they hold figures."""
    return tuple(Column(name, message(f"auditor.column.{name}"), width, figures) for name, width, figures in told)


def year_of(fiscal_year: int | None) -> Message | None:
    """令和6年度; None where there is no year."""
    return None if fiscal_year is None else message("auditor.year", year=fiscal_year)


def preparer_cells(preparer: Preparer | None) -> tuple[Param, Param]:
    """Post and department, and the day; where that was not recorded, that is said."""
    if preparer is None:
        return message("auditor.not_recorded"), message("auditor.not_recorded")
    return message("auditor.preparer", department=preparer.department, post=preparer.post), preparer.day


def _row(figure: Figure, material: Material, anchored: set[str]) -> Row:
    node = figure.nodes[0] if figure.nodes else ""
    names = tuple(material.plan.index.node[each].name for each in figure.nodes)
    anchor = "" if node in anchored else node
    anchored.add(node)
    preparer = material.preparers.get((node, figure.fiscal_year or material.fiscal_year))
    cells = (
        material.page_of(node), names, figure.subject, figure.what, year_of(figure.fiscal_year) or "", figure.value,
        figure.unit, figure.status or "", *_evidence(figure, material), _basis(figure, material), *preparer_cells(preparer), figure.path,
    )  # fmt: skip
    return Row(cells, anchor, f"population.html#{node}" if node else "", marked=not material.has_evidence(figure.path))


def _basis(figure: Figure, material: Material) -> Param:
    """What the city says that the figure rests on, then each file that was handed in with it."""
    files = material.handed_in.get(figure.path, ())
    told = tuple(message("auditor.handed_in_file", name=file.name, sha256=file.sha256) for file in files)
    return tuple(part for part in (figure.basis, *told) if part)


def _evidence(figure: Figure, material: Material) -> tuple[Param, ...]:
    entry = material.evidence.of(figure.path)
    if entry is None:
        handed_in = figure.path in material.handed_in
        return (message("auditor.handed_in" if handed_in else "auditor.no_evidence"), "", "", "", "")
    return (material.evidence.document(entry), entry.page, str(entry.line or ""), entry.cell, entry.text)
