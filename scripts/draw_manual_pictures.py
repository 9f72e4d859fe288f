"""Draws docs/manual/pictures/*.png: the workbooks that Monosashi writes for the Akita example, as LibreOffice prints them, and its report.

Needs soffice and pdftoppm (system-packages.txt). The example's answers for 2024 are taken out first and given back by
one department, with a self-grade that the figures do not bear out; the plan workbook is the example as it is.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from openpyxl import load_workbook

from monosashi.cli.main import run
from monosashi.core.plan import Plan, YearState
from monosashi.core.results import NodeYear
from monosashi.exchange.answer_sheets.identity import ANSWER_MARK, PAGE_MARK
from monosashi.exchange.plan_file import read_plan, save_plan

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "manual" / "pictures"
AKITA = ROOT / "examples" / "akita" / "akita.plan.json"
YEAR = 2024
BOOK = "回答_保健予防課.xlsx"
MEASURE = "n-p146"
ANSWERS: dict[str, str | float] = {
    "actual/i-p146/value": 84.8,
    "actual/i-p146/status": "確定",
    "result/result": "アプリの参加者を広報誌とSNSで募り、企業67社に働きかけた。",
    "rating/progress/grade": "C",
}
LARGEST = 150_000
WHOLE = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a printed page. `title`: how the page begins. `area`: left, top, width, height in dots, zeros for all."""

    name: str
    workbook: str
    title: str
    area: tuple[int, int, int, int] = WHOLE
    resolution: int = 80


_MEASURE_TITLE = "令和6年度 実績回答票 ウォーキング"
_REPORT_HEAD = "(i) デジタル基盤の整備 秋田市デジタル化推進計画 令和6年度の実績と評価（確定）"
PICTURE_LIST = (
    Picture("index", "照会/一覧.xlsx", "秋田市デジタル化推進計画", (0, 30, 662, 500)),
    Picture("guide", f"照会/{BOOK}", "秋田市デジタル化推進計画", (0, 30, 662, 300)),
    Picture("answer-sheet", f"照会/{BOOK}", _MEASURE_TITLE),
    Picture("marked", f"差し戻し/{BOOK}", _MEASURE_TITLE, (0, 40, 662, 830)),
    Picture("plan-workbook", "計画.xlsx", "秋田市デジタル化推進計画", (30, 40, 870, 330)),
    Picture("plan-indicators", "計画.xlsx", "評価指標", (30, 40, 900, 420)),
    Picture("plan-money", "計画.xlsx", "金額", (20, 30, 900, 400)),
    Picture("report-measure", "報告書.pdf", f"{_REPORT_HEAD} ア"),
)


def main() -> None:
    """Play the part of the year that is drawn, print it, cut it out."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        play(folder)
        for picture in PICTURE_LIST:
            print(f"{draw(picture, folder).stat().st_size // 1000:>4} kB  {picture.name}.png")


def play(folder: Path) -> None:
    """Write the workbooks: sheets out, one answered and held against the plan, the plan workbook."""
    plan = folder / "akita.plan.json"
    save_plan(unanswered(read_plan(AKITA)), plan)
    called("sheets", "out", plan, "--year", YEAR, "--to", folder / "照会")
    returned = folder / "返送" / BOOK
    answer(folder / "照会" / BOOK, returned)
    called("sheets", "in", plan, returned, "--marked", folder / "差し戻し", expected=2)
    called("convert", AKITA, folder / "計画.xlsx")
    called("freeze", AKITA, "--year", YEAR, "--date", "2025-09-10", "--to", folder / "版")
    called("report", folder / "版", "--measures", "n-p073", "--to", folder / "報告書.pdf")


def unanswered(plan: Plan) -> Plan:
    """The plan as it is in April: nobody has answered for the year."""
    results = tuple(
        NodeYear(r.node, r.fiscal_year, stage=r.stage, managed_by=r.managed_by) if r.fiscal_year == YEAR else r
        for r in plan.results
    )
    indicators = tuple(
        replace(i, actuals=tuple(actual for actual in i.actuals if actual.fiscal_year != YEAR), fractions=())
        for i in plan.indicators
    )
    programs = tuple(
        replace(p, lines=tuple(line for line in p.lines if line.stage.value == "initial")) for p in plan.budget_programs
    )
    years = tuple(replace(year, state=YearState.OPEN) for year in plan.years)
    held = replace(plan, results=results, indicators=indicators, budget_programs=programs, years=years)
    return replace(held, documents=(), provenance=())


def answer(source: Path, target: Path) -> None:
    """Fill the sheet of one measure as a department does."""
    workbook = load_workbook(source)
    page = next(s for s in workbook.worksheets if s["A1"].value == PAGE_MARK and s["B1"].value == MEASURE)
    column = next(cell.column for cell in page[1] if cell.value == ANSWER_MARK)
    for cell in page["A"]:
        if str(cell.value) in ANSWERS:
            page.cell(cell.row, column, ANSWERS[str(cell.value)])
    target.parent.mkdir()
    workbook.save(target)


def called(*arguments: object, expected: int = 0) -> None:
    """Run Monosashi. Raises RuntimeError where it ends otherwise than expected."""
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = run([*map(str, arguments), "--lang", "ja"], {})
    if code != expected:
        raise RuntimeError(said.getvalue())


def draw(picture: Picture, folder: Path) -> Path:
    """Print the workbook and cut the picture out. Raises RuntimeError where it is too large for a page on the web."""
    target, pdf = PICTURES / picture.name, printed(folder / picture.workbook)
    number = str(page_of(pdf, picture.title))
    options = ("-f", number, "-l", number, "-singlefile", "-r", str(picture.resolution), "-png")
    run_tool("pdftoppm", *options, *cut(picture), str(pdf), str(target))
    drawn = target.with_suffix(".png")
    if drawn.stat().st_size >= LARGEST:
        raise RuntimeError(f"{drawn.name}: {drawn.stat().st_size}")
    return drawn


def page_of(pdf: Path, title: str) -> int:
    """The first page that begins with the title, from 1. Raises StopIteration where none does."""
    pages = run_tool("pdftotext", str(pdf), "-").split("\f")
    return next(at for at, text in enumerate(pages, 1) if " ".join(text.split()).startswith(title))


def cut(picture: Picture) -> Iterator[str]:
    """The part of the page, as pdftoppm wants it."""
    if picture.area != WHOLE:
        for option, dots in zip("xyWH", picture.area, strict=True):
            yield from (f"-{option}", str(dots))


def printed(workbook: Path) -> Path:
    """The workbook as PDF beside it, printed once."""
    pdf = workbook.with_suffix(".pdf")
    if not pdf.exists():
        profile = f"-env:UserInstallation=file://{workbook.parents[1] / 'profile'}"
        run_tool("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(pdf.parent), str(workbook))
    return pdf


def run_tool(name: str, *arguments: str) -> str:
    """Run a program of system-packages.txt. Returns what it printed. Raises RuntimeError where it is missing, CalledProcessError where it fails."""
    tool = shutil.which(name)
    if tool is None:
        raise RuntimeError(name)
    done = subprocess.run((tool, *arguments), check=True, capture_output=True, timeout=300)  # noqa: S603 -- our own commands
    return done.stdout.decode()


if __name__ == "__main__":
    main()
