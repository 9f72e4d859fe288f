"""The app as Django knows it."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """`monosashi.office.forms`."""

    name = "monosashi.office.forms"
    label = "forms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The page of a measure offers its forms, and searching finds them."""
        from monosashi.office.forms.beside import ON_MEASURE  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.forms.search import SEARCHED  # noqa: PLC0415
        from monosashi.office.plans.beside import beside_measures  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415

        beside_measures.join(ON_MEASURE)
        rooms.join(SEARCHED)
