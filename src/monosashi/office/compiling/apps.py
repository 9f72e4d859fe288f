"""The app as Django knows it."""

from django.apps import AppConfig


class CompilingConfig(AppConfig):
    """`monosashi.office.compiling`."""

    name = "monosashi.office.compiling"
    label = "compiling"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The sheet's page shows questions and the second look; the first page running rounds and what the office wrote."""
        from monosashi.office.answering.beside import Section, Tasks, Where, beside_sheet, tasks_on_home  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.compiling import beside  # noqa: PLC0415
        from monosashi.office.compiling.search import SEARCHED  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415

        beside_sheet.join(Section(beside.looks_on_sheet, "compiling/_looks.html", Where.CONFIRMATION))
        beside_sheet.join(Section(beside.remarks_on_sheet, "compiling/_remarks.html", Where.END))
        tasks_on_home.join(Tasks(beside.tasks_of_running))
        tasks_on_home.join(Tasks(beside.tasks_of_notices))
        rooms.join(SEARCHED)
