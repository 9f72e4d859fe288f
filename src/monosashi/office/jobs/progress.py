"""A job says how far it is: `tell(context, 3, 68, about=plan.name)` in a task that takes its context.

Outside a transaction of the job, what it tells is seen at once; inside, only when that ends.
"""

from uuid import UUID

from django.utils import timezone
from django_tasks.base import TaskContext

from monosashi.office.jobs.models import Progress


def tell(context: TaskContext, done: int, total: int, *, about: str = "") -> None:
    """Keep how far the job is. `total` 0 where it does not know how much there is; `about` is what people call its matter."""
    told = {"at": timezone.now(), "done": done, "total": total, "about": about}
    Progress.objects.update_or_create(job=UUID(context.task_result.id), defaults=told)
