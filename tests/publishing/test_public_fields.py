"""Only what was decided to be public leaves the house, and every field was decided."""

import copy
import json
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from monosashi.cli.judging import judge
from monosashi.core.results import NodeYear
from monosashi.evaluation import outcomes
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.contact_details import masked
from monosashi.publishing.corrections import correct
from monosashi.publishing.editions import Content, Envelope, canonical, envelope_of
from monosashi.publishing.editions_folder import freeze
from monosashi.publishing.public_fields import WHOLE, decisions, held_by, public
from planted_persons import NAME, UNLISTED_KEYS, fields_of_plan, planted, traces_in
from publishing.public_folders import MAY, SEPTEMBER, content_of

pytestmark = pytest.mark.slow  # judges real plans

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
YEARS = {"akita": 2024, "sasebo": 2022, "nagasaki": 2020}


def envelope(city: str) -> Envelope:
    judged = judge(EXAMPLES / city / f"{city}.plan.json", YEARS[city])
    content = Content(judged.plan, judged.scheme, judged.life_cycle, judged.evaluation)
    return envelope_of(content, (), created=date(2025, 5, 24))


@pytest.fixture(scope="module")
def envelopes() -> dict[str, Envelope]:
    return {city: envelope(city) for city in YEARS}


def decided() -> set[tuple[str, str]]:
    return {(decision.record, decision.field) for decision in decisions()}


def test_every_field_of_a_plan_is_decided_and_no_other() -> None:
    value_parts = {("Span", "low"), ("Span", "high"), ("Described", "text"), ("Described", "criterion")}
    evaluated = {"Envelope", "EarlierEdition", "Sentence", "Value", "Evaluation", "NodeOutcome", "Verdict", "Summary"}
    evaluated |= {kind for kind in vars(outcomes) if kind.endswith("Outcome")} | {"StageCount", "SuggestedMove"}
    evaluated |= {"Correction", "Erratum"}
    heads = {("Plan", "format"), ("Plan", "version")}
    assert fields_of_plan() - decided() - value_parts == set()
    assert {each for each in decided() if each[0] not in evaluated} - fields_of_plan() - heads == set()


def test_a_field_is_decided_once_and_with_a_reason() -> None:
    assert len(decided()) == len(decisions())
    assert [decision for decision in decisions() if len(decision.because) < 10] == []


def undecided(held: Any, record: str, known: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for each in held if isinstance(held, list) else [held]:
        if isinstance(each, dict) and record not in {WHOLE, ""}:
            for name, inner in each.items():
                if (record, name) not in known:
                    yield record, name
                yield from undecided(inner, held_by(record, name), known)


@pytest.mark.parametrize("city", YEARS)
def test_every_key_of_an_edition_is_decided(city: str, envelopes: dict[str, Envelope]) -> None:
    assert set(undecided(envelopes[city], "Envelope", decided())) == set()


def test_a_field_that_is_new_is_seen_and_does_not_pass(envelopes: dict[str, Envelope]) -> None:
    grown = copy.deepcopy(envelopes["sasebo"])
    grown["memo"] = "memo"
    grown["plan"]["indicators"][0]["asked_of"] = "memo"
    grown["evaluation"]["measures"][0]["graded_by"] = {"name": "memo"}
    new = {("Envelope", "memo"), ("Indicator", "asked_of"), ("MeasureOutcome", "graded_by")}
    assert set(undecided(grown, "Envelope", decided())) == new
    assert public(grown) == public(envelopes["sasebo"])


def test_every_field_of_the_outcomes_stands_in_an_edition_under_its_name_or_one_told_here() -> None:
    renamed = {"node": {"id", "node_id"}, "indicator": {"id"}, "verdict": {"verdict"}, "verdicts": {"steps"}}
    renamed |= {"computed": {"computed_grade", "computed_points"}, "rate": {"rate_printed"}}
    summed = {("Evaluation", name) for name in ("groups", "total", "grades", "money", "stages", "moves")}
    known = decided()
    lost = {
        (kind.__name__, field.name)
        for kind in (outcomes.Evaluation, outcomes.MeasureOutcome, outcomes.IndicatorOutcome, outcomes.Verdict)
        for field in fields(kind)
        if not {(kind.__name__, name) for name in (field.name, *renamed.get(field.name, ()))} & known
    }
    assert lost - summed == set()


@pytest.mark.parametrize("city", YEARS)
def test_the_public_part_is_a_plan_with_every_figure(city: str, envelopes: dict[str, Envelope]) -> None:
    before = canonical(envelopes[city])
    passed = public(envelopes[city])
    plan, whole = read_plan(canonical(passed["plan"])), read_plan(canonical(envelopes[city]["plan"]))
    assert (plan.nodes, plan.results, plan.budget_programs) == (whole.nodes, whole.results, whole.budget_programs)
    assert [each.final_target for each in plan.indicators] == [each.final_target for each in whole.indicators]
    assert [[a.value for a in each.actuals] for each in plan.indicators] == [
        [a.value for a in each.actuals] for each in whole.indicators
    ]
    assert passed["evaluation"] == envelopes[city]["evaluation"]
    assert passed["scheme"] == envelopes[city]["scheme"]
    assert canonical(envelopes[city]) == before


@pytest.mark.parametrize("city", YEARS)
def test_nobody_planted_in_an_edition_is_found_in_its_public_part(city: str, envelopes: dict[str, Envelope]) -> None:
    sown = planted(envelopes[city])
    text = json.dumps(sown, ensure_ascii=False)
    assert NAME in text
    assert all(key in text for key in UNLISTED_KEYS)
    passed = public(sown)
    assert traces_in(json.dumps(passed, ensure_ascii=False)) == ()
    assert traces_in(json.dumps(passed)) == ()
    read_plan(canonical(passed["plan"]))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("問合せは taro.yamada@city.example.jp へ", "問合せは ［連絡先は非公開］ へ"),
        ("山田太郎 <taro@city.example.jp>、福祉課", "［連絡先は非公開］、福祉課"),
        ("山田 太郎＜taro＠city.example.jp＞", "［連絡先は非公開］"),
        ("taro(at)city.example.jp", "［連絡先は非公開］"),
        ("携帯09012345678まで", "携帯［連絡先は非公開］まで"),
        ("携帯080-1234-5678", "携帯［連絡先は非公開］"),
        ("TEL09012345678", "TEL［連絡先は非公開］"),
        (f"{'09012345678':a<64}@city.example.jp", "［連絡先は非公開］"),
        (f"{'09012345678':a<64}.dx(at)city.example.jp", "［連絡先は非公開］"),
    ],
)
def test_a_persons_mail_address_and_mobile_number_are_masked(typed: str, shown: str) -> None:
    assert masked(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        *("d6b627a08011127082f443d16134ecdb7dff58473ed1ca613246a916ffd3c7f2", f"{'09012345678':a<64}。"),
        *(
            "akita@1",
            "電話 018-888-5474",
            "利用1,090,123,456件",
            "2,090-0,1",
            "@home",
            "予算 10908012345678 円",
            "i-090",
        ),
    ],
)
def test_what_is_no_persons_address_stays(typed: str) -> None:
    assert masked(typed) == typed


