"""Files that come back beside the answers and are none: other programs' formats, other rounds, harmful and locked ones."""

import json
import shutil
import zipfile
from pathlib import Path

from openpyxl.workbook import Workbook

from cli.command_line import run
from year_on_one_pc.macro_workbooks import with_macro
from year_on_one_pc.year_papers import EXAMPLES, YEAR, open_plan, through_libreoffice

Strange = dict[str, tuple[str, ...]]
"""By the file's name: the words that stand in what is said of it."""

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_BOMB = b"0" * 60_000_000


def strange_files(good: Path, folder: Path, desk: Path) -> Strange:
    """Write them into the folder; `desk` is where they are made."""
    return {
        **_other_rounds(folder, desk),
        **_other_formats(good, folder, desk),
        **_harmful(good, folder),
        **_of_a_person(good, folder),
    }


def _other_rounds(folder: Path, desk: Path) -> Strange:
    """Another city's workbook, last year's, next revision's."""
    plans = {"他市": (EXAMPLES / "sasebo" / "sasebo.plan.json", 2022), "前年度": (desk / "before.plan.json", YEAR - 1)}
    last_year = open_plan()
    last_year["first_year"] = YEAR - 1
    plans["前年度"][0].write_text(json.dumps(last_year), encoding="utf-8")
    newer = desk / "newer.plan.json"
    newer.write_text(json.dumps({**open_plan(), "revision": 9}), encoding="utf-8")
    plans["新しい計画"] = (newer, YEAR)
    for name, (plan, year) in plans.items():
        assert run("sheets", "out", plan, "--year", year, "--to", desk / name).code == 0
        shutil.copy(next((desk / name).glob("回答_*.xlsx")), folder / f"{name}の回答.xlsx")
    return {
        "他市の回答.xlsx": ("別の団体", "052019"),
        "前年度の回答.xlsx": ("令和5年度の回答票です", "令和6年度"),
        "新しい計画の回答.xlsx": ("9", "最新の計画ファイル"),
    }


def _other_formats(good: Path, folder: Path, desk: Path) -> Strange:
    for kind in ("xls", "ods", "csv"):
        through_libreoffice((good,), desk / kind, kind=kind)
        shutil.copy(desk / kind / f"{good.stem}.{kind}", folder / f"{kind}を改名.xlsx")
    macros = with_macro(good, desk / "macros.xlsm", desk / "profile")
    with zipfile.ZipFile(macros) as parts:
        project = parts.read("xl/vbaProject.bin")
    assert project.startswith(_OLE)
    assert "Totals".encode("utf-16-le") in project
    for name in ("マクロ付き.xlsm", "xlsmを改名.xlsx"):
        shutil.copy(macros, folder / name)
    return {
        "xlsを改名.xlsx": ("古い形式", ".xls"),
        "odsを改名.xlsx": ("OpenDocument",),
        "csvを改名.xlsx": ("CSV",),
        "xlsmを改名.xlsx": ("マクロ", "Excel ブック (.xlsx)"),
        "マクロ付き.xlsm": ("マクロ",),
    }


def _repacked(source: Path, target: Path, part: str, change: tuple[bytes, bytes]) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            raw = old.read(name)
            new.writestr(name, raw.replace(*change) if name == part else raw)


def _harmful(good: Path, folder: Path) -> Strange:
    with zipfile.ZipFile(folder / "膨らむ.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", _BOMB)
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><workbook'
    _repacked(good, folder / "定義入り.xlsx", "xl/workbook.xml", (b"<workbook", entity))
    with (folder / "重い.xlsx").open("wb") as heavy:
        heavy.write(b"PK\x03\x04")
        heavy.truncate(50_000_000)
    (folder / "鍵付き.xlsx").write_bytes(_OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    return {
        "膨らむ.xlsx": ("倍になります",),
        "定義入り.xlsx": ("DTD",),
        "重い.xlsx": ("50 MB", "30 MB"),
        "鍵付き.xlsx": ("パスワード", "暗号化"),
    }


def _of_a_person(good: Path, folder: Path) -> Strange:
    raw = good.read_bytes()
    (folder / "途中まで.xlsx").write_bytes(raw[: len(raw) // 2])
    (folder / "空.xlsx").touch()
    (folder / "~$回答_公園課.xlsx").write_bytes(b"\x05user" + bytes(160))
    other = Workbook()
    other.save(folder / "自作の表.xlsx")
    return {
        "途中まで.xlsx": ("壊れています",),
        "空.xlsx": ("空です",),
        "~$回答_公園課.xlsx": ("~$", "Excel を閉じ"),
        "自作の表.xlsx": ("Monosashi が出した回答票ではない",),
    }
