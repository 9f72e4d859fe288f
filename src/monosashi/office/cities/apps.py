"""The app as Django knows it."""

from django.apps import AppConfig


class CitiesConfig(AppConfig):
    """`monosashi.office.cities`."""

    name = "monosashi.office.cities"
    label = "cities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The page of a measure leads from each indicator to those of other cities."""
        from monosashi.office.cities.beside import ON_MEASURE  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.plans.beside import beside_measures  # noqa: PLC0415

        beside_measures.join(ON_MEASURE)