def test_answers_of_a_year_after_the_editions_do_not_pass(envelopes: dict[str, Envelope]) -> None:
    grown = copy.deepcopy(envelopes["sasebo"])
    node, indicator = grown["plan"]["results"][0]["node"], grown["plan"]["indicators"][0]
    grown["plan"]["results"].append({"node": node, "fiscal_year": 2023, "result": "途中"})
    indicator["actuals"].append({"fiscal_year": 2023, "value": "1"})
    source = {"at": f"indicators/{indicator['id']}/actuals/2023/value", "document": "sasebo-dx-2022"}
    grown["plan"]["provenance"].append(source)
    assert public(grown) == public(envelopes["sasebo"])


def test_a_file_of_the_office_is_no_published_document(envelopes: dict[str, Envelope]) -> None:
    grown = copy.deepcopy(envelopes["sasebo"])
    grown["plan"]["documents"].append({"id": "csv", "title": "予算執行_山田.csv"})
    grown["plan"]["provenance"].append({"at": "name", "document": "csv", "line": 3})
    assert public(grown) == public(envelopes["sasebo"])


def test_a_correction_tells_no_field_that_is_not_public(tmp_path: Path) -> None:
    plan = content_of("sasebo", 2022).plan
    first, second, *rest = plan.indicators
    wrong = replace(first, actuals=(replace(first.actuals[0], evidence="集計_架空田.xlsx"),))
    right = replace(first, actuals=(replace(first.actuals[0], value=Decimal(13), evidence="集計_植樹郎.xlsx"),))
    told = replace(second, actuals=(replace(second.actuals[0], evidence="架空田に確認"),))
    later = (*plan.results, NodeYear(plan.results[0].node, 2023, result="架空田の覚書"))
    before = replace(plan, indicators=(wrong, second, *rest))
    after = replace(plan, indicators=(right, told, *rest), results=later, posts=())
    freeze(content_of("sasebo", 2022, before), tmp_path, created=MAY)
    content = content_of("sasebo", 2022, after)
    frozen = correct(content, tmp_path, corrects=1, reason="転記の誤り taro@city.example.jp", created=SEPTEMBER)
    envelope = json.loads((tmp_path / frozen.link.file).read_bytes())
    assert len(envelope["correction"]["errata"]) == 4
    assert set(undecided(envelope, "Envelope", decided())) == set()
    passed = public(envelope)["correction"]
    assert passed["reason"] == "転記の誤り ［連絡先は非公開］"
    assert passed["corrects"]["number"] == 1
    (erratum,) = passed["errata"]
    assert erratum["path"] == f"indicators/{first.id}/actuals/2022/value"
    assert (erratum["wrong"], erratum["right"]) == (str(first.actuals[0].value), "13")
    assert "架空田" not in json.dumps(passed, ensure_ascii=False)


def test_a_whole_record_in_a_correction_tells_its_public_fields_only(tmp_path: Path) -> None:
    plan = content_of("sasebo", 2022).plan
    first, *rest = plan.indicators
    named = replace(first, actuals=(replace(first.actuals[0], evidence="集計_架空田.xlsx"),))
    freeze(content_of("sasebo", 2022, replace(plan, indicators=tuple(rest), provenance=())), tmp_path, created=MAY)
    content = content_of("sasebo", 2022, replace(plan, indicators=(named, *rest)))
    frozen = correct(content, tmp_path, corrects=1, reason="記載の漏れ", created=SEPTEMBER)
    envelope = json.loads((tmp_path / frozen.link.file).read_bytes())
    assert "架空田" in json.dumps(envelope["correction"], ensure_ascii=False)
    (erratum,) = public(envelope)["correction"]["errata"]
    assert erratum["right"]["actuals"] == [{"fiscal_year": 2022, "value": str(first.actuals[0].value)}]
