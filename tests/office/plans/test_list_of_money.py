"""The list of a plan's budget programs."""

from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.standing import Person


def test_a_program_that_several_measures_share_leads_to_each_of_them(kept: Plan, coordinator: Person) -> None:
    client = Client()
    client.force_login(coordinator.staff)
    page = client.get(f"/plans/{kept.id}/money/").content.decode()
    shared = [program for program in kept.budget_programs if len(program.shares) > 1]
    assert shared
    for program in shared:
        for share in program.shares:
            assert f'<a href="/plans/{kept.id}/measures/{share.node}/#money">' in page
