"""Sessions as rows that are written when something changes, and now and then when somebody only reads.

A page that is only read then writes nothing, and waits for nobody who does.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from monosashi.office.accounts.written_once import Columns, Parameter

SHARE = 60
"""A session is prolonged once this part of its time has passed: an eight-hour one every eight minutes."""


_SESSION = Columns(
    lambda: Session.objects.filter(session_key=Parameter("key")).values_list("session_data", "expire_date")
)


class SessionStore(db.SessionStore):
    """A session that knows until when its row says it lasts. None: there is no row, or it was not read yet."""

    until: datetime | None = None

    def load(self) -> dict[str, Any]:
        """What the row holds; {} where there is none that still lasts."""
        for data, until in _SESSION(key=self.session_key):
            if until > timezone.now():
                self.until = until
                return self.decode(data)
        self._session_key = None
        return {}

    @property
    def is_to_prolong(self) -> bool:
        """Whether it lasts noticeably shorter than it would if it were written now."""
        if self.until is None:
            return False
        length = timedelta(seconds=self.get_expiry_age())
        return self.until < timezone.now() + length - length / SHARE
