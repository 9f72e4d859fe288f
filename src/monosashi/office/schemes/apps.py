"""The app as Django knows it."""

from django.apps import AppConfig


class SchemesConfig(AppConfig):
    """`monosashi.office.schemes`."""

    name = "monosashi.office.schemes"
    label = "schemes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whatever names a rule by its reference finds the city's own too; searching finds all."""
        from monosashi.evaluation.known import also_ask  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.schemes.brought import BroughtIn  # noqa: PLC0415
        from monosashi.office.schemes.search import SEARCHED  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415

        also_ask(BroughtIn())
        rooms.join(SEARCHED)
