"""The official's desk through the year: what is sent, what comes back, how it is mended, how the year is closed."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.workbook import Workbook

from cli.command_line import Told, run
from year_on_one_pc.mending import mended
from year_on_one_pc.planted_mistakes import EVERY, HQ, formulas_outside_the_answers
from year_on_one_pc.strange_files import Strange, strange_files
from year_on_one_pc.year_papers import (
    MONEY_MAPPING,
    Typed,
    answer_cell,
    answers,
    filled,
    finance_csv,
    open_plan,
    page,
    through_libreoffice,
)

DRAFT = "下書き"
OLDER, NEWER = "回答_交通政策課.xlsx", "回答_交通政策課（再提出）.xlsx"
FIRST, OTHER = "回答_生活総務課.xlsx", "回答_生活総務課（係長）.xlsx"
LEAD, RELATED = "回答_道路建設課.xlsx", "回答_公園課.xlsx"


@dataclass
class Desk:
    """The folders on the PC. `plan` is the one plan file of the year."""

    folder: Path
    typed: Typed = field(default_factory=answers)

    @property
    def plan(self) -> Path:
        return self.folder / "akita.plan.json"

    def __getattr__(self, name: str) -> Path:
        return self.folder / name

    def books(self, *folders: str) -> list[Path]:
        return sorted(path for name in folders for path in (self.folder / name).glob("*回答_*.xlsx"))

    def sheets_in(self, files: Iterable[Path], *options: object) -> Told:
        return run("sheets", "in", self.plan, *files, "--year", "R6", *options)


def sent_back(folder: Path) -> Desk:
    """Everything sent out, filled, spoilt and sent back; one department has answered early, with a draft."""
    desk = Desk(folder)
    for name in ("filled", "spoilt", "again"):
        (desk.folder / name).mkdir()
    desk.plan.write_text(json.dumps(open_plan(), ensure_ascii=False), encoding="utf-8")
    assert run("sheets", "out", desk.plan, "--year", "2024", "--to", desk.out).code == 0
    for path in desk.books("out"):
        _answered(desk, path)
    through_libreoffice(desk.books("spoilt"), desk.returned)
    assert run("sheets", "in", desk.plan, desk.returned / OLDER, "--apply").code == 0
    _answered_again(desk)
    shutil.copy(desk.returned / "回答_中央図書館明德館.xlsx", desk.returned / "コピー ～ 回答_中央図書館明德館.xlsx")
    return desk


def _answered(desk: Desk, path: Path) -> None:
    """One department's workbook: as it is meant in `filled`, and with what is done to it in `spoilt`."""
    workbook = filled(path, desk.filled / path.name, desk.typed)
    if path.name == FIRST:
        shutil.copy(desk.filled / FIRST, desk.spoilt / FIRST)
        answer_cell(page(workbook, "n-p144"), "result/next_step").value = "係長の考え"
        workbook.save(desk.spoilt / OTHER)
        return
    _spoil(workbook, path.name)
    workbook.save(desk.spoilt / path.name)


def _spoil(workbook: Workbook, name: str) -> None:
    for mistake in EVERY:
        if name == f"回答_{mistake.department}.xlsx":
            mistake.plant(workbook)
    if name == f"回答_{HQ}.xlsx":
        formulas_outside_the_answers(workbook)
    if name == OLDER:
        answer_cell(page(workbook, "n-p147"), "result/result").value = DRAFT
    if name == RELATED:
        answer_cell(page(workbook, "n-p138"), "actual/i-p138/value").value = 99


def _answered_again(desk: Desk) -> None:
    """交通政策課 gets a fresh sheet, made from the plan that has its draft, and sends what it means."""
    assert run("sheets", "out", desk.plan, "--year", "2024", "--to", desk.reissued).code == 0
    filled(desk.reissued / OLDER, desk.returned / NEWER, desk.typed)


@dataclass(frozen=True)
class FirstReturn:
    """What was said of everything that came back at first."""

    strange: Strange
    plan: Path
    untouched: bool
    told: Told
    table: Told
    listed: tuple[Path, ...]

    def sentences(self, kind: str) -> list[str]:
        keys = ("place", "read", "why", "remedy", "note")
        return ["｜".join(str(entry[key]) for key in keys if entry.get(key)) for entry in self.told.data[kind]]


def first_return(desk: Desk) -> FirstReturn:
    """All files at once, those that are no answers among them, with the wish to save."""
    (desk.folder / "desk").mkdir()
    strange = strange_files(desk.filled / LEAD, desk.returned, desk.folder / "desk")
    files = sorted(desk.returned.iterdir())
    kept = Path(shutil.copy(desk.plan, desk.folder / "kept.plan.json"))
    told = desk.sheets_in(files, "--apply", "--marked", desk.marked, "--format", "json")
    table = desk.sheets_in(files, "--apply")
    untouched = desk.plan.read_bytes() == kept.read_bytes() and sorted(desk.returned.iterdir()) == files
    return FirstReturn(strange, kept, untouched, told, table, tuple(files))


def taken_in(desk: Desk, first: FirstReturn) -> Told:
    """What was wrong is mended in the marked workbooks, or filled in anew, saved by LibreOffice, and taken in."""
    departments = {mistake.department for mistake in EVERY}
    broken = {mistake.department for mistake in EVERY if mistake.broken}
    for department in departments:
        name = f"回答_{department}.xlsx"
        marked = desk.marked / name
        source = marked if marked.exists() and department not in broken else desk.filled / name
        mended(source, desk.filled / name, desk.again / name)
    through_libreoffice(desk.books("again"), desk.final)
    for path in first.listed:
        if path.name not in first.strange and not (desk.final / path.name).exists():
            shutil.copy(path, desk.final / path.name)
    takes = [part for name in (NEWER, FIRST, LEAD) for part in ("--take", name)]
    return desk.sheets_in(sorted(desk.final.iterdir()), "--apply", *takes)


@dataclass(frozen=True)
class Closing:
    """What was said while money came in and the year was frozen, twice."""

    both: Told
    status: Told
    preview: Told
    listed: Told
    provisional: Told
    first_edition: Told
    again: Told
    settled: Told
    second_edition: Told
    verified: Told


def year_closed(desk: Desk) -> Closing:
    """速報, frozen; the same CSV once more; 決算確定, frozen; both editions verified."""
    editions, unknown = desk.editions, "除雪対策費,,,,10,,10"
    desk.mapping.write_text(MONEY_MAPPING, encoding="utf-8")
    desk.may.write_bytes(finance_csv({("b-p069", "spent"): "2700"}, unknown))
    desk.september.write_bytes(finance_csv({}))

    def money(csv: Path, *options: str) -> Told:
        return run("money", "in", desk.plan, csv, "--mapping", desk.mapping, "--year", "R6", *options)

    def frozen(day: str) -> Told:
        return run("freeze", desk.plan, "--year", "R6", "--to", editions, "--date", day)

    both = run("sheets", "status", desk.plan, desk.final)
    for name in (OLDER, OTHER):
        (desk.final / name).unlink()
    status = run("sheets", "status", desk.plan, desk.final)
    preview, listed = money(desk.may), money(desk.may, "--format", "csv")
    provisional = money(desk.may, "--apply")
    first_edition = frozen("2025-05-24")
    again = money(desk.may, "--apply")
    settled = money(desk.september, "--settled", "--apply")
    return Closing(
        both,
        status,
        preview,
        listed,
        provisional,
        first_edition,
        again,
        settled,
        frozen("2025-09-30"),
        run("verify", editions),
    )
