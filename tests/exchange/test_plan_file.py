"""Plan files: what is written is read again as the same plan, in one canonical form."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.core.changes import diff
from monosashi.core.plan import Plan
from monosashi.core.tree import Prose
from monosashi.core.validation import problems_of
from monosashi.exchange.plan_file import carefully_read, read_plan, save_plan, write_plan
from monosashi.exchange.quick_reading import quickly_read
from sample_plans import sample_plan
from strategies import plans

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*/*.plan.json"))
VERSIONS = sorted((Path(__file__).parent / "published_versions").glob("*.json"))


@pytest.mark.slow
@given(plans())
def test_a_written_plan_is_read_again_as_the_same_plan_scale_and_sources_included(plan: Plan) -> None:
    assert problems_of(plan) == ()
    written = write_plan(plan)
    for read in (read_plan(written), carefully_read(written, "")):
        assert read == plan
        assert diff(read, plan, with_provenance=True) == ()
        assert write_plan(read) == written


@pytest.mark.slow
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    plan = sample_plan()
    plan = replace(plan, nodes=(replace(plan.nodes[0], prose=(Prose(text, text),)), *plan.nodes[1:]))
    written = write_plan(plan)
    assert read_plan(written) == plan
    assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=2).encode() + b"\n"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_an_example_is_canonical(path: Path) -> None:
    assert write_plan(read_plan(path)) == path.read_bytes()


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_plan_of_every_published_version_is_read_as_the_same_plan(path: Path) -> None:
    assert diff(read_plan(path), sample_plan(), with_provenance=True) == ()


def test_canonical_bytes_are_utf_8_with_two_spaces_and_one_newline_at_the_end() -> None:
    written = write_plan(sample_plan())
    assert written.startswith(
        '{\n  "format": "monosashi.plan",\n  "version": 1,\n  "id": "sample",\n  "name": "見本市'.encode()
    )
    assert written.endswith(b"\n}\n")
    assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=2).encode() + b"\n"


def test_what_is_default_is_not_written() -> None:
    written = json.loads(write_plan(sample_plan()))
    assert "money_unit" not in written
    assert written["nodes"][0] == {"id": "f-desk", "level": "field", "name": "窓口", "number": "1"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"22.60"', "22.60"),
        ("22.60", "22.60"),
        ("12", "12"),
        ("-0.5", "-0.5"),
        ('"1234567890123456789.01"', "1234567890123456789.01"),
    ],
)
def test_a_number_keeps_its_digits_as_string_and_as_bare_number(written: str, read: str) -> None:
    document = write_plan(sample_plan()).replace(b'"22.60"', written.encode(), 1)
    value = read_plan(document).index.indicator["i-rate"].actuals[1].value
    assert isinstance(value, Decimal)
    assert value.as_tuple() == Decimal(read).as_tuple()


def test_a_number_with_an_exponent_is_written_in_full() -> None:
    plan = sample_plan()
    big = replace(plan.indicators[2], final_target=Decimal("1.2E+4"))
    written = write_plan(replace(plan, indicators=(*plan.indicators[:2], big)))
    assert b'"final_target": "12000"' in written


@pytest.mark.parametrize(
    "layout",
    [
        lambda document: json.dumps(document).encode(),
        lambda document: json.dumps(document, ensure_ascii=False, indent="\t").encode(),
        lambda document: json.dumps(document, separators=(" ,\r\n", " :\t")).encode(),
        lambda document: b"\xef\xbb\xbf" + json.dumps(document).encode(),
        lambda document: json.dumps({key: document[key] for key in reversed(document)}).encode(),
    ],
    ids=["one line", "tabs", "spaces", "byte order mark", "other order"],
)
def test_any_layout_of_the_same_document_is_the_same_plan(layout: Callable[[object], bytes]) -> None:
    assert read_plan(layout(json.loads(write_plan(sample_plan())))) == sample_plan()


def test_what_is_written_canonically_is_read_the_quick_way() -> None:
    assert quickly_read(write_plan(sample_plan())) == sample_plan()


@pytest.mark.parametrize(
    "repeated",
    [
        (b'"unit": "%"', b'"unit": "%", "unit": "%"'),
        (b'"unit": "%"', b'"unit": "\xe4\xbb\xb6", "unit" : "%"'),
        (b'"unit": "%"', b'"unit"\n:"", "unit"\t: "%"'),
        (b'"text": "AA"', b'"text": "AA", "text": "\\":"'),
    ],
)
def test_the_quick_way_leaves_a_repeated_key_to_the_careful_one(repeated: tuple[bytes, bytes]) -> None:
    written = write_plan(sample_plan()).replace("レベルAA準拠".encode(), b"AA")
    assert quickly_read(written) is not None
    assert quickly_read(written.replace(*repeated, 1)) is None


def test_saving_replaces_the_file_whole_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "市.plan.json"
    path.write_text("old")
    path.chmod(0o640)
    save_plan(sample_plan(), path)
    assert read_plan(path) == sample_plan()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_when_saving_fails_the_old_file_stays_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "市.plan.json"
    path.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        save_plan(sample_plan(), path)
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
