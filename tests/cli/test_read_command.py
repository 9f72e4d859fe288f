"""`monosashi read` as somebody types it who has last year's report as a PDF or a text."""

import shutil
import subprocess
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from cli.command_line import run
from exchange.reading.a_report import LAYOUT, SHEET
from exchange.reading.a_table_report import SUMMARY, SUMMARY_LAYOUT
from monosashi.exchange.plan_file import read_plan
from monosashi.exchange.reading.printed import plain


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    path = tmp_path / "報告.layout.toml"
    path.write_text(LAYOUT, encoding="utf-8")
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "報告.txt"
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_a_report_without_doubts_becomes_a_plan(report: Path, layout: Path, tmp_path: Path) -> None:
    told = run("read", report, "--layout", layout, "--to", tmp_path / "下書き.plan.json")
    assert told.code == 0
    assert "目標値と基準値     1/1" in told.out
    assert "下書き.plan.json に書き出しました" in told.err
    assert read_plan(tmp_path / "下書き.plan.json").name == "見本市情報化計画"


def test_doubts_are_listed_and_the_rest_is_still_read(report: Path, layout: Path, tmp_path: Path) -> None:
    report.write_text(SHEET.replace("B【実績】22.60", "B【実績】10～22.60"), encoding="utf-8")
    told = run("read", report, "--layout", layout, "--to", tmp_path / "下書き.xlsx", "--format", "json")
    assert told.code == 1
    assert [(doubt["line"], doubt["measure"]) for doubt in told.data["doubts"]] == [("12", "電子申請")]
    assert (tmp_path / "下書き.xlsx").stat().st_size > 0


def test_a_document_of_several_tables_tells_what_stands_under_its_measures(report: Path, layout: Path) -> None:
    layout.write_text(SUMMARY_LAYOUT, encoding="utf-8")
    report.write_text(SUMMARY, encoding="utf-8")
    told = run("read", report, "--layout", layout)
    assert told.code == 0
    counts = [
        row
        for part in ("施策", "施策の下の項目", "評価指標")
        for row in told.out.splitlines()
        if row.split()[:1] == [part]
    ]
    assert [row.split() for row in counts] == [
        ["施策", "2"],
        ["施策の下の項目", "3"],
        ["施策の下の項目", "2/2"],
        ["評価指標", "3"],
    ]


def test_without_to_nothing_is_written(report: Path, layout: Path, tmp_path: Path) -> None:
    told = run("read", report, "--layout", layout)
    assert "まだ何も書き出していません" in told.err
    assert {path.name for path in tmp_path.iterdir()} == {report.name, layout.name}


def test_a_file_that_is_there_stays(report: Path, layout: Path, tmp_path: Path) -> None:
    there = tmp_path / "計画.plan.json"
    there.write_text("{}", encoding="utf-8")
    assert run("read", report, "--layout", layout, "--to", there).code == 2
    assert there.read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.4 broken", "PDF として開けません"),
        ("事業名：電子申請\n".encode(), "施策が一つもありません"),
        ("事業名\t電子申請\n".encode("cp932"), "UTF-8"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_with_a_sentence(
    report: Path, layout: Path, content: bytes, sentence: str
) -> None:
    report.write_bytes(content)
    told = run("read", report, "--layout", layout)
    assert (told.code, sentence in told.err) == (2, True)


def test_what_is_no_plan_is_told_of_the_layout(report: Path, layout: Path) -> None:
    layout.write_text(LAYOUT.replace("last_year = 2026", "last_year = 2020"), encoding="utf-8")
    told = run("read", report, "--layout", layout)
    assert (told.code, "last_year" in told.err) == (2, True)


@pytest.mark.slow
def test_a_pdf_is_read_like_its_text(layout: Path, report: Path, tmp_path: Path) -> None:
    report.write_text(SHEET.replace("</p> <ul><li>増やす</li></ul>", "増やす</p>"), encoding="utf-8")
    from_pdf, from_text = (
        run("read", path, "--layout", layout, "--to", tmp_path / f"{path.suffix[1:]}.plan.json")
        for path in (printed(report), report)
    )
    assert (from_pdf.code, from_text.code) == (0, 0)
    assert read_plan(tmp_path / "pdf.plan.json") == read_plan(tmp_path / "txt.plan.json")


def printed(report: Path) -> Path:
    """The text as a PDF that LibreOffice prints: rows with tabs in ruled tables, lines without between them."""
    book = report.with_suffix(".xlsx")
    with Workbook(book) as workbook:
        sheet, ruled = workbook.add_worksheet(), workbook.add_format({"border": 1})
        sheet.set_column(0, 5, 50)
        sheet.fit_to_pages(1, 0)
        for at, line in enumerate(report.read_text(encoding="utf-8").splitlines()):
            cells = [plain(cell) for cell in line.split("\t")]
            for column, cell in enumerate(cells):
                sheet.write_string(at, column, cell, ruled if len(cells) > 1 else None)
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice prints the PDF"
    profile = f"-env:UserInstallation={(report.parent / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(report.parent), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return report.with_suffix(".pdf")
