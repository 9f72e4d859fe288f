"""Sessions as rows that are written when something changes, and now and then when somebody only reads.

A page that is only read then writes nothing, and waits for nobody who does.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

SHARE = 60
"""A session is prolonged once this part of its time has passed: an eight-hour one every eight minutes."""


class SessionStore(db.SessionStore):
    """A session that knows until when its row says it lasts. None: there is no row, or it was not read yet."""

    until: datetime | None = None

    def load(self) -> dict[str, Any]:
        """What the row holds; {} where there is none that still lasts."""
        row = self._get_session_from_db()  # type: ignore[attr-defined]  # the stubs leave it out
        if row is None:
            return {}
        self.until = row.expire_date
        return self.decode(row.session_data)

    @property
    def is_to_prolong(self) -> bool:
        """Whether it lasts noticeably shorter than it would if it were written now."""
        if self.until is None:
            return False
        length = timedelta(seconds=self.get_expiry_age())
        return self.until < timezone.now() + length - length / SHARE
