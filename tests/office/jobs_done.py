"""A worker's turn: the jobs of one room that wait, done in this process as the worker does them."""

from typing import Any

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

NAME = "test"


def jobs_done(room: str) -> list["DBTaskResult[Any, Any]"]:
    """The jobs of `monosashi.office.<room>` that were waiting, as they ended."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=NAME,
        excluded_queue_names=[],
    )
    waiting = [row for row in DBTaskResult.objects.ready() if f".{room}." in row.task_path]
    for row in waiting:
        row.claim(NAME)
        worker.run_task(row)
        row.refresh_from_db()
    return waiting
