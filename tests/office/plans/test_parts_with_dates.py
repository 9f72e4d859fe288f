"""A department may edit a measure while it has a part in it: not after its last day, not before its first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from monosashi.core.changes import Changed
from monosashi.core.plan import Plan
from monosashi.core.tree import Node, Responsibility
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.plans.actions import keep_new_plan, save
from monosashi.office.plans.queries import departments_of
from office.laid import Someone

CODE = "d-07"


def with_dates(plan: Plan, since: str | None, until: str | None) -> tuple[Plan, Node]:
    """The plan in which every part of the department is from one day to another, and one of its measures."""
    nodes = tuple(
        replace(n, responsibilities=tuple(dated(r, since, until) for r in n.responsibilities)) for n in plan.nodes
    )
    after = replace(plan, nodes=nodes, provenance=())
    return after, next(n for n in after.index.measures if CODE in {r.department for r in n.responsibilities})


def dated(part: Responsibility, since: str | None, until: str | None) -> Responsibility:
    return replace(part, valid_from=since, valid_to=until) if part.department == CODE else part


@pytest.mark.parametrize(
    ("since", "until", "has"),
    [
        (None, None, {CODE}),
        ("2025-04-01", None, {CODE}),
        ("2025-05-12", "2025-05-12", {CODE}),
        (None, "2025-05-11", set()),
        ("2025-05-13", None, set()),
        ("2024-04-01", "2025-03-31", set()),
    ],
)
def test_a_department_has_a_part_on_its_first_and_its_last_day_and_between(
    akita: Plan, since: str | None, until: str | None, has: set[str]
) -> None:
    _, own = with_dates(akita, since, until)
    assert departments_of(own, date(2025, 5, 12)) & {CODE} == has


@pytest.mark.slow
@pytest.mark.parametrize("days", [(-400, -1), (1, 400)], ids=["ended", "not yet begun"])
def test_whose_part_ended_or_is_still_to_begin_saves_nothing(
    akita: Plan, coordinator: Person, someone: Someone, days: tuple[int, int]
) -> None:
    today = date(2025, 5, 12)
    since, until = ((today + timedelta(days=n)).isoformat() for n in days)
    plan, own = with_dates(akita, since, until)
    keep_new_plan(plan, by=coordinator)
    editor = person(someone(Role.DEPARTMENT_EDITOR, department=CODE))
    change = (Changed(("nodes", own.id, "summary"), own.summary, "x"),)
    with pytest.raises(NotAllowed):
        save(plan_id=plan.id, based_on=plan.revision, changes=change, by=editor, today=today)
    within = date.fromisoformat(since) + timedelta(days=1)
    assert save(plan_id=plan.id, based_on=plan.revision, changes=change, by=editor, today=within).revision == 2


@pytest.mark.slow
def test_pages_offer_the_measure_only_while_the_department_has_a_part(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    plan, own = with_dates(akita, None, yesterday)
    keep_new_plan(plan, by=coordinator)
    browser = logged_in(Role.DEPARTMENT_EDITOR, department=CODE)
    assert own.name not in browser.get(f"/plans/{plan.id}/edit/").content.decode()
    assert browser.get(f"/plans/{plan.id}/edit/nodes/{own.id}/").status_code == 403
    assert "/edit/" not in browser.get(f"/plans/{plan.id}/measures/{own.id}/").content.decode()
    assert own.name not in browser.get("/").content.decode()
