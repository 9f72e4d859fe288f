"""Codes on paper come to an end: whoever logs in with one of the last is told so, while they can still make new ones."""

from allauth.account.signals import authentication_step_completed
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest

from monosashi.core.messages import message
from monosashi.office.ui.language import spoken

_FEW = 3


@receiver(authentication_step_completed)
def _tell_of_few(request: HttpRequest, method: str, user: object, **how: object) -> None:
    if method != "mfa" or how.get("type") != Authenticator.Type.RECOVERY_CODES:
        return
    codes = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    left = len(codes.wrap().get_unused_codes())
    if left == 0:
        messages.warning(request, spoken(message("login.paper.none_left")))
    elif left <= _FEW:
        messages.warning(request, spoken(message("login.paper.few_left", count=left)))
