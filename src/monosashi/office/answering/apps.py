"""The app as Django knows it."""

from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    """`monosashi.office.answering`."""

    name = "monosashi.office.answering"
    label = "answering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The first page shows what is to be answered, a measure's page its notes."""
        from monosashi.office.answering import home, notes  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.plans.beside import beside_home, beside_measures  # noqa: PLC0415

        beside_measures.join(notes.ON_MEASURE)
        beside_home.join(home.rounds_on_home)
