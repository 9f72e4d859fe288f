"""The file set of Akita, made from an edition by the command, and read again as an auditor reads it."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import python_calamine

from monosashi.checks.tokenizer import SudachiTokenizer
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.auditor import Material, Sampling
from monosashi.publishing.auditor.opening import material_of_editions
from monosashi.publishing.editions import Content
from monosashi.publishing.editions_folder import freeze

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
OCTOBER = date(2025, 10, 10)


def akita_content() -> Content:
    """Akita's year as it is judged."""
    plan = read_plan(EXAMPLES / "akita" / "akita.plan.json")
    scheme, life_cycle = shipped_scheme("akita@2"), shipped_life_cycle("akita@1")
    return Content(plan, scheme, life_cycle, evaluate(plan, 2024, scheme, life_cycle))


def akita_material(folder: Path, content: Content | None = None) -> Material:
    """What the file set is made of, from one edition in the folder."""
    freeze(content or akita_content(), folder, created=date(2025, 9, 30))
    return material_of_editions(
        folder, number=None, fiscal_year=None, created=OCTOBER, sampling=Sampling(), tokenizer=SudachiTokenizer()
    )


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """A table of the set, by its stable column names."""
    with (folder / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sheet(folder: Path, title: str) -> list[dict[str, object]]:
    """A sheet of the workbook, by its headings, as another program reads it."""
    book = python_calamine.CalamineWorkbook.from_path(str(folder / "auditor.xlsx"))
    rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    head = [str(each) for each in rows[3]]
    return [dict(zip(head, row, strict=True)) for row in rows[4:]]


def number(text: str) -> Decimal:
    """A figure of a CSV."""
    return Decimal(text)
