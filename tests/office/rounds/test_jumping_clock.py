"""A system clock that goes back an hour or ahead a day between two acts: order is kept by numbers, and no page counts below nothing."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from monosashi.office.accounts.models import Staff
from monosashi.office.answering.evidence_files import forget_parts
from monosashi.office.answering.own_sheets import own_sheets
from monosashi.office.closing.actions import close
from monosashi.office.compiling.actions_extending import Wish, give
from monosashi.office.compiling.actions_reminding import Letter, remind
from monosashi.office.compiling.situation import situation_of
from monosashi.office.events.members import ids
from monosashi.office.events.models import Event, Seal
from monosashi.office.events.sealing import seal
from monosashi.office.events.values import Occasion
from monosashi.office.events.verifying import verify
from monosashi.office.operation.backing_up import thin_out
from monosashi.office.operation.marks import Part, marks
from monosashi.office.operation.ticking import backup_is_due, tick
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_answering import submit
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.actions_preparing import open_round, stop_taking
from monosashi.office.rounds.queries import deadlines, round_numbered
from monosashi.office.rounds.states import RoundState
from office.rounds.one_act import RIGHT, accept, person, save_sheet
from office.rounds.small_city import SmallCity, small_city

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BELOW_NOTHING = re.compile(r"[-−△](?:<[^>]*>|\s)*[0-9]+(?:<[^>]*>|\s)*日")
"""Tables print △ before what is negative, and put the unit into an element of its own."""


@dataclass
class Clock:
    """What the office takes for the time."""

    time: datetime

    def goes(self, by: timedelta) -> None:
        self.time += by


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Some minutes past midnight here, still the day before in UTC."""
    clock = Clock(timezone.make_aware(datetime(2025, 5, 9, 0, 20)))  # noqa: DTZ001 -- made aware here
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.time.astimezone(UTC))
    return clock


@pytest.fixture
def city(clock: Clock) -> SmallCity:
    """The round of the small city, opened on the day of its deadline."""
    assert clock.time
    city = small_city()
    open_round(number=city.round.pk, by=city.people["office"])
    return city


def entered(name: str) -> Client:
    client = Client()
    client.force_login(Staff.objects.get(username=name))
    return client


def pages(number: int) -> dict[str, str]:
    """What the people of the round read now."""
    sheet = f"/rounds/{number}/sheets/n-1/"
    everybodys = {
        "first": ["", "about/", "sheets/", "totals/", "reminders/", "extensions/", "check/", "closing/"],
        "water": ["", "about/"],
        "water-chief": ["", "about/"],
    }
    found = {}
    for name, parts in everybodys.items():
        client = entered(name)
        addresses = ["/", "/rounds/", sheet, "/rounds/confirming/", *(f"/rounds/{number}/{part}" for part in parts)]
        for address in addresses:
            answer = client.get(address, follow=True)
            assert answer.status_code in {200, 404}, (name, address, answer.status_code)
            found[f"{name} {address}"] = answer.content.decode()
    return found


def done_by(name: str, act: Callable[..., object], of: Of) -> None:
    act(of, by=person(name))


@pytest.mark.django_db(transaction=True)
def test_a_round_goes_its_way_while_the_clock_jumps(city: SmallCity, clock: Clock) -> None:
    number = city.round.pk
    acts: list[Callable[[], Any]] = []
    for node, (answerer, *confirmers) in RIGHT.items():
        acts += [partial(save_sheet, node), partial(done_by, answerer, submit, Of(number, node))]
        acts += [partial(done_by, name, confirm, Of(number, node)) for name in confirmers]
    acts += [accept, lambda: stop_taking(number=number, by=person("first"))]
    acts += [lambda: close(number=number, by=person("first"))]
    jumps = (-HOUR, DAY, -2 * DAY, HOUR, -DAY)
    for at, act in enumerate(acts):
        act()
        clock.goes(jumps[at % len(jumps)])
        if at % 2:
            seal(Occasion.MINUTE)
        for off in (timedelta(), 3 * DAY) if at in {1, 3, 8} else ():
            clock.goes(off)
            for address, page in pages(number).items():
                assert not BELOW_NOTHING.search(page), (address, off, BELOW_NOTHING.findall(page))
            clock.goes(-off)
    seal(Occasion.MINUTE)
    told = verify()
    assert (told.problems, told.seals > 3) == ((), True)
    assert round_numbered(number).state == RoundState.CLOSED
    of_first = list(Event.objects.filter(object_id=f"{number}/n-1").values_list("action", flat=True))
    assert of_first == ["sheet.submit", "sheet.confirm", "sheet.confirm", "sheet.accept"]
    sealed = [ids(members) for members in Seal.objects.values_list("members", flat=True)]
    assert sealed == [sorted(numbers) for numbers in sealed], "in the order of their numbers, not of their times"
    times = list(Seal.objects.values_list("at", flat=True))
    assert times != sorted(times), "the clock went back between two seals"


