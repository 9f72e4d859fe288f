"""Whatever the bytes: a plan or a list of problems, never anything else, and the same by the quick way as by the careful one."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monosashi.core.changes import diff
from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import carefully_read, read_plan, write_plan
from monosashi.exchange.quick_reading import quickly_read
from monosashi.wording import render
from sample_plans import sample_plan

pytestmark = pytest.mark.slow

WRITTEN = write_plan(sample_plan())
DOCUMENT = json.loads(WRITTEN)
WORDS = (
    "",
    "x",
    "2024",
    "22.60",
    "not_set",
    "1e5",
    "NaN",
    "\ud800",
    "d-office",
    "m-online",
    "measure",
    "/",
    "12:30",
    '":',
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(WORDS), st.integers(-(10**30), 10**30)
)
ANYTHING = st.recursive(
    SCALARS,
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(("id", "low", "text", "x")), below, max_size=3)
    ),
    max_leaves=5,
)


def plan_or_problems(raw: bytes) -> Plan | None:
    """The plan, None when there are problems, each of which can be told in both languages."""
    try:
        return read_plan(raw)
    except InvalidInput as refused:
        problems = refused.problems
    assert problems
    for problem in problems:
        told = (problem.place, problem.read or "", render(problem.why, "ja"), render(problem.remedy, "en"))
        assert "\n".join(told).encode()
    return None


def same_either_way(raw: bytes) -> None:
    quick = quickly_read(raw)
    if quick is not None:
        assert diff(quick, carefully_read(raw, ""), with_provenance=True) == ()


def containers(document: Any) -> Iterator[Any]:
    if isinstance(document, dict | list):
        yield document
        for below in document.values() if isinstance(document, dict) else document:
            yield from containers(below)


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    document = json.loads(json.dumps(DOCUMENT))
    for _ in range(draw(st.integers(1, 3))):
        held = draw(st.sampled_from(list(containers(document))))
        steps = list(held) if isinstance(held, dict) else list(range(len(held)))
        if not steps:
            continue
        step = draw(st.sampled_from(steps))
        way = draw(st.sampled_from(("delete", "replace", "repeat", "rename")))
        if way == "delete":
            del held[step]
        elif way == "replace":
            held[step] = draw(ANYTHING)
        elif isinstance(held, list):
            held.append(held[step])
        else:
            held[f"{step}s" if way == "rename" else draw(st.sampled_from(("id", "name", "x")))] = held.pop(step)
    return document


@given(st.binary())
def test_random_bytes_are_a_list_of_problems(raw: bytes) -> None:
    assert plan_or_problems(raw) is None


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_a_changed_document_is_a_plan_or_a_list_of_problems(document: Any) -> None:
    raw = json.dumps(document, indent=2).encode()
    plan = plan_or_problems(raw)
    same_either_way(raw)
    if plan is not None:
        assert read_plan(write_plan(plan)) == plan


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_changed_bytes_are_a_plan_or_a_list_of_problems(data: st.DataObject) -> None:
    raw = WRITTEN
    at = data.draw(st.integers(0, len(raw)))
    end = at + data.draw(st.integers(0, 3))
    put = data.draw(
        st.one_of(st.binary(max_size=3), st.sampled_from((b'"', b":", b" ", b"{", b"}", b",", b"\\", b"0", b"\n")))
    )
    raw = raw[:at] + put + raw[end:]
    plan_or_problems(raw)
    same_either_way(raw)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_line_that_stands_twice_is_never_read_the_quick_way(data: st.DataObject) -> None:
    lines = WRITTEN.splitlines(keepends=True)
    keys = [number for number, line in enumerate(lines) if b'": ' in line and line.endswith(b",\n")]
    number = data.draw(st.sampled_from(keys))
    colon = data.draw(st.sampled_from((b'": ', b'" : ', b'"\n:', b'"\t:\r')))
    raw = b"".join((*lines[:number], lines[number].replace(b'": ', colon), *lines[number:]))
    assert quickly_read(raw) is None
    assert plan_or_problems(raw) is None


@pytest.mark.parametrize("depth", [50, 500, 900, 990, 2_000, 100_000])
@pytest.mark.parametrize("key", ["name", "nodes", "x"])
def test_deep_nesting_is_a_list_of_problems(depth: int, key: str) -> None:
    raw = json.dumps(DOCUMENT | {key: "here"}).replace('"here"', "[" * depth + "]" * depth).encode()
    assert plan_or_problems(raw) is None
