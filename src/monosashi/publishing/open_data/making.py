"""All files of the open data, made of public editions only. The same editions and licence make the same bytes."""

from collections.abc import Iterator

from monosashi.publishing.editions import canonical
from monosashi.publishing.open_data.cells import Cell, csv_bytes
from monosashi.publishing.open_data.columns import Table, tables
from monosashi.publishing.open_data.licences import Licence
from monosashi.publishing.open_data.package import data_package, descriptions
from monosashi.publishing.open_data.plan_rows import PLAN_ROWS
from monosashi.publishing.open_data.year_rows import YEAR_ROWS, edition_rows, evaluation_file, plan_file
from monosashi.publishing.output_files import OutputFile, checksums
from monosashi.publishing.public_editions import PublicEdition, PublicFolder

_ALL_EDITIONS = "editions"


def open_data(folder: PublicFolder, licence: Licence) -> tuple[OutputFile, ...]:
    """The folder of the open data. Tables of the plan are of the newest year's last edition, those of grades of every year's."""
    newest = folder.newest
    files = (
        *descriptions(newest, licence),
        *(OutputFile(table.file, table_bytes(table, folder)) for table in tables()),
        *(file for edition in folder.editions for file in edition_files(edition)),
    )
    described = (*files, data_package(newest, licence, files))
    return (*described, checksums(described))


def table_bytes(table: Table, folder: PublicFolder) -> bytes:
    """One table as a CSV."""
    return csv_bytes([column.name for column in table.columns], _rows(table, folder))


def edition_files(edition: PublicEdition) -> Iterator[OutputFile]:
    """The public part of one edition: its plan as a plan file, and all else beside it."""
    yield OutputFile(plan_file(edition), edition.plan_bytes)
    beside = {name: held for name, held in edition.envelope.items() if name != "plan"}
    yield OutputFile(evaluation_file(edition), canonical({**beside, "edition_sha256": edition.link.sha256}))


def _rows(table: Table, folder: PublicFolder) -> Iterator[tuple[Cell, ...]]:
    if table.name == _ALL_EDITIONS:
        code = folder.newest.plan.municipality.code
        yield from ((code, *row) for row in edition_rows(folder))
    elif table.name in PLAN_ROWS:
        head = _head(folder.newest)
        yield from ((*head, *row) for row in PLAN_ROWS[table.name](folder.newest))
    else:
        for edition in folder.of_each_year:
            head = _head(edition)
            yield from ((*head, *row) for row in YEAR_ROWS[table.name](edition))


def _head(edition: PublicEdition) -> tuple[Cell, Cell]:
    return edition.plan.municipality.code, edition.link.number
