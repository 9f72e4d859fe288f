import pytest
from hypothesis import given
from pytest_django.fixtures import DjangoAssertNumQueries

from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import write_plan
from monosashi.office.plans import queries
from monosashi.office.plans.queries import held, whole
from monosashi.office.plans.rows import head_of, plan_of, rows_of
from strategies import plans


@given(plans())
@pytest.mark.slow
def test_rows_of_any_plan_make_the_same_plan_again(plan: Plan) -> None:
    rows = [(row.collection, row.body) for row in rows_of(plan)]
    assert write_plan(plan_of(head_of(plan), rows)) == write_plan(plan)


@pytest.mark.slow
def test_a_real_plan_kept_and_exported_has_the_same_bytes(kept: Plan) -> None:
    assert write_plan(whole(kept.id)) == write_plan(kept)


@pytest.mark.slow
def test_a_page_reads_a_plan_in_two_queries_whatever_its_size(
    kept: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    queries._read.cache_clear()  # type: ignore[attr-defined]
    with django_assert_num_queries(2):
        assert held(kept.id).plan == kept
    with django_assert_num_queries(1):
        held(kept.id)
