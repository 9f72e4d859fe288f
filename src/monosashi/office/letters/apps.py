"""The app as Django knows it."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """`monosashi.office.letters`."""

    name = "monosashi.office.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
