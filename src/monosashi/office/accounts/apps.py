"""The app as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """`monosashi.office.accounts`."""

    name = "monosashi.office.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
