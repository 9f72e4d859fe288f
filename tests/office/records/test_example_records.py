"""The register of the sample city shows what may become of a document, and something that is left to do."""

from datetime import date, timedelta

from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.operation.example_records import keep_register
from monosashi.office.records.models import RegisterEntry
from monosashi.office.records.queries import unregistered
from office.laid import Laid, Someone
from office.records.room import meetings, year_now


def test_the_sample_register_has_each_thing_that_may_become_of_a_document_once(
    kept: Plan, coordinator: Person, laid_plan: Laid, someone: Someone
) -> None:
    long_ago = date(year_now() - 4, 5, 31)
    meetings(
        coordinator, *(long_ago + timedelta(days=nth) for nth in range(6)), date(year_now() - 1, 5, 16), department=""
    )
    deputy = person(someone(Role.COORDINATING_OFFICE, name="三浦 陽"))
    endings = keep_register(office=coordinator, deputy=deputy)
    assert [(each.outcome, each.state) for each in endings] == [
        ("dispose", "done"), ("extend", "done"), ("transfer", "agreed"), ("dispose", "proposed"),
    ]  # fmt: skip
    assert len(unregistered(timezone.localdate())) == 3
    assert RegisterEntry.objects.exclude(mode="").exists()
