"""The app as Django knows it."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """`monosashi.office.findings`."""

    name = "monosashi.office.findings"
    label = "findings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Each new revision is reviewed; pages of measures, departments and the first page show what was found."""
        from monosashi.office.findings import beside, tasks  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.findings.search import SEARCHED  # noqa: PLC0415
        from monosashi.office.plans.beside import beside_departments, beside_home, beside_measures  # noqa: PLC0415
        from monosashi.office.plans.joints import after_revising  # noqa: PLC0415
        from monosashi.office.schemes.actions import after_bringing_in  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415

        after_revising.join(tasks.ask_for_review)
        after_bringing_in.join(tasks.review_anew)
        beside_measures.join(beside.ON_MEASURE)
        beside_departments.join(beside.findings_of_department)
        beside_home.join(beside.findings_of_home)
        rooms.join(SEARCHED)
