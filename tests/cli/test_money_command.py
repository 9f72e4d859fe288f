"""`monosashi money in`, as it is called from a shell: exit codes, what is printed, what is written."""

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exchange.finance.finance_samples import EXAMPLES, LAYOUT, in_may, row
from exchange.finance.finance_samples import csv as csv_of
from monosashi.cli.main import run
from monosashi.core.changes import diff, place_of
from monosashi.core.plan import YearState
from monosashi.exchange.finance.money_reading import read_money
from monosashi.exchange.plan_file import read_plan, save_plan

pytestmark = pytest.mark.slow  # every test reads a real plan

JAPANESE = {"LANG": "ja_JP.UTF-8"}
OTHERS = [p.id for p in in_may().budget_programs if p.id != "b-p094"]
ONLY_P94 = f"[decisions]\nleave = {json.dumps(OTHERS)}\n"
CURRENT = row(initial="20,978,000", current="52,394,000", spent="52,394,000")


class Desk:
    """A folder with Akita's plan as of May, a mapping and a CSV in Shift_JIS."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.plan, self.csv = folder / "town.plan.json", folder / "R6 歳出.csv"
        self.mapping, self.new = folder / "finance.toml", folder / "new.plan.json"
        self._capsys = capsys
        save_plan(in_may(), self.plan)
        self.write(CURRENT)
        self.lay_out(ONLY_P94)

    def write(self, *rows: str) -> None:
        self.csv.write_bytes(csv_of(*rows, encoding="cp932"))

    def lay_out(self, rest: str = "", file: str = "") -> None:
        self.mapping.write_text(LAYOUT.format(file=file) + rest, encoding="utf-8")

    def run(self, *options: str, language: str = "ja") -> tuple[int, str, str]:
        files = (str(self.plan), str(self.csv), "--mapping", str(self.mapping))
        code = run(["--lang", language, "money", "in", *files, "--year", "R6", *options], JAPANESE)
        captured = self._capsys.readouterr()
        return code, captured.out, captured.err

    def data(self, *options: str) -> tuple[int, dict[str, Any]]:
        code, out, _ = self.run("--format", "json", *options)
        document: dict[str, Any] = json.loads(out)
        return code, document


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_a_preview_lists_every_change_and_writes_nothing(desk: Desk) -> None:
    before = desk.plan.read_bytes()
    code, out, told = desk.run()
    assert code == 0
    assert "令和6年度の金額の変更（速報、千円）: 1件" in out
    assert "52,394" in out
    assert "--apply" in told
    assert desk.plan.read_bytes() == before


def test_json_keeps_its_contract(desk: Desk) -> None:
    code, document = desk.data()
    assert code == 0
    assert list(document) == [
        *("fiscal_year", "settled", "written", "state", "changes", "questions", "sums", "accepted_sums", "renamed"),
        *("unmatched_rows", "unmatched_programs", "notes", "rows_of_other_years"),
    ]
    assert document["changes"] == [
        {
            "path": "budget_programs/b-p094/lines/2024.current/amount",
            "program": "b-p094",
            "name": "基幹系システム標準化事業",
            "part": "",
            "stage": "current",
            "item": "",
            "source": None,
            "before": None,
            "after": "52394",
            "line": 2,
        }
    ]


def test_apply_saves_the_next_revision_and_a_second_run_has_nothing_to_decide(desk: Desk) -> None:
    assert desk.run("--apply")[0] == 0
    after = read_plan(desk.plan)
    assert after.revision == 2
    assert [place_of(change) for change in diff(in_may(), after)] == [
        "revision",
        "budget_programs/b-p094/lines/2024.current",
    ]
    code, out, told = desk.run("--apply")
    assert (code, read_plan(desk.plan).revision) == (0, 2)
    assert "変更はありません" in out
    assert "何も書き込んでいません" in told


def test_the_settled_pass_lists_what_changed_since_the_provisional_one(desk: Desk) -> None:
    desk.run("--apply")
    provisional = read_plan(desk.plan)
    desk.write(
        row(current="52,394,000", spent="52,393,000"),
        row(item="委託料", spent="52,393,000"),
        row(source="その他", spent="42,258,000"),
    )
    code, document = desk.data("--settled", "--apply", "--to", str(desk.new))
    assert code == 0
    assert document["state"] == {"before": "provisional", "after": "settled"}
    assert [(c["stage"], c["item"], c["source"], c["before"], c["after"]) for c in document["changes"]] == [
        ("spent", "", None, "52394", "52393"),
        ("spent", "委託料", None, "52394", "52393"),
        ("spent", "", "other", "42259", "42258"),
    ]
    assert document["written"] == str(desk.new)
    assert read_plan(desk.plan) == provisional
    settled = read_plan(desk.new)
    assert settled.years[0].state is YearState.SETTLED
    assert (
        replace(settled, revision=2, years=provisional.years, budget_programs=provisional.budget_programs)
        == provisional
    )


def test_what_is_undecided_keeps_everything_from_being_written(desk: Desk) -> None:
    before = desk.plan.read_bytes()
    desk.write(CURRENT, row(item="委託料", current="-----"))
    code, out, told = desk.run("--apply")
    assert code == 1
    assert "決めてもらうこと: 1件" in out
    assert "決めることが 1 件残っている" in told
    assert desk.plan.read_bytes() == before


def test_a_wrong_sum_is_a_sentence_with_its_line(desk: Desk) -> None:
    desk.write(row(current="52,394,000", spent="52,394,000", carried_out="0", unused="17,000"))
    code, document = desk.data("--apply")
    (found,) = document["sums"]
    assert (code, found["line"], document["written"]) == (1, 2, None)
    assert found["why"] == (
        "「基幹系システム標準化事業」の不用額 17,000円が、予算現額 52,394,000、決算額 52,394,000、翌年度繰越額 0 を順に引いた残り "
        "0円と合いません（空欄: なし）。"
    )


def test_unmatched_rows_and_programmes_are_listed_and_wait_for_nobody(desk: Desk) -> None:
    desk.lay_out()
    desk.write(CURRENT, row("道路維持費", code="08-02", spent="1"))
    code, document = desk.data("--apply")
    assert code == 0
    assert document["written"] == str(desk.plan)
    assert [(found["name"], found["lines"]) for found in document["unmatched_rows"]] == [("道路維持費", [3])]
    assert len(document["unmatched_programs"]) == 46


def test_rows_of_the_whole_city_can_be_counted_only(desk: Desk) -> None:
    desk.lay_out(ONLY_P94, 'other_rows = "count"')
    desk.write(CURRENT, row("道路維持費", spent="1"), row("公園費", spent="1"))
    code, out, _ = desk.run("--apply")
    assert code == 0
    assert "当てはまらない CSV の事業: 2件" in out
    assert "道路維持費" not in out


@pytest.mark.parametrize("language", ["ja", "en"])
def test_wrong_input_is_told_with_file_line_and_column(desk: Desk, language: str) -> None:
    desk.write(row(spent="52,394,500"), row(item="=1+1", spent="1"))
    before = desk.plan.read_bytes()
    code, out, told = desk.run("--apply", language=language)
    assert (code, out, desk.plan.read_bytes()) == (2, "", before)
    assert "R6 歳出.csv" in told
    assert "=1+1" in told


def test_a_wrong_mapping_is_told_with_its_place(desk: Desk) -> None:
    desk.mapping.write_text("[file]\nunit = 1\n", encoding="utf-8")
    code, _, told = desk.run()
    assert code == 2
    assert "finance.toml" in told
    assert "file.unit" in told
    desk.lay_out('[decisions]\nleave = ["b-nowhere"]\n')
    code, _, told = desk.run()
    assert (code, "b-nowhere" in told) == (2, True)


def test_every_sheet_can_be_printed_in_both_languages(desk: Desk) -> None:
    desk.lay_out()
    desk.write(
        row(current="52,394,000", spent="52,394,000", unused="1,000", supplementary="△1,000"),
        row("粗大ごみ戸別収集事業", spent="1,000"),
        row("道路維持費", spent="1"),
        row(item="委託料", spent="約50,000,000"),
        row(item="使用料", spent="1,000"),
        row(item="使用料", spent="1,000"),
    )
    for language in ("ja", "en"):
        for form in ("table", "md"):
            code, out, told = desk.run("--format", form, language=language)
            assert (code, "道路維持費" in out, "不具合" in told) == (1, True, False)


def test_csv_lists_the_changes(desk: Desk) -> None:
    _, out, _ = desk.run("--format", "csv")
    rows = list(csv.reader(io.StringIO(out)))
    assert rows[0] == ["program", "name", "part", "stage", "item", "source", "before", "after", "line"]
    assert rows[1] == ["b-p094", "基幹系システム標準化事業", "", "current", "", "", "", "52394", "2"]


def test_to_needs_apply_and_never_overwrites(desk: Desk) -> None:
    assert desk.run("--to", str(desk.new))[0] == 2
    desk.new.write_text("mine", encoding="utf-8")
    assert desk.run("--apply", "--to", str(desk.new))[0] == 2
    assert desk.new.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_not_there_is_a_sentence_and_nothing_is_written(desk: Desk) -> None:
    before = desk.plan.read_bytes()
    code, _, told = desk.run("--apply", "--to", str(desk.new.parent / "none" / "new.plan.json"))
    assert (code, desk.plan.read_bytes()) == (2, before)
    assert "書き込めません" in told


def test_a_plan_that_somebody_saved_meanwhile_is_not_overwritten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read_money

    def read_while_another_saves(*given: Any, **named: Any) -> Any:
        save_plan(replace(in_may(), revision=7), desk.plan)
        return reading(*given, **named)

    monkeypatch.setattr("monosashi.cli.commands.money_in.read_money", read_while_another_saves)
    code, _, told = desk.run("--apply")
    assert (code, read_plan(desk.plan).revision) == (2, 7)
    assert "ほかの人が" in told


def test_the_example_says_that_it_agrees_with_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = Path(shutil.copy(EXAMPLES / "akita.plan.json", tmp_path))
    files = (str(plan), str(EXAMPLES / "finance.csv"), "--mapping", str(EXAMPLES / "finance.mapping.toml"))
    code = run(["money", "in", *files, "--year", "2024", "--settled", "--format", "json"], JAPANESE)
    document = json.loads(capsys.readouterr().out)
    assert (code, document["changes"], document["sums"], len(document["unmatched_programs"])) == (0, [], [], 41)


def test_the_command_has_two_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["help", "money", "in"], JAPANESE) == 0
    assert "monosashi money in PLAN CSV --mapping FILE" in capsys.readouterr().out
    assert run(["money", "out"], JAPANESE) == 2
