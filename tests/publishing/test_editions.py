"""Editions: frozen whole, chained, and every later change of the folder found and named."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan, YearState
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing import editions_folder
from monosashi.publishing.editions import Content, canonical, digest
from monosashi.publishing.editions_folder import CHAIN, AlreadyFrozen, Frozen, freeze, read_chain
from monosashi.publishing.editions_verification import verify
from monosashi.wording import LANGUAGES, render

pytestmark = pytest.mark.slow  # every test judges a real plan

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MAY, SEPTEMBER = date(2025, 5, 24), date(2025, 9, 30)
PROVISIONAL, SETTLED = "0001-2024-provisional.edition.json", "0002-2024-settled.edition.json"


@pytest.fixture(scope="module")
def akita() -> Plan:
    return read_plan(EXAMPLES / "akita" / "akita.plan.json")


def in_state(plan: Plan, state: YearState) -> Plan:
    return replace(plan, years=tuple(replace(year, state=state) for year in plan.years))


def content(plan: Plan) -> Content:
    scheme, life_cycle = shipped_scheme("akita@2"), shipped_life_cycle("akita@1")
    return Content(plan, scheme, life_cycle, evaluate(plan, 2024, scheme, life_cycle))


def freeze_provisional(plan: Plan, folder: Path) -> Frozen:
    return freeze(content(in_state(plan, YearState.OPEN)), folder, created=MAY)


@pytest.fixture(scope="module")
def frozen(akita: Plan, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A folder of the year's provisional and settled editions, as bytes by file name."""
    folder = tmp_path_factory.mktemp("editions")
    freeze_provisional(akita, folder)
    freeze(content(akita), folder, created=SEPTEMBER)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(frozen: dict[str, bytes], tmp_path: Path) -> Path:
    for name, raw in frozen.items():
        (tmp_path / name).write_bytes(raw)
    return tmp_path


def found(folder: Path) -> list[tuple[str, str]]:
    return [(problem.place, problem.why.id.removeprefix("publishing.")) for problem in verify(folder).problems]


def test_a_folder_that_nobody_touched_is_whole(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [PROVISIONAL, SETTLED, CHAIN]
    assert verify(folder).problems == ()
    assert [link.number for link in verify(folder).links] == [1, 2]


def test_an_edition_holds_all_that_is_needed_to_judge_again(folder: Path, akita: Plan) -> None:
    envelope = json.loads((folder / SETTLED).read_bytes())
    assert read_plan(canonical(envelope["plan"])) == akita
    assert envelope["scheme"] == shipped_scheme("akita@2").data
    assert envelope["life_cycle"] == shipped_life_cycle("akita@1").data
    explained = [measure["explanation"] for measure in envelope["evaluation"]["measures"]]
    assert all(set(each) == {"ja", "en"} and each["ja"] != each["en"] for each in explained)
    assert (envelope["state"], envelope["label"], envelope["created"]) == (
        "settled",
        "令和6年度 決算確定",
        "2025-09-30",
    )


def test_the_settled_edition_names_the_provisional_one_and_is_chained_to_it(folder: Path) -> None:
    first, second = (json.loads((folder / name).read_bytes()) for name in (PROVISIONAL, SETTLED))
    sha256 = digest((folder / PROVISIONAL).read_bytes())
    assert (first["previous"], first["earlier_of_year"]) == (None, None)
    assert second["previous"] == sha256
    assert second["earlier_of_year"] == {
        "number": 1,
        "file": PROVISIONAL,
        "label": "令和6年度 速報",
        "state": "provisional",
        "sha256": sha256,
    }


def test_an_edition_is_written_in_canonical_bytes(folder: Path) -> None:
    for path in folder.iterdir():
        assert canonical(json.loads(path.read_bytes())) == path.read_bytes()


def test_the_same_plan_frozen_twice_writes_nothing_and_names_the_edition(folder: Path, akita: Plan) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(AlreadyFrozen) as refused:
        freeze(content(akita), folder, created=date(2026, 1, 1), label="another name")
    assert refused.value.link.file == SETTLED
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def change_bytes(name: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        raw = (folder / name).read_bytes()
        (folder / name).write_bytes(raw.replace(b"21,408", b"21,409", 1))

    return change


def remove(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def add(folder: Path) -> None:
    (folder / "0003-2024-settled.edition.json").write_bytes((folder / SETTLED).read_bytes())


def swap_contents(folder: Path) -> None:
    first, second = (folder / PROVISIONAL).read_bytes(), (folder / SETTLED).read_bytes()
    (folder / PROVISIONAL).write_bytes(second)
    (folder / SETTLED).write_bytes(first)


def swap_in_chain(folder: Path) -> None:
    chain = json.loads((folder / CHAIN).read_bytes())
    chain["editions"].reverse()
    (folder / CHAIN).write_bytes(canonical(chain))


def forget_first(folder: Path) -> None:
    chain = json.loads((folder / CHAIN).read_bytes())
    del chain["editions"][0]
    (folder / CHAIN).write_bytes(canonical(chain))


@pytest.mark.parametrize(
    ("harm", "first", "all_found"),
    [
        (change_bytes(PROVISIONAL), (PROVISIONAL, "changed_bytes"), 1),
        (change_bytes(SETTLED), (SETTLED, "changed_bytes"), 1),
        (remove(PROVISIONAL), (PROVISIONAL, "missing"), 1),
        (remove(SETTLED), (SETTLED, "missing"), 1),
        (add, ("0003-2024-settled.edition.json", "unlisted"), 1),
        (swap_contents, (PROVISIONAL, "changed_bytes"), 2),
        (swap_in_chain, (CHAIN, "out_of_order"), 4),
        (forget_first, (CHAIN, "out_of_order"), 3),
    ],
    ids=["byte", "last byte", "missing", "last missing", "added", "swapped files", "swapped chain", "forgotten"],
)
def test_every_change_of_the_folder_is_found_and_the_first_broken_link_named(
    folder: Path, harm: Callable[[Path], object], first: tuple[str, str], all_found: int
) -> None:
    harm(folder)
    problems = found(folder)
    assert (problems[0], len(problems)) == (first, all_found)
    for problem in verify(folder).problems:
        assert all(render(part, language) for part in (problem.why, problem.remedy) for language in LANGUAGES)


def rewrite(folder: Path, name: str, change: Callable[[Any], object]) -> None:
    """Changes an edition and its hash in the chain, as somebody with time would."""
    envelope = json.loads((folder / name).read_bytes())
    change(envelope)
    (folder / name).write_bytes(canonical(envelope))
    chain = json.loads((folder / CHAIN).read_bytes())
    entry = next(link for link in chain["editions"] if link["file"] == name)
    entry["sha256"] = digest((folder / name).read_bytes())
    (folder / CHAIN).write_bytes(canonical(chain))


def better_grade(envelope: Any) -> None:
    envelope["evaluation"]["measures"][0]["computed_grade"] = "A"


def other_actual(envelope: Any) -> None:
    next(i for i in envelope["plan"]["indicators"] if i["id"] == "i-p069")["actuals"][0]["value"] = "30.0"


@pytest.mark.parametrize("change", [better_grade, other_actual])
def test_a_change_with_a_hash_to_match_is_found_by_judging_again(folder: Path, change: Callable[[Any], object]) -> None:
    rewrite(folder, SETTLED, change)
    (problem,) = verify(folder).problems
    assert (problem.place, problem.why.id) == (SETTLED, "publishing.other_grades")
    assert "n-p069" in render(problem.why, "ja")


def test_a_changed_first_edition_with_a_hash_to_match_breaks_the_second_link(folder: Path) -> None:
    rewrite(folder, PROVISIONAL, lambda envelope: envelope.update(created="2025-05-25"))
    assert found(folder) == [(SETTLED, "broken_link")]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda envelope: envelope["plan"]["municipality"].update(code="052010"), "unusable_content"),
        (lambda envelope: envelope["scheme"].pop("steps"), "unusable_content"),
        (lambda envelope: envelope.pop("plan"), "not_an_edition"),
        (lambda envelope: envelope.update(fiscal_year="x"), "chain_differs"),
        (lambda envelope: envelope.update(version=9), "newer_version"),
        (lambda envelope: envelope.update(format="other"), "not_an_edition"),
    ],
)
def test_an_edition_that_cannot_be_judged_again_is_named(
    folder: Path, change: Callable[[Any], object], why: str
) -> None:
    rewrite(folder, SETTLED, change)
    assert found(folder)[0] == (SETTLED, why)


