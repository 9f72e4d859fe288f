"""What the worker makes: many files of one form."""

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from monosashi.core.messages import InvalidInput
from monosashi.office.forms import making
from monosashi.office.forms.queries import one_form
from monosashi.office.forms.reading import NoSuchForm
from monosashi.office.jobs.progress import tell
from monosashi.office.plans.queries import NoSuchPlan, held
from monosashi.office.plans.year.in_year import in_year

_STEP = 25
"""Files after which the worker says how far it is."""


@task(takes_context=True)
def make_files(
    context: TaskContext, _key: str, plan_id: str, pk: int, fiscal_year: int, nodes: list[str], *, by_department: bool
) -> None:
    """Make the files with the plan and the form as they stand now. Of a form that was taken out of use nothing is made."""
    try:
        year, row = in_year(held(plan_id), fiscal_year), one_form(plan_id, pk)
    except (NoSuchPlan, NoSuchForm):
        return
    asked = frozenset(nodes)
    measures = tuple(each for each in year.plan.index.measures if each.id in asked)
    wanted = making.Wanted(row, year, measures, by_department, timezone.localdate())
    total, done = wanted.count, 0

    def told() -> None:
        nonlocal done
        done += 1
        if done % _STEP == 0:
            tell(context, done, total, about=year.plan.name)

    tell(context, 0, total, about=year.plan.name)
    try:
        made = wanted.made(told)
    except InvalidInput as error:
        making.keep_problems(wanted, error.problems)
        return
    making.keep(wanted, made.raw)
    tell(context, total, total, about=year.plan.name)
