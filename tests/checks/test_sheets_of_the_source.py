"""The rules read the source document's own sheets as they read our words: nothing is tuned to an example."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checks.small_plans import plan_of
from monosashi.checks.folding import fold
from monosashi.checks.indicator_kinds import Certainty, infer_from_words
from monosashi.checks.review import review
from monosashi.checks.rules.tgt.rationale_does_not_reach_target import RationaleDoesNotReachTarget
from monosashi.core.indicators import IndicatorKind

_DAY = date(2025, 5, 12)
_FIGURE = re.compile(r"(?P<label>累計|累積)?(?P<number>[\d,]+(?:\.\d+)?)(?P<unit>[^\d/【]*)")


@dataclass(frozen=True)
class RawSheet:
    """One measure sheet as its lines stand in the text."""

    name: str
    indicator: str
    target: str
    rationale: str


def sheets(seeds: Path) -> Iterator[RawSheet]:
    (source,) = seeds.glob("002_*.txt")
    blocks = re.split(r"\n(?=施策名\t)", source.read_text(encoding="utf-8"))[1:]
    for block in blocks:
        fields = dict(_fields(block))
        if fields.get("評価指標"):
            yield RawSheet(
                fold(fields["施策名"]),
                fields["評価指標"],
                fields.get("目標値・基準値", ""),
                fields.get("目標値の考え方", ""),
            )


def _fields(block: str) -> Iterator[tuple[str, str]]:
    """First column and the rest; lines with an empty first column go on with the field above."""
    key, text = "", ""
    for line in block.splitlines():
        first, _, rest = line.partition("\t")
        name = fold(first).replace("(kpi)", "").strip()
        if name and rest:
            if key:
                yield key, text
            key, text = name, rest
        elif rest:
            text += rest
    if key:
        yield key, text


def by_name(seeds: Path, name: str) -> RawSheet:
    return next(sheet for sheet in sheets(seeds) if sheet.name.startswith(fold(name)))


@pytest.mark.parametrize(
    "name",
    [
        "次世代型災害情報共有ネットワーク",
        "ドローンを活用した施設点検",
        "流量・水圧遠隔監視",
        "マンホールポンプ",
        "多機能浄化槽台帳",
        "動画自動作成システムを活用した職員向け",
        "デジタル活用支援員",
        "動画自動作成システムを活用したデバイド",
        "小・中学校におけるデジタル教科書",
        "デジタル人材の育成(民間向け)",
        "スマート農業導入の支援",
    ],
)
def test_the_eleven_examples_of_opinion_5_count_activity(seeds: Path, name: str) -> None:
    guess = infer_from_words(by_name(seeds, name).indicator)
    assert guess.kind is IndicatorKind.OUTPUT
    assert guess.certainty is not Certainty.UNSURE


@pytest.mark.parametrize("name", ["RPAの活用による全庁共通事務", "議事録作成機器", "LINEを活用した子育て情報"])
def test_indicators_of_effect_are_seen_as_such(seeds: Path, name: str) -> None:
    assert infer_from_words(by_name(seeds, name).indicator).kind is IndicatorKind.OUTCOME


def reached(sheet: RawSheet) -> list[Decimal]:
    """What the rationale of the sheet adds up to, where the rule speaks."""
    target, baseline = (
        _FIGURE.search(part) for part in re.split(r"【基準値】", fold(sheet.target).removeprefix("【目標値】"))
    )
    assert target is not None
    assert baseline is not None
    indicator = {
        "name": sheet.indicator,
        "unit": target["unit"].strip(),
        "accumulation": "cumulative" if target["label"] else "annual",
        "baseline": baseline["number"].replace(",", ""),
        "baseline_year": 2023,
        "final": target["number"].replace(",", ""),
        "rationale": sheet.rationale,
    }
    result = review(
        plan_of({"first_year": 2024, "measure": [{"indicator": [indicator]}]}),
        2024,
        today=_DAY,
        rules=(RationaleDoesNotReachTarget,),
    )
    return [dict(finding.evidence)["reached"] for finding in result.findings]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("ドローンを活用した施設点検", 9),
        ("生成AIの全庁的", 29),
        ("デジタル技術等を活用できる人材", 3628),
        ("動画自動作成システムを活用した職員向け", 154),
    ],
)
def test_rationales_that_do_not_add_up_are_found_in_the_citys_own_words(seeds: Path, name: str, figure: int) -> None:
    assert reached(by_name(seeds, name)) == [Decimal(figure)]


def test_no_other_rationale_of_the_source_is_said_not_to_add_up(seeds: Path) -> None:
    wrong = (
        "ドローンを活用した施設点検",
        "生成aiの",
        "デジタル技術等を活用できる人材",
        "動画自動作成システムを活用した職員向け",
    )
    readable = [s for s in sheets(seeds) if re.search(r"【目標値】.*\d.*【基準値】.*\d", s.target)]
    assert len(readable) > 30
    assert [s.name for s in readable if not s.name.startswith(wrong) and reached(s)] == []
