"""A workbook of one sheet, written without a detour: a page has hundreds of them, and each must always be the same bytes.

Cells are words or numbers. Nothing in it is a formula, so words that begin with = stay words.
"""

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from html import escape

WorkbookCell = str | Decimal | int | None
"""None is an empty cell."""

_MADE = (1980, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PLAIN, _BOLD, _FIGURE = 0, 1, 2
_FIT = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
_PAPER = '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
"""A4 across, as wide as one sheet and as long as it gets: no column is printed apart from the others."""
_LARGEST_EXACT = 15
"""Digits that a cell's number keeps."""

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.########"/></numFmts><fonts count="2"><font><sz val="11"/><name val="BIZ UDPGothic"/></font><font><b/><sz val="11"/><name val="BIZ UDPGothic"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf fontId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="3" fontId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs></styleSheet>',
}


def small_workbook(sheet: str, rows: Sequence[Sequence[WorkbookCell]], widths: Sequence[int], *, head: int) -> bytes:
    """The bytes of the workbook. `head` rows at the top are bold and stay in view; `widths` are letters by column."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, text in {
            **_PARTS,
            "xl/workbook.xml": _book(sheet),
            "xl/worksheets/sheet1.xml": _sheet(rows, widths, head),
        }.items():
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, _HEAD + text)
    return raw.getvalue()


def _book(sheet: str) -> str:
    name = escape(_sheet_name(sheet))
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'


def _sheet_name(name: str) -> str:
    return "".join(letter for letter in name if letter not in "[]:*?/\\")[:31]


def _sheet(rows: Sequence[Sequence[WorkbookCell]], widths: Sequence[int], head: int) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(widths, 1)
    )
    pane = f'<pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/>' if head else ""
    body = "".join(_row(number, row, bold=number <= head) for number, row in enumerate(rows, 1))
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return f'<worksheet xmlns="{_MAIN}">{_FIT}{view}<cols>{columns}</cols><sheetData>{body}</sheetData>{_PAPER}</worksheet>'


def _row(number: int, row: Sequence[WorkbookCell], *, bold: bool) -> str:
    cells = "".join(
        _cell(f"{chr(65 + at)}{number}", cell, bold=bold) for at, cell in enumerate(row) if cell is not None
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, cell: WorkbookCell, *, bold: bool) -> str:
    if isinstance(cell, Decimal | int) and len(str(abs(cell)).replace(".", "")) <= _LARGEST_EXACT:
        whole = cell == int(cell)
        return f'<c r="{place}" s="{_FIGURE if whole else _PLAIN}"><v>{cell:f}</v></c>'
    text = escape(_printable(str(cell)), quote=False)
    return (
        f'<c r="{place}" t="inlineStr" s="{_BOLD if bold else _PLAIN}"><is><t xml:space="preserve">{text}</t></is></c>'
    )


def _printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")
