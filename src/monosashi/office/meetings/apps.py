"""The app as Django knows it."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """`monosashi.office.meetings`."""

    name = "monosashi.office.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Pages of measures and departments show what was decided, the first page what is to be reported on and which meetings come."""
        from monosashi.office.answering.beside import tasks_on_home  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.letters.joint import writing  # noqa: PLC0415
        from monosashi.office.meetings import beside, home  # noqa: PLC0415
        from monosashi.office.meetings.letters import WRITES  # noqa: PLC0415
        from monosashi.office.meetings.search import SEARCHED  # noqa: PLC0415
        from monosashi.office.plans.beside import beside_departments, beside_home, beside_measures  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415

        beside_measures.join(beside.ON_MEASURE)
        beside_departments.join(beside.decisions_of_department)
        beside_home.join(home.coming_on_home)
        for tasks in home.ON_HOME:
            tasks_on_home.join(tasks)
        rooms.join(SEARCHED)
        writing.join(WRITES)
