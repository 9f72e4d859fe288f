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
        from monosashi.office.plans.pages import beside_departments, beside_measures  # noqa: PLC0415
        from monosashi.office.plans.revising import after_revising  # noqa: PLC0415
        from monosashi.office.plans.views_home import beside_home  # noqa: PLC0415
        from monosashi.office.schemes.bringing import after_bringing_in  # noqa: PLC0415

        after_revising(tasks.ask_for_review)
        after_bringing_in(tasks.review_anew)
        beside_measures(beside.findings_of_measure)
        beside_departments(beside.findings_of_department)
        beside_home(beside.findings_of_home)
