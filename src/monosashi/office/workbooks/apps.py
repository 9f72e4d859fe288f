"""The app as Django knows it."""

from django.apps import AppConfig


class WorkbooksConfig(AppConfig):
    """`monosashi.office.workbooks`."""

    name = "monosashi.office.workbooks"
    label = "workbooks"
    default_auto_field = "django.db.models.BigAutoField"