def test_the_deadline_that_was_granted_last_counts(city: SmallCity, clock: Clock) -> None:
    number, office = city.round.pk, person("first")
    give(number=number, codes=("d-water",), wish=Wish(date(2025, 5, 16), "災害対応"), by=office)
    clock.goes(-HOUR)
    give(number=number, codes=("d-water",), wish=Wish(date(2025, 5, 23), "災害対応が続く"), by=office)
    assert deadlines(round_numbered(number)) == {"d-water": date(2025, 5, 23)}
    assert [each.due for each in own_sheets(("d-water",))] == [date(2025, 5, 23)]


def test_a_sheet_is_late_by_days_of_the_calendar_here(city: SmallCity, clock: Clock) -> None:
    def late() -> set[int]:
        now = situation_of(round_numbered(city.round.pk), timezone.localdate())
        return {each.late for each in now.sheets}

    assert late() == {0}, "on the day itself"
    clock.goes(-HOUR)
    assert late() == {0}
    clock.goes(DAY + HOUR)
    assert late() == {1}, "some minutes past midnight here, though in UTC the day goes on"
    clock.goes(-HOUR)
    assert late() == {0}, "it is the day itself again"


def test_a_reminder_of_a_clock_that_was_ahead_was_not_days_below_nothing_ago(city: SmallCity, clock: Clock) -> None:
    number = city.round.pk
    clock.goes(2 * DAY)
    remind(number=number, letters=[Letter("d-water", "水道課", "回答", "お願いします。")], by=person("first"))
    clock.goes(-DAY)
    page = entered("first").get(f"/rounds/{number}/").content.decode()
    assert not BELOW_NOTHING.search(page)
    assert Event.objects.filter(action="round.reminded").count() == 1


def test_jobs_of_a_clock_that_was_ahead_are_done(city: SmallCity, clock: Clock) -> None:
    from monosashi.office.compiling.tasks import mail_reminders  # noqa: PLC0415 -- a task is read when apps are ready

    assert city
    clock.goes(DAY)
    mail_reminders.enqueue([])
    clock.goes(-DAY - HOUR)
    assert DBTaskResult.objects.ready().count() == DBTaskResult.objects.count() > 0


def test_somebody_logged_in_stays_so_an_hour_back_and_logs_in_again_a_day_later(city: SmallCity, clock: Clock) -> None:
    assert city
    client = entered("water")
    assert client.get("/rounds/").status_code == 200
    clock.goes(-HOUR)
    assert client.get("/rounds/").status_code == 200
    clock.goes(DAY)
    assert client.get("/rounds/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_the_worker_goes_on_under_a_clock_that_was_a_year_ahead(
    city: SmallCity, clock: Clock, settings: Any, tmp_path: Path
) -> None:
    assert city
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"home": tmp_path, "backup_at": ""})
    clock.goes(365 * DAY)
    tick(clock.time)
    clock.goes(-365 * DAY)
    tick(clock.time)
    assert set(marks().values()) == {clock.time}
    assert set(marks()) == {Part.WORKER, Part.SESSIONS}


def test_a_backup_of_a_clock_that_was_ahead_hinders_none_and_thins_none_out(clock: Clock, tmp_path: Path) -> None:
    noon = clock.time + timedelta(hours=12)
    assert backup_is_due(noon, "02:30", noon + 365 * DAY)
    assert not backup_is_due(noon, "02:30", noon)
    ahead = [tmp_path / f"monosashi-2026050{day}T023000.zip" for day in (1, 2, 3)]
    made = tmp_path / "monosashi-20250509T023000.zip"
    for path in (*ahead, made):
        path.touch()
    assert thin_out(tmp_path, 2, but=made) == (ahead[0],)
    assert made.exists()


def test_what_a_killed_process_had_written_of_a_file_is_forgotten_a_day_later(settings: Any, tmp_path: Path) -> None:
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"home": tmp_path})
    folder = settings.INSTALLATION.evidence / "ab"
    folder.mkdir(parents=True)
    old, young, whole = folder / ".part-1", folder / ".part-2", folder / f"ab{'0' * 62}"
    for path in (old, young, whole):
        path.touch()
    for path in (old, whole):
        os.utime(path, (0, 0))
    forget_parts()
    assert sorted(folder.iterdir()) == [young, whole]
