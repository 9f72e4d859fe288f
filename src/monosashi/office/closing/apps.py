"""The app as Django knows it."""

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    """`monosashi.office.closing`."""

    name = "monosashi.office.closing"
    label = "closing"
    default_auto_field = "django.db.models.BigAutoField"
