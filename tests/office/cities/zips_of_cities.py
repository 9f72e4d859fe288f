"""The open data of Sasebo and Nagasaki as zips, the same with something changed, and the worker's turn."""

import atexit
import io
import shutil
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from django.conf import settings
from django.test import Client
from django.test.utils import override_settings

from monosashi.office.accounts.standing import Person
from monosashi.office.cities.actions import bring_in
from monosashi.office.cities.models import CityData
from monosashi.publishing.open_data.licences import licence_named
from monosashi.publishing.open_data.making import open_data
from monosashi.publishing.output_files import SUMS, OutputFile, checksums
from monosashi.publishing.public_editions import read_public_editions
from office.jobs_done import jobs_done
from office.laid import Laid
from publishing.public_folders import freeze_city

SASEBO, NAGASAKI = "422029", "420000"

LAID_HOME = Path(mkdtemp(prefix="monosashi-cities-"))
"""The files of what `lay_cities` laid."""

atexit.register(shutil.rmtree, LAID_HOME, ignore_errors=True)


@cache
def open_data_of(city: str) -> tuple[OutputFile, ...]:
    """What the city publishes, made once by a process."""
    with TemporaryDirectory() as folder:
        editions = freeze_city(city, Path(folder) / "editions")
        return open_data(read_public_editions(editions), licence_named("CC-BY-4.0", "--licence"))


def zip_of(
    city: str, changed: Mapping[str, bytes | None] | None = None, *, within: str = "", listed: bool = True
) -> bytes:
    """The zip of a city's folder. `changed` are other bytes for a file, None leaves it out; `listed`: the hashes are those of the changed files."""
    other = changed or {}
    files = [
        OutputFile(file.name, other.get(file.name, file.raw) or b"")
        for file in open_data_of(city)
        if file.name != SUMS and other.get(file.name, b"") is not None
    ]
    sums = checksums(files if listed else [file for file in open_data_of(city) if file.name != SUMS])
    return packed({within + file.name: file.raw for file in (*files, sums)})


def table(city: str, name: str) -> bytes:
    """The bytes of one table."""
    return next(file.raw for file in open_data_of(city) if file.name == f"tables/{name}.csv")


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files as somebody packs them."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(zipfile.ZipInfo(name), raw, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def brought(city: str, by: Person) -> CityData:
    """A city, brought in."""
    return bring_in(zip_of(city, within=f"{city}/"), f"{city}.zip", by=by)


def worked() -> list[str]:
    """The worker's turn: what became of each job."""
    done = jobs_done("cities")
    assert {row.status for row in done} <= {"SUCCESSFUL"}, [row.traceback for row in done]
    return [row.status for row in done]


def browser_of(by: Person) -> Client:
    """Somebody's browser."""
    client = Client()
    client.force_login(by.staff)
    return client


def lay_cities(laid: Laid) -> Laid:
    """Both cities, brought in beside Akita's plan, and the panel of them."""
    with override_settings(INSTALLATION=settings.INSTALLATION.model_copy(update={"home": LAID_HOME})):
        for city in ("sasebo", "nagasaki"):
            brought(city, laid.coordinator)
        worked()
    return laid
