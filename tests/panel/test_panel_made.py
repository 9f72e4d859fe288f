"""A panel is made of what cities published, whole or not at all, and nothing is lost or guessed on the way."""

import shutil
from pathlib import Path

import pytest

from monosashi.core.messages import InvalidInput
from monosashi.panel.cities import city_years
from monosashi.panel.opening import open_panel
from monosashi.panel.published import published_below
from panel.published_cities import Table, made_of, republished, table_of

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("panel")]


def why(error: InvalidInput) -> list[str]:
    return [problem.why.id for problem in error.problems]


def test_the_cities_below_a_folder_are_found_by_code(published: Path) -> None:
    found = published_below([published])
    assert [(city.municipality_code, city.municipality) for city in found] == [
        ("052019", "秋田市"),
        ("420000", "長崎県"),
        ("422029", "佐世保市"),
    ]


def test_folders_named_from_where_one_stands_make_the_same_panel(
    published: Path, panel_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(published / "akita")
    made = made_of(Path(), Path("../sasebo"), Path("../nagasaki"), to=tmp_path / "again")
    assert city_years(open_panel(made)) == city_years(open_panel(panel_folder))


def test_every_indicator_that_was_judged_or_measured_is_there(published: Path, panel_folder: Path) -> None:
    expected = {
        (city.name, row["indicator_id"], int(row["fiscal_year"]))
        for city in published.iterdir()
        for name in ("indicator_results", "actuals")
        for row in table_of(city, name)
    }
    codes = {"052019": "akita", "420000": "nagasaki", "422029": "sasebo"}
    rows = open_panel(panel_folder).indicator_years.to_pyarrow().to_pylist()
    found = [(codes[row["municipality_code"]], row["indicator_id"], row["fiscal_year"]) for row in rows]
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_a_folder_without_open_data_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as told:
        published_below([tmp_path])
    assert why(told.value) == ["panel.no_open_data"]
    with pytest.raises(InvalidInput) as told:
        published_below([tmp_path / "elsewhere"])
    assert why(told.value) == ["panel.no_folder"]


def test_all_that_is_not_as_it_was_published_is_told_at_once(published: Path, tmp_path: Path) -> None:
    shutil.copytree(published / "sasebo", tmp_path / "sasebo")
    (tmp_path / "sasebo/tables/grades.csv").unlink()
    actuals = tmp_path / "sasebo/tables/actuals.csv"
    actuals.write_bytes(actuals.read_bytes().replace(b",18", b",81", 1))
    with pytest.raises(InvalidInput) as told:
        published_below([tmp_path])
    assert sorted(why(told.value)) == ["panel.changed", "panel.table_missing"]
    assert {Path(problem.place).name for problem in told.value.problems} == {"actuals.csv", "grades.csv"}


def test_a_plan_that_is_there_twice_is_not_counted_twice(published: Path, tmp_path: Path) -> None:
    shutil.copytree(published / "sasebo", tmp_path / "old")
    with pytest.raises(InvalidInput) as told:
        published_below([published, tmp_path])
    assert why(told.value) == ["panel.plan_twice", "panel.plan_twice"]


def test_a_field_that_its_column_cannot_hold_is_told_with_the_file(published: Path, tmp_path: Path) -> None:
    def about(rows: Table) -> Table:
        rows[3]["value"] = "約80"
        return rows

    republished(published / "sasebo", tmp_path / "sasebo", "actuals", about)
    with pytest.raises(InvalidInput) as told:
        made_of(tmp_path, to=tmp_path / "panel")
    (problem,) = told.value.problems
    assert (Path(problem.place).name, problem.read, problem.why.id) == (
        "actuals.csv",
        "約80",
        "panel.not_of_the_column",
    )
    assert not (tmp_path / "panel").exists()


def test_a_column_of_later_versions_may_be_missing_and_one_that_is_compared_by_may_not(
    published: Path, tmp_path: Path
) -> None:
    def without(name: str) -> Table:
        return [
            {key: value for key, value in row.items() if key != name} for row in table_of(published / "akita", "grades")
        ]

    republished(published / "akita", tmp_path / "older/akita", "grades", lambda _: without("explanation_en"))
    made = made_of(tmp_path / "older", published / "sasebo", to=tmp_path / "panel")
    assert [each.measures for each in city_years(open_panel(made))] == [68, 11]
    republished(published / "akita", tmp_path / "odd/akita", "grades", lambda _: without("standing"))
    with pytest.raises(InvalidInput) as told:
        published_below([tmp_path / "odd"])
    assert why(told.value) == ["panel.column_missing"]


def test_what_is_no_panel_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as told:
        open_panel(tmp_path)
    assert why(told.value) == ["panel.no_panel"]
