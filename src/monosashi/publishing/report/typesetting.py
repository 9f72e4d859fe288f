"""From a document as plain data to the bytes of a PDF. Typst is an extra (`monosashi[report]`) and loaded only when asked for."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from monosashi.core.messages import InvalidInput, message
from monosashi.publishing.report.glyphs import FONTS

PAPER = Path(__file__).parent / "paper"
STANDARD = "ua-1"
"""PDF/UA-1: tagged, with a title, a language, and words for every picture."""
_PAGE = re.compile(rb"/Type\s*/Page\b")


def is_installed() -> bool:
    """Whether a report can be made here."""
    return find_spec("typst") is not None


def typesetter() -> str:
    """What sets reports here, with its version: another may set the same report in other bytes. "" where nothing does."""
    return f"typst {_version()}" if is_installed() else ""


@cache
def _version() -> str:
    return version("typst")


def pdf_of(document: Mapping[str, Any]) -> bytes:
    """The PDF. The same data give the same bytes: fonts travel with us, and no clock is asked.

    Raises InvalidInput without the extra, and with Typst's own words where it cannot set the document.
    """
    typst = typst_or_refuse()
    try:
        return _set(typst, document)
    except typst.TypstError as error:
        why, remedy = message("report.not_set"), message("report.go_on_without")
        raise InvalidInput.of(f"{document['title']} (PDF)", why, remedy, read=str(error)) from error


def pages_in(raw: bytes) -> int:
    """How many pages a PDF of ours has."""
    return len(_PAGE.findall(raw))


def typst_or_refuse() -> Any:  # noqa: ANN401 -- a module without types
    """The library. Raises InvalidInput that says which extra is lacking."""
    try:
        return import_module("typst")
    except ModuleNotFoundError:
        raise InvalidInput.of("monosashi report", message("report.not_installed"), message("report.install")) from None


def _set(typst: Any, document: Mapping[str, Any]) -> bytes:  # noqa: ANN401 -- a module without types
    return bytes(
        typst.compile(
            str(PAPER / "report.typ"),
            root=str(PAPER),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=[STANDARD],
            sys_inputs={"data": json.dumps(document, ensure_ascii=False)},
            timestamp=_day(document["created"]),
        )
    )


def _day(iso: str) -> int:
    """Seconds to the beginning of the day in Japan."""
    return int(datetime.fromisoformat(f"{iso}T00:00:00+09:00").timestamp())
