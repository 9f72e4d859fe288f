"""The papers of a year, made from the example's own file and from nothing of the product: the open plan, what every
department types, finance's CSV. And LibreOffice, which opens, recalculates and saves what a person would.
"""

import copy
import csv
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from opened_by_hand import opened_book

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
YEAR = 2024

Typed = dict[str, dict[str, Any]]
"""What is typed, by measure and by the name of the answer cell."""

_TOTAL = len(("fiscal_year", "stage", "amount"))
"""A line with neither item nor source."""

SAID = ("execution", "result", "unmet_reason", "response", "disposition", "next_step", "ratings", "answers")
ABSENT = {"not_evaluated": "評価未実施", "not_yet_counted": "未集計"}
OURS = re.compile(
    r"(?:IF\(|ISNUMBER\(|AND\(|INDEX\(|SUMPRODUCT\(|OFFSET\(|MAX\(|ROW\(|F\d+|'[^'!\[]+'!|\$[A-Z]+(?:\$\d+)?|\d+(?:\.\d+)?"
    r'|"[^"]*"|[-&,:=<>()*])++'
)
"""All that our own formulas are made of: the live grade and its warning in answer sheets, and the entries of drop-downs that
follow the names that somebody types into the plan's workbook.
"""

MONEY_MAPPING = """
[file]
unit = "千円"

[columns]
name = "事業名"
part = "内訳"
item = "節"
source = "財源"

[stages]
initial = "当初予算額"
current = "予算現額"
spent = "支出済額"
"""
SOURCES = {
    "national": "国庫支出金",
    "prefectural": "県支出金",
    "bonds": "市債",
    "other": "その他",
    "general": "一般財源",
}


@cache
def _example() -> str:
    return (EXAMPLES / "akita" / "akita.plan.json").read_text(encoding="utf-8")


def example() -> Any:
    """Akita's plan with its year, as it stands in the file."""
    return json.loads(_example())


