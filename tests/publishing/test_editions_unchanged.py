"""Nothing that happens later changes a byte of an edition, and one byte that does change is found and named."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from monosashi.core.messages import InvalidInput, Problem
from monosashi.evaluation.evaluate import shipped_scheme
from monosashi.publishing.editions import canonical
from monosashi.publishing.editions_chain import CHAIN
from monosashi.publishing.editions_folder import freeze
from monosashi.publishing.editions_verification import verify
from monosashi.wording import catalogues, rendering
from publishing.edition_folders import DAY, FIRST, SECOND, THIRD, content, files_in, folder_of_three, sasebo

pytestmark = pytest.mark.slow  # every test judges a real plan

NAMES = (CHAIN, FIRST, SECOND, THIRD)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of_three(tmp_path_factory.mktemp("editions"))


def problems(folder: Path) -> tuple[Problem, ...]:
    try:
        return verify(folder).problems
    except InvalidInput as error:
        return error.problems


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(NAMES), at=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
@example(name=CHAIN, at=0.0, flip=0x20)
@example(name=FIRST, at=0.5, flip=1)
def test_one_changed_byte_is_found_and_the_file_named(made: Path, name: str, at: float, flip: int) -> None:
    path = made / name
    raw = path.read_bytes()
    position = int(at * len(raw))
    path.write_bytes(raw[:position] + bytes([raw[position] ^ flip]) + raw[position + 1 :])
    try:
        found = problems(made)
    finally:
        path.write_bytes(raw)
    assert found
    if name != CHAIN:
        assert {problem.place for problem in found} == {name}


def test_every_byte_of_the_chain_is_held(made: Path) -> None:
    raw = (made / CHAIN).read_bytes()
    unnoticed = []
    for position in range(0, len(raw), 7):
        (made / CHAIN).write_bytes(raw[:position] + bytes([raw[position] ^ 1]) + raw[position + 1 :])
        if not problems(made):
            unnoticed.append(position)
    (made / CHAIN).write_bytes(raw)
    assert unnoticed == []


def test_the_chain_written_in_another_way_is_found(made: Path) -> None:
    raw = (made / CHAIN).read_bytes()
    (made / CHAIN).write_bytes(json.dumps(json.loads(raw)).encode())
    found = problems(made)
    (made / CHAIN).write_bytes(raw)
    assert [(problem.place, problem.why.id) for problem in found] == [(CHAIN, "publishing.not_canonical")]


def test_renaming_a_department_or_measure_or_changing_the_scheme_changes_no_byte_of_an_edition(tmp_path: Path) -> None:
    folder = folder_of_three(tmp_path / "editions")
    before = {name: raw for name, raw in files_in(folder).items() if name != CHAIN}
    plan = sasebo()
    renamed = replace(
        plan,
        departments=tuple(replace(each, name=f"新{each.name}") for each in plan.departments),
        nodes=tuple(replace(each, name=f"新{each.name}") for each in plan.nodes),
    )
    data: Any = json.loads(canonical(dict(shipped_scheme("sasebo@1").data)))
    data["version"] = 9
    judged = content(renamed)
    freeze(replace(judged, scheme=replace(judged.scheme, data=data)), folder, created=DAY)
    assert {name: raw for name, raw in files_in(folder).items() if name in before} == before


def test_other_words_and_another_language_change_no_edition_and_no_verification(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_in(made)
    words = {
        language: {id_: f"★{text}" for id_, text in catalogues.templates(language).items()} for language in ("ja", "en")
    }
    monkeypatch.setattr(rendering, "templates", words.__getitem__)
    assert problems(made) == ()
    assert files_in(made) == before
