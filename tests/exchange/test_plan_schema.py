"""The published JSON Schema: fresh, valid, and of the same mind as the reader."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

import monosashi.exchange
from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import read_plan, write_plan
from monosashi.exchange.plan_schema import plan_schema, schema_bytes
from sample_plans import sample_plan
from scripts import generate_plan_format
from strategies import plans

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = Path(monosashi.exchange.__file__).parent / "schemas" / "plan-1.schema.json"
EXAMPLES = sorted((ROOT / "examples").glob("*/*.plan.json"))
VALIDATOR = Draft202012Validator(plan_schema())


def test_the_published_schema_is_fresh() -> None:
    assert PUBLISHED.read_bytes() == schema_bytes(), "run scripts/generate_plan_format.py"


def test_the_table_of_keys_is_fresh() -> None:
    assert generate_plan_format.FIELDS.read_text(encoding="utf-8") == generate_plan_format.fields_page()


def test_the_schema_is_a_json_schema_and_every_definition_of_it_is_used_and_described() -> None:
    Draft202012Validator.check_schema(plan_schema())
    text = schema_bytes().decode()
    for name, definition in json.loads(text)["$defs"].items():
        assert f'"#/$defs/{name}"' in text
        assert definition.get("description") or "anyOf" in definition


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_an_example_follows_the_schema(path: Path) -> None:
    assert list(VALIDATOR.iter_errors(json.loads(path.read_bytes()))) == []


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_every_written_plan_follows_the_schema(plan: Plan) -> None:
    assert list(VALIDATOR.iter_errors(json.loads(write_plan(plan)))) == []


def _actual(document: Any) -> Any:
    return document["indicators"][0]["actuals"][1]


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.pop("id"),
        lambda document: document.update(version=2),
        lambda document: document.update(format="x"),
        lambda document: document.update(nme="x"),
        lambda document: document.update(first_year="2023"),
        lambda document: document.update(nodes={}),
        lambda document: document["nodes"][0].update(level=1),
        lambda document: document["levels"][0].update(grouped="yes"),
        lambda document: document["indicators"][0].update(kind="outcom"),
        lambda document: document["indicators"][0].update(kind=None),
        lambda document: _actual(document).update(value="1,234"),
        lambda document: _actual(document).update(value="022"),
        lambda document: _actual(document).update(value="1e5"),
        lambda document: _actual(document).update(value="not_yet"),
        lambda document: _actual(document).update(value=None),
        lambda document: _actual(document).update(value={}),
        lambda document: _actual(document).update(value={"low": None}),
        lambda document: _actual(document).update(value={"low": "1", "text": "x"}),
        lambda document: _actual(document).update(value={"criterion": "x"}),
        lambda document: document["budget_programs"][0]["lines"][0].update(amount={"low": "1"}),
    ],
)
def test_what_the_schema_refuses_the_reader_refuses_too(change: Callable[[Any], object]) -> None:
    document = json.loads(write_plan(sample_plan()))
    change(document)
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(InvalidInput):
        read_plan(json.dumps(document).encode())


@pytest.mark.parametrize("value", [12, 22.6, "-0.50", {"low": "1"}, {"high": 2, "low": None}, {"text": "x"}, "not_set"])
def test_what_the_schema_accepts_as_a_value_the_reader_reads(value: object) -> None:
    document = json.loads(write_plan(sample_plan()))
    _actual(document).update(value=value)
    assert VALIDATOR.is_valid(document)
    assert read_plan(json.dumps(document).encode()).id == "sample"