def document(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def figures(plan: Any) -> Any:
    """The plan without what may differ after a year: how often it was saved, and where its values came from."""
    return {key: value for key, value in plan.items() if key not in {"revision", "documents", "provenance"}}


def open_plan() -> Any:
    """The plan in March: nobody has said anything of the year, and no money is known but the first budget."""
    plan = copy.deepcopy(figures(example()))
    plan["years"] = [{**year, "state": "open"} for year in plan["years"]]
    for result in plan["results"]:
        for key in SAID:
            result.pop(key, None)
    for indicator in plan["indicators"]:
        indicator["actuals"] = [a for a in indicator.get("actuals", ()) if a["fiscal_year"] != YEAR]
        if "fractions" in indicator:  # that it is a quotient is known before the year
            indicator["fractions"] = [{"fiscal_year": f["fiscal_year"]} for f in indicator["fractions"]]
    for node in plan["nodes"]:
        for milestone in node.get("milestones", ()):
            milestone.pop("done", None)
    for program in plan["budget_programs"]:
        program["lines"] = [line for line in program["lines"] if line["stage"] == "initial"]
    return plan


def answers() -> Typed:
    """What the departments that lead the measures type for the year, so that it becomes the example again."""
    plan = example()
    typed: Typed = {node["id"]: {} for node in plan["nodes"]}
    for indicator in plan["indicators"]:
        typed[indicator["node"]] |= _of_indicator(indicator)
    for result in plan["results"]:
        typed[result["node"]] |= {f"result/{key}": result[key] for key in SAID[:-2] if key in result}
        for rating in result["ratings"]:
            at = f"rating/{rating['axis']}"
            typed[result["node"]] |= {
                f"{at}/grade": rating["grade"] or "評価しない",
                f"{at}/reason": rating.get("reason"),
            }
    for measure, slot, spent in _spent(plan):
        typed[measure][slot] = spent
    for node in plan["nodes"]:
        for milestone in node.get("milestones", ()):
            if "done" in milestone:
                typed[node["id"]][f"milestone/{milestone['id']}"] = f"令和{int(milestone['done']) - 2018}年度"
    return typed


def _spent(plan: Any) -> Iterator[tuple[str, str, float]]:
    """What every program spent, on the page of each measure that shares it."""
    for program in plan["budget_programs"]:
        spent = next(line["amount"] for line in program["lines"] if line["stage"] == "spent" and len(line) == _TOTAL)
        for share in program["shares"]:
            yield share["node"], f"money/{program['id']}/spent", float(spent)


def _of_indicator(indicator: Any) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for actual in indicator.get("actuals", ()):
        at, value = f"actual/{indicator['id']}", actual["value"]
        typed |= {f"{at}/value": ABSENT[value] if value in ABSENT else float(value)}
        typed |= {f"{at}/{part}": actual[part] for part in ("evidence", "note") if part in actual}
    for fraction in indicator.get("fractions", ()):
        typed |= {f"fraction/{indicator['id']}/{end}": float(fraction[end]) for end in ("numerator", "denominator")}
    return typed


def pages(workbook: Workbook) -> list[Worksheet]:
    """The sheets of measures: their first row, which is hidden, names the measure."""
    return [sheet for sheet in workbook.worksheets if sheet["A1"].value == "monosashi-page"]


def page(workbook: Workbook, measure: str) -> Worksheet:
    return next(sheet for sheet in pages(workbook) if sheet["B1"].value == measure)


def answer_cell(sheet: Worksheet, slot: str) -> Any:
    """The cell in which a person answers: its row is named in the hidden column A, its column in the hidden row."""
    row = next(cell.row for cell in sheet["A"] if cell.value == slot)
    column = next(cell.column for cell in sheet[1] if cell.value == "answer")
    return sheet.cell(row, column)


def leads(sheet: Worksheet) -> bool:
    return any("（主担当課）" in str(cell.value) for row in sheet["B2:F4"] for cell in row)


def fill(workbook: Workbook, typed: Typed) -> None:
    """Type the year into every page that the department leads; what it is only related to it leaves as it is."""
    for sheet in pages(workbook):
        if leads(sheet):
            own = typed[str(sheet["B1"].value)]
            slots = [str(cell.value) for cell in sheet["A"][1:] if cell.value]
            elsewhere = {slot for slot in own if slot.startswith("money/")}  # asked once in each workbook
            assert own.keys() - elsewhere <= set(slots), (sheet.title, own.keys() - set(slots))
            for slot in slots:
                answer_cell(sheet, slot).value = own.get(slot)


def filled(source: Path, target: Path, typed: Typed) -> Workbook:
    """The workbook as it was saved with the answers, still open."""
    workbook = opened_book(source)
    fill(workbook, typed)
    workbook.save(target)
    return workbook


def through_libreoffice(paths: Iterable[Path], to: Path, *, kind: str = "xlsx") -> None:
    """Open, recalculate and save all of them. Skips by name without LibreOffice, except where CI says it must be there."""
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CI") == "true":
            pytest.fail("soffice is not on this machine")
        pytest.skip("soffice (LibreOffice Calc) is not on this machine")
    names = [str(path) for path in paths]
    profile = f"-env:UserInstallation={(to.parent / 'profile').as_uri()}"
    to.mkdir(exist_ok=True)
    command = (office, profile, "--headless", "--convert-to", kind, "--outdir", str(to), *names)
    done = subprocess.run(command, check=True, capture_output=True, timeout=150)
    assert done.stdout.decode().count("convert ") == len(names), done.stderr.decode()


def finance_csv(changed: Mapping[tuple[str, str], str], *more: str) -> bytes:
    """The example's money as the finance system writes it, in Shift_JIS, with a line for each item and each source.

    `changed` are other amounts for a program's stage, in the total and in every line that has the same amount.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("事業名", "内訳", "節", "財源", "当初予算額", "予算現額", "支出済額"))
    for program in example()["budget_programs"]:
        for (item, source), amounts in _rows(program, changed).items():
            stages = (amounts.get(stage, "") for stage in ("initial", "current", "spent"))
            writer.writerow((program["name"], program.get("part", ""), item, SOURCES.get(source, ""), *stages))
    return (out.getvalue() + "".join(f"{line}\r\n" for line in more)).encode("cp932")


def _rows(program: Any, changed: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], dict[str, str]]:
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for line in program["lines"]:
        amount = changed.get((program["id"], line["stage"]), line["amount"])
        rows.setdefault((line.get("item", ""), line.get("source") or ""), {})[line["stage"]] = amount
    order = ["", *SOURCES]
    return dict(sorted(rows.items(), key=lambda row: order.index(row[0][1])))


def foreign_formulas(path: Path) -> list[str]:
    """Formulas that are not our own, in cells and behind names, and links out of the file."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            text = archive.read(part).decode("utf-8") if part.endswith((".xml", ".rels")) else ""
            formulas = re.findall(r"<f(?:\s[^>]*)?>(.*?)</f>", text, re.DOTALL)
            names = re.findall(r"<definedName\b[^>]*>([^<]*\([^<]*)</definedName>", text)
            found += [f"{part}: {formula}" for formula in map(unescape, formulas) if not OURS.fullmatch(formula)]
            found += [f"{part}: {name}" for name in map(unescape, names) if not OURS.fullmatch(name)]
            found += [part] if "externalLink" in part or 'TargetMode="External"' in text else []
    return found


def foreign_fields(text: str) -> list[str]:
    """Fields of a CSV that a spreadsheet program would take for formulas."""
    fields = [field for row in csv.reader(io.StringIO(text)) for field in row]
    starts = [field for field in fields if re.match(r"[=@\t\r＝＠]|[+\-＋－](?![\d.]+$)", field)]
    return [field for field in starts if field not in {"-", "－"}]


def live_grades(path: Path) -> dict[str, Any]:
    """The grades that the workbook itself shows, as the program that saved it last computed them, by measure."""
    shown, formulas = (load_workbook(path, data_only=only, read_only=True) for only in (True, False))
    live: dict[str, Any] = {}
    for values, sheet in zip(shown, formulas, strict=True):
        rows = list(zip(values.iter_rows(values_only=True), sheet.iter_rows(values_only=True), strict=True))
        if rows and rows[0][0][0] == "monosashi-page":
            for row, written in rows:
                if str(written[5]).startswith("=IF(ISNUMBER("):
                    live[str(rows[0][0][1])] = row[5]
    return live
