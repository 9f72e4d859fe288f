"""A line of the register as lists and pages show it."""

from dataclasses import dataclass
from datetime import date

from monosashi.core.messages import Message, message
from monosashi.office.accounts.bearers import names_today
from monosashi.office.records.forms import period_text
from monosashi.office.records.models import Ending, RegisterEntry
from monosashi.office.records.sources import kind_named
from monosashi.office.records.states import OPEN, RecordEndingState, RecordOutcome, RecordState
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken
from monosashi.wording import word


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A line with what it is called. `ending` is what was proposed last and goes on, None where nothing does."""

    row: RegisterEntry
    department: str
    kind: Message
    thing: str
    state: Message
    look: str
    ending: Ending | None

    @property
    def period(self) -> str:
        """「5年」「永年」「3年（2年延長）」."""
        done = (each.years for each in self.row.endings.all() if each.state == RecordEndingState.DONE and each.years)
        period, more = period_text(self.row.years), sum(done)
        return spoken(message("records.period_extended", period=period, count=more)) if more else period

    @property
    def until(self) -> str:
        """The last day, or that it is permanent."""
        return day_text(self.row.ends_on) if self.row.ends_on else spoken(message("records.permanent"))


def shown(row: RegisterEntry, today: date) -> ShownEntry:
    """A line as it stands today. No query where its proposals were read with it and the departments are known."""
    kind = kind_named(row.kind)
    going_on = next((each for each in row.endings.all() if each.state in OPEN), None)
    state, look = _state(row, going_on, today)
    return ShownEntry(
        row,
        spoken(message("value.separator")).join(names_today((row.department,), today)),
        kind.word if kind else message("records.kind_gone"),
        kind.address(row.key) if kind else "",
        state,
        look,
        going_on,
    )


def outcome_text(row: Ending) -> Message:
    """「廃棄」「5年延長」."""
    if row.outcome == RecordOutcome.EXTEND and row.years is not None:
        return message("records.extended_by", count=row.years)
    return word(RecordOutcome(row.outcome))


def _state(row: RegisterEntry, going_on: Ending | None, today: date) -> tuple[Message, str]:
    if row.state != RecordState.KEPT:
        return word(RecordState(row.state)), "none"
    if going_on is not None:
        id_ = "proposed" if going_on.state == RecordEndingState.PROPOSED else "agreed"
        return message(f"records.state.{id_}", outcome=outcome_text(going_on)), "wait"
    if row.ends_on is not None and row.ends_on < today:
        return message("records.state.ended"), "look"
    return word(RecordState.KEPT), "done"
