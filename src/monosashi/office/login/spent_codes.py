"""A code of an authenticator app opens once, whichever process it is given to (RFC 6238, 5.2)."""

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from django.db import transaction

from monosashi.office.login.models import SpentStep


def spend(authenticator: Authenticator, code: str) -> bool:
    """Take a code that fits. False where it, or a later one, was taken before, or where it does not fit any more."""
    step = _step_of(authenticator, code)
    if step is None:
        return False
    with transaction.atomic():
        SpentStep.objects.get_or_create(authenticator=authenticator, defaults={"step": -1})
        return bool(SpentStep.objects.filter(authenticator=authenticator, step__lt=step).update(step=step))


def spend_present(authenticator: Authenticator) -> None:
    """Take the code that shows now: the one an app was set up with opens nothing afterwards."""
    step = int(time.time()) // app_settings.TOTP_PERIOD
    SpentStep.objects.get_or_create(authenticator=authenticator, defaults={"step": step})


def _step_of(authenticator: Authenticator, code: str) -> int | None:
    secret = decrypt(authenticator.data["secret"])
    fitting = (
        step
        for step in auth.yield_hotp_counters_from_time()
        if auth.compare_user_code(actual=code, expected=auth.format_hotp_value(auth.hotp_value(secret, step)))
    )
    return next(fitting, None)
