"""Many files of one form are made by the worker and shown with how far they are; few are made at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django_tasks_db.models import DBTaskResult

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.events.models import Event
from monosashi.office.forms import actions, filling
from monosashi.office.forms.making import KEPT, place_of
from monosashi.office.forms.models import CityForm
from monosashi.office.jobs.models import Progress
from office.forms.city_forms import SHEET, workbook
from office.forms.test_filling_forms import form_in, names_in, where
from office.jobs_done import jobs_done


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    before = settings.INSTALLATION
    settings.INSTALLATION = before.model_copy(update={"home": tmp_path})
    yield tmp_path
    settings.INSTALLATION = before


@pytest.fixture
def reader(kept: Plan, home: Path, monkeypatch: pytest.MonkeyPatch, logged_in: Callable[..., Client]) -> Client:
    monkeypatch.setattr(filling, "MANY", 3)
    return logged_in(Role.EMPLOYEE)


def work() -> list[str]:
    """Let the worker make what was asked for. The states in which its jobs ended."""
    return [str(row.status) for row in jobs_done("forms")]


def test_many_files_are_asked_for_made_behind_the_page_and_fetched(
    reader: Client, kept: Plan, coordinator: Person
) -> None:
    row = form_in(kept, SHEET, coordinator)
    page = reader.get(where(row, "filled/"), follow=True)
    assert page.redirect_chain == [(where(row, "making/"), 302)]
    assert f"{len(kept.index.measures)}ファイル" in page.content.decode()
    assert not DBTaskResult.objects.filter(task_path__contains=".forms.").exists()
    assert reader.post(where(row, "making/")).status_code == 302
    assert reader.post(where(row, "making/")).status_code == 302
    assert DBTaskResult.objects.filter(task_path__contains=".forms.").count() == 1
    waiting = reader.get(where(row, "making/")).content.decode()
    assert 'http-equiv="refresh"' in waiting
    assert "順番を待っています" in waiting
    assert work() == ["SUCCESSFUL"]
    done = reader.get(where(row, "making/")).content.decode()
    assert 'http-equiv="refresh"' not in done
    assert f'href="{where(row, "filled/")}"' in done
    made = reader.get(where(row, "filled/"))
    assert len(names_in(made.content)) == len(kept.index.measures)
    assert Progress.objects.get().done == Progress.objects.get().total
    event = Event.objects.get(action="form.files_asked")
    assert (event.plan, event.object_id) == (kept.id, str(row.pk))


def test_few_files_are_made_at_once(reader: Client, kept: Plan, coordinator: Person) -> None:
    row = form_in(kept, SHEET, coordinator)
    few = "&".join(f"measure={each.id}" for each in kept.index.measures[:3])
    assert len(names_in(reader.get(where(row, f"filled/?{few}")).content)) == 3
    assert reader.get(where(row, f"making/?{few}")).status_code == 302


def test_a_folder_for_each_department_is_made_behind_the_page_too(
    reader: Client, kept: Plan, coordinator: Person
) -> None:
    row = form_in(kept, SHEET, coordinator)
    assert reader.get(where(row, "filled/?by=department")).status_code == 302
    reader.post(where(row, "making/?by=department"))
    assert work() == ["SUCCESSFUL"]
    names = names_in(reader.get(where(row, "filled/?by=department")).content)
    assert len({name.partition("/")[0] for name in names}) > 10
    assert reader.get(where(row, "filled/")).status_code == 302


def test_what_was_made_of_another_file_of_the_form_is_not_given_out(
    reader: Client, kept: Plan, coordinator: Person
) -> None:
    row = form_in(kept, SHEET, coordinator)
    reader.post(where(row, "making/"))
    newer = actions.Sent("調書.xlsx", workbook([["{{施策名}}", "新"]]))
    actions.replace(plan_id=kept.id, pk=row.pk, based_on=row.sha256, file=newer, by=coordinator)
    assert work() == ["SUCCESSFUL"]
    made = reader.get(where(CityForm.objects.get(), "filled/"))
    assert made.status_code == 200
    reader.post(where(row, "making/"))
    actions.take_out(plan_id=kept.id, pk=row.pk, based_on=newer.sha256, by=coordinator)
    assert work() == []
    assert reader.get(where(row, "making/")).status_code == 404


def test_why_they_could_not_be_made_is_told(
    reader: Client, kept: Plan, coordinator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = form_in(kept, SHEET, coordinator)
    reader.post(where(row, "making/"))
    monkeypatch.setattr(filling, "fill", lambda *_: actions.usable(actions.Sent("調書.xlsx", b"x"), kept))
    assert work() == ["SUCCESSFUL"]
    page = reader.get(where(row, "making/")).content.decode()
    assert "作れませんでした" in page
    assert "調書.xlsx" in page
    monkeypatch.undo()
    monkeypatch.setattr(filling, "MANY", 3)
    reader.post(where(row, "making/"))
    assert work() == ["SUCCESSFUL"]
    assert reader.get(where(row, "filled/")).status_code == 200


def test_only_the_newest_files_stay(reader: Client, kept: Plan, coordinator: Person, home: Path) -> None:
    row = form_in(kept, SHEET, coordinator)
    folder = place_of(kept.id, "x").parent
    folder.mkdir(parents=True)
    for number in range(KEPT + 2):
        (folder / f"{number}.zip").write_bytes(b"old")
    reader.post(where(row, "making/"))
    work()
    assert len(list(folder.glob("*.zip"))) == KEPT
    assert reader.get(where(row, "filled/")).status_code == 200
