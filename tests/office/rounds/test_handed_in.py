"""The auditor reads who answered a sheet: the post and department of whoever submitted it, not of whoever accepted it."""

import pytest
from django.utils import timezone

from monosashi.office.accounts.models import Department
from monosashi.office.plans.queries import whole
from monosashi.office.publication.preparers import preparers_of
from monosashi.office.rounds.actions_accepting import accept
from monosashi.office.rounds.queries import parts_of, sheet_of
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk, submitted

pytestmark = pytest.mark.slow


def test_the_preparer_is_whoever_submitted_the_sheet(desk: Desk) -> None:
    submitted(desk)
    accept(desk.of, by=desk.coordinator)
    found = preparers_of(desk.round.plan_id, whole(desk.round.plan_id))
    department = Department.objects.get(pk=parts_of(sheet_of(desk.round, desk.node)).leads[0])
    preparer = found[desk.node, YEAR]
    assert (preparer.post, preparer.department) == ("主任", department.name)
    assert preparer.day == timezone.localdate().isoformat()
