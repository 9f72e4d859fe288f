"""A round under load: 370 sessions save and submit, fifty of them in the same second; nothing is lost, and how long it takes.

The fifty press their buttons at any moment of that second. Fifty others do so later, all at the very same moment, which nobody asks
for: how far that is from the second is worth knowing.

The loopback alone, bounded: `SECONDS` of load, 370 connections, each waiting for its answer. On PostgreSQL, then on SQLite.
"""

import math
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks._people import Browser, Failed, Typist, errors_of, look_at_all, pause, play, reopened, warm_up
from benchmarks.an_office import Office, office, percentile
from benchmarks.figures import Figure

MEASURES, SESSIONS, AT_ONCE = 370, 370, 50
SECONDS = float(os.environ.get("MONOSASHI_LOAD_SECONDS", "600"))
"""Ten minutes, as the busiest ones of a year; fewer for a look."""

SAVES = math.ceil(SECONDS / 50)
"""How often each session saves in the time: every fifty seconds, however long it takes."""

_READY, _IN_A_SECOND, _IN_A_MOMENT = 0.5, 0.7, 0.8
"""When those who submit have saved for the last time, and when they submit, of the time."""

_SEEN = re.compile(r'name="seen" value="(\d+)"')
_SAVES_HERE = re.compile(r'name="was:')


@dataclass
class Session(Typist):
    """One person at one sheet, of the first hundred one who also submits it."""

    submits: list[float] = field(default_factory=list)

    @property
    def hands_on(self) -> bool:
        """Whether they submit the sheet."""
        return self.number < 2 * AT_ONCE

    @property
    def at_one_moment(self) -> bool:
        """Whether they submit at the same moment as others, else within a second with others."""
        return self.number >= AT_ONCE

    @property
    def wanted(self) -> int:
        """How often they save where the office is quick enough."""
        return max(1, SAVES // 2) if self.hands_on else SAVES

    def run(self, begin: float) -> None:
        """Save now and then, and, of the first hundred, submit."""
        gap = SECONDS * _READY / (self.wanted + 1) if self.hands_on else SECONDS / SAVES
        self.types(self.wanted, gap, begin, begin + SECONDS)
        if self.hands_on:
            try:
                self._hand_on(begin + SECONDS * (_IN_A_MOMENT if self.at_one_moment else _IN_A_SECOND))
            except Failed as error:
                self.errors.append(str(error))

    def _hand_on(self, together: float) -> None:
        seen = _SEEN.search(self.browser.get(self.address).text)
        if seen is None:
            raise Failed("nothing to submit on a sheet")
        pause(together if self.at_one_moment else together + self.number / AT_ONCE)
        started = time.perf_counter()
        try:
            self.browser.send(f"{self.address}submit/", {"seen": seen.group(1)})
        finally:
            self.submits.append((time.perf_counter() - started) * 1000)
        self.lost += _SAVES_HERE.search(self.browser.get(self.address).text) is not None


def measure() -> Iterator[Figure]:
    """The 95th percentile of all that was sent, of saves and of fifty submissions at once; errors, and updates that were lost."""
    for name, on_postgresql in (("PostgreSQL", True), ("SQLite", False)):
        filled = ("benchmarks._fill_round", str(MEASURES), str(SESSIONS), str(2 * AT_ONCE))
        with office(*filled, postgresql=on_postgresql) as running:
            before, sessions = running.workers, _sessions(running)
            warm_up(sessions)
            play(sessions)
            again = reopened(session.browser for session in sessions)
            look_at_all(sessions)
            target = 500.0 if on_postgresql else None
            saves = [each for session in sessions for each in session.times]
            submits = [each for session in sessions if not session.at_one_moment for each in session.submits]
            at_once = [each for session in sessions if session.at_one_moment for each in session.submits]
            wanted = sum(session.wanted for session in sessions)
            note = f"p95 of {len(saves):,} saves, {wanted:,} wanted, by {SESSIONS} sessions in {SECONDS:.0f} s, two workers{again}"
            yield errors_of(name, (error for session in sessions for error in session.errors), running, before)
            yield Figure(f"{name}: lost updates", sum(session.lost for session in sessions), "", 0)
            yield Figure(f"{name}: save", percentile(saves, 0.95), "ms", target, note)
            sent = [*saves, *submits, *at_once]
            yield Figure(f"{name}: whatever was sent", percentile(sent, 0.95), "ms", target, f"p95 of {len(sent):,}")
            together = f"{name}: {AT_ONCE} submissions in one second"
            yield Figure(together, percentile(submits, 0.95), "ms", target, f"p95 of {len(submits)}")
            moment = f"{name}: {AT_ONCE} submissions at one moment"
            yield Figure(
                moment, percentile(at_once, 0.95), "ms", None, f"p95 of {len(at_once)}, beyond what is asked for"
            )


def _sessions(running: Office) -> list[Session]:
    told = running.told
    return [
        Session(Browser(running, cookie), f"/rounds/{told['round']}/sheets/{node}/", number)
        for number, (cookie, node) in enumerate(zip(told["sessions"], told["sheets"], strict=True))
    ]
