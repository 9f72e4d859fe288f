"""A published workbook is read as the rows that people see: shown figures, and nothing that is hidden."""

from pathlib import Path

import pytest
from xlsxwriter import Workbook

from exchange.reading.a_table_report import SUMMARY, tables_drafted
from monosashi.core.messages import InvalidInput
from monosashi.exchange.reading.documents import document_lines
from monosashi.exchange.reading.printed import plain


def test_rows_are_lines_and_sheets_are_pages(tmp_path: Path) -> None:
    with Workbook(tmp_path / "報告.xlsx") as book:
        first, second = book.add_worksheet(), book.add_worksheet()
        first.write_row(0, 0, ["事業名", "電子申請"])
        first.write(2, 1, "続き\tです")
        second.write(0, 0, "二枚目")
    assert [(line.number, line.text, line.page) for line in document_lines(tmp_path / "報告.xlsx")] == [
        (1, "事業名\t電子申請", 1),
        (3, "\t続き です", 1),
        (4, "二枚目", 2),
    ]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.226, "0.0%", "22.6%"),
        (0.665, "0%", "67%"),
        (1234567, "#,##0,", "1235"),
        (15, '0"件"', "15件"),
        (22.6, "General", "22.6"),
        (22.6, "0.00", "22.60"),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(tmp_path: Path, value: float, code: str, shown: str) -> None:
    with Workbook(tmp_path / "報告.xlsx") as book:
        book.add_worksheet().write_number(0, 0, value, book.add_format({"num_format": code}))
    assert [line.text for line in document_lines(tmp_path / "報告.xlsx")] == [shown]


def test_what_is_hidden_is_not_read(tmp_path: Path) -> None:
    with Workbook(tmp_path / "報告.xlsx") as book:
        sheet, aside = book.add_worksheet(), book.add_worksheet()
        sheet.write_row(0, 0, ["見える", "隠した列"])
        sheet.write(1, 0, "隠した行")
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_row(1, None, None, {"hidden": True})
        aside.write(0, 0, "隠したシート")
        aside.hide()
    assert [line.text for line in document_lines(tmp_path / "報告.xlsx")] == ["見える"]


def test_a_workbook_is_the_same_draft_as_its_text(tmp_path: Path) -> None:
    with Workbook(tmp_path / "報告.xlsx") as book:
        sheet = book.add_worksheet()
        for at, line in enumerate(SUMMARY.splitlines()):
            sheet.write_row(at, 0, [plain(cell) for cell in line.split("\t")])
    text = "\n".join(line.text for line in document_lines(tmp_path / "報告.xlsx"))
    assert tables_drafted(tmp_path, text).plan == tables_drafted(tmp_path, SUMMARY).plan


def test_a_package_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "報告.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(InvalidInput):
        document_lines(tmp_path / "報告.xlsx")
