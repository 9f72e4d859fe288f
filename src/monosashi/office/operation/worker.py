"""The process that works behind the pages: `python -m monosashi.office.operation.worker`. One for an installation.

It runs jobs one after another and, in a thread beside them, what comes round by the clock (`ticking`).
"""

import os
import platform
import threading

import django

from monosashi.office.operation.collecting import collect_seldom
from monosashi.office.operation.family import leave_with_parent


def main() -> None:
    """Work until asked to stop. A job that runs is finished first."""
    leave_with_parent()
    collect_seldom()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monosashi.office.config.settings")
    django.setup()
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415 -- after the set-up

    from monosashi.office.operation.interrupted import put_back  # noqa: PLC0415
    from monosashi.office.operation.ticking import tick_for_ever  # noqa: PLC0415

    put_back()
    threading.Thread(target=tick_for_ever, daemon=True).start()
    worker = Worker(
        queue_names=["*"],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_name(),
        excluded_queue_names=[],
    )
    worker.configure_signals()
    worker.run()


def worker_name() -> str:
    """How jobs remember who took them."""
    return (platform.node() or "worker")[:64]


if __name__ == "__main__":
    main()
