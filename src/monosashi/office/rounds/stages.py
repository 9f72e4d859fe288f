"""The stages of a round as steps to look at: what is done, where it stands, and when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from monosashi.office.rounds.models import Round
from monosashi.office.rounds.states import RoundState


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. `begun` and `ended` are its first and last day, None where it has none yet; `due` is the day it is to end on."""

    state: RoundState
    done: bool
    now: bool
    begun: date | None = None
    ended: date | None = None
    due: date | None = None


def stages_of(held: Round) -> tuple[Stage, ...]:
    """All stages, in their order."""
    reached = list(RoundState).index(RoundState(held.state))
    days = {
        RoundState.PREPARING: (held.made_at, held.opened_at, None),
        RoundState.REQUESTING: (held.opened_at, held.compiled_at, held.deadline),
        RoundState.COMPILING: (held.compiled_at, held.closed_at, held.papers_due),
        RoundState.CLOSED: (held.closed_at, None, None),
        RoundState.PUBLISHED: (held.published_at, None, None),
    }
    return tuple(
        Stage(state, at < reached, at == reached, _day(begun), _day(ended), due)
        for at, (state, (begun, ended, due)) in enumerate(days.items())
    )


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else timezone.localtime(moment).date()
