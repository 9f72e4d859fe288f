"""The rules that read texts, on the words of the source document's own sheets instead of ours."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from architecture.repository import ROOT
from checks.akita_plan import reviewed
from checks.small_plans import plan_of
from monosashi.checks.finding import Finding
from monosashi.checks.folding import fold
from monosashi.core.results import NodeYear
from monosashi.exchange.reading.document_sheets import read_sheets
from monosashi.exchange.reading.documents import document_lines
from monosashi.exchange.reading.drafting import draft
from monosashi.exchange.reading.layout import read_layout
from monosashi.exchange.reading.reads import Reads
from monosashi.exchange.reading.sheets import Sheet

_EFFECT_LETTERS = 55
_PARTS = {"summary": Reads.SUMMARY, "effect": Reads.EFFECT, "result": Reads.RESULT, "lead": Reads.DEPARTMENTS}


@cache
def measures(seeds: Path) -> tuple[dict[str, Any], ...]:
    (source,) = seeds.glob("002_*.txt")
    layout = read_layout(ROOT / "examples" / "akita" / "report.layout.toml")
    read = read_sheets(document_lines(source), layout)
    results = draft(read, layout).plan.results
    return tuple(_measure(sheet, result) for sheet, result in zip(read.sheets, results, strict=True))


def _measure(sheet: Sheet, result: NodeYear) -> dict[str, Any]:
    words = {key: sheet.fields[reads].text for key, reads in _PARTS.items()}
    words["effect"] = words["effect"][:_EFFECT_LETTERS]  # conversion cut some of them off
    grade = next((rating.grade for rating in result.ratings if rating.grade), None)
    return {
        "name": sheet.name.text,
        **words,
        **({"stage": result.stage} if result.stage else {}),
        **({"self": grade} if grade else {}),
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
