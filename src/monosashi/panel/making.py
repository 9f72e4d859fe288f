"""A panel made of the open data of many cities: one Parquet file for each table."""

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from monosashi.core.messages import InvalidInput, message
from monosashi.panel.engine import Engine, Rows, engine, ibis
from monosashi.panel.figures import FIGURES, figures
from monosashi.panel.indicator_years import indicator_years
from monosashi.panel.indicators import indicators
from monosashi.panel.published import Published, header_of
from monosashi.panel.sources import Source, sources
from monosashi.publishing.output_files import OutputFile, checksums

FILE, PLAN = "file", "plan_id"
"""Columns: the CSV of a row while the panel is made, and the plan that it is about."""


TABLES = ("plans", "indicators", "indicator_years", "figures", "grades", "money_totals")
"""What a panel holds: three tables of the open data as they are, the indicators, each of them in each year, and every figure as printed."""


def panel_files(cities: Sequence[Published]) -> tuple[OutputFile, ...]:
    """The files of the panel, a list of their hashes among them.

    Every row says also which plan it is about, because a city may have several. Raises InvalidInput for a field that is not what
    its column holds.
    """
    connection = engine()
    with tempfile.TemporaryDirectory(prefix="monosashi-panel-") as name:
        folder, read = Path(name), Path(name) / "read"
        read.mkdir()
        tables = {
            table.name: _gathered(connection, table, cities, read / panel_file(table.name)) for table in sources()
        }
        for as_it_is in ("plans", "grades", "money_totals"):
            connection.to_parquet(tables[as_it_is], folder / panel_file(as_it_is))
        connection.to_parquet(indicator_years(tables), folder / panel_file("indicator_years"))
        connection.to_parquet(indicators(tables), folder / panel_file("indicators"))
        printed = {table.name: _printed(connection, table, cities) for table in sources() if table.name in FIGURES}
        connection.to_parquet(figures(printed), folder / panel_file("figures"))
        files = tuple(OutputFile(panel_file(each), (folder / panel_file(each)).read_bytes()) for each in TABLES)
    return (*files, checksums(files))


def refuse_unreadable(cities: Sequence[Published]) -> None:
    """Read every table without making anything. Raises InvalidInput for the first field that is not what its column holds."""
    connection = engine()
    for table in sources():
        _typed(_together(connection, table, cities), table)


def panel_file(table: str) -> str:
    """The name of a table's file in the folder of a panel."""
    return f"{table}.parquet"


def _gathered(connection: Engine, table: Source, cities: Sequence[Published], kept: Path) -> Rows:
    """One table of all cities, kept on the disk: the CSVs are read once."""
    rows = _with_plan(_typed(_together(connection, table, cities), table), table, cities)
    connection.to_parquet(rows, kept)
    return connection.read_parquet(kept)


def _printed(connection: Engine, table: Source, cities: Sequence[Published]) -> Rows:
    """One table of all cities as it is written, each field a text: 22.60 stays 22.60."""
    return _with_plan(_together(connection, table, cities), table, cities)


def _together(connection: Engine, table: Source, cities: Sequence[Published]) -> Rows:
    """The rows of all cities as they are written, every field a text or empty. Files with the same columns are read at once."""
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for city in cities:
        path = _path(city, table)
        alike[header_of(path)].append(str(path))
    parts = [_read(connection, table, header, paths) for header, paths in alike.items()]
    return ibis().union(*parts) if len(parts) > 1 else parts[0]


def _read(connection: Engine, table: Source, header: Sequence[str], paths: list[str]) -> Rows:
    written = connection.read_csv(
        paths,
        auto_detect=False,
        header=True,
        delim=",",
        quote='"',
        escape='"',
        nullstr="",
        columns=dict.fromkeys(header, "VARCHAR"),
        filename=FILE,
    )
    nothing = ibis().null("string")
    return written.select(FILE, **{name: written[name] if name in header else nothing for name in table.types})


def _typed(rows: Rows, table: Source) -> Rows:
    """The same with the type of each column. Raises InvalidInput for the first field that is not of it."""
    typed = {name: rows[name].try_cast(kind) for name, kind in table.types.items() if kind != "string"}
    lost = {name: rows[name].notnull() & cast.isnull() for name, cast in typed.items()}
    if lost:
        for name, row in _first_lost(rows, lost):
            why = message("panel.not_of_the_column", column=name)
            raise InvalidInput.of(row[FILE], why, message("panel.get_again"), read=row[name])
    return rows.mutate(**typed)


def _first_lost(rows: Rows, lost: dict[str, Rows]) -> list[tuple[str, dict[str, str]]]:
    """The first row in which a field would be lost, with the column of that field; at most one."""
    found = rows.filter(ibis().or_(*lost.values())).mutate(**{f"lost {name}": each for name, each in lost.items()})
    first = found.limit(1).to_pyarrow().to_pylist()
    return [(name, row) for row in first for name in lost if row[f"lost {name}"]][:1]


def _with_plan(rows: Rows, table: Source, cities: Sequence[Published]) -> Rows:
    if PLAN in table.types:
        return rows.drop(FILE)
    whose = {FILE: [str(_path(city, table)) for city in cities], PLAN: [city.plan_id for city in cities]}
    plans = ibis().memtable(import_module("pyarrow").table(whose))
    return rows.left_join(plans, FILE).select(*table.types, PLAN)


def _path(city: Published, table: Source) -> Path:
    """Where a city's table stands, named from the root and without detours: the engine names the file of a row so."""
    return (city.folder / table.file).resolve()
