"""Second factors that come and go are events: who made or lost one has to be told later. The code that sets one up is spent."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from monosashi.office.accounts.models import Staff
from monosashi.office.events.recording import record
from monosashi.office.events.values import Actor, Subject
from monosashi.office.login.spent_codes import spend_present

_REMOVING: ContextVar[Actor | None] = ContextVar("removing", default=None)
"""Who takes away somebody else's second factors; None: people do it to their own."""


@contextmanager
def removed_by(actor: Actor) -> Iterator[None]:
    """What is removed here is told as this actor's act."""
    before = _REMOVING.set(actor)
    try:
        yield
    finally:
        _REMOVING.reset(before)


@receiver(post_save, sender=Authenticator)
def _added(instance: Authenticator, *, created: bool, **_rest: object) -> None:
    if not created:
        return
    _tell("staff.second_factor_added", instance)
    if instance.type == Authenticator.Type.TOTP:
        spend_present(instance)


@receiver(post_delete, sender=Authenticator)
def _removed(instance: Authenticator, **_rest: object) -> None:
    _tell("staff.second_factor_removed", instance)


def _tell(action: str, authenticator: Authenticator) -> None:
    staff = Staff.objects.filter(pk=authenticator.user_id).first()
    if staff is None:
        return
    with transaction.atomic():
        subject, by = Subject("staff", str(staff.pk), staff.name), _REMOVING.get() or staff.as_actor
        record(action, subject, by=by, after={"kind": authenticator.type})
