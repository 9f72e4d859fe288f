"""The app as Django knows it."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """`monosashi.office.questionnaires`."""

    name = "monosashi.office.questionnaires"
    label = "questionnaires"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The first page shows what one is asked, the page of a measure what was asked for its sake."""
        from monosashi.office.answering.beside import tasks_on_home  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.letters.joint import writing  # noqa: PLC0415
        from monosashi.office.plans.beside import beside_measures  # noqa: PLC0415
        from monosashi.office.questionnaires import beside  # noqa: PLC0415
        from monosashi.office.questionnaires.letters import WRITES  # noqa: PLC0415
        from monosashi.office.questionnaires.search import SEARCHED  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415

        beside_measures.join(beside.ON_MEASURE)
        tasks_on_home.join(beside.ON_HOME)
        rooms.join(SEARCHED)
        writing.join(WRITES)
