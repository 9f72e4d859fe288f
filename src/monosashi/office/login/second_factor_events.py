"""Second factors that come and go are events: who made or lost one has to be told later. The code that sets one up is spent."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from monosashi.office.accounts.models import Staff
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.login.spent_codes import spend_present


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
        record(
            action, Subject("staff", str(staff.pk), staff.name), by=staff.as_actor, after={"kind": authenticator.type}
        )
