"""The app as Django knows it."""

from django.apps import AppConfig


class EnteringConfig(AppConfig):
    """`monosashi.office.entering`."""

    name = "monosashi.office.entering"
    label = "entering"
