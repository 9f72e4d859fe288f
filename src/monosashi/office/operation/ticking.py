"""What comes round by the clock: heartbeat, seal each minute, letters, daily backup, tidying of what waited too long."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from datetime import time as time_of_day

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone

from monosashi.office.answering.evidence_files import forget_parts
from monosashi.office.config.installation import Installation
from monosashi.office.entering.waiting import forget_old_files
from monosashi.office.events.sealing import seal
from monosashi.office.events.values import Occasion
from monosashi.office.letters.looking import look_round
from monosashi.office.operation.backing_up import back_up, thin_out
from monosashi.office.operation.marks import Part, mark, marks
from monosashi.office.workbooks.actions import forget_old

_EVERY = 10.0
"""Seconds between two looks at the clock."""

_SESSIONS_EVERY = timedelta(hours=1)

_LETTERS_EVERY = timedelta(minutes=5)
"""So soon after something was done people are told of it by mail."""

_log = logging.getLogger("monosashi.worker")


def tick_for_ever() -> None:
    """Look at the clock again and again. Whatever goes wrong is logged, and the next look comes."""
    while True:
        began = time.monotonic()
        tick(timezone.now())
        time.sleep(max(0.0, _EVERY - (time.monotonic() - began)))


def tick(now: datetime) -> None:
    """Do what is due. Sealing comes each time: there is nothing to do where nothing was done."""
    close_old_connections()
    _carefully("heartbeat", lambda: mark(Part.WORKER, now))
    _carefully("seal", lambda: _seal(now))
    _carefully("sessions", lambda: _sessions(now))
    _carefully("backup", lambda: _backup(now, settings.INSTALLATION))
    _carefully("letters", lambda: _letters(now))


def backup_is_due(now: datetime, at: str, last: datetime | None) -> bool:
    """Whether the daily backup of `at` (`02:30`, "" for none) has not been made since it was due, by local time.

    A last one that is still to come was made under a clock that was put right since: it counts for nothing.
    """
    if not at:
        return False
    here = timezone.localtime(now)
    due = timezone.make_aware(datetime.combine(here.date(), time_of_day.fromisoformat(at)))
    return now >= due and (last is None or not due <= last <= now)


_sealed_at: list[float] = []


def _seal(now: datetime) -> None:  # noqa: ARG001 -- counted by a clock that never jumps
    if _sealed_at and time.monotonic() - _sealed_at[0] < timedelta(minutes=1).total_seconds() - _EVERY / 2:
        return
    seal(Occasion.MINUTE)
    _sealed_at[:] = [time.monotonic()]


_looked_at: list[float] = []


def _letters(now: datetime) -> None:
    if _looked_at and time.monotonic() - _looked_at[0] < _LETTERS_EVERY.total_seconds():
        return
    _looked_at[:] = [time.monotonic()]
    look_round(now)


def _sessions(now: datetime) -> None:
    last = _mark_of(marks(), Part.SESSIONS)
    if last is None or not timedelta() <= now - last < _SESSIONS_EVERY:
        call_command("clearsessions")
        forget_old()
        forget_parts()
        forget_old_files()
        mark(Part.SESSIONS, now)


def _backup(now: datetime, installation: Installation) -> None:
    if backup_is_due(now, installation.backup_at, _mark_of(marks(), Part.BACKUP)):
        made = back_up(installation.backups)
        thin_out(installation.backups, installation.backups_kept, but=made.path)


def _mark_of(found: Mapping[Part, datetime], part: Part) -> datetime | None:
    return found.get(part)


def _carefully(name: str, act: Callable[[], object]) -> None:
    try:
        act()
    except Exception:
        _log.exception("tick", extra={"said": {"part": name}})
