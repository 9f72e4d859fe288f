"""`monosashi sheets out`, `in` and `status`, as they are called from a shell."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from exchange.answer_sheets.sheet_round import edited, example, filled, opened, typed
from monosashi.cli.main import run
from monosashi.core.changes import diff
from monosashi.exchange.plan_file import read_plan, save_plan

pytestmark = pytest.mark.slow  # every test writes or reads 44 workbooks

JAPANESE = {"LANG": "ja_JP.UTF-8"}
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def called(*arguments: object) -> tuple[int, str, str]:
        code = run(["sheets", *map(str, arguments)], JAPANESE)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return called


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "akita.plan.json"
    save_plan(opened(example("akita")), path)
    return path


@pytest.fixture
def folder(call: Call, plan: Path, tmp_path: Path) -> Path:
    to = tmp_path / "照会"
    assert call("out", plan, "--year", "2024", "--to", to)[0] == 0
    return to


def books(folder: Path) -> list[Path]:
    return sorted(folder.glob("回答_*.xlsx"))


def test_out_writes_44_workbooks_the_index_and_the_letter_and_overwrites_nothing(
    call: Call, plan: Path, folder: Path
) -> None:
    assert len(books(folder)) == 44
    letter = (folder / "照会文.txt").read_text(encoding="utf-8-sig")
    assert "施策（68件）の令和6年度の実績" in letter
    assert "回答_交通政策課.xlsx" in letter
    index = load_workbook(folder / "一覧.xlsx").worksheets[0]
    assert sum(str(cell.value).endswith(".xlsx") for cell in index["F"]) == 44
    code, _, error = call("out", plan, "--year", "2024", "--to", folder)
    assert (code, "同じ名前のファイルがすでにあります" in error) == (2, True)


def test_out_leaves_no_folder_behind_when_the_year_is_outside_the_plan(call: Call, plan: Path, tmp_path: Path) -> None:
    code, _, error = call("out", plan, "--year", "2031", "--to", tmp_path / "x")
    assert (code, "2031" in error, (tmp_path / "x").exists()) == (2, True, False)


def test_out_into_a_folder_that_cannot_be_made_is_a_sentence(call: Call, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _, error = call("out", plan, "--year", "2024", "--to", tmp_path / "file" / "x")
    assert (code, str(tmp_path / "file" / "x") in error) == (2, True)


def test_the_year_goes_out_comes_in_and_equals_the_example(call: Call, plan: Path, folder: Path) -> None:
    whole = example("akita")
    for path in books(folder):
        filled(path, whole)
    before = plan.read_bytes()
    code, printed, _ = call("in", plan, *books(folder))
    assert (code, "計画との違い（" in printed, "提出済 38、要修正 0、未回答 0、回答任意 6" in printed) == (
        0,
        True,
        True,
    )
    assert plan.read_bytes() == before
    code, _, error = call("in", plan, *books(folder), "--apply")
    after = read_plan(plan)
    assert (code, "改訂2" in error, after.revision) == (0, True, 2)
    assert [change for change in diff(after, whole) if change.path != ("revision",)] == []
    assert call("status", plan, folder)[0] == 0
    assert call("in", plan, *books(folder), "--apply")[2].startswith("変更がない")


def test_json_says_cell_by_cell_what_differs(call: Call, plan: Path, folder: Path) -> None:
    path = edited(folder / "回答_保健予防課.xlsx", typed("n-p146", "actual/i-p146/value", 84.8))
    code, printed, _ = call("in", plan, path, folder / "一覧.xlsx", "--format", "json")
    document: dict[str, Any] = json.loads(printed)
    assert code == 0
    [cell] = document["cells"]
    assert (cell["measure"], cell["after"], cell["place"].startswith(path.name)) == ("n-p146", "84.8", True)
    [change] = document["changes"]
    assert change["path"] == "indicators/i-p146/actuals/2024"
    assert change["value"]["value"] == "84.8"
    states = {entry["name"]: entry["state"] for entry in document["departments"]}
    assert states["保健所 保健予防課"] == "unanswered"
    assert len(states) == 44


def test_a_wrong_cell_saves_nothing_and_comes_back_marked(call: Call, plan: Path, folder: Path, tmp_path: Path) -> None:
    whole = example("akita")
    path = filled(folder / "回答_保健予防課.xlsx", whole)
    edited(path, typed("n-p146", "rating/progress/grade", "C"))
    before = plan.read_bytes()
    code, printed, error = call("in", plan, *books(folder), "--apply", "--marked", tmp_path / "返送")
    assert (code, plan.read_bytes() == before) == (2, True)
    assert "自己評価はCですが、実績値から計算した判定はDです" in printed.replace("\n", "")
    assert "要修正 1、" in printed
    assert "何も保存していません" in error
    assert [marked.name for marked in (tmp_path / "返送").iterdir()] == ["回答_保健予防課.xlsx"]
    mended = edited(tmp_path / "返送" / path.name, typed("n-p146", "rating/progress/reason", "計測の方法を変えたため"))
    assert call("in", plan, mended, "--apply")[0] == 0
    actual = whole.index.indicator["i-p146"].actuals
    assert read_plan(plan).index.indicator["i-p146"].actuals == actual


def test_what_is_asked_leaves_with_exit_code_1_and_saves_nothing(call: Call, plan: Path, folder: Path) -> None:
    path = edited(folder / "回答_保健予防課.xlsx", typed("n-p146", "actual/i-p146/value", "約80"))
    before = plan.read_bytes()
    code, printed, _ = call("in", plan, path, "--apply")
    assert (code, "確かめたいこと（1件）" in printed, plan.read_bytes() == before) == (1, True, True)


def test_take_names_the_file_that_counts(call: Call, plan: Path, folder: Path, tmp_path: Path) -> None:
    slot = "actual/i-p073/value"
    lead = edited(folder / "回答_情報統計課.xlsx", typed("n-p073", slot, 82.9))
    related = edited(folder / "回答_市民課.xlsx", typed("n-p073", slot, 83.5))
    assert call("in", plan, lead, related)[0] == 1
    code, _, error = call("in", plan, lead, related, "--take", "別の.xlsx")
    assert (code, "回答_市民課.xlsx" in error) == (2, True)
    new = tmp_path / "new.plan.json"
    assert call("in", plan, lead, related, "--take", related.name, "--apply", "--to", new)[0] == 0
    assert [str(actual.value) for actual in read_plan(new).index.indicator["i-p073"].actuals] == ["83.5"]
    assert read_plan(plan).index.indicator["i-p073"].actuals == ()


def test_departments_answer_one_after_the_other(call: Call, plan: Path, folder: Path) -> None:
    """Each file was issued from revision 1 and is taken into what the one before has made of the plan."""
    whole = example("akita")
    names = ("回答_保健予防課.xlsx", "回答_長寿福祉課.xlsx")
    for revision, name in enumerate(names, start=2):
        assert call("in", plan, filled(folder / name, whole), "--apply")[0] == 0
        assert read_plan(plan).revision == revision
    code, printed, _ = call("status", plan, folder, "--format", "json")
    found = {entry["name"]: entry["state"] for entry in json.loads(printed)["departments"]}
    counted = list(found.values())
    assert (code, counted.count("submitted"), counted.count("optional")) == (1, 2, 6)


def test_files_that_are_no_answers_are_told_and_the_others_read(
    call: Call, plan: Path, folder: Path, tmp_path: Path
) -> None:
    text = tmp_path / "回答.csv"
    text.write_text("実績,80", encoding="utf-8")
    good = edited(folder / "回答_保健予防課.xlsx", typed("n-p146", "actual/i-p146/value", 84.8))
    code, printed, _ = call("in", plan, text, good, tmp_path / "ない.xlsx")
    assert code == 2
    assert "誤り（2件）" in printed
    assert "計画との違い（1セル）" in printed


def test_workbooks_of_two_years_need_a_year(call: Call, plan: Path, folder: Path, tmp_path: Path) -> None:
    assert call("out", plan, "--year", "2025", "--to", tmp_path / "来年")[0] == 0
    name = "回答_保健予防課.xlsx"
    code, _, error = call("in", plan, folder / name, tmp_path / "来年" / name)
    assert (code, "令和6年度、令和7年度" in error) == (2, True)
    code, printed, _ = call("in", plan, folder / name, tmp_path / "来年" / name, "--year", "R6")
    assert (code, "令和7年度の回答票です" in printed) == (2, True)


def test_status_of_an_empty_folder_is_a_sentence(call: Call, plan: Path, tmp_path: Path) -> None:
    code, _, error = call("status", plan, tmp_path)
    assert (code, "回答票（.xlsx）がありません" in error) == (2, True)


def test_status_honours_what_was_decided_with_take(call: Call, plan: Path, folder: Path, tmp_path: Path) -> None:
    """The file decided against has a wrong cell and stays in the folder; a third file, which comes later, is asked about."""
    whole, name = example("akita"), "回答_保健予防課.xlsx"
    returned = tmp_path / "返送"
    returned.mkdir()
    good = filled(Path(shutil.copy(folder / name, returned / name)), whole)
    bad = Path(shutil.copy(good, returned / "回答_保健予防課（係長）.xlsx"))
    edited(bad, typed("n-p146", "actual/i-p146/value", "不明"))

    def state(*options: object) -> tuple[str, str]:
        _, out, err = call("status", plan, returned, "--format", "json", *options)
        return next(d["state"] for d in json.loads(out)["departments"] if d["name"] == "保健所 保健予防課"), err

    assert state()[0] == "to_correct"
    assert state("--take", good.name)[0] == "submitted"
    assert call("in", plan, good, bad, "--take", good.name, "--apply")[0] == 0
    found, told = state()
    assert (found, f"{bad.name}: 同じ課所室の別のファイルを採ると決めた" in told) == ("submitted", True)
    assert call("in", plan, good, bad)[0] == 0
    late = Path(shutil.copy(good, returned / "回答_保健予防課（課長）.xlsx"))
    edited(late, typed("n-p146", "actual/i-p146/value", 99))
    assert state()[0] == "to_correct"
    assert state("--take", late.name)[0] != "unanswered"
    (tmp_path / "akita.decisions.json").write_text("[1]", encoding="utf-8")
    code, _, error = call("status", plan, returned)
    assert (code, "採らないと決めた回答票の記録" in error) == (2, True)


def test_places_in_workbooks_are_told_in_the_language_of_the_command(
    plan: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(folder / "回答_保健予防課.xlsx", typed("n-p146", "actual/i-p146/value", "不明"))
    for form in ("table", "json", "csv"):
        assert run(["--lang", "en", "sheets", "in", str(plan), str(path), "--format", form], JAPANESE) == 1
        assert "シート" not in capsys.readouterr().out
    run(["--lang", "en", "sheets", "in", str(plan), str(path), "--format", "json"], JAPANESE)
    [question] = json.loads(capsys.readouterr().out)["questions"]
    sheet = "02_ウォーキングアプリによる健康づくりの推進"
    assert question["place"].startswith(f"回答_保健予防課.xlsx sheet “{sheet}” F")


def test_the_index_alone_is_refused_with_a_sentence(call: Call, plan: Path, folder: Path) -> None:
    code, printed, error = call("in", plan, folder / "一覧.xlsx")
    assert (code, printed) == (2, "")
    assert "一覧.xlsx: 回答票の一覧であり、回答票ではありません。" in error


def test_a_workbook_whose_name_is_as_long_as_the_disk_allows_is_read_and_marked(
    call: Call, plan: Path, folder: Path, tmp_path: Path
) -> None:
    long = tmp_path / f"{'回' * 83}.xlsx"
    shutil.copy(folder / "回答_保健予防課.xlsx", long)
    edited(long, typed("n-p146", "actual/i-p146/value", "多い？1"))
    code, _, error = call("in", plan, long, "--marked", tmp_path / "戻す")
    assert code == 2
    assert (tmp_path / "戻す" / long.name).exists(), error


def test_a_folder_is_read_as_if_its_workbooks_were_named_and_what_is_no_answer_is_told_and_left(
    call: Call, plan: Path, folder: Path, tmp_path: Path
) -> None:
    returned = tmp_path / "返送"
    (returned / "古いもの").mkdir(parents=True)
    name = "回答_保健予防課.xlsx"
    edited(Path(shutil.copy(folder / name, returned / name)), typed("n-p146", "actual/i-p146/value", 84.8))
    for own in ("一覧.xlsx", "照会文.txt"):
        shutil.copy(folder / own, returned)
    (returned / "添え状.pdf").write_bytes(b"%PDF-1.7")
    Workbook().save(returned / "財政課への資料.xlsx")
    assert call("in", plan, returned)[:2] == call("in", plan, returned / name)[:2]
    code, _, error = call("in", plan, returned, "--apply")
    assert (code, str(read_plan(plan).index.indicator["i-p146"].actuals[-1].value)) == (0, "84.8")
    assert "読まずに残したもの（3件）" in error
    assert [
        each for each in ("古いもの: フォルダー", "添え状.pdf: ", "財政課への資料.xlsx: ") if each not in error
    ] == []
    assert [own for own in ("一覧.xlsx", "照会文.txt") if own in error] == []


def test_an_answer_that_lost_its_hidden_sheet_is_not_left_silently_in_a_folder(
    call: Call, plan: Path, folder: Path, tmp_path: Path
) -> None:
    returned = tmp_path / "返送"
    returned.mkdir()
    shutil.copy(folder / "回答_保健予防課.xlsx", returned)
    Workbook().save(returned / "回答_環境部.xlsx")
    code, printed, _ = call("in", plan, returned, "--apply")
    assert (code, "誤り（1件）" in printed, "回答_環境部.xlsx" in printed) == (2, True, True)


def test_a_folder_without_any_answer_is_a_sentence(call: Call, plan: Path, tmp_path: Path) -> None:
    assert "回答票（.xlsx）がありません" in call("in", plan, tmp_path)[2]
    Workbook().save(tmp_path / "資料.xlsx")
    code, _, error = call("in", plan, tmp_path)
    assert (code, "資料.xlsx: Monosashi が出した回答票ではない" in error) == (2, True)
