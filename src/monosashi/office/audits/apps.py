"""The app as Django knows it."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    """`monosashi.office.audits`."""

    name = "monosashi.office.audits"
    label = "audits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Measures and departments show what auditors said of them, the first page what is to be answered and checked."""
        from monosashi.office.answering.beside import tasks_on_home  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.audits import beside  # noqa: PLC0415
        from monosashi.office.audits.letters import WRITES  # noqa: PLC0415
        from monosashi.office.audits.search import SEARCHED  # noqa: PLC0415
        from monosashi.office.letters.joint import writing  # noqa: PLC0415
        from monosashi.office.plans.beside import beside_departments, beside_measures  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415

        beside_measures.join(beside.ON_MEASURE)
        beside_departments.join(beside.results_of_department)
        tasks_on_home.join(beside.ON_HOME)
        rooms.join(SEARCHED)
        writing.join(WRITES)
