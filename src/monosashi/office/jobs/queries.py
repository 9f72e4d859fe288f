"""The jobs that wait, run and ended, in two queries."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django_tasks_db.models import DBTaskResult

from monosashi.office.jobs.models import Progress


class JobState(StrEnum):
    """Where a job is."""

    READY = "ready"
    RUNNING = "running"
    SUCCESSFUL = "successful"
    FAILED = "failed"


_ENDED = (JobState.SUCCESSFUL.upper(), JobState.FAILED.upper())
"""As the library writes them."""


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `task` is the path of its function, `failure` the kind of error alone: messages may quote what people typed.

    `done` of `total`: None where it said nothing, `total` 0 where it does not know how much there is.
    """

    id: str
    task: str
    state: JobState
    waits_since: datetime
    started: datetime | None
    ended: datetime | None
    done: int | None = None
    total: int = 0
    about: str = ""
    failure: str = ""

    @property
    def percent(self) -> int | None:
        """How much is done, None where that is not known."""
        if self.state is JobState.SUCCESSFUL:
            return 100
        return None if self.done is None or not self.total else min(100, self.done * 100 // self.total)


def is_working(job: UUID | None) -> bool:
    """Whether the worker still has the job before it or in hand. None: there never was one."""
    return job is not None and DBTaskResult.objects.filter(pk=job).exclude(status__in=_ENDED).exists()


def goes_on(task: str) -> bool:
    """Whether a job of this task waits or runs. One query."""
    return DBTaskResult.objects.filter(task_path=task).exclude(status__in=_ENDED).exists()


def job_about(task: str, matter: str) -> Job | None:
    """The newest job of a task that was asked for with this as its first argument; None: there is none. Two queries."""
    rows = DBTaskResult.objects.filter(task_path=task, args_kwargs__args__0=matter).order_by("-enqueued_at")
    row = rows.defer("traceback", "return_value").first()
    return None if row is None else _job(row, Progress.objects.filter(pk=row.pk).first())


def jobs(limit: int = 200) -> tuple[Job, ...]:
    """The newest jobs, newest first."""
    rows = list(DBTaskResult.objects.order_by("-enqueued_at").defer("traceback", "args_kwargs", "return_value")[:limit])
    told = Progress.objects.in_bulk([row.pk for row in rows])
    return tuple(_job(row, told.get(row.pk)) for row in rows)


def _job(row: DBTaskResult, told: Progress | None) -> Job:  # type: ignore[type-arg]
    return Job(
        id=str(row.pk),
        task=row.task_path,
        state=JobState(str(row.status).lower()),
        waits_since=row.enqueued_at,
        started=row.started_at,
        ended=row.finished_at,
        done=None if told is None else told.done,
        total=0 if told is None else told.total,
        about="" if told is None else told.about,
        failure=row.exception_class_path.rpartition(".")[2],
    )
