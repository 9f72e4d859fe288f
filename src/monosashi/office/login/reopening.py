"""An account that nobody gets into any more is opened again: what stood before its door is taken away."""

from allauth.mfa.models import Authenticator
from axes.utils import reset

from monosashi.office.accounts.models import Staff


def open_again(staff: Staff) -> None:
    """Remove the second factors (each an event) and the lock. The password is somebody else's business."""
    for authenticator in Authenticator.objects.filter(user_id=staff.pk):
        authenticator.delete()
    reset(username=staff.username.strip().casefold())
