"""The zip that somebody made of a city's open data, and what a panel needs of it on the disk, held against its hashes.

Nothing is unpacked before sizes and names were looked at, and nothing but the tables that a panel is made of.
"""

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.exchange.spreadsheets.packages import Package, UnreadablePart, harm_in
from monosashi.panel.making import refuse_unreadable
from monosashi.panel.published import Published, published_below
from monosashi.panel.sources import PLANS, sources
from monosashi.publishing.output_files import SUMS, digest_of, listed_sums

_EDITIONS = "tables/editions.csv"
_LARGEST = 100_000_000
"""Bytes of one table, unpacked. Akita's largest has under a million."""

_CODE = re.compile(r"[0-9]{6}")
_LONGEST_ID = 128
_MOST_YEARS = 40


@dataclass(frozen=True, slots=True)
class CityFile:
    """What a file says of itself. `fiscal_years` are those of the editions that stand, ascending; empty where it does not say."""

    municipality_code: str
    plan_id: str
    municipality: str
    plan: str
    fiscal_years: tuple[int, ...]
    software: str


def read_city(raw: bytes, name: str) -> CityFile:
    """What is in the zip. Raises InvalidInput: no open data, more than one plan's, not as it was published, or nothing that a panel can be made of."""
    with tempfile.TemporaryDirectory(prefix="monosashi-city-") as temporary:
        folder = Path(temporary)
        with _called(folder, name):
            unpack(raw, name, folder)
            (city,) = published_below([folder])
            refuse_unreadable((city,))
            return _told(city)


def unpack(raw: bytes, name: str, folder: Path) -> None:
    """Put what a panel needs of the zip into the folder. Raises InvalidInput."""
    package = _opened(raw, name)
    top = _top(package)
    for part in (SUMS, _EDITIONS, *(table.file for table in sources())):
        if top + part in package.parts:
            path = folder / part
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(_bytes(package, top + part))


def named(problem: Problem, folder: Path, name: str) -> Problem:
    """The problem at its place in the file, which people know, in place of the folder, which they do not."""
    inside = problem.place.removeprefix(str(folder.resolve())).removeprefix(str(folder)).strip("/")
    return replace(problem, place=f"{name}: {inside}" if inside not in {"", name} else name)


@contextmanager
def _called(folder: Path, name: str) -> Iterator[None]:
    """What is wrong in the folder is told of the file. Tables that the engine cannot read fit their hashes all the same."""
    try:
        yield
    except InvalidInput as error:
        raise InvalidInput(tuple(named(each, folder, name) for each in error.problems)) from None
    except (UnicodeDecodeError, csv.Error, import_module("duckdb").Error):
        raise InvalidInput.of(name, message("cities.zip.tables_broken"), message("panel.make_again")) from None


def _opened(raw: bytes, name: str) -> Package:
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError):
        raise InvalidInput.of(name, message("cities.zip.not_a_zip"), message("cities.zip.pack_the_folder")) from None
    if (why := harm_in(entries)) is not None:
        raise InvalidInput.of(name, why, message("cities.zip.harmful"))
    return Package(name, archive)


def _top(package: Package) -> str:
    """The folder of the open data in the zip, "" for the zip itself. A site and its data hold the same twice."""
    tops = sorted(part.removesuffix(PLANS.file) for part in package.parts if _ends_with_plans(part))
    if not tops:
        raise InvalidInput.of(package.name, message("cities.zip.no_open_data"), message("cities.zip.pack_the_folder"))
    if len({_bytes(package, top + SUMS) for top in tops if top + SUMS in package.parts}) > 1:
        raise InvalidInput.of(package.name, message("cities.zip.several"), message("cities.zip.one_at_a_time"))
    return tops[0]


def _ends_with_plans(part: str) -> bool:
    return not part.startswith("__MACOSX/") and (part == PLANS.file or part.endswith(f"/{PLANS.file}"))


def _bytes(package: Package, part: str) -> bytes:
    content = io.BytesIO()
    try:
        for chunk in package.chunks(part):
            content.write(chunk)
            if content.tell() > _LARGEST:
                raise InvalidInput.of(
                    package.name, message("cities.zip.too_large", part=part), message("panel.get_again")
                )
    except UnreadablePart as error:
        raise InvalidInput.of(package.name, error.why, message("panel.get_again")) from None
    return content.getvalue()


def _told(city: Published) -> CityFile:
    """Raises InvalidInput for a code or an id that no plan file could have."""
    code, plan_id = city.municipality_code, city.plan_id
    if not _CODE.fullmatch(code) or not 0 < len(plan_id) <= _LONGEST_ID:
        why, read = message("cities.zip.no_such_code"), f"{code} {plan_id}"[:_LONGEST_ID]
        raise InvalidInput.of(str(city.folder / PLANS.file), why, message("panel.make_again"), read=read)
    years, software = _editions(city.folder)
    return CityFile(code, plan_id, city.municipality[:100], city.plan[:200], years[-_MOST_YEARS:], software[:50])


def _editions(folder: Path) -> tuple[tuple[int, ...], str]:
    """Fiscal years and software of the editions that stand; nothing where their table is not there as it was published."""
    path = folder / _EDITIONS
    if not path.is_file() or listed_sums(folder).get(_EDITIONS) != digest_of(path):
        return (), ""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row.get("withdrawn")]
    years = sorted({int(row["fiscal_year"]) for row in rows if (row.get("fiscal_year") or "").isdecimal()})
    return tuple(years), rows[-1].get("software") or "" if rows else ""
