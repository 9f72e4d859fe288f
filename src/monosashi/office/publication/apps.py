"""The app as Django knows it."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """`monosashi.office.publication`."""

    name = "monosashi.office.publication"
    label = "publication"
    default_auto_field = "django.db.models.BigAutoField"
