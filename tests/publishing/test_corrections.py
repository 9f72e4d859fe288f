"""Correction and withdrawal: one edition more with its 正誤表, and a tombstone; both told and held by `verify`."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from monosashi.core.messages import InvalidInput
from monosashi.publishing import corrections
from monosashi.publishing.corrections import correct, withdraw
from monosashi.publishing.editions import canonical, digest
from monosashi.publishing.editions_chain import CHAIN, read_chain
from monosashi.publishing.editions_folder import freeze
from monosashi.publishing.editions_verification import verify
from monosashi.wording import LANGUAGES, render
from publishing.edition_folders import (
    DAY,
    FIRST,
    SECOND,
    THIRD,
    content,
    files_in,
    folder_of_three,
    sasebo,
    with_result,
)

pytestmark = pytest.mark.slow  # every test judges a real plan


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return files_in(folder_of_three(tmp_path_factory.mktemp("editions")))


@pytest.fixture
def folder(made: dict[str, bytes], tmp_path: Path) -> Path:
    for name, raw in made.items():
        (tmp_path / name).write_bytes(raw)
    return tmp_path


def refusals(attempt: Callable[[], object]) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        attempt()
    for problem in refused.value.problems:
        assert all(render(part, language) for part in (problem.why, problem.remedy) for language in LANGUAGES)
    return [problem.why.id for problem in refused.value.problems]


def test_a_correction_names_the_edition_that_it_corrects_with_wrong_right_and_reason(folder: Path) -> None:
    correction = json.loads((folder / THIRD).read_bytes())["correction"]
    sha256 = digest((folder / SECOND).read_bytes())
    assert (correction["corrects"]["number"], correction["corrects"]["sha256"]) == (2, sha256)
    (erratum,) = correction["errata"]
    assert (erratum["right"], erratum["reason"]) == ("15件を直した。", "転記の誤り")
    assert erratum["path"].endswith(".2022/result")
    assert erratum["place"]["ja"].endswith("令和4年度の取組結果")


def test_verify_tells_of_correction_and_withdrawal_and_finds_nothing_wrong(folder: Path) -> None:
    found = verify(folder)
    assert found.problems == ()
    assert [render(note, "ja") for note in found.notes] == [
        "第1版「令和4年度 速報」は 2025-09-30 に取り下げられました。理由: 公表前の版だった",
        "第3版は第2版の訂正です（正誤表 1件）。",
    ]


def test_a_withdrawn_edition_keeps_number_hash_day_and_reason_and_nothing_of_its_content(folder: Path) -> None:
    tombstone = json.loads((folder / FIRST).read_bytes())
    assert "plan" not in tombstone
    assert (tombstone["number"], tombstone["withdrawn"], tombstone["reason"]) == (1, "2025-09-30", "公表前の版だった")
    second = json.loads((folder / SECOND).read_bytes())
    assert tombstone["sha256"] == second["previous"] == read_chain(folder)[0].sha256


def test_editions_go_on_after_a_withdrawal_also_of_the_corrected_one(folder: Path) -> None:
    withdraw(2, folder, reason="誤り", day=DAY)
    freeze(content(with_result(sasebo(), "さらに直した。")), folder, created=DAY)
    assert verify(folder).problems == ()
    assert [link.withdrawn is None for link in read_chain(folder)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("number", "plan", "options", "why"),
    [
        (7, with_result(sasebo(), "x"), {}, "corrections.not_in_chain"),
        (1, with_result(sasebo(), "x"), {}, "corrections.withdrawn"),
        (2, sasebo(), {}, "corrections.nothing_differs"),
        (2, with_result(sasebo(), "x"), {"reason": " "}, "corrections.no_reason"),
        (2, with_result(sasebo(), "x"), {"reasons": {"name": "y"}}, "corrections.not_an_erratum"),
        (2, replace(sasebo(), id="other"), {}, "corrections.other_plan"),
    ],
)
def test_what_cannot_be_corrected_is_refused_and_nothing_is_written(
    folder: Path, number: int, plan: Any, options: dict[str, Any], why: str
) -> None:
    before = files_in(folder)
    given = {"reason": "転記の誤り", **options}
    assert refusals(lambda: correct(content(plan), folder, corrects=number, created=DAY, **given)) == [why]
    assert files_in(folder) == before


@pytest.mark.parametrize(
    ("number", "reason", "why"),
    [
        (9, "誤り", "corrections.not_in_chain"),
        (1, "誤り", "corrections.withdrawn"),
        (2, "", "corrections.no_reason"),
    ],
)
def test_what_cannot_be_withdrawn_is_refused(folder: Path, number: int, reason: str, why: str) -> None:
    before = files_in(folder)
    assert refusals(lambda: withdraw(number, folder, reason=reason, day=DAY)) == [why]
    assert files_in(folder) == before


def test_an_edition_that_was_changed_can_be_neither_corrected_nor_withdrawn(folder: Path) -> None:
    (folder / SECOND).write_bytes((folder / SECOND).read_bytes() + b" ")
    assert refusals(lambda: withdraw(2, folder, reason="誤り", day=DAY)) == ["publishing.changed_bytes"]


def rewrite(folder: Path, name: str, change: Callable[[Any], object]) -> None:
    """Changes an edition with a hash to match, as somebody with time would."""
    envelope = json.loads((folder / name).read_bytes())
    change(envelope)
    (folder / name).write_bytes(canonical(envelope))
    chain = json.loads((folder / CHAIN).read_bytes())
    next(link for link in chain["editions"] if link["file"] == name)["sha256"] = digest((folder / name).read_bytes())
    (folder / CHAIN).write_bytes(canonical(chain))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda c: c["errata"].clear(), "errata_differ"),
        (lambda c: c["errata"][0].update(wrong="別の値"), "errata_differ"),
        (lambda c: c["corrects"].update(number=1), "corrects_none"),
        (lambda c: c["corrects"].update(sha256="0" * 64), "corrects_none"),
        (lambda c: c.pop("corrects"), "bad_correction"),
    ],
)
def test_a_correction_that_does_not_say_what_differs_is_found(
    folder: Path, change: Callable[[Any], object], why: str
) -> None:
    rewrite(folder, THIRD, lambda envelope: change(envelope["correction"]))
    assert [(p.place, p.why.id) for p in verify(folder).problems] == [(THIRD, f"publishing.{why}")]


@pytest.mark.parametrize("field", ["reason", "withdrawn"])
def test_a_tombstone_that_says_something_else_than_the_chain_is_found(folder: Path, field: str) -> None:
    tombstone = json.loads((folder / FIRST).read_bytes()) | {field: "2020-01-01"}
    (folder / FIRST).write_bytes(canonical(tombstone))
    assert [(p.place, p.why.id) for p in verify(folder).problems] == [(FIRST, "publishing.changed_bytes")]
    chain = json.loads((folder / CHAIN).read_bytes())
    chain["editions"][0]["withdrawn"]["sha256"] = digest((folder / FIRST).read_bytes())
    (folder / CHAIN).write_bytes(canonical(chain))
    assert [(p.place, p.why.id) for p in verify(folder).problems] == [(FIRST, "publishing.tombstone_differs")]


def test_a_withdrawal_on_a_full_disk_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_in(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(corrections, "save_bytes", full)
    assert refusals(lambda: withdraw(2, folder, reason="誤り", day=DAY)) == ["publishing.cannot_write"]
    assert files_in(folder) == before
