"""The list of a plan's budget programs."""

from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.standing import Person


def test_what_is_taken_as_the_current_budget_is_said_once(kept: Plan, coordinator: Person) -> None:
    client = Client()
    client.force_login(coordinator.staff)
    said = "補正、流用、繰越などの記載がない予算事業"
    for part in ("money/", "measures/n-p073/", "overview/"):
        assert client.get(f"/plans/{kept.id}/{part}").content.decode().count(said) == 1, part
    stated = client.get(f"/plans/{kept.id}/measures/n-p094/").content.decode()
    assert ("52,394" in stated, said in stated) == (True, False)


def test_a_program_that_several_measures_share_leads_to_each_of_them(kept: Plan, coordinator: Person) -> None:
    client = Client()
    client.force_login(coordinator.staff)
    page = client.get(f"/plans/{kept.id}/money/").content.decode()
    shared = [program for program in kept.budget_programs if len(program.shares) > 1]
    assert shared
    for program in shared:
        for share in program.shares:
            assert f'<a href="/plans/{kept.id}/measures/{share.node}/#money">' in page
