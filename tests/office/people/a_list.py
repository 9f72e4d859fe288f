"""A list of staff or departments, handed in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from monosashi.office.accounts.models import Department, Staff
from monosashi.office.accounts.standing import Person
from monosashi.office.people.imports.applying import apply_staff, staff_compared
from monosashi.office.people.models import PendingImport

MARCH_10, MARCH_31, APRIL, JUNE_30, JULY = (
    date(2026, 3, 10),
    date(2026, 3, 31),
    date(2026, 4, 1),
    date(2026, 6, 30),
    date(2026, 7, 1),
)
HEAD = "職員番号,氏名,所属コード,職名,兼務,メール\n"

Hall = dict[str, Department]
Someone = Callable[..., Staff]


def taken_over(text: str, administrator: Person, *, since: date = APRIL, everybody: bool = False) -> None:
    """Take a list of staff over on 10 March. `text` are its lines without headings."""
    row = PendingImport(
        kind="staff",
        file_name="人事.csv",
        content=(HEAD + text).encode(),
        since=since,
        everybody=everybody,
        made_by=administrator.staff.pk,
        made_at=timezone.now(),
    )
    row.state = staff_compared(row).state
    row.save()
    apply_staff(row, by=administrator, today=MARCH_10)


def handed_in(
    client: Client, text: str, *, kind: str = "people", since: str = "2026-04-01", everybody: bool = False
) -> Any:  # the test client's answer, with its redirects
    """What the page answers to a file of people or departments: its difference, or the problems."""
    file = SimpleUploadedFile("一覧.csv", text.encode(), "text/csv")
    told = {"file": file, "since": since, **({"everybody": "on"} if everybody else {})}
    return client.post(f"/{kind}/import/", told, follow=True)


def text_of(response: Any) -> str:
    """The page without its line breaks."""
    return " ".join(response.content.decode().split())
