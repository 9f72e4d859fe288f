"""Open data of other cities is taken as it was published or not at all, and what stood there before still stands."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan
from monosashi.exchange.spreadsheets import packages
from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.accounts.standing import Person, person
from monosashi.office.answering.evidence_files import path_of
from monosashi.office.cities import actions
from monosashi.office.cities.models import CitiesPanel, CityData
from monosashi.office.cities.opened_zips import read_city
from monosashi.office.cities.states import ReplacedMeanwhile, UnfitCity
from monosashi.office.entering.acting import GoneMeanwhile
from monosashi.office.events.models import Event
from monosashi.publishing.output_files import SUMS
from office.cities.zips_of_cities import NAGASAKI, brought, open_data_of, packed, table, zip_of
from office.laid import Someone

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cities")]

Changed = dict[str, bytes | None]


def why(raw: bytes) -> list[str]:
    with pytest.raises(InvalidInput) as told:
        read_city(raw, "市.zip")
    assert all(p.place.startswith("市.zip") and p.place.count("市.zip") == 1 for p in told.value.problems)
    return sorted(problem.why.id for problem in told.value.problems)


def done(kind: str = "other_city") -> list[str]:
    return list(Event.objects.filter(kind=kind).order_by("pk").values_list("action", flat=True))


def test_a_city_is_kept_with_its_plan_years_software_and_file(coordinator: Person) -> None:
    row = brought("nagasaki", coordinator)
    assert (row.municipality_code, row.municipality) == (NAGASAKI, "長崎県")
    assert (row.fiscal_years, row.brought_by_label) == ("2019 2020", coordinator.actor.label)
    assert row.software
    assert path_of(row.sha256).stat().st_size == row.size
    assert done() == ["other_city.brought_in"]
    assert CitiesPanel.objects.get().job is not None


@pytest.mark.parametrize("within", ["", "open-data/", "長崎県/公開/open-data/"])
def test_the_folder_may_stand_anywhere_in_the_zip(within: str) -> None:
    assert read_city(zip_of("nagasaki", within=within), "市.zip").municipality == "長崎県"


def test_a_site_that_holds_the_same_data_twice_is_one_city() -> None:
    files = {file.name: file.raw for file in open_data_of("nagasaki")}
    twice = {f"{top}/{name}": raw for top in ("open-data", "site/data") for name, raw in files.items()}
    assert read_city(packed(twice), "市.zip").municipality_code == NAGASAKI


def test_two_plans_in_one_zip_are_refused() -> None:
    both = {f"{city}/{file.name}": file.raw for city in ("sasebo", "nagasaki") for file in open_data_of(city)}
    assert why(packed(both)) == ["cities.zip.several"]


@pytest.mark.parametrize(
    ("changed", "listed", "reasons"),
    [
        ({"tables/actuals.csv": b"municipality_code\r\n"}, False, ["panel.changed"]),
        ({"tables/grades.csv": None, "tables/plans.csv": b"x"}, False, ["panel.changed", "panel.table_missing"]),
        ({"tables/targets.csv": b"municipality_code,indicator_id,kind,value\r\n"}, True, ["panel.column_missing"]),
        ({"tables/plans.csv": None}, True, ["cities.zip.no_open_data"]),
    ],
)
def test_what_is_not_as_it_was_published_is_refused_with_all_reasons(
    changed: Changed,
    listed: bool,  # noqa: FBT001 -- a parameter of the cases
    reasons: list[str],
) -> None:
    assert why(zip_of("nagasaki", changed, listed=listed)) == reasons


def test_a_field_that_no_column_can_hold_is_refused_before_anything_is_kept(tried: None) -> None:
    wrong = table("nagasaki", "actuals").replace(b",2019,", "令和元".encode().join((b",", b",")))
    assert why(zip_of("nagasaki", {"tables/actuals.csv": wrong})) == ["panel.not_of_the_column"]


@pytest.mark.parametrize("raw", [b'"\xff\xfe', b'municipality_code,plan_id\r\n"4,"5"6\r\n'])
def test_tables_that_are_no_tables_are_refused(raw: bytes, tried: None) -> None:
    heading = table("nagasaki", "money_totals").split(b"\r\n")[0]
    assert why(zip_of("nagasaki", {"tables/money_totals.csv": heading + b"\r\n" + raw})) == ["cities.zip.tables_broken"]


def test_a_code_that_no_city_has_is_refused() -> None:
    plans = table("nagasaki", "plans").replace(NAGASAKI.encode(), b"42000X7")
    assert why(zip_of("nagasaki", {"tables/plans.csv": plans})) == ["cities.zip.no_such_code"]


def test_what_is_no_zip_or_would_swell_or_leads_elsewhere_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert why(b"no zip") == ["cities.zip.not_a_zip"]
    assert why(packed({"../tables/plans.csv": b""})) == ["spreadsheet.part_name"]
    monkeypatch.setattr(packages, "UNPACKED_LIMIT", 1000)
    assert why(zip_of("nagasaki")) == ["spreadsheet.unpacks_too_large"]


def test_a_damaged_part_is_told() -> None:
    raw = bytearray(zip_of("nagasaki"))
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        at = archive.getinfo(SUMS).header_offset + 60
    raw[at : at + 8] = b"XXXXXXXX"
    assert why(bytes(raw)) == ["spreadsheet.part_damaged"]


def test_the_same_file_sent_twice_is_one_city_and_another_of_the_same_plan_is_refused(coordinator: Person) -> None:
    first = brought("nagasaki", coordinator)
    assert brought("nagasaki", coordinator).pk == first.pk
    with pytest.raises(UnfitCity) as told:
        actions.bring_in(zip_of("nagasaki"), "other.zip", by=coordinator)
    assert told.value.why.id == "cities.unfit.there_already"
    assert done() == ["other_city.brought_in"]


def test_a_newer_file_takes_the_place_and_the_older_stays_kept(coordinator: Person) -> None:
    row = brought("nagasaki", coordinator)
    newer = actions.replace(row.pk, zip_of("nagasaki"), "新.zip", based_on=row.sha256, by=coordinator)
    assert (newer.pk, newer.file_name) == (row.pk, "新.zip")
    assert path_of(row.sha256).is_file()
    assert done() == ["other_city.brought_in", "other_city.replaced"]


def test_a_file_that_cannot_take_the_place_leaves_all_as_it_was(coordinator: Person) -> None:
    row = brought("nagasaki", coordinator)
    before = CityData.objects.values().get()
    with pytest.raises(UnfitCity) as another:
        actions.replace(row.pk, zip_of("sasebo"), "佐世保.zip", based_on=row.sha256, by=coordinator)
    assert another.value.why.id == "cities.unfit.another_plan"
    broken = zip_of("nagasaki", {"tables/grades.csv": b""}, listed=False)
    with pytest.raises(InvalidInput):
        actions.replace(row.pk, broken, "壊.zip", based_on=row.sha256, by=coordinator)
    assert CityData.objects.values().get() == before
    assert CitiesPanel.objects.count() == 1


def test_of_two_who_replace_at_once_the_second_is_told(coordinator: Person) -> None:
    row = brought("nagasaki", coordinator)
    actions.replace(row.pk, zip_of("nagasaki"), "先.zip", based_on=row.sha256, by=coordinator)
    again = zip_of("nagasaki", within="後/")
    with pytest.raises(ReplacedMeanwhile):
        actions.replace(row.pk, again, "後.zip", based_on=row.sha256, by=coordinator)
    with pytest.raises(ReplacedMeanwhile):
        actions.take_out(row.pk, based_on=row.sha256, reason="", by=coordinator)
    assert CityData.objects.get().file_name == "先.zip"


def test_a_city_is_taken_out_with_the_reason_and_its_file_stays(coordinator: Person) -> None:
    row = brought("nagasaki", coordinator)
    actions.take_out(row.pk, based_on=row.sha256, reason="計画が終わったため", by=coordinator)
    assert not CityData.objects.exists()
    assert path_of(row.sha256).is_file()
    assert done()[-1] == "other_city.taken_out"
    with pytest.raises(GoneMeanwhile):
        actions.take_out(row.pk, based_on=row.sha256, reason="", by=coordinator)


def test_ones_own_plan_is_not_brought_in(coordinator: Person, kept: Plan) -> None:
    with pytest.raises(UnfitCity) as told:
        brought("akita", coordinator)
    assert told.value.why.id == "cities.unfit.own_plan"


def test_nobody_else_brings_in_anything(someone: Someone, home: Path) -> None:
    employee = person(someone())
    for act in (
        lambda: brought("nagasaki", employee),
        lambda: actions.replace(1, b"", "", based_on="", by=employee),
        lambda: actions.take_out(1, based_on="", reason="", by=employee),
        lambda: actions.ask_for_panel(by=employee),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert list(home.iterdir()) == []
