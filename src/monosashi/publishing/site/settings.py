"""What a city says of its own site, in a small TOML. Nothing here can hide an unmet indicator, a differing grade or a moved target."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.file_bytes import bytes_of, text_of
from monosashi.exchange.toml_faults import line_of
from monosashi.publishing.open_data.licences import licence_named


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A word of the city with its explanation."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """All texts are the city's own and stay as they are in every language; "" and () are left out of the pages.

    `licence` is the id of one that open data know, without which there are no files to download.
    `report` says whether the report in PDF of each edition belongs to the site.
    `base_url` is where the site will stand; without it feed and sitemap hold relative addresses. `contact` are lines.
    `accessibility_tested` is the day of the last test as printed, `accessibility_limits` what is known not to be right yet.
    """

    name: str = ""
    base_url: str = ""
    contact: tuple[str, ...] = ()
    licence: str = ""
    accessibility_tested: str = ""
    accessibility_limits: tuple[str, ...] = ()
    terms: tuple[OwnTerm, ...] = ()
    report: bool = True


def read_settings(path: Path) -> SiteSettings:
    """The settings in a file. Raises InvalidInput with everything that is wrong."""
    try:
        data = tomllib.loads(text_of(bytes_of(path), str(path)))
    except tomllib.TOMLDecodeError as error:
        why, remedy = message("site.settings.not_toml"), message("site.settings.mend")
        raise InvalidInput.of(str(path), why, remedy, line=line_of(error)) from None
    problems = tuple(found for name, value in data.items() if (found := _fault(path, name, value)) is not None)
    if problems:
        raise InvalidInput(problems)
    if "licence" in data:
        licence_named(data["licence"], f"{path}: licence")
    return replace(SiteSettings(), **{name: _value(value) for name, value in data.items()})


def is_address(text: str) -> bool:
    """Whether a site can stand there: http or https, a host, nothing after the path, no space and nobody's password."""
    try:
        parts = urlsplit(text)
        strange = parts.port == 0 or parts.username is not None
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not strange and not _OUTSIDE.search(text)


_OUTSIDE = re.compile(r"[\s?#]")
"""What no address of a site holds: a mark with nothing after it would swallow what is added."""


def _fault(path: Path, name: str, value: object) -> Problem | None:
    kinds = {field.name: str(field.type) for field in fields(SiteSettings)}
    if name not in kinds:
        return _problem(path, name, None, message("site.settings.unknown", known=tuple(kinds)))
    if not _fits(name, value):
        return _problem(path, name, str(value), message(_EXPECTED.get(name, "site.settings.expects_text")))
    if name == "base_url" and not is_address(str(value)):
        return _problem(path, name, str(value), message("site.settings.not_an_address"))
    return None


_EXPECTED: Mapping[str, str] = {
    "contact": "site.settings.expects_lines",
    "accessibility_limits": "site.settings.expects_lines",
    "terms": "site.settings.expects_terms",
    "report": "site.settings.expects_yes_or_no",
}


def _fits(name: str, value: object) -> bool:
    if name == "report":
        return isinstance(value, bool)
    if name == "terms":
        return isinstance(value, list) and all(_is_term(entry) for entry in value)
    if name in _EXPECTED:
        return isinstance(value, list) and all(isinstance(line, str) for line in value)
    return isinstance(value, str)


def _is_term(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and entry.keys() == {"word", "text"}
        and all(isinstance(v, str) and v for v in entry.values())
    )


def _value(value: Any) -> Any:  # noqa: ANN401 -- checked before by `_fault`
    if not isinstance(value, list):
        return value
    return tuple(OwnTerm(**entry) if isinstance(entry, dict) else entry for entry in value)


def _problem(path: Path, name: str, read: str | None, why: Message) -> Problem:
    place = f"{path}: {name}" if name else str(path)
    return Problem(place, read, why, message("site.settings.mend"))
