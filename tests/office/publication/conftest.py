from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from monosashi.core.plan import Plan, YearState
from monosashi.exchange.plan_file import read_plan
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.publication import actions, tasks
from monosashi.office.publication.models import Preview, Proposal
from monosashi.office.publication.site_settings import newest_settings
from monosashi.publishing.site.settings import OwnTerm, SiteSettings
from office.jobs_done import jobs_done
from office.laid import EXAMPLES, Someone
from office.publication.made_before import MadeBefore

YEAR = 2022
SETTINGS = SiteSettings(
    base_url="https://www.city.example.lg.jp/dx/",
    contact=("DX推進室 0956-24-1111",),
    licence="CC-BY-4.0",
    terms=(OwnTerm("DX", "デジタル技術で仕事のやり方を変えること"),),
    report=False,
)


def work() -> list[str]:
    """Let the worker do what publication asked for. Paths of the jobs that it did."""
    done = jobs_done("publication")
    assert {row.status for row in done} <= {"SUCCESSFUL"}, [row.traceback for row in done]
    return [row.task_path.rpartition(".")[2] for row in done]


@dataclass(frozen=True)
class Office:
    """Sasebo's plan with one edition (速報), and two people of the coordinating office."""

    plan: Plan
    one: Person
    other: Person

    @property
    def at(self) -> str:
        return f"/plans/{self.plan.id}/publication/"

    def browser(self, who: Person) -> Client:
        client = Client()
        client.force_login(who.staff)
        return client

    def preview(self) -> Preview:
        """Settings with a licence and a preview that was made."""
        number = actions.save_settings(
            plan_id=self.plan.id, settings=SETTINGS, based_on=self.settings_number(), by=self.one
        ).number
        assert number
        asked = actions.ask_for_preview(plan_id=self.plan.id, by=self.one)
        work()
        asked.refresh_from_db()
        return asked

    def settings_number(self) -> int:
        row = newest_settings(self.plan.id)
        return row.number if row else 0

    def proposed(self) -> Proposal:
        shown = self.preview()
        return actions.propose_publication(plan_id=self.plan.id, key=shown.key, note="5月の公表", by=self.one)

    def published(self) -> Proposal:
        made = self.proposed()
        actions.approve(plan_id=self.plan.id, number=made.number, note="", by=self.other)
        work()
        made.refresh_from_db()
        return made


def provisional() -> Plan:
    plan = read_plan(EXAMPLES / "sasebo" / "sasebo.plan.json")
    return replace(plan, years=tuple(replace(year, state=YearState.OPEN) for year in plan.years))


@pytest.fixture(scope="session")
def made_before(tmp_path_factory: pytest.TempPathFactory) -> MadeBefore:
    """What this process has made already."""
    return MadeBefore(tmp_path_factory.mktemp("made-before"))


@pytest.fixture(autouse=True)
def _made_once(made_before: MadeBefore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker makes each site and each bundle once."""
    monkeypatch.setattr(tasks, "publish_site", made_before.publish_site)
    monkeypatch.setattr(tasks, "bundled", made_before.bundled)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A folder of the installation of its own."""
    before = settings.INSTALLATION
    settings.INSTALLATION = before.model_copy(update={"home": tmp_path})
    yield tmp_path
    settings.INSTALLATION = before


@pytest.fixture
def office(home: Path, someone: Someone) -> Office:
    one = person(someone(Role.COORDINATING_OFFICE, name="成田 桂"))
    other = person(someone(Role.COORDINATING_OFFICE, name="工藤 岬"))
    plan = provisional()
    keep_new_plan(plan, by=one)
    freeze(plan_id=plan.id, fiscal_year=YEAR, label="", by=one)
    return Office(plan, one, other)


def again(staff: Staff) -> Person:
    return person(Staff.objects.get(pk=staff.pk))
