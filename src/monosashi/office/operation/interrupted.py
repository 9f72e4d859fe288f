"""Jobs whose worker was killed: they run again, but not for ever."""

from django.db import transaction
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from monosashi.office.events.locking import locked

MOST_TRIES = 3


class Interrupted(Exception):
    """The worker ended in the midst of the job, each time it was tried."""


@transaction.atomic
def put_back() -> int:
    """Let the jobs that a worker had in hand when it was killed run again. How many. After three tries a job has failed.

    An installation has one worker, and none runs yet: whatever is in hand was in the hand of one that is gone, whatever its machine was called.
    """
    count = 0
    for job in locked(DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)):
        if len(job.worker_ids) >= MOST_TRIES:
            job.set_failed(Interrupted())
            continue
        job.status = TaskResultStatus.READY
        job.save(update_fields=["status"])
        count += 1
    return count
