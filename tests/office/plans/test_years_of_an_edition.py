"""Of which years an edition can be frozen is said, and why not of the others."""

from dataclasses import replace

import pytest
from django.test import Client

from monosashi.core.plan import Plan, PlanYear
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import keep_new_plan


@pytest.fixture
def office(coordinator: Person) -> Client:
    client = Client()
    client.force_login(coordinator.staff)
    return client


def page(office: Client, plan: Plan) -> str:
    return office.get(f"/plans/{plan.id}/editions/freeze/").content.decode()


def test_a_year_without_results_is_offered_when_it_has_a_scheme(
    office: Client, akita: Plan, coordinator: Person
) -> None:
    judged = akita.index.year[2024]
    keep_new_plan(replace(akita, years=(*akita.years, PlanYear(2025, scheme=judged.scheme))), by=coordinator)
    assert '<option value="2025"' in page(office, akita)
    assert "令和7年度は選べません" not in page(office, akita)


def test_why_the_other_years_of_the_plan_are_not_offered_is_said_with_the_way_out(
    office: Client, akita: Plan, coordinator: Person
) -> None:
    keep_new_plan(replace(akita, last_year=2026, years=(*akita.years, PlanYear(2025))), by=coordinator)
    shown = page(office, akita)
    assert "令和7年度、令和8年度は選べません" in shown
    assert f'href="/plans/{akita.id}/edit/years/"' in shown


def test_a_plan_without_any_judged_year_says_so_instead_of_an_empty_choice(
    office: Client, akita: Plan, coordinator: Person
) -> None:
    keep_new_plan(replace(akita, years=()), by=coordinator)
    shown = page(office, akita)
    assert "<select" not in shown
    assert "選べません" in shown
