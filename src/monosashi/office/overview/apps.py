"""The app as Django knows it."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """`monosashi.office.overview`."""

    name = "monosashi.office.overview"
    label = "overview"
    default_auto_field = "django.db.models.BigAutoField"
