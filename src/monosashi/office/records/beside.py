"""What the first page says of the register."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import TABLE, Permission
from monosashi.office.accounts.written_once import Parameter
from monosashi.office.answering.beside import Task, Tasks
from monosashi.office.records.queries import ends_by, left_ending
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken


def tasks_of_records(request: HttpRequest) -> Iterator[Task]:
    """For the coordinating office: documents whose period ends this fiscal year and for which nothing is proposed. One query."""
    if not any(given.role in TABLE[Permission.KEEP_RECORD_RULES] for given in standing_in(request).given):
        return
    waiting = left_ending(ends_by(timezone.localdate())).count()
    if waiting:
        yield Task(
            look="look",
            state=message("records.task.state"),
            name=spoken(message("records.task.name", count=waiting)),
            address=address_of("records:ending"),
            button=message("records.task.button"),
        )


ON_HOME = Tasks(tasks_of_records, asks=lambda: left_ending(Parameter("day", ends_by)))
