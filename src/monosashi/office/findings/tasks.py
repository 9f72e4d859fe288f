"""The review as a job: asked for in the transaction of each save, done by the worker."""

from django_tasks import task
from django_tasks.base import TaskContext

from monosashi.office.findings.models import ReviewRow
from monosashi.office.findings.reviewing import reviewed
from monosashi.office.jobs.progress import tell
from monosashi.office.plans.queries import NoSuchPlan, every_held, held
from monosashi.office.plans.year.in_year import latest_year


@task(takes_context=True)
def review_plan(context: TaskContext, plan_id: str, revision: int) -> None:
    """Review the plan. Of a revision that others have followed nothing is kept: theirs is reviewed in its turn."""
    try:
        state = held(plan_id)
    except NoSuchPlan:
        return
    tell(context, 0, 1, about=state.plan.name)
    if state.revision == revision:
        reviewed(plan_id, latest_year(state.plan), revision)
    tell(context, 1, 1, about=state.plan.name)


def review_anew(reference: str) -> None:
    """Forget the reviews that were made while nobody knew the rule by which their years are judged, and ask for new ones.

    What was decided about findings stays: they are found again under the same keys.
    """
    for state in every_held().values():
        years = [y.fiscal_year for y in state.plan.years if reference in {y.scheme, y.life_cycle}]
        if ReviewRow.objects.filter(plan=state.plan.id, fiscal_year__in=years, revision=state.revision).delete()[0]:
            ask_for_review(state.plan.id, state.revision)


def ask_for_review(plan_id: str, revision: int) -> None:
    """Put the review in the queue."""
    review_plan.enqueue(plan_id, revision)
