"""Forms to begin with, of what a plan knows: a sheet for each measure, a list of all, a paper in Word."""

import io
import re
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from monosashi.core.messages import message
from monosashi.exchange.forms.values import EACH, EACH_END
from monosashi.exchange.spreadsheets.neutral import WRITER_OPTIONS
from monosashi.office.forms.fields import written
from monosashi.publishing.output_files import OutputFile

SAMPLES = {
    "sheet": message("city_forms.sample.sheet"),
    "list": message("city_forms.sample.list"),
    "document": message("city_forms.sample.document"),
}
"""What there is, as it is called."""

_ASKED = re.compile(r"\{\{([^:}]+)(?::[^}]*)?\}\}")
_NARROW, _WIDE = 28, 70
"""Letters of a column of words and of one of texts."""

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
}
"""What every Word file has beside its text."""


def sample_named(which: str, known: Iterable[str]) -> OutputFile:
    """The sample, asking for nothing but the fields that are known by these names. Raises KeyError."""
    told, names = _table()[which], frozenset(known)
    make = {"sheet": _sheet, "list": _list, "document": _document}[which]
    return OutputFile(told["name"], make(told, names))


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files("monosashi.office.forms").joinpath("samples.toml").read_text(encoding="utf-8"))


def _known(text: str, names: frozenset[str]) -> bool:
    return all(name in names for name in _ASKED.findall(text))


def _kept(rows: Iterable[list[str]], names: frozenset[str]) -> list[list[str]]:
    return [row for row in rows if all(_known(text, names) for text in row)]


def _sheet(told: Mapping[str, Any], names: frozenset[str]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {**WRITER_OPTIONS, "in_memory": True})
    title, head, cell = _formats(book)
    sheet = book.add_worksheet(told["sheet"])
    sheet.set_column(0, 0, _NARROW)
    sheet.set_column(1, 1, _WIDE)
    sheet.write_string(0, 0, told["title"], title)
    for at, (name, asked) in enumerate(_kept(told["rows"], names), start=2):
        sheet.write_string(at, 0, name, head)
        sheet.write_string(at, 1, asked, cell)
    book.close()
    return stream.getvalue()


def _list(told: Mapping[str, Any], names: frozenset[str]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {**WRITER_OPTIONS, "in_memory": True})
    title, head, cell = _formats(book)
    sheet = book.add_worksheet(told["sheet"])
    sheet.set_landscape()
    sheet.write_string(0, 0, told["title"], title)
    for at, (name, asked) in enumerate(_kept(told["columns"], names)):
        sheet.set_column(at, at, _NARROW)
        sheet.write_string(2, at, name, head)
        sheet.write_string(3, at, written(EACH) + asked if at == 0 else asked, cell)
    book.close()
    return stream.getvalue()


def _formats(book: xlsxwriter.Workbook) -> tuple[Any, Any, Any]:
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top", "bg_color": "#eeeeee"})
    return title, head, book.add_format({"border": 1, "text_wrap": True, "valign": "top"})


def _document(told: Mapping[str, Any], names: frozenset[str]) -> bytes:
    own = [text for text in told["paragraphs"] if _known(text, names)]
    every = (told["title"], written(EACH), *own, written(EACH_END))
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in every)
    parts = {**_PARTS, "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}')
    return stream.getvalue()
