"""The app as Django knows it."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """`monosashi.office.training`."""

    name = "monosashi.office.training"
    label = "training"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A measure shows what training served it, the first page who was let in and what is to be recorded; courses are searched."""
        from monosashi.office.answering.beside import tasks_on_home  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.letters.joint import writing  # noqa: PLC0415
        from monosashi.office.plans.beside import beside_measures  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415
        from monosashi.office.training import beside  # noqa: PLC0415
        from monosashi.office.training.letters import WRITES  # noqa: PLC0415
        from monosashi.office.training.search import SEARCHED  # noqa: PLC0415

        beside_measures.join(beside.ON_MEASURE)
        tasks_on_home.join(beside.ON_HOME)
        rooms.join(SEARCHED)
        writing.join(WRITES)
