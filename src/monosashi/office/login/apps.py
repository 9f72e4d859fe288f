"""The app as Django knows it."""

from django.apps import AppConfig


class LoginConfig(AppConfig):
    """`monosashi.office.login`."""

    name = "monosashi.office.login"
    label = "login"

    def ready(self) -> None:
        """Second factors that come and go are events; whoever has few codes left is told."""
        from monosashi.office.login import (  # noqa: PLC0415 -- Django wants signals connected here
            paper_codes,  # noqa: F401
            second_factor_events,  # noqa: F401
        )
