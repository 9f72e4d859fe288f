"""What a bundle says of itself: whose it is, from which editions it was made, and each file with its size and SHA-256."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from monosashi import __version__
from monosashi.core.messages import InvalidInput, message
from monosashi.publishing.bundle.packing import MANIFEST
from monosashi.publishing.editions import Link, canonical, digest
from monosashi.publishing.output_files import SUMS, OutputFile, below, checksums
from monosashi.publishing.public_editions import PublicFolder

FORMAT, VERSION = "monosashi.bundle", 1

Parts = dict[str, tuple[OutputFile, ...]]
"""Folder in the bundle -> its files: `site`, `pieces`, `open-data`."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as read. `files`: name -> size and SHA-256. `editions` are the entries of the chain, as plain data."""

    municipality: str
    plan: str
    editions: tuple[dict[str, Any], ...]
    files: dict[str, tuple[int, str]]


def bundle_files(parts: Parts, folder: PublicFolder) -> tuple[OutputFile, ...]:
    """Every file of the bundle: those of the parts, the manifest, the checksums."""
    files = tuple(file for name, part in parts.items() for file in below(name, part))
    described = (manifest(files, folder), *files)
    return (*described, checksums(described))


def manifest(files: Iterable[OutputFile], folder: PublicFolder) -> OutputFile:
    """The manifest of these files."""
    newest = folder.newest
    document = {
        "format": FORMAT,
        "version": VERSION,
        "municipality": {"code": newest.plan.municipality.code, "name": newest.plan.municipality.name},
        "plan": newest.plan.name,
        "software": __version__,
        "editions": [_edition(link) for link in folder.links],
        "files": [
            {"name": file.name, "bytes": len(file.raw), "sha256": digest(file.raw)}
            for file in sorted(files, key=lambda each: each.name)
        ],
    }
    return OutputFile(MANIFEST, canonical(document))


def read_manifest(files: Iterable[OutputFile], place: str) -> Manifest:
    """The manifest among the files. Raises InvalidInput: none there, none of ours, of a newer version."""
    raw = next((file.raw for file in files if file.name == MANIFEST), None)
    if raw is None:
        raise InvalidInput.of(place, message("bundle.no_manifest"), message("bundle.fetch_again"))
    try:
        document = json.loads(raw)
        if document["format"] != FORMAT:
            raise InvalidInput.of(place, message("bundle.no_manifest"), message("bundle.fetch_again"))
        if document["version"] != VERSION:
            why = message("bundle.newer_version", known=VERSION)
            raise InvalidInput.of(place, why, message("bundle.use_newer"), read=str(document["version"]))
        return _manifest(document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        where = f"{place}: {MANIFEST}"
        raise InvalidInput.of(where, message("bundle.changed"), message("bundle.fetch_again")) from None


def listed(manifest_: Manifest) -> set[str]:
    """The names of all files that the bundle must have."""
    return {MANIFEST, SUMS, *manifest_.files}


def _manifest(document: Any) -> Manifest:  # noqa: ANN401 -- plain data of any shape
    return Manifest(
        str(document["municipality"]["name"]),
        str(document["plan"]),
        tuple(dict(each) for each in document["editions"]),
        {str(each["name"]): (int(each["bytes"]), str(each["sha256"])) for each in document["files"]},
    )


def _edition(link: Link) -> dict[str, Any]:
    told = {
        "number": link.number,
        "label": link.label,
        "fiscal_year": link.fiscal_year,
        "state": link.state,
        "sha256": link.sha256,
    }
    return told | ({"withdrawn": link.withdrawn.withdrawn} if link.withdrawn else {})
