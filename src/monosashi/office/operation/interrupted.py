"""Jobs whose worker was killed: they run again, but not for ever."""

from django.db import transaction
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from monosashi.office.events.locking import locked

MOST_TRIES = 3


class Interrupted(Exception):
    """The worker ended in the midst of the job, each time it was tried."""


@transaction.atomic
def put_back(worker: str) -> int:
    """Let the jobs that this worker had in hand when it was killed run again. How many. After three tries a job has failed."""
    count = 0
    for job in locked(DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)):
        if not job.worker_ids or job.worker_ids[-1] != worker:
            continue
        if len(job.worker_ids) >= MOST_TRIES:
            job.set_failed(Interrupted())
            continue
        job.status = TaskResultStatus.READY
        job.save(update_fields=["status"])
        count += 1
    return count
