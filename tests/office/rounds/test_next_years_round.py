"""A year that the plan or the judging edition does not have yet: whoever prepares its round is told what comes first."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from monosashi.core.changes import diff
from monosashi.core.plan import PlanYear
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import keep_new_plan, save
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.models import Round
from office.plans.as_browser import fields_of, form_in, text_of
from office.rounds.small_city import YEAR, small_plan

pytestmark = pytest.mark.slow

NEW = "/rounds/new/small/"
NEXT = YEAR + 1
ASKS_NO_GRADE = "このまま始めると、算定の評価を出さず、自己評価も尋ねません"


@pytest.fixture
def office(coordinator: Person) -> Client:
    """The coordinating office's browser, with a small plan and an edition of it."""
    keep_new_plan(small_plan(), by=coordinator)
    freeze(plan_id="small", fiscal_year=YEAR, label="判定版", by=coordinator)
    client = Client()
    client.force_login(coordinator.staff)
    return client


def with_year(year: PlanYear, by: Person) -> None:
    """The plan with another year."""
    plan = whole("small")
    after = replace(plan, years=(*plan.years, year))
    save(plan_id="small", based_on=plan.revision, changes=diff(plan, after), by=by)


def prepared(client: Client, **told: str) -> Any:
    """The answer to the form that prepares a round."""
    fields = fields_of(form_in(client.get(NEW), 0))
    return client.post(NEW, fields | {name: [text] for name, text in {"deadline": "2026-05-08", **told}.items()})


def test_the_page_that_prepares_a_round_leads_to_where_a_year_is_added(office: Client) -> None:
    page = office.get(NEW).content.decode()
    assert 'href="/plans/small/edit/years/new/"' in page
    assert "固定した版は、公開のときに公開サイトにも載ります" in page


def test_a_round_is_not_judged_by_an_edition_that_does_not_hold_its_year(office: Client, coordinator: Person) -> None:
    with_year(PlanYear(NEXT, "akita@1", "akita@1"), coordinator)
    answer = prepared(office, fiscal_year=str(NEXT))
    assert answer.status_code == 409
    assert "第1版には令和7年度がありません" in text_of(answer)
    assert not Round.objects.exists()
    freeze(plan_id="small", fiscal_year=YEAR, label="次の判定版", by=coordinator)
    assert prepared(office, fiscal_year=str(NEXT), edition="2").status_code == 302
    held = Round.objects.get()
    address = f"/rounds/{held.pk}/edition/"
    changed = office.post(address, {"edition": "1", "why": "前の版で評価するため"})
    assert changed.status_code == 409
    assert "第1版には令和7年度がありません" in text_of(changed)
    held.refresh_from_db()
    assert held.edition == 2


@pytest.mark.parametrize(("life_cycle", "told"), [("akita@1", 1), (None, 0)])
def test_who_starts_a_round_whose_measures_stand_in_no_stage_is_led_to_where_stages_are_carried_over(
    office: Client, coordinator: Person, life_cycle: str | None, told: int
) -> None:
    with_year(PlanYear(NEXT, "akita@1", life_cycle), coordinator)
    freeze(plan_id="small", fiscal_year=YEAR, label="次の判定版", by=coordinator)
    prepared(office, fiscal_year=str(NEXT), edition="2")
    page = office.get(f"/rounds/{Round.objects.get().pk}/about/")
    assert ("令和7年度の段階のない施策が3件あります" in text_of(page)) == told
    assert ('href="/plans/small/moves/?year=2024#h-carry"' in page.content.decode()) == told


@pytest.mark.parametrize(("scheme", "told"), [("akita@1", 0), (None, 1)])
def test_who_starts_a_round_without_a_scheme_is_told_that_nobody_is_asked_for_a_grade(
    office: Client, coordinator: Person, scheme: str | None, told: int
) -> None:
    with_year(PlanYear(NEXT, scheme), coordinator)
    freeze(plan_id="small", fiscal_year=YEAR, label="次の判定版", by=coordinator)
    prepared(office, fiscal_year=str(NEXT), edition="2")
    held = Round.objects.get()
    page = office.get(f"/rounds/{held.pk}/about/")
    assert (ASKS_NO_GRADE in text_of(page)) == told
    assert ('href="/plans/small/edit/years/2025/"' in page.content.decode()) == told
    office.post(f"/rounds/{held.pk}/open/")
    assert ASKS_NO_GRADE not in text_of(office.get(f"/rounds/{held.pk}/about/"))
