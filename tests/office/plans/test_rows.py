from dataclasses import replace

import pytest
from hypothesis import given
from pytest_django.fixtures import DjangoAssertNumQueries

from monosashi.core.changes import diff
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import write_plan
from monosashi.office.accounts.standing import Person
from monosashi.office.plans import queries
from monosashi.office.plans.actions import save
from monosashi.office.plans.kept.rows import head_of, plan_of, rows_of
from monosashi.office.plans.models import PlanRow
from monosashi.office.plans.queries import held, held_as, whole
from strategies import plans


@given(plans())
@pytest.mark.without_database
@pytest.mark.slow
def test_rows_of_any_plan_make_the_same_plan_again(plan: Plan) -> None:
    rows = [(row.collection, row.body) for row in rows_of(plan)]
    assert write_plan(plan_of(head_of(plan), rows)) == write_plan(plan)


@pytest.mark.slow
def test_a_real_plan_kept_and_exported_has_the_same_bytes(kept: Plan) -> None:
    assert write_plan(whole(kept.id)) == write_plan(kept)


@pytest.mark.slow
def test_a_page_reads_a_plan_in_three_queries_whatever_its_size(
    kept: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    queries._read.cache_clear()  # type: ignore[attr-defined]
    with django_assert_num_queries(3):
        assert held(kept.id).plan == kept
    with django_assert_num_queries(1):
        held(kept.id)


@pytest.mark.slow
def test_a_plan_that_is_saved_while_it_is_read_is_read_as_it_stands_then(kept: Plan, coordinator: Person) -> None:
    row = PlanRow.objects.get()
    after = replace(kept, name="次の計画")
    saved = save(plan_id=kept.id, based_on=kept.revision, changes=diff(kept, after), by=coordinator)
    queries._read.cache_clear()  # type: ignore[attr-defined]
    found = held_as(row)
    assert (found.plan.name, found.revision) == ("次の計画", saved.revision)
    assert held(kept.id) == found
    assert held(kept.id).sha256 != row.sha256
