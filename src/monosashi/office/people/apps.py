"""The app as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """`monosashi.office.people`."""

    name = "monosashi.office.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Searching finds people as their list shows them."""
        from monosashi.office.people.search import SEARCHED  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.searching import rooms  # noqa: PLC0415

        rooms.join(SEARCHED)
