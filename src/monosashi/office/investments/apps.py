"""The app as Django knows it."""

from django.apps import AppConfig


class InvestmentsConfig(AppConfig):
    """`monosashi.office.investments`."""

    name = "monosashi.office.investments"
    label = "investments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Measures and departments show the cases that are theirs, the first page what waits and which effects are to be verified."""
        from monosashi.office.answering.beside import tasks_on_home  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.investments import beside  # noqa: PLC0415
        from monosashi.office.investments.search import SEARCHED  # noqa: PLC0415
        from monosashi.office.plans.beside import beside_departments, beside_measures  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415

        beside_measures.join(beside.ON_MEASURE)
        beside_departments.join(beside.investments_of_department)
        tasks_on_home.join(beside.ON_HOME)
        rooms.join(SEARCHED)
