"""An account that nobody gets into any more is opened again: what stood before its door is taken away."""

from allauth.mfa.models import Authenticator
from axes.utils import reset

from monosashi.office.accounts.models import Staff
from monosashi.office.events.values import Actor
from monosashi.office.login.second_factor_events import removed_by


def open_again(staff: Staff, by: Actor) -> None:
    """Remove the second factors (each an event) and the lock. The password is somebody else's business."""
    with removed_by(by):
        for authenticator in Authenticator.objects.filter(user_id=staff.pk):
            authenticator.delete()
    reset(username=staff.username.strip().casefold())
