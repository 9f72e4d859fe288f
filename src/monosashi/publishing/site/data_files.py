"""The files of the open data on the page that offers them: what each holds, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from monosashi.publishing.open_data.columns import tables
from monosashi.publishing.open_data.year_rows import evaluation_file, plan_file
from monosashi.publishing.output_files import SUMS, OutputFile
from monosashi.publishing.site.addresses import DATA, Address
from monosashi.publishing.site.editions import SiteEdition
from monosashi.publishing.site.words import SiteTongue

_DESCRIBING = {
    "README.txt": "readme",
    "LICENSE.txt": "licence",
    "columns.csv": "columns",
    "codes.csv": "codes",
    "datapackage.json": "package",
    SUMS: "sums",
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file: its name, the way to it, what it holds, its size in kilobytes, at least 1."""

    name: str
    way: str
    holds: str
    kilobytes: int


def data_files(
    files: tuple[OutputFile, ...], editions: tuple[SiteEdition, ...], tongue: SiteTongue
) -> tuple[DataFile, ...]:
    """In their order."""
    top, words = Address(tongue.language, DATA).top, _words(editions, tongue)
    return tuple(
        DataFile(each.name, f"{top}{DATA}{each.name}", words.get(each.name, ""), max(1, round(len(each.raw) / 1000)))
        for each in files
    )


def _words(editions: tuple[SiteEdition, ...], tongue: SiteTongue) -> Mapping[str, str]:
    words = {table.file: table.ja if tongue.is_source else table.en for table in tables()}
    words |= {name: tongue.say(f"site.data.holds.{key}") for name, key in _DESCRIBING.items()}
    for edition in editions:
        label = tongue.edition(edition.number, edition.link.label)
        words[plan_file(edition)] = tongue.say("site.data.plan_of", label=label)
        words[evaluation_file(edition)] = tongue.say("site.data.evaluation_of", label=label)
    return words
