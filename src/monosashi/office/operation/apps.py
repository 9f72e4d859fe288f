"""The app as Django knows it."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    """`monosashi.office.operation`."""

    name = "monosashi.office.operation"
    label = "operation"
    default_auto_field = "django.db.models.BigAutoField"
