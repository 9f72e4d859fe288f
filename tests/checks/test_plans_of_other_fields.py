"""Plans that nobody prepared the rules for: what is in order raises nothing, one changed fact raises one finding."""

import copy
from datetime import date
from typing import Any

import pytest

from checks.small_plans import plan_of
from monosashi.checks.finding import Severity
from monosashi.checks.review import review
from monosashi.checks.tokenizer import SudachiTokenizer

TOKENIZER = SudachiTokenizer()

IN_ORDER: dict[str, Any] = {
    "first_year": 2024,
    "measure": [
        {
            "name": "湯けむり街道の案内標識の多言語化",
            "summary": "三つの温泉地の標識を四か国語にする。",
            "effect": "外国人旅行者が迷わず歩け、滞在が延びて消費額が増える。",
            "managed_by": "indicator",
            "indicator": [
                {
                    "name": "外国人一人あたり観光消費額",
                    "unit": "円",
                    "accumulation": "annual",
                    "baseline": "18200",
                    "baseline_year": 2023,
                    "final": "21000",
                    "target": {"2024": "19000", "2025": "20000", "2026": "21000"},
                    "actual": {"2024": "19150"},
                }
            ],
        },
        {
            "name": "避難情報の戸別受信機の配備",
            "summary": "土砂災害警戒区域の世帯に受信機を貸し出す。",
            "effect": "夜間でも避難を始める時間が早まる。",
            "managed_by": "indicator",
            "indicator": [
                {
                    "name": "受信機を貸し出した世帯の数",
                    "unit": "世帯",
                    "accumulation": "cumulative",
                    "baseline": "120",
                    "baseline_year": 2023,
                    "final": "420",
                    "rationale": "毎年度100世帯に貸し出す。",
                    "actual": {"2024": "221"},
                },
                {
                    "name": "訓練で避難を始めるまでの時間",
                    "unit": "分",
                    "direction": "decrease",
                    "baseline": "25",
                    "baseline_year": 2023,
                    "final": "15",
                    "actual": {"2024": "21"},
                },
            ],
        },
        {
            "name": "読書記録アプリの導入",
            "summary": "児童が読んだ本を記録し、学校図書館が薦める本を選ぶ。",
            "effect": "児童の読解力が育つ。",
            "managed_by": "indicator",
            "indicator": [
                {
                    "name": "読解力の調査で基準に達した児童の割合",
                    "unit": "%",
                    "kind": "outcome",
                    "computation": "基準に達した児童÷調査を受けた児童",
                    "accumulation": "annual",
                    "baseline": "61.5",
                    "baseline_year": 2023,
                    "final": "70.0",
                    "actual": {"2024": "63.9"},
                }
            ],
        },
    ],
}


def spoken(case: dict[str, Any]) -> set[str]:
    result = review(plan_of(case), 2024, today=date(2025, 5, 12), tokenizer=TOKENIZER)
    assert [each for each in result.rules_not_run if each.failed] == []
    return {f.rule for f in result.findings if f.rule.startswith(("KPI", "TGT")) or f.severity is not Severity.LOOK}


def test_three_measures_in_order_raise_nothing() -> None:
    assert spoken(IN_ORDER) == set()


@pytest.mark.parametrize(
    ("measure", "indicator", "changes", "rule"),
    [
        (0, 0, {"name": "多言語の標識の設置数", "unit": "基"}, "KPI001"),
        (0, 0, {"final": "18200", "target": {}}, "TGT002"),
        (0, 0, {"baseline": "not_set"}, "TGT003"),
        (0, 0, {"baseline_year": 2024}, "TGT008"),
        (0, 0, {"target": {"2024": "19000", "2026": "20500"}}, "TGT007"),
        (0, 0, {"unit": ""}, "KPI007"),
        (0, 0, {"final": "not_set", "target": {}}, "TGT001"),
        (0, 0, {"actual": {"2024": "32000"}}, "TGT006"),
        (1, 0, {"actual": {"2024": "430"}}, "TGT004"),
        (1, 0, {"rationale": "毎年度70世帯に貸し出す。"}, "TGT005"),
        (1, 1, {"final": "すぐに避難できる"}, "TGT010"),
        (2, 0, {"name": "記録アプリの利用率", "kind": "undeclared", "computation": ""}, "KPI008"),
        (2, 0, {"name": "読書会の開催回数", "unit": "回"}, "KPI005"),
        (2, 0, {"name": "記録アプリの利用率", "final": "110"}, "TGT009"),
        (2, 0, {"name": "未設定"}, "KPI006"),
    ],
)
def test_one_changed_fact_is_found(measure: int, indicator: int, changes: dict[str, Any], rule: str) -> None:
    case = copy.deepcopy(IN_ORDER)
    case["measure"][measure]["indicator"][indicator].update(changes)
    assert rule in spoken(case)


def test_a_second_measure_with_the_same_indicator_and_target_is_found() -> None:
    case = copy.deepcopy(IN_ORDER)
    case["measure"].append({**copy.deepcopy(case["measure"][2]), "name": "図書館だよりの発行"})
    assert "KPI003" in spoken(case)
