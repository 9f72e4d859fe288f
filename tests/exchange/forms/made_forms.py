"""A city's forms for the tests: a 調書 as Excel and as Word with stamp boxes, borders and heads, as cities really have them."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from monosashi.exchange.forms.values import Figure, FormValue, Lookup, Placeholder

Values = Mapping[str, FormValue]


def values(given: Values) -> Lookup:
    """A lookup by `名前` or `名前:年度`; "" where nothing is given."""

    def lookup(placeholder: Placeholder) -> FormValue:
        return given.get(f"{placeholder.name}:{placeholder.year}" if placeholder.year else placeholder.name, "")

    return lookup


def figure(number: str, printed: str = "") -> Figure:
    return Figure(Decimal(number), printed or f"{Decimal(number):,}")


def measure(at: int) -> Lookup:
    """The measure number `at`, from 1."""
    return values(
        {
            "施策番号": f"{at}-{at}",
            "施策名": f"第{at}の施策",
            "所管課": "デジタル推進課",
            "指標1の実績値": figure("22.6"),
            "支出済額": figure(str(1000 * at)),
            "支出済額:前年度": figure(str(900 * at)),
            "成果": f"{at}行目\n次の行",
        }
    )


WHOLE = values({"年度": "令和6年度", "計画名": "秋田市DX計画 & 実施", "作成日": "令和7年5月1日"})


def picture() -> bytes:
    """A small PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xc0\x20\x20" * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def workbook_form(fill: Callable[[xlsxwriter.Workbook, Worksheet], None], sheet: str = "様式1") -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False})
    fill(book, book.add_worksheet(sheet))
    book.close()
    return out.getvalue()


def listing(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """主要施策成果説明書: one row a measure, a total below, a stamp box above, a note and a list further down."""
    box = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "BIZ UDPGothic"})
    head = book.add_format(
        {"border": 1, "bold": True, "bg_color": "#DDEBF7", "align": "center", "font_name": "BIZ UDPGothic"}
    )
    title = book.add_format({"bold": True, "font_size": 16, "align": "center", "font_name": "BIZ UDPGothic"})
    money = book.add_format({"border": 1, "num_format": "#,##0", "font_name": "BIZ UDPGothic"})
    rate = book.add_format({"border": 1, "num_format": "0.0%", "font_name": "BIZ UDPGothic"})
    red = book.add_format({"font_color": "#C00000"})
    sheet.set_column("A:A", 8)
    sheet.set_column("B:B", 30)
    sheet.set_column("C:F", 13)
    sheet.merge_range("A1:F1", "{{年度}}　主要施策成果説明書", title)
    sheet.write_rich_string("A2", "計画: ", red, "{{計画", "名}}", " です")
    sheet.insert_textbox("E2", "決裁印", {"width": 90, "height": 60, "x_offset": 40})
    sheet.write_row("A6", ["番号", "施策", "実績", "支出済額", "前年度", "増減"], head)
    sheet.write_row("A7", ["{{各施策}}{{施策番号}}", "{{施策名}}"], box)
    sheet.write("C7", "{{指標1の実績値}}", rate)
    sheet.write("D7", "{{支出済額}}", money)
    sheet.write("E7", "｛｛支出済額：前 年度｝｝", money)
    sheet.write_formula("F7", "=D7-E7", money, 0)
    sheet.set_row(6, 30)
    sheet.merge_range("A8:C8", "計", head)
    sheet.write_formula("D8", "=SUM(D7:D7)", money, 0)
    sheet.write_formula("E8", "=SUM(E7)", money, 0)
    sheet.write_formula("F8", "=D8-E8", money, 0)
    sheet.merge_range("A10:F11", "注: {{作成日}} 現在。{ } は使いません。", box)
    sheet.write("A12", "判定", box)
    sheet.data_validation("A12", {"validate": "list", "source": ["○", "△"]})
    sheet.data_validation("B7", {"validate": "length", "criteria": "<=", "value": 100})
    sheet.conditional_format("D7:D7", {"type": "cell", "criteria": ">", "value": 5000, "format": red})
    sheet.conditional_format("D8", {"type": "cell", "criteria": ">", "value": 1, "format": red})
    sheet.write_comment("A10", "消さないでください")
    sheet.write_comment("A6", "見出しの注")
    sheet.write_url("A13", "https://example.invalid/", string="資料")
    sheet.insert_image("B13", "判.png", {"image_data": io.BytesIO(picture())})
    sheet.insert_textbox("D14", "連絡先 {{計画名}}", {"width": 200, "height": 40})
    sheet.set_header('&L&"BIZ UDPGothic"&12{{年度}}&R&P/&N')
    sheet.set_footer("&C{{計画名}}")
    sheet.print_area("A1:F14")
    sheet.repeat_rows(0, 5)
    sheet.set_h_pagebreaks([11])
    sheet.freeze_panes(6, 0)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    _beside(book)


