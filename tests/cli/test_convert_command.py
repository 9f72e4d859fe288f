"""`monosashi convert` and the workbook that `monosashi new` makes."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cli.command_line import AKITA, NAGASAKI, run

pytestmark = pytest.mark.slow

NEW = ("--municipality-code", "052019", "--municipality", "秋田市", "--name", "計画", "--from", "R6", "--to", "R8")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "nagasaki.xlsx"
    assert run("convert", NAGASAKI, path).code == 0
    return path


def test_there_and_back_gives_the_same_file(book: Path, tmp_path: Path) -> None:
    back = tmp_path / "back.plan.json"
    told = run("convert", book, back, "--expect", NAGASAKI)
    assert (told.code, told.out, told.err) == (0, f"{back} を作りました。\n", "")
    assert back.read_bytes() == NAGASAKI.read_bytes()


def test_a_file_that_is_there_is_kept_without_force(book: Path) -> None:
    before = book.read_bytes()
    refused = run("convert", AKITA, book)
    assert (refused.code, book.read_bytes()) == (2, before)
    assert "--force" in refused.err
    assert run("convert", AKITA, book, "--force").code == 0
    assert book.read_bytes() != before


def test_a_workbook_with_something_wrong_writes_nothing(book: Path, tmp_path: Path) -> None:
    broken = load_workbook(book)
    broken["年度"]["A5"] = "令和6年"
    broken["金額"]["F5"] = "約80"
    broken.save(book)
    told = run("convert", book, tmp_path / "out.plan.json")
    assert told.code == 2
    assert f"{book.name}「年度」シート A5: " in told.err
    assert f"{book.name}「金額」シート F5: " in told.err
    assert sorted(path.name for path in tmp_path.iterdir()) == [book.name]


def test_a_workbook_of_another_plan_is_refused_where_one_is_expected(book: Path, tmp_path: Path) -> None:
    told = run("convert", book, tmp_path / "out.plan.json", "--expect", AKITA)
    assert told.code == 2
    assert "別の計画のブックです" in told.err


@pytest.mark.parametrize("names", [("a.plan.json", "b.plan.json"), ("a.xlsx", "b.xlsx"), ("a.plan.json", "b.csv")])
def test_only_a_plan_file_and_a_workbook_are_turned_into_each_other(names: tuple[str, str], tmp_path: Path) -> None:
    assert run("convert", tmp_path / names[0], tmp_path / names[1]).code == 2


def test_a_folder_that_is_not_there_is_told_in_a_sentence(book: Path, tmp_path: Path) -> None:
    told = run("convert", book, tmp_path / "nowhere" / "out.plan.json")
    assert told.code == 2
    assert "Traceback" not in told.err


def test_a_new_workbook_typed_into_becomes_a_plan_and_says_which_rows_got_ids(tmp_path: Path) -> None:
    empty, plan = tmp_path / "plan.xlsx", tmp_path / "plan.plan.json"
    assert run("new", empty, *NEW, "--levels", "分野,施策").code == 0
    book = load_workbook(empty)
    for address, value in {
        "B5": "分野",
        "D5": "窓口",
        "B6": "施策",
        "D6": "電子申請",
        "E6": "窓口",
        "K6": "要確認",
    }.items():
        book["施策体系"][address] = value
    book.save(empty)
    told = run("convert", empty, plan)
    assert told.code == 0
    assert told.err.splitlines() == [
        "IDのない2行に、新しいIDを付けました。続きは、この計画から書き出したブックに書いてください。",
        "備考の1セルは、計画には取り込んでいません。",
    ]
    assert [node["name"] for node in json.loads(plan.read_text(encoding="utf-8"))["nodes"]] == ["窓口", "電子申請"]
    assert run("validate", plan).code == 0
