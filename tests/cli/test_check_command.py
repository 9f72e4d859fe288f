"""`monosashi check` and `monosashi rules`, as they are called from a shell."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from monosashi.checks.registry import all_rules
from monosashi.cli.main import run

pytestmark = pytest.mark.slow  # every test reviews a real plan

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "akita" / "akita.plan.json"
JAPANESE = {"LANG": "ja_JP.UTF-8"}
PROMISED = (
    *("rule", "name", "severity", "node_id", "measure", "indicator", "fiscal_year", "message", "evidence", "proposal"),
    "sources",
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLE, tmp_path / "town.plan.json"))


def checked(capsys: pytest.CaptureFixture[str], plan: Path, *options: str) -> tuple[int, str]:
    code = run(["check", str(plan), "--year", "2024", *options], JAPANESE)
    captured = capsys.readouterr()
    return code, captured.out or captured.err


def findings(capsys: pytest.CaptureFixture[str], plan: Path, *options: str) -> list[dict[str, Any]]:
    _, printed = checked(capsys, plan, "--format", "json", *options)
    found: list[dict[str, Any]] = json.loads(printed)["findings"]
    return found


def test_json_keeps_its_contract(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    code, printed = checked(capsys, plan, "--format", "json")
    document = json.loads(printed)
    assert code == 1
    assert {key for finding in document["findings"] for key in PROMISED if key not in finding} == set()
    assert {tuple(each) for each in document["rules_not_run"]} == {("rule", "reason")}
    (found,) = [f for f in document["findings"] if f["rule"] == "TGT005" and f["node_id"] == "n-p089"]
    assert (found["indicator"], found["severity"], found["fiscal_year"]) == (
        "（ドローンによる）点検箇所数",
        "warning",
        2024,
    )
    assert found["evidence"] == {"baseline": "3", "gain": "6", "reached": "9", "target": "11", "unit": "箇所"}
    assert found["printed_in"]["page"] == "89"


def test_only_things_to_look_at_leave_with_exit_code_0(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    code, printed = checked(capsys, plan, "--select", "KPI003")
    assert code == 0
    assert printed.count("KPI003") == 3


def test_rules_are_selected_and_ignored(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    assert {f["rule"] for f in findings(capsys, plan, "--select", "TGT002,KPI003")} == {"TGT002", "KPI003"}
    assert {f["rule"] for f in findings(capsys, plan, "--select", "TGT002,KPI003", "--ignore", "KPI")} == {"TGT002"}


def test_severity_leaves_out_what_is_lighter(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    assert {f["severity"] for f in findings(capsys, plan, "--severity", "warning")} <= {"warning", "error"}


def test_a_baseline_leaves_only_what_is_new(capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "last-year.json"
    _, printed = checked(capsys, plan, "--select", "TGT002", "--format", "json")
    earlier.write_text(printed, encoding="utf-8")
    code, printed = checked(capsys, plan, "--select", "TGT002,KPI003", "--format", "json", "--baseline", str(earlier))
    assert {f["rule"] for f in json.loads(printed)["findings"]} == {"KPI003"}
    assert code == 0


WAIVER = """
[[waivers]]
rule = "TGT002"
place = "indicators/i-p118"
reason = "需要がある間は維持が目的"
post = "デジタル推進課長"
expires = 2026-03-31
"""


@pytest.mark.parametrize(("day", "spoken"), [("2026-03-31", False), ("2026-04-01", True)])
def test_waivers_beside_the_plan_count_until_they_expire(
    capsys: pytest.CaptureFixture[str], plan: Path, day: str, *, spoken: bool
) -> None:
    plan.with_name("town.waivers.toml").write_text(WAIVER, encoding="utf-8")
    nodes = {f["node_id"] for f in findings(capsys, plan, "--select", "TGT002", "--date", day)}
    assert ("n-p118" in nodes) is spoken
    assert "n-p114" in nodes


def test_settings_beside_the_plan_are_read(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    plan.with_name("town.check.toml").write_text(
        'select = ["TGT002"]\nseverity = { TGT002 = "look" }\n', encoding="utf-8"
    )
    code, printed = checked(capsys, plan, "--format", "json")
    assert {f["severity"] for f in json.loads(printed)["findings"]} == {"look"}
    assert code == 0


def test_csv_has_a_row_for_each_finding(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    _, printed = checked(capsys, plan, "--format", "csv", "--select", "TGT002")
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert [row["page"] for row in rows] == ["108", "114", "118", "138", "141"]
    assert rows[0]["evidence"] == "基準値=246; 目標値=246; 単位=時間"


def test_people_read_measure_finding_proposal_and_page(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    _, printed = checked(capsys, plan, "--select", "TGT005", "--format", "md")
    assert "**ドローンを活用した施設点検**" in printed
    assert "3箇所 ＋ 6箇所 ＝ 9箇所" in printed
    assert "p.89" in printed


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--select", "XYZ"), "XYZ"),
        (("--severity", "grave"), "grave"),
        (("--baseline", "missing.json"), "missing.json"),
        (("--config", "missing.toml"), "missing.toml"),
        (("--previous", "missing.plan.json"), "missing.plan.json"),
    ],
)
def test_what_cannot_be_used_is_told_with_exit_code_2(
    capsys: pytest.CaptureFixture[str], plan: Path, options: tuple[str, ...], told: str
) -> None:
    code, printed = checked(capsys, plan, *options)
    assert code == 2
    assert told in printed


@pytest.mark.parametrize("settings", ["select = [", 'selekt = ["TGT"]', "[thresholds.TGT006]\npercent = 'many'"])
def test_settings_that_cannot_be_read_name_their_file(
    capsys: pytest.CaptureFixture[str], plan: Path, settings: str
) -> None:
    plan.with_name("town.check.toml").write_text(settings, encoding="utf-8")
    code, printed = checked(capsys, plan)
    assert code == 2
    assert "town.check.toml" in printed


@pytest.mark.parametrize("text", ["{}", "[]", '{"findings": [1]}', "nonsense"])
def test_a_baseline_that_is_no_earlier_output_is_refused(
    capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path, text: str
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(text, encoding="utf-8")
    assert checked(capsys, plan, "--baseline", str(wrong))[0] == 2


def test_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "--format", "json"], JAPANESE) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [each["rule"] for each in listed] == [rule.code for rule in all_rules()]


@pytest.mark.parametrize("named", ["TGT006", "reached-by-far"])
def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str], named: str) -> None:
    assert run(["rules", named], JAPANESE) == 0
    page = capsys.readouterr().out
    assert "なぜ問題か" in page
    assert "percent = 150" in page


def test_a_rule_that_there_is_not_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "XYZ001"], JAPANESE) == 2
    assert "XYZ001" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("form", ["table", "md", "csv", "json"])
def test_every_finding_of_a_real_plan_can_be_said(
    capsys: pytest.CaptureFixture[str], plan: Path, form: str, language: str
) -> None:
    code, printed = checked(capsys, plan, "--format", form, "--lang", language)
    assert code == 1
    assert "TGT005" in printed
