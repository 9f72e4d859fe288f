"""The review as a job: asked for in the transaction of each save, done by the worker."""

from django_tasks import task
from django_tasks.base import TaskContext

from monosashi.office.findings.reviewing import reviewed
from monosashi.office.jobs.progress import tell
from monosashi.office.plans.in_year import latest_year
from monosashi.office.plans.queries import NoSuchPlan, held


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


def ask_for_review(plan_id: str, revision: int) -> None:
    """Put the review in the queue."""
    review_plan.enqueue(plan_id, revision)
