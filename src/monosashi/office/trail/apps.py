"""The app as Django knows it."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """`monosashi.office.trail`."""

    name = "monosashi.office.trail"
    label = "trail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A measure's page shows its newest events, the first page those of one's own."""
        from monosashi.office.plans.beside import beside_home, beside_measures  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.trail.beside import ON_MEASURE  # noqa: PLC0415
        from monosashi.office.trail.lately import lately_on_home  # noqa: PLC0415

        beside_measures.join(ON_MEASURE)
        beside_home.join(lately_on_home)
