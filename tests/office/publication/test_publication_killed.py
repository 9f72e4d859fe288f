"""A real worker on a real database, killed in the middle: nothing is half-published, and the next worker finishes what was agreed."""

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from monosashi.publishing.bundle.verification import read_bundle
from monosashi.publishing.output_files import SUMS
from office.forked_processes import Forked, Forks, forks
from office.operation.installations import Installation, until
from office.operation.making import Maker

pytestmark = pytest.mark.slow

PREPARE = """
from dataclasses import replace
from pathlib import Path
from monosashi.exchange.plan_file import read_plan
from monosashi.office.accounts.models import RoleAssignment, Staff
from monosashi.office.accounts.standing import person
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.publication import actions
from monosashi.publishing.site.settings import SiteSettings
from django_tasks_db.models import DBTaskResult
for name in ("one", "other", "third"):
    RoleAssignment.objects.create(staff=Staff.objects.create_user(name, None, name=name), role="coordinating_office")
by = person(Staff.objects.get(username="one"))
plan = read_plan(Path(EXAMPLE))
keep_new_plan(plan, by=by)
freeze(plan_id=plan.id, fiscal_year=2024, label="", by=by)
DBTaskResult.objects.all().delete()
actions.save_settings(plan_id=plan.id, settings=SiteSettings(licence="CC-BY-4.0", report=False), based_on=0, by=by)
actions.ask_for_preview(plan_id=plan.id, by=by)
"""

PROPOSE = """
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.standing import person
from monosashi.office.publication import actions
from monosashi.office.publication.models import Preview
actions.propose_publication(
    plan_id="akita-digital-2", key=Preview.objects.get().key, note="", by=person(Staff.objects.get(username="one"))
)
"""

APPROVE = """
import sys, time
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.standing import person
from monosashi.office.publication import actions
from monosashi.office.publication.states import ProposalForbids
by = person(Staff.objects.get(username=WHO))
time.sleep(max(0, AT - time.time()))
try:
    actions.approve(plan_id="akita-digital-2", number=1, note="", by=by)
    print("approved")
except ProposalForbids:
    print("forbidden")
"""

LOOK = """
import json
from monosashi.office.events.models import Event
from monosashi.office.publication.models import Preview, Proposal
from monosashi.office.publication.queries import is_there
shown, made = Preview.objects.get(), Proposal.objects.first()
print(json.dumps({
    "preview": shown.state, "there": is_there(shown), "key": shown.key,
    "state": made and made.state, "sha256": made.bundle_sha256 if made else "",
    "done": Event.objects.filter(action="publication.done").count(),
}))
"""


@dataclass(frozen=True)
class City:
    """An installation with a plan of which a preview was asked for, and processes of it."""

    installation: Installation
    office: Forks

    @property
    def home(self) -> Path:
        return self.installation.home


@pytest.fixture
def city(migrated: Installation, tmp_path: Path) -> Iterator[City]:
    maker = Maker(tmp_path)
    installation = maker(migrated)
    example = Path(__file__).parents[3] / "examples" / "akita" / "akita.plan.json"
    with forks(installation.environment) as office:
        office.run("-c", f"EXAMPLE = {str(example)!r}\n{PREPARE}")
        yield City(installation, office)
    maker.clear()


def worker(city: City) -> Forked:
    return city.office.start("-m", "monosashi.office.operation.worker")


def look(city: City) -> dict[str, object]:
    told: dict[str, object] = json.loads(city.office.run("-c", LOOK))
    return told


def killed_after(city: City, seconds: float) -> None:
    process = worker(city)
    time.sleep(seconds)
    process.kill()
    assert process.wait() == -signal.SIGKILL


def finished(city: City, what: str, wanted: object) -> None:
    process = worker(city)
    try:
        until(lambda: look(city)[what] == wanted)
    finally:
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait() == 0


def whole_or_not_there(city: City) -> None:
    """What can be seen from outside is whole."""
    told = look(city)
    folder = city.home / "publication" / "akita-digital-2" / "previews" / str(told["key"])
    if folder.exists():
        listed = {line.partition("  ")[2] for line in (folder / SUMS).read_text().splitlines()} | {SUMS}
        assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == listed
    bundle = city.home / "published" / "akita-digital-2" / "1.bundle.zip"
    if bundle.exists():
        assert read_bundle(bundle).problems == ()
    assert (told["state"] == "done") == bool(told["sha256"]) == (told["done"] == 1)


def test_a_worker_killed_in_the_middle_leaves_nothing_half_published(city: City) -> None:
    chance = random.Random(7)  # noqa: S311 -- when to kill
    for _ in range(2):
        killed_after(city, chance.uniform(0.2, 2.0))
        whole_or_not_there(city)
    finished(city, "there", wanted=True)
    whole_or_not_there(city)
    city.office.run("-c", PROPOSE)
    at = time.time() + 2.5
    approving = [city.office.start("-c", f"WHO, AT = {who!r}, {at}\n{APPROVE}") for who in ("other", "third")]
    assert sorted(process.said.read().strip() for process in approving) == ["approved", "forbidden"]
    assert [process.wait() for process in approving] == [0, 0]
    for _ in range(2):
        killed_after(city, chance.uniform(0.2, 2.0))
        whole_or_not_there(city)
    finished(city, "state", wanted="done")
    whole_or_not_there(city)
    told = look(city)
    bundle = city.home / "published" / "akita-digital-2" / "1.bundle.zip"
    assert read_bundle(bundle).sha256 == told["sha256"]
    assert [path.name for path in bundle.parent.iterdir() if not path.name.startswith(".")] == ["1.bundle.zip"]
