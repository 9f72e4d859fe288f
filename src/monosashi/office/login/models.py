"""What log-in keeps beside the library's own tables."""

from allauth.mfa.models import Authenticator
from django.db import models


class SpentStep(models.Model):
    """The newest time step of an authenticator app whose code was taken: its code, and every earlier one, opens nothing again.

    `step` counts periods of the app (30 seconds) since 1970, as RFC 6238 does. Kept in the database, for every process and
    every server sees the same row.
    """

    authenticator = models.OneToOneField(
        Authenticator, on_delete=models.CASCADE, primary_key=True, related_name="spent_step"
    )
    step = models.BigIntegerField()
