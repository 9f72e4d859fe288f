"""The app as Django knows it."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """`monosashi.office.rounds`."""

    name = "monosashi.office.rounds"
    label = "rounds"
    default_auto_field = "django.db.models.BigAutoField"
