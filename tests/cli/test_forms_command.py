"""`monosashi forms fields`, `check` and `fill`, as they are called from a shell."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from cli.command_line import AKITA, run
from exchange.forms.made_forms import statement, word_text
from monosashi.cli import new_files
from monosashi.core.messages import InvalidInput, message

pytestmark = pytest.mark.slow  # every test reads a whole plan

SHEET = (
    ("{{年度}}　{{計画名}}",),
    ("施策", "{{施策名}}"),
    ("実績", "{{指標1の実績値}}"),
    ("決算", "{{支出済額}}"),
    ("段階", "{{段階}}"),
)
TABLE = (("決算の計", "{{計画全体の支出済額}}"), ("施策", "実績"), ("{{各施策}}{{施策名}}", "{{指標1の実績値}}"))


def workbook(path: Path, cells: Iterable[Sequence[str]]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "様式1"
    for row in cells:
        sheet.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return workbook(tmp_path / "調書.xlsx", SHEET)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return workbook(tmp_path / "一覧.xlsx", TABLE)


def cells(path: Path) -> list[tuple[object, ...]]:
    return [tuple(row) for row in load_workbook(path).worksheets[0].values]


def test_fields_lists_what_a_form_can_ask_for_by_group() -> None:
    told = run("forms", "fields", AKITA)
    assert told.code == 0
    assert "{{指標1の実績値}}" in told.out
    assert "{{取組事項}}" in told.out


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_fields_are_printed_in_every_format(form: str) -> None:
    told = run("forms", "fields", AKITA, "--format", form, "--lang", "en")
    assert (told.code, "計画名" in told.out, "Name of the plan" in told.out) == (0, True, True)


def test_check_shows_place_meaning_and_the_first_measures_value(sheet: Path) -> None:
    told = run("forms", "check", AKITA, sheet, "--format", "json")
    placeholders = told.data["placeholders"]
    assert (told.code, told.data["fiscal_year"], told.data["repeats"]) == (0, 2024, False)
    assert [each["sample"] for each in placeholders[:4]] == [
        "令和6年度", "秋田市デジタル化推進計画", "オンライン化による行政サービスの推進", "22.6",
    ]  # fmt: skip
    assert placeholders[3]["place"] == "シート『様式1』のB3"


def test_check_says_how_many_files_come_of_it(sheet: Path, table: Path) -> None:
    assert "施策ごとに1つのファイルになります" in run("forms", "check", AKITA, sheet).out
    assert "繰り返す範囲のある様式です" in run("forms", "check", AKITA, table).out


def test_check_tells_every_problem_and_leaves_with_2(tmp_path: Path) -> None:
    cells = (("{{実績値}}", "{{計画名:前年度}}"), ("{{指標1の実績値:来来年}}",), ("{{施策名",))
    told = run("forms", "check", AKITA, workbook(tmp_path / "誤り.xlsx", cells))
    assert (told.code, told.out) == (2, "")
    assert told.err.count("誤り.xlsx シート『様式1』の") == 4
    assert "誤り.xlsx シート『様式1』のA1: 「{{実績値}}」: 「実績値」という項目はありません。" in told.err
    assert "誤り.xlsx シート『様式1』のA3: 「{{施策名」: " in told.err


def test_fill_writes_one_file_for_each_measure_asked_for_and_says_what_is_blank(sheet: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    told = run("forms", "fill", AKITA, sheet, "--year", "R6", "--to", to, "--measure", "n-p077", "--measure", "n-p094")
    assert told.code == 0
    assert "様式2件を作りました" in told.out
    assert "1施策で『{{指標1の実績値}}』が空欄です。\n    基幹系システムの標準化" in told.out
    names = sorted(path.name for path in to.iterdir())
    assert names == [
        "調書_基幹系システムの標準化.xlsx",
        "調書_秋田市公式LINEを情報基盤とした、市民と双方向の情報伝達体制の推進.xlsx",
    ]
    assert cells(to / names[0])[1:] == [
        ("施策", "基幹系システムの標準化"), ("実績", None), ("決算", 52394), ("段階", "3・4"),
    ]  # fmt: skip
    assert cells(to / names[1])[2:4] == [("実績", 21408), ("決算", "2,417（共通）")]


def test_fill_repeats_the_row_for_the_measures_that_a_department_leads(table: Path, tmp_path: Path) -> None:
    told = run("forms", "fill", AKITA, table, "--year", "2024", "--to", tmp_path / "out", "--department", "広報広聴課")
    assert told.code == 0
    filled = cells(tmp_path / "out" / "一覧（記入済み）.xlsx")
    assert filled[0] == ("決算の計", 611662)
    assert ("動画による市民への情報発信", 157) in filled[2:]
    assert 2 < len(filled) < 20


def test_fill_overwrites_nothing_and_writes_nothing_then(sheet: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    assert run("forms", "fill", AKITA, sheet, "--year", "2024", "--to", to, "--measure", "n-p094").code == 0
    told = run(
        "forms", "fill", AKITA, sheet, "--year", "2024", "--to", to, "--measure", "n-p077", "--measure", "n-p094"
    )
    assert (told.code, "同じ名前のファイルがすでにあります" in told.err) == (2, True)
    assert len(list(to.iterdir())) == 1


def test_fill_refuses_a_form_that_asks_in_vain_before_anything_is_written(tmp_path: Path) -> None:
    wrong = workbook(tmp_path / "誤り.xlsx", (("{{実績値}}", "{{施策名}}"),))
    told = run("forms", "fill", AKITA, wrong, "--year", "2024", "--to", tmp_path / "out")
    assert (told.code, (tmp_path / "out").exists()) == (2, False)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--department", "情報課"), "次のうちから、名称を略さずに指定してください"),
        (("--department", "ゑ"), "計画ファイルの departments にある名称を指定してください"),
        (("--measure", "ない施策"), "当たる施策がありません"),
        (("--year", "2031"), "計画期間"),
    ],
)
def test_fill_tells_what_it_does_not_know(sheet: Path, tmp_path: Path, options: tuple[str, str], sentence: str) -> None:
    told = run("forms", "fill", AKITA, sheet, "--year", "2024", "--to", tmp_path / "out", *options)
    assert (told.code, sentence in told.err, (tmp_path / "out").exists()) == (2, True, False)


def test_values_are_japanese_whatever_the_language_of_the_command(sheet: Path, tmp_path: Path) -> None:
    told = run(
        "forms", "fill", AKITA, sheet, "--year", "2024", "--to", tmp_path / "o", "--measure", "n-p077", "--lang", "en"
    )
    assert "Wrote 1 form to" in told.out
    assert cells(next((tmp_path / "o").iterdir()))[0][0] == "令和6年度　秋田市デジタル化推進計画"


def test_a_form_is_filled_where_nothing_judges_the_year(sheet: Path, tmp_path: Path) -> None:
    told = run("forms", "fill", AKITA, sheet, "--year", "R7", "--to", tmp_path / "out", "--measure", "n-p077")
    assert told.code == 0
    assert "『{{指標1の実績値}}』が空欄です" in told.out


def test_a_word_form_is_filled_once_with_all_measures_of_a_department(tmp_path: Path) -> None:
    path = tmp_path / "成果説明書.docx"
    path.write_bytes(statement())
    to = tmp_path / "o"
    told = run("forms", "fill", AKITA, path, "--year", "R6", "--to", to, "--department", "情報統計課")
    assert told.code == 0
    joined = "\n".join(word_text((to / "成果説明書（記入済み）.docx").read_bytes()))
    assert [part for part in ("令和6年度", "基幹系システムの標準化", "52,394") if part not in joined] == []
    assert "{{" not in joined


def test_what_was_written_is_taken_back_where_the_disk_fails_halfway(
    sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[Path] = []

    def full_at_the_second(raw: bytes, path: Path) -> None:
        if saved:
            raise InvalidInput.of(str(path), message("cli.check_folder"), message("cli.check_folder"))
        path.write_bytes(raw)
        saved.append(path)

    monkeypatch.setattr(new_files, "save_whole", full_at_the_second)
    options = ("--year", "2024", "--measure", "n-p077", "--measure", "n-p094")
    assert run("forms", "fill", AKITA, sheet, "--to", tmp_path / "out", *options).code == 2
    assert (len(saved), (tmp_path / "out").exists()) == (1, False)
