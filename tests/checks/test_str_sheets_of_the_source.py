"""The rules that read texts, on the words of the source document's own sheets instead of ours."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checks.akita_plan import reviewed
from checks.small_plans import plan_of
from monosashi.checks.finding import Finding
from monosashi.checks.folding import fold

_STAGE = re.compile(r"段階\s*(\d(?:・\d)?)")
_GRADE = re.compile(r"^[A-D]")
_EFFECT_LETTERS = 55


@cache
def measures(seeds: Path) -> tuple[dict[str, Any], ...]:
    (source,) = seeds.glob("002_*.txt")
    blocks = re.split(r"\n(?=施策名\t)", source.read_text(encoding="utf-8"))[1:]
    found = (dict(_fields(block)) for block in blocks)
    return tuple(_measure(sheet) for sheet in found if "ライフサイクル" in sheet)


def _fields(block: str) -> Iterator[tuple[str, str]]:
    """The rows of a sheet, also where a row's first column runs over two lines; fractions of markup are dropped."""
    text = re.sub(r"<[^>]*>|\(※\)", "", block)
    text = re.sub(r"令和\s*6\s*年度\s*\n?\s*(進捗評価|取組結果)", r"\1", text)
    for row in re.split(r"\n(?=\S+\t)", text):
        key, _, rest = row.partition("\t")
        if key in ("施策名", "施策概要", "関連課所室", "ライフサイクル", "見込まれる効果", "進捗評価", "取組結果"):
            yield key, re.split(r"\n\s*\n", rest)[0].replace("・", "、" if key == "関連課所室" else "・")


def _measure(sheet: dict[str, str]) -> dict[str, Any]:
    stage = _STAGE.search(sheet["ライフサイクル"])
    grade = _GRADE.match(fold(sheet.get("進捗評価", "")).upper())
    return {
        "name": sheet["施策名"],
        "summary": sheet.get("施策概要", ""),
        "effect": sheet.get("見込まれる効果", "")[:_EFFECT_LETTERS],  # conversion cut some of them off
        "result": sheet.get("取組結果", ""),
        "lead": sheet.get("関連課所室", "?"),
        **({"stage": stage[1]} if stage else {}),
        **({"self": grade[0]} if grade else {}),
    }


def found(seeds: Path, code: str) -> tuple[Finding, ...]:
    plan = plan_of({"scheme": "akita@1", "life_cycle": "akita@1", "measure": list(measures(seeds))})
    return reviewed(plan, code).findings


def names(findings: tuple[Finding, ...]) -> list[str]:
    return [fold(finding.measure) for finding in findings]


def test_the_sheets_are_read(seeds: Path) -> None:
    assert len(measures(seeds)) > 60
    assert sum("stage" in measure for measure in measures(seeds)) > 60
    assert sum(bool(measure["result"]) for measure in measures(seeds)) > 60


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "STG001",
            ["マイナンバーカードを利用した各種サービス等の実施", "水道スマートメーター導入検討のための実証実験"],
        ),
        ("STG002", ["町内会ポータルサイトの構築", "エリア交通運行事業"]),
        (
            "EVA002",
            ["生活保護システムの標準化", "介護保険事務処理システムの標準化", "子ども・子育て支援システムの標準化"],
        ),
        (
            "EVA003",
            ["動画自動作成システムを活用した業務効率化", "動画自動作成システムを活用した職員向け研修動画の作成"],
        ),
    ],
)
def test_what_is_found_in_our_words_is_found_in_the_citys_own(seeds: Path, code: str, expected: list[str]) -> None:
    assert set(map(fold, expected)) <= set(names(found(seeds, code)))


def test_the_nine_migrations_are_one_measure_in_the_citys_own_words_too(seeds: Path) -> None:
    assert len(names(found(seeds, "STR001"))) == 9
    assert all("標準化" in name for name in names(found(seeds, "STR001")))


@pytest.mark.parametrize(("code", "most"), [("STG001", 5), ("STG002", 4), ("EVA002", 8), ("EVA003", 2)])
def test_elsewhere_the_citys_own_words_raise_little(seeds: Path, code: str, most: int) -> None:
    assert len(found(seeds, code)) <= most
