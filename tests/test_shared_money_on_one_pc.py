"""Two departments answer for one shared budget program, and finance closes it: Akita's LINE account, 2,417 in four sheets."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cli.command_line import Told, run
from year_on_one_pc.year_papers import (
    EXAMPLES,
    MONEY_MAPPING,
    answer_cell,
    document,
    finance_csv,
    open_plan,
    page,
    through_libreoffice,
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("shared money on one PC")]

SPENT = "money/b-p077/spent"
OFFICE, WASTE, CHILDREN = (f"回答_{name}.xlsx" for name in ("デジタル化推進本部", "環境都市推進課", "子ども総務課"))
SAID = {OFFICE: ("n-p077", 2417), WASTE: ("n-p139", "２，４１７"), CHILDREN: ("n-p141", "2,471千円")}


@dataclass(frozen=True)
class Desk:
    """The plan and what came back, saved by LibreOffice."""

    folder: Path

    @property
    def plan(self) -> Path:
        return self.folder / "akita.plan.json"

    def sheets_in(self, names: Iterable[str], *options: str) -> Told:
        return run("sheets", "in", self.plan, *(self.folder / "back" / name for name in names), *options)

    def spent(self) -> tuple[str, int]:
        """The total, and how many lines there are besides it."""
        lines = next(p["lines"] for p in document(self.plan)["budget_programs"] if p["id"] == "b-p077")
        spent = [line for line in lines if line["stage"] == "spent"]
        [total] = [line["amount"] for line in spent if not line.get("item") and not line.get("source")]
        return total, len(spent) - 1


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("shared")
    desk = Desk(folder)
    desk.plan.write_text(json.dumps(open_plan(), ensure_ascii=False), encoding="utf-8")
    assert run("sheets", "out", desk.plan, "--year", "2024", "--to", folder / "out").code == 0
    for name, (measure, amount) in SAID.items():
        workbook = load_workbook(folder / "out" / name)
        answer_cell(page(workbook, measure), SPENT).value = amount
        workbook.save(folder / "out" / name)
    through_libreoffice([folder / "out" / name for name in SAID], folder / "back")
    return desk


def test_different_amounts_are_shown_with_department_and_cell_and_neither_is_taken(desk: Desk) -> None:
    before = desk.plan.read_bytes()
    told = desk.sheets_in(SAID, "--apply", "--format", "json")
    [conflict] = told.data["conflicts"]
    assert (told.code, told.data["cells"], desk.plan.read_bytes() == before) == (1, [], True)
    assert conflict["item"] == "秋田市公式LINE運用経費 支出済額（決算額）（単位: 千円）"
    assert [(answer["place"].split("「")[0], answer["value"]) for answer in conflict["answers"]] == [
        (OFFICE, "2,417"),
        (WASTE, "2,417"),
        (CHILDREN, "2,471"),
    ]
    for answer, name in zip(conflict["answers"], SAID, strict=True):
        assert "」シート F" in answer["place"]
        assert answer["place"].endswith(f"（{name.removeprefix('回答_').removesuffix('.xlsx')}）")
    table = desk.sheets_in(SAID)
    assert (table.code, "決めていただくこと（1件）" in table.out, "2,471" in table.out) == (1, True, True)


def test_equal_amounts_are_one_answer_and_finance_has_the_last_word(desk: Desk) -> None:
    told = desk.sheets_in((OFFICE, WASTE), "--apply")
    assert (told.code, desk.spent()) == (0, ("2417", 0))
    later = desk.sheets_in([CHILDREN], "--apply")
    assert (later.code, "計画（回答票を出した後に変わった値）" in later.out, desk.spent()) == (1, True, ("2417", 0))
    assert desk.sheets_in([CHILDREN], "--take", CHILDREN, "--apply").code == 0
    assert desk.spent() == ("2471", 0)
    csv, mapping = desk.folder / "september.csv", desk.folder / "mapping.toml"
    mapping.write_text(MONEY_MAPPING, encoding="utf-8")
    csv.write_bytes(finance_csv({}))
    settled = ("money", "in", desk.plan, csv, "--mapping", mapping, "--year", "R6", "--settled", "--apply")
    told = run(*settled, "--format", "json")
    changed = [(c["before"], c["after"]) for c in told.data["changes"] if c["before"] is not None]
    assert (told.code, changed) == (0, [("2471", "2417")])
    assert desk.spent() == ("2417", 3)
    after = desk.sheets_in([CHILDREN], "--apply")
    assert (after.code, "「2,471千円」は取り込んでいません" in "".join(after.out.split())) == (0, True)
    assert desk.spent() == ("2417", 3)


def test_the_sheets_of_a_settled_year_show_money_and_do_not_ask_for_it(tmp_path: Path) -> None:
    settled = EXAMPLES / "akita" / "akita.plan.json"
    assert run("sheets", "out", settled, "--year", "2024", "--to", tmp_path / "settled").code == 0
    sheet = page(load_workbook(tmp_path / "settled" / WASTE), "n-p139")
    assert [cell.value for cell in sheet["A"] if str(cell.value).startswith("money/")] == []
    assert "2,417" in [cell.value for cell in sheet["F"]]
