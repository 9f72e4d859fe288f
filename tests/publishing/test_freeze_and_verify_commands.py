"""`monosashi freeze` and `monosashi verify`, as they are called from a shell."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import AKITA, NAGASAKI, SASEBO, changed, run

pytestmark = pytest.mark.slow  # every test judges a real plan

FREEZE = ("freeze", AKITA, "--year", "2024", "--date", "2025-05-24")


def test_a_year_is_frozen_and_verified(tmp_path: Path) -> None:
    told = run(*FREEZE, "--to", tmp_path / "editions")
    assert (told.code, told.err) == (0, "")
    assert "令和6年度 決算確定" in told.out
    verified = run("verify", tmp_path / "editions")
    assert verified.code == 0
    assert verified.out.splitlines()[0].split()[-1] == told.out.split()[-1]


@pytest.mark.parametrize(("plan", "year"), [(SASEBO, "2022"), (NAGASAKI, "2019"), (NAGASAKI, "2020")])
def test_every_example_can_be_frozen_and_verified(tmp_path: Path, plan: Path, year: str) -> None:
    assert run("freeze", plan, "--year", year, "--to", tmp_path).code == 0
    assert run("verify", tmp_path, "--lang", "en").code == 0


def test_the_same_twice_says_so_and_leaves_code_1(tmp_path: Path) -> None:
    run(*FREEZE, "--to", tmp_path)
    told = run(*FREEZE, "--to", tmp_path)
    assert told.code == 1
    assert "0001-2024-settled.edition.json" in told.out
    assert len(list(tmp_path.iterdir())) == 2


def test_a_settled_edition_names_the_provisional_one(tmp_path: Path) -> None:
    def reopen(document: Any) -> None:
        document["years"][0]["state"] = "provisional"

    provisional = changed(AKITA, tmp_path / "may.plan.json", reopen)
    editions = tmp_path / "editions"
    run("freeze", provisional, "--year", "2024", "--to", editions, "--date", "2025-05-24")
    told = run("freeze", AKITA, "--year", "2024", "--to", editions, "--date", "2025-09-30")
    assert "「令和6年度 速報」に続く版" in told.out


def test_a_changed_byte_leaves_code_1_and_names_the_edition(tmp_path: Path) -> None:
    run(*FREEZE, "--to", tmp_path)
    edition = tmp_path / "0001-2024-settled.edition.json"
    edition.write_bytes(edition.read_bytes().replace(b"22.6", b"22.7", 1))
    told = run("verify", tmp_path)
    assert (told.code, told.out) == (1, "")
    assert "0001-2024-settled.edition.json" in told.err
    document = run("verify", tmp_path, "--format", "json").data
    assert (document["whole"], document["problems"][0]["place"]) == (False, edition.name)


def test_an_empty_folder_has_no_editions(tmp_path: Path) -> None:
    told = run("verify", tmp_path)
    assert (told.code, told.err) == (0, "")


def test_the_day_of_freezing_is_passed_in(tmp_path: Path) -> None:
    run(*FREEZE, "--to", tmp_path, "--label", "議会報告用")
    envelope = json.loads((tmp_path / "0001-2024-settled.edition.json").read_bytes())
    assert (envelope["created"], envelope["label"]) == ("2025-05-24", "議会報告用")
