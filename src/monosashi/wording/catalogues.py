"""The catalogues: one GNU po file per room and language, read once and only when a sentence is asked for.

`msgid` is the message id, `msgstr` a template with fields in Python's format notation.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from babel.messages.pofile import read_po

Language = Literal["ja", "en"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
"""Japanese, the source language, first."""

FOLDER = Path(__file__).parent / "catalogues"


@cache
def templates(language: Language) -> Mapping[str, str]:
    """Every message id of every room with its template. An entry whose `msgstr` is empty is left out."""
    return MappingProxyType({id_: text for _, id_, text in entries(language) if text})


def entries(language: Language) -> Iterator[tuple[str, str, str]]:
    """Room, message id and template of every entry as the files have them."""
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=language, charset="utf-8"):
                if entry.id:
                    yield path.stem, str(entry.id), str(entry.string)
