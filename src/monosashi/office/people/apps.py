"""The app as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """`monosashi.office.people`."""

    name = "monosashi.office.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
