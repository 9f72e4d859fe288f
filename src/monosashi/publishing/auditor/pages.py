"""The tables as HTML pages: no script, no request, to be read and printed anywhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

from monosashi.core.messages import Message
from monosashi.publishing.auditor.material import Material
from monosashi.publishing.auditor.spoken import Tongue
from monosashi.publishing.auditor.tables import Table
from monosashi.publishing.output_files import OutputFile

_TEMPLATES = files("monosashi.publishing.auditor") / "templates"


class _Packaged(BaseLoader):
    """The templates that travel in the package."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, None]:
        """The text of one. Raises TemplateNotFound."""
        del environment
        source = _TEMPLATES / template
        if not source.is_file():
            raise TemplateNotFound(template)
        return source.read_text(encoding="utf-8"), None, None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of words. `cells` hold for each cell its text and whether it is a figure."""

    cells: tuple[tuple[str, bool], ...]
    anchor: str
    leads_to: str
    css: str


def pages_of(
    material: Material, tables: tuple[Table, ...], tongue: Tongue, facts: Mapping[str, str]
) -> Iterable[OutputFile]:
    """index.html, a page for each table, and the style that they share."""
    environment = Environment(
        loader=_Packaged(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    shared = {
        "said": tongue.say,
        "say": tongue.text,
        "language": tongue.language,
        "tables": tables,
        "plan": material.plan,
        "year": material.fiscal_year,
        "state": material.content.state,
        "facts": facts,
    }
    index = environment.get_template("index.html")
    yield OutputFile("index.html", index.render(**shared, here="index", counts=_shown(tables[0], tongue)).encode())
    page = environment.get_template("table.html")
    for table in tables:
        rows = _shown(table, tongue)
        yield OutputFile(f"{table.id}.html", page.render(**shared, here=table.id, table=table, rows=rows).encode())
    yield OutputFile("style.css", (_TEMPLATES / "style.css").read_bytes())


def _shown(table: Table, tongue: Tongue) -> tuple[ShownRow, ...]:
    return tuple(
        ShownRow(
            tuple((tongue.cell(cell), _is_figure(cell, table, at)) for at, cell in enumerate(row.cells)),
            row.anchor,
            row.leads_to,
            " ".join(name for name, there in (("marked", row.marked), ("total", row.total)) if there),
        )
        for row in table.rows
    )


def _is_figure(cell: object, table: Table, at: int) -> bool:
    return table.columns[at].figures and not isinstance(cell, str | Message)
