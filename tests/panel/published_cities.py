"""The open data of the three real cities, published once for the tests of a panel, and copies of it with something changed."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

from monosashi.panel.making import panel_files
from monosashi.panel.published import published_below
from monosashi.publishing.open_data.licences import licence_named
from monosashi.publishing.open_data.making import open_data
from monosashi.publishing.output_files import SUMS, OutputFile, checksums, save_folder
from monosashi.publishing.public_editions import read_public_editions
from publishing.public_folders import CITIES, freeze_city

Table = list[dict[str, str]]


def publish(folder: Path) -> Path:
    """A folder with the open data of each city, as their sites hold it."""
    for city in CITIES:
        editions = freeze_city(city, folder / "editions" / city)
        files = open_data(read_public_editions(editions), licence_named("CC-BY-4.0", "--licence"))
        save_folder(files, folder / "published" / city)
    return folder / "published"


def made_of(*folders: Path, to: Path) -> Path:
    """The panel of what is published in these folders."""
    save_folder(panel_files(published_below(folders)), to)
    return to


def table_of(folder: Path, name: str) -> Table:
    """The rows of one table of the open data."""
    return list(csv.DictReader(io.StringIO((folder / f"tables/{name}.csv").read_text(encoding="utf-8"), newline="")))


def republished(city: Path, to: Path, name: str, change: Callable[[Table], Table]) -> Path:
    """The open data of a city with one table changed by its own hand: the list of hashes fits."""
    shutil.copytree(city, to)
    rows = change(table_of(city, name))
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    (to / f"tables/{name}.csv").write_bytes(target.getvalue().encode())
    files = (OutputFile(path.relative_to(to).as_posix(), path.read_bytes()) for path in to.rglob("*") if path.is_file())
    (to / SUMS).write_bytes(checksums(file for file in files if file.name != SUMS).raw)
    return to