def _beside(book: xlsxwriter.Workbook) -> None:
    """Sheets with formulas on the first, and a chart of it."""
    book.define_name("合計", "='様式1'!$D$8")
    other = book.add_worksheet("集計")
    other.write_formula("A1", "=様式1!D8*2", None, 0)
    other.write_formula("A2", "=合計", None, 0)
    other.write_string("A3", "ここは変わりません")
    third = book.add_worksheet("変わらない")
    third.write_formula("A1", "=1+1", None, 2)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=様式1!$D$7:$D$7", "categories": "=様式1!$B$7:$B$7"})
    third.insert_chart("C3", chart)


def parts(raw: bytes) -> dict[str, bytes]:
    """The parts by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/header1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def document_form(body: str, header: str = "<w:p/>") -> bytes:
    """A Word document with this body (XML); `w`, `mc`, `w14`, `wp`, `wps`, `v`, `r` are declared."""
    spaces = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="{_KIND}" mc:Ignorable="w14"'
    )
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1134" w:bottom="1134" w:left="1134" w:header="700" w:footer="700"/></w:sectPr>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr(
            "_rels/.rels",
            _RELATIONS.format(f'<Relationship Id="rId1" Type="{_KIND}/officeDocument" Target="word/document.xml"/>'),
        )
        package.writestr(
            "word/document.xml", f"{declaration}<w:document {spaces}><w:body>{body}{section}</w:body></w:document>"
        )
        package.writestr(
            "word/_rels/document.xml.rels",
            _RELATIONS.format(f'<Relationship Id="rId1" Type="{_KIND}/header" Target="header1.xml"/>'),
        )
        package.writestr("word/header1.xml", f"{declaration}<w:hdr {spaces}>{header}</w:hdr>")
        package.writestr("word/media/判.png", picture(), zipfile.ZIP_STORED)
    return out.getvalue()


def run(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, look: str = "") -> str:
    """A paragraph; what is no XML is made a run."""
    inside = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{inside}</w:p>"


def table(*rows: tuple[str, ...], widths: tuple[int, ...] = (1500, 4500, 3500)) -> str:
    """A table with borders."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(cell)}</w:tc>'
            for cell, width in zip(row, widths, strict=False)
        )
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def text_box(text: str) -> str:
    """A box over the page, as Word 2010 writes it, with the same for older programs."""
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1000000" cy="700000"/><wp:wrapNone/><wp:docPr id="7" name="決裁印"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1000000" cy="700000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        '</a:prstGeom><a:noFill/><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
        f"<wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f'</mc:Choice><mc:Fallback><w:pict><v:rect style="width:80pt;height:55pt"><v:textbox>{inside}</v:textbox></v:rect>'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def statement() -> bytes:
    """監査調書: a head, a stamp box, a table with a row for each measure, then a sheet of its own for each."""
    bold = '<w:b/><w:sz w:val="32"/>'
    return document_form(
        paragraph(run("{{年度}}　監査調書", bold), text_box("決裁 {{作成日}}"), look='<w:jc w:val="center"/>')
        + paragraph(
            "計画: ", run("{{計", "<w:i/>"), '<w:proofErr w:type="spellStart"/>', run("画名}"), run("}"), " について"
        )
        + paragraph("")
        + table(
            ("番号", "施策", "支出済額"), ("{{各施策}}{{施策番号}}", "{{施策名}}", "{{支出済額}}千円"), ("計", "", "")
        )
        + paragraph("{{各施策}}")
        + paragraph("● {{施策番号}} {{施策名}}", look="<w:keepNext/>")
        + table(("所管", "{{所管課}}", "前年度 {{支出済額:前年度}}"), ("成果", "{{成果}}", ""))
        + paragraph("{{各施策おわり}}")
        + paragraph("以上"),
        paragraph("{{計画名}}　様式第3号"),
    )


def word_text(raw: bytes, part: str = "word/document.xml") -> list[str]:
    """The text of each paragraph, boxes left out of the paragraph that they lie over."""
    xml = parts(raw)[part].decode()
    xml = re.sub(r"<mc:AlternateContent>.*?</mc:AlternateContent>", "", xml, flags=re.DOTALL)
    return [
        "".join(
            "\n" if found[0].startswith("<w:br") else re.sub("<[^>]*>", "", found[0])
            for found in re.finditer(r"<w:t[ >].*?</w:t>|<w:br/>", each, re.DOTALL)
        )
        for each in re.findall(r"<w:p(?: [^>]*)?>(.*?)</w:p>", xml, re.DOTALL)
    ]
