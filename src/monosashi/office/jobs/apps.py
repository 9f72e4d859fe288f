"""The app as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """`monosashi.office.jobs`."""

    name = "monosashi.office.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
