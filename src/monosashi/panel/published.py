"""The open data of many cities, found on the disk and held against its own list of hashes before anything is read of it."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.exchange.file_bytes import bytes_of, text_of
from monosashi.exchange.file_reasons import reason_of
from monosashi.exchange.spreadsheets.neutral import from_csv_field
from monosashi.panel.sources import PLANS, Source, sources
from monosashi.publishing.output_files import digest_of, listed_sums


@dataclass(frozen=True, slots=True)
class Published:
    """The open data of one plan, as its city published it. `folder` holds `SHA256SUMS` and `tables/`."""

    folder: Path
    municipality_code: str
    plan_id: str
    municipality: str
    plan: str


def published_below(paths: Iterable[Path]) -> tuple[Published, ...]:
    """The open data in these folders and below them, by municipality and plan.

    Raises InvalidInput with all that is wrong: a folder without open data, a file that is not as it was published, a column
    that is not there, a plan that stands there twice.
    """
    folders = [found for path in paths for found in _folders_below(path)]
    _refuse([problem for folder in folders for problem in _problems_of(folder)])
    cities = sorted((_city(folder) for folder in folders), key=lambda each: (each.municipality_code, each.plan_id))
    _refuse(_twice(cities))
    return tuple(cities)


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise InvalidInput(tuple(problems))


def header_of(path: Path) -> tuple[str, ...]:
    """The names of the columns of one table."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(next(csv.reader(file), ()))


def _folders_below(path: Path) -> list[Path]:
    if not path.is_dir():
        raise InvalidInput.of(str(path), message("panel.no_folder"), message("panel.name_open_data"))
    try:
        found = sorted(plans.parent.parent for plans in path.rglob(PLANS.file))
    except OSError as error:
        why = message("file.unreadable", reason=reason_of(error))
        raise InvalidInput.of(str(path), why, message("file.check_rights")) from None
    if not found:
        raise InvalidInput.of(str(path), message("panel.no_open_data"), message("panel.name_open_data"))
    return found


def _problems_of(folder: Path) -> Iterator[Problem]:
    listed = listed_sums(folder)
    for table in sources():
        path = folder / table.file
        if table.file not in listed or not path.is_file():
            yield Problem(str(path), None, message("panel.table_missing"), message("panel.get_again"))
        elif digest_of(path) != listed[table.file]:
            yield Problem(str(path), None, message("panel.changed"), message("panel.get_again"))
        else:
            yield from _header_problems(path, table)


def _header_problems(path: Path, table: Source) -> Iterator[Problem]:
    there = header_of(path)
    for name in table.needed:
        if name not in there:
            yield Problem(str(path), None, message("panel.column_missing", column=name), message("panel.make_again"))


def _city(folder: Path) -> Published:
    path = folder / PLANS.file
    rows = list(csv.DictReader(io.StringIO(text_of(bytes_of(path), str(path)), newline="")))
    if len(rows) != 1:
        raise InvalidInput.of(str(path), message("panel.not_one_plan", count=len(rows)), message("panel.get_again"))
    row = rows[0]
    names = (from_csv_field(row["municipality"]), from_csv_field(row["name"]))
    return Published(folder, row["municipality_code"], row["plan_id"], *names)


def _twice(cities: Sequence[Published]) -> list[Problem]:
    often = Counter((each.municipality_code, each.plan_id) for each in cities)
    return [
        Problem(
            str(each.folder),
            None,
            message("panel.plan_twice", city=each.municipality, plan=each.plan),
            message("panel.name_once"),
        )
        for each in cities
        if often[each.municipality_code, each.plan_id] > 1
    ]
