"""`panel make`, `panel cities` and `panel alike` as somebody types them who compares cities."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from cli.command_line import run
from panel.published_cities import publish

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("panel")]


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("panel")
    told = run("panel", "make", publish(folder), "--to", folder / "panel")
    assert (told.code, told.err) == (0, "")
    assert "3団体3計画" in told.out
    return folder / "panel"


def test_the_panel_is_made_again_in_its_place_and_never_over_something_else(panel: Path, tmp_path: Path) -> None:
    published = panel.parent / "published"
    assert run("panel", "make", published, "--to", panel).code == 0
    (tmp_path / "議事録.docx").write_bytes(b"minutes")
    told = run("panel", "make", published, "--to", tmp_path)
    assert told.code == 2
    assert "何も変えていません" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["議事録.docx"]


def test_cities_are_laid_beside_one_another_without_their_grades(panel: Path) -> None:
    told = run("panel", "cities", panel, "-f", "md")
    assert told.code == 0
    assert (
        "| 佐世保市 佐世保市DX戦略実行計画 令和4年度（速報） | 0（0%） | 27（100%） | 27（100%） | 18／27（67%） |"
        in told.out
    )
    assert "| 秋田市 秋田市デジタル化推進計画 令和6年度（決算確定） | 672,029 | 611,662 | 91% |" in told.out
    assert "記載なし" in told.out


def test_in_english_it_says_the_same(panel: Path) -> None:
    told = run("panel", "cities", panel, "--year", "R6", "-f", "md", "--lang", "en")
    assert "| 秋田市 秋田市デジタル化推進計画, FY2024 (settled) | 672,029 | 611,662 | 91% |" in told.out
    assert "1 plan compared" in told.out


def test_programs_get_digits_and_null(panel: Path) -> None:
    rows = json.loads(run("panel", "cities", panel, "-f", "json").out)
    assert [row["municipality_code"] for row in rows] == ["052019", "420000", "420000", "422029"]
    assert (rows[0]["current"], rows[0]["way_gone"], rows[3]["current"]) == ("672029", "38.7", None)
    lines = run("panel", "cities", panel, "-f", "csv").out.splitlines()
    assert lines[0].split(",") == list(rows[0])
    assert lines[4].endswith(",,,")


def test_a_year_that_nobody_evaluated_is_told(panel: Path) -> None:
    told = run("panel", "cities", panel, "--year", "2031")
    assert told.code == 2
    assert "この年度を評価した版を公開した計画がありません" in told.err


def test_indicators_of_other_cities_are_found(panel: Path) -> None:
    told = run("panel", "alike", panel, "オンライン申請", "--most", "4", "-f", "md")
    assert told.code == 0
    assert "「オンライン申請」に似た指標 13件" in told.out
    assert "5%（令和8年度）" in told.out
    assert "ほかに9件あります" in told.out


def test_where_nothing_is_alike_that_is_said(panel: Path) -> None:
    told = run("panel", "alike", panel, "潜水艦")
    assert told.code == 0
    assert "似た名前の施策も指標もありません" in told.out


@pytest.mark.parametrize("text", ["市", "電"])
def test_a_text_that_is_too_short_is_told(panel: Path, text: str) -> None:
    told = run("panel", "alike", panel, text)
    assert told.code == 2
    assert "2文字以上" in told.err


def test_without_the_extra_it_says_what_to_install(panel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    for arguments in (("make", panel.parent / "published", "--to", panel.parent / "other"), ("cities", panel)):
        told = run("panel", *arguments)
        assert told.code == 2
        assert "monosashi[panel]" in told.err
    assert not (panel.parent / "other").exists()


def test_a_damaged_panel_is_told(panel: Path, tmp_path: Path) -> None:
    shutil.copytree(panel, tmp_path / "panel")
    (tmp_path / "panel/grades.parquet").write_bytes(b"PAR1")
    told = run("panel", "cities", tmp_path / "panel")
    assert told.code == 2
    assert "grades.parquet" in told.err
