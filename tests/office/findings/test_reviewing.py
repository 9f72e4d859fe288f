import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from monosashi.core.changes import diff
from monosashi.core.plan import Plan, YearState
from monosashi.office.accounts.standing import Person
from monosashi.office.findings.actions import About, Given, take_on
from monosashi.office.findings.models import FindingRow, Found, ReviewRow
from monosashi.office.findings.queries import Known, Reviewed
from monosashi.office.findings.reviewing import a_year_earlier, review_of, reviewed
from monosashi.office.findings.states import FindingState
from monosashi.office.plans.actions import keep_new_plan, save
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.models import Edition

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def saved(plan: Plan, other: Plan, by: Person) -> Plan:
    made = save(plan_id=plan.id, based_on=plan.revision, changes=diff(plan, other), by=by)
    return replace(other, revision=made.revision)


def with_final_target(plan: Plan, indicator: str, target: str) -> Plan:
    return replace(
        plan,
        indicators=tuple(replace(i, final_target=Decimal(target)) if i.id == indicator else i for i in plan.indicators),
    )


def queued() -> list[list[object]]:
    rows = DBTaskResult.objects.order_by("enqueued_at")
    return [row.args_kwargs["args"] for row in rows if row.task_path.endswith("review_plan")]


def test_every_save_asks_for_a_review_in_its_own_transaction(kept: Plan, coordinator: Person) -> None:
    assert queued() == [[kept.id, 1]]
    saved(kept, with_final_target(kept, "i-p114", "25"), coordinator)
    assert queued() == [[kept.id, 1], [kept.id, 2]]


@pytest.mark.django_db(transaction=True)
def test_the_job_reviews_the_revision_and_one_that_others_have_followed_not(kept: Plan, coordinator: Person) -> None:
    saved(kept, with_final_target(kept, "i-p114", "25"), coordinator)
    call_command("db_worker", batch=True, interval=0, verbosity=0)
    assert list(ReviewRow.objects.values_list("revision", flat=True)) == [2]
    assert {str(row.status) for row in DBTaskResult.objects.all()} == {"SUCCESSFUL"}


def test_a_revision_is_reviewed_once(kept: Plan) -> None:
    first, second = reviewed(kept.id, 2024, 1), reviewed(kept.id, 2024, 1)
    assert first == second
    assert Found.objects.filter(review=first).count() == FindingRow.objects.count()


def test_what_is_kept_is_what_the_review_says(
    kept: Plan, akita: Plan, review_of_akita: Callable[..., Reviewed]
) -> None:
    kept_review, fresh = review_of_akita(), review_of(akita, 2024)
    assert [each.finding for each in kept_review.findings] == list(fresh.findings)
    assert [each.rule for each in kept_review.not_run] == [each.rule for each in fresh.rules_not_run]
    assert set(kept_review.silent).isdisjoint({each.rule for each in fresh.findings})
    assert len(kept_review.ran) + len(kept_review.not_run) == len(fresh.costs) + len(fresh.rules_not_run)


def test_a_decision_stands_on_the_next_revision_while_the_finding_is_the_same(
    kept: Plan,
    coordinator: Person,
    found: Callable[..., Known],
    about: Callable[[Known], About],
    review_of_akita: Callable[..., Reviewed],
) -> None:
    kept_one, changed_one = found("TGT002", "n-p118"), found("TGT002", "n-p114")
    for one in (kept_one, changed_one):
        take_on(about(one), Given(department="d-07", until=date(2025, 9, 30)), by=coordinator)
    saved(kept, with_final_target(kept, "i-p114", "25"), coordinator)
    after = {each.key: each for each in review_of_akita().findings}
    assert after[kept_one.key].state is FindingState.TAKEN_ON
    assert changed_one.key not in after
    assert not [each for each in after.values() if each.rule == "TGT002" and each.node == "n-p114"]


def test_a_measure_that_is_renamed_keeps_its_decisions(
    kept: Plan,
    coordinator: Person,
    found: Callable[..., Known],
    about: Callable[[Known], About],
    review_of_akita: Callable[..., Reviewed],
) -> None:
    one = found("TGT002", "n-p118")
    take_on(about(one), Given(department="d-07", until=date(2025, 9, 30)), by=coordinator)
    renamed = tuple(replace(n, name="スマホ教室") if n.id == "n-p118" else n for n in kept.nodes)
    saved(kept, replace(kept, nodes=renamed), coordinator)
    after = next(each for each in review_of_akita().findings if each.key == one.key)
    assert (after.state, after.finding.measure) == (FindingState.TAKEN_ON, "スマホ教室")


def next_year_of(plan: Plan) -> Plan:
    """The plan with a year after its first, of which nothing is reported yet."""
    return replace(plan, years=(*plan.years, replace(plan.years[0], fiscal_year=2025, state=YearState.OPEN)))


def lowered(review: ReviewRow) -> list[str]:
    """The nodes whose final target the review found lowered."""
    return list(FindingRow.objects.filter(found_in__review=review, rule="PUB004").values_list("node", flat=True))


def not_run(review: ReviewRow) -> set[str]:
    return {each["rule"] for each in json.loads(review.not_run)}


def test_a_target_lowered_since_the_edition_of_the_year_before_is_found(akita: Plan, coordinator: Person) -> None:
    plan = next_year_of(akita)
    keep_new_plan(plan, by=coordinator)
    before = reviewed(plan.id, 2025, 1)
    assert "PUB004" in not_run(before)
    freeze(plan_id=plan.id, fiscal_year=2024, label="", by=coordinator)
    after = saved(plan, with_final_target(plan, "i-p069", "25"), coordinator)
    review = reviewed(plan.id, 2025, after.revision)
    assert "PUB004" not in not_run(review)
    assert lowered(review) == ["n-p069"]


def test_the_newest_edition_of_the_year_before_counts_and_a_withdrawn_one_does_not(
    akita: Plan, coordinator: Person
) -> None:
    plan = next_year_of(akita)
    keep_new_plan(plan, by=coordinator)
    freeze(plan_id=plan.id, fiscal_year=2024, label="", by=coordinator)
    after = saved(plan, with_final_target(plan, "i-p069", "25"), coordinator)
    newest = freeze(plan_id=plan.id, fiscal_year=2024, label="", by=coordinator)
    assert a_year_earlier(plan.id, 2025) == after
    assert lowered(reviewed(plan.id, 2025, after.revision)) == []
    Edition.objects.filter(pk=newest.pk).update(withdrawn_on="2025-05-12")
    assert a_year_earlier(plan.id, 2025) == plan
    assert a_year_earlier(plan.id, 2024) is None