OUTSIDE = (
    b'{"format": "monosashi.chain", "version": 1, "editions": [{"number": 1, "file": "../x", "sha256": "",'
    b' "fiscal_year": 2024, "state": "", "label": ""}]}'
)
"""A chain that leads out of its folder."""


@pytest.mark.parametrize(
    "chain",
    [
        b"{",
        b"[]",
        b'{"format": "monosashi.chain", "version": 3, "editions": []}',
        b'{"format": "monosashi.chain", "version": 1, "editions": [{"number": 1}]}',
        OUTSIDE,
    ],
)
def test_a_chain_that_cannot_be_read_is_refused(folder: Path, chain: bytes) -> None:
    (folder / CHAIN).write_bytes(chain)
    with pytest.raises(InvalidInput):
        verify(folder)


@pytest.mark.parametrize("harm", [change_bytes(PROVISIONAL), remove(PROVISIONAL), add, remove(CHAIN)])
def test_nothing_is_chained_onto_a_broken_folder(folder: Path, akita: Plan, harm: Callable[[Path], object]) -> None:
    harm(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(InvalidInput):
        freeze(content(replace(akita, revision=2)), folder, created=SEPTEMBER)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_freeze_that_is_cut_short_leaves_nothing(
    tmp_path: Path, akita: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(raw: bytes, path: Path) -> None:
        if path.name == CHAIN:
            raise OSError(28, "No space left on device")
        path.write_bytes(raw)

    monkeypatch.setattr(editions_folder, "save_bytes", full)
    with pytest.raises(InvalidInput, match="cannot_write"):
        freeze_provisional(akita, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_two_freezes_at_once_do_not_overwrite_each_other(
    tmp_path: Path, akita: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze_provisional(akita, tmp_path)
    other = tmp_path / SETTLED

    def somebody_is_faster(*_: object) -> None:
        other.write_text("somebody else's", encoding="utf-8")

    monkeypatch.setattr(editions_folder, "_refuse_repetition", somebody_is_faster)
    with pytest.raises(InvalidInput, match="cannot_write"):
        freeze(content(akita), tmp_path, created=SEPTEMBER)
    assert other.read_text(encoding="utf-8") == "somebody else's"
    assert len(read_chain(tmp_path)) == 1


def test_the_same_freeze_gives_the_same_bytes(tmp_path: Path, akita: Plan) -> None:
    one = freeze_provisional(akita, tmp_path / "one").link
    other = freeze_provisional(akita, tmp_path / "other").link
    assert one.sha256 == other.sha256
