"""The app as Django knows it."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """`monosashi.office.plans`."""

    name = "monosashi.office.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
