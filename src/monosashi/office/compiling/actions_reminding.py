"""What whoever compiles writes to departments: reminders, kept in one transaction with the job that mails them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.letters.mailing import is_mail_set_up
from monosashi.office.rounds.actions_preparing import lock_round
from monosashi.office.rounds.models import Reminder, Round
from monosashi.office.rounds.queries import name_of
from monosashi.office.rounds.states import GOING_ON, RoundState
from monosashi.office.ui.language import spoken
from monosashi.wording import word

Sending = Reminder.Sending
AGAIN = frozenset({Sending.FAILED, Sending.UNSURE})
"""What can be sent once more, when somebody says so."""


class NotRemindedNow(StateForbids):
    """Nobody is reminded of a round that is over, or nobody was chosen."""


class RemindedMeanwhile(ChangedMeanwhile):
    """Reminders went out since the page was shown, perhaps these very ones."""

    def __init__(self) -> None:
        super().__init__(message("compiling.reminders.meanwhile"))


@dataclass(frozen=True, slots=True)
class Letter:
    """A reminder to one department, as it is read there. `to` are the addresses, none where nobody has one."""

    code: str
    name: str
    subject: str
    text: str
    to: tuple[str, ...] = ()


@transaction.atomic
def remind(*, number: int, letters: Iterable[Letter], by: Person, seen: int | None = None) -> tuple[Reminder, ...]:
    """Remind departments: on their first pages, and by mail where there is mail and an address.

    `seen` is the newest reminder of the round as the page showed it, 0 for none; None: it does not matter which.

    Raises NoSuchRound, NotAllowed, NotRemindedNow, RemindedMeanwhile.
    """
    held, wanted = _running(number, by), tuple(letters)
    if seen is not None and seen != newest(Reminder.objects.filter(round=held).values_list("pk", flat=True)):
        raise RemindedMeanwhile
    if not wanted:
        raise NotRemindedNow(message("compiling.reminders.nobody"))
    by_mail = is_mail_set_up()
    made = Reminder.objects.bulk_create(
        Reminder(
            round=held,
            code=letter.code,
            subject=letter.subject[:200],
            text=letter.text,
            to="\n".join(letter.to) if by_mail else "",
            sending=Sending.WAITING if by_mail and letter.to else Sending.NOTICE,
            made_by=by.staff.pk,
            made_by_label=by.actor.label,
            made_at=timezone.now(),
        )
        for letter in wanted
    )
    _tell("round.reminded", held, by, {"departments": [letter.name for letter in wanted]})
    _mail([row.pk for row in made if row.sending == Sending.WAITING])
    return tuple(made)


@transaction.atomic
def send_again(*, number: int, reminders: Iterable[int], by: Person) -> int:
    """Mail once more what was refused, or what may or may not have gone. How many. Raises as `remind`."""
    held = _running(number, by)
    rows = list(locked(Reminder.objects.filter(round=held, pk__in=tuple(reminders), sending__in=AGAIN)))
    if not rows:
        raise NotRemindedNow(message("compiling.reminders.none_to_send"))
    Reminder.objects.filter(pk__in=[row.pk for row in rows]).update(sending=Sending.WAITING, problem="")
    _tell("round.reminded_again", held, by, {"count": len(rows)})
    _mail([row.pk for row in rows])
    return len(rows)


def newest(numbers: Iterable[int]) -> int:
    """The newest of some reminders, 0 where there is none."""
    return max(numbers, default=0)


def _running(number: int, by: Person) -> Round:
    held = lock_round(number, by)
    if held.state not in GOING_ON:
        raise NotRemindedNow(message("compiling.reminders.round_over", state=word(RoundState(held.state))))
    return held


def _mail(rows: list[int]) -> None:
    from monosashi.office.compiling.tasks import mail_reminders  # noqa: PLC0415 -- the task does the actions' work

    if rows:
        mail_reminders.enqueue(rows)


def _tell(action: str, held: Round, by: Person, after: Mapping[str, object]) -> None:
    record(action, Subject("round", str(held.pk), spoken(name_of(held)), held.plan_id), by=by.actor, after=after)
