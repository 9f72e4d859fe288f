"""The app as Django knows it."""

from django.apps import AppConfig


class LoginConfig(AppConfig):
    """`monosashi.office.login`."""

    name = "monosashi.office.login"
    label = "login"

    def ready(self) -> None:
        """Second factors that come and go are events."""
        from monosashi.office.login import second_factor_events  # noqa: F401, PLC0415 -- Django wants signals connected here
