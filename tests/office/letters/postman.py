"""A real mail server with the worker beside it: what a look at the rooms brings to whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from email.message import EmailMessage
from typing import Any

from django.utils import timezone

from monosashi.office.accounts.models import Staff
from monosashi.office.letters.looking import look_round
from office.compiling.mail_servers import Taking, mailing_at, serving
from office.jobs_done import jobs_done


@dataclass
class Postman:
    """`bring` says what came: the name of the person written to and the subject, in order."""

    taking: Taking = field(default_factory=Taking)
    read: int = 0

    def bring(self, day: date | None = None) -> list[tuple[str, str]]:
        """Look at noon of a day, today by default, and have the worker mail."""
        look_round(noon(day))
        done = jobs_done("letters")
        assert {row.status for row in done} <= {"SUCCESSFUL"}, [row.traceback for row in done]
        fresh, self.read = self.taking.got[self.read :], len(self.taking.got)
        assert all(len(to) == 1 for to, _ in fresh)
        names = dict(Staff.objects.exclude(email="").values_list("email", "name"))
        return sorted((names[to[0]], str(letter["Subject"]).strip()) for to, letter in fresh)

    @property
    def last(self) -> EmailMessage:
        """The letter that came last."""
        return self.taking.got[-1][1]


@contextmanager
def postman(**more: Any) -> Iterator[Postman]:
    """Everybody has an address, the installation mails, and what stands already is taken as known. `more` are settings of `[mail]`."""
    for staff in Staff.objects.all():
        Staff.objects.filter(pk=staff.pk).update(email=f"{staff.username}@city.example.jp")
    post = Postman()
    with serving(post.taking) as port, mailing_at(port, **more):
        assert post.bring() == []
        yield post


def noon(day: date | None = None) -> datetime:
    """Noon of a day, today by default."""
    return timezone.make_aware(datetime.combine(day or timezone.localdate(), time(12)))
