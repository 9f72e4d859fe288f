"""The app as Django knows it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """`monosashi.office.ui`."""

    name = "monosashi.office.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
