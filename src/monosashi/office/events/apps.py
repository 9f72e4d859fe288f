"""The app as Django knows it."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """`monosashi.office.events`."""

    name = "monosashi.office.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
