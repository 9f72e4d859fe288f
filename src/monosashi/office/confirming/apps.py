"""The app as Django knows it."""

from django.apps import AppConfig


class ConfirmingConfig(AppConfig):
    """`monosashi.office.confirming`."""

    name = "monosashi.office.confirming"
    label = "confirming"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A sheet's page shows its way, the first page what waits for whoever opens it."""
        from monosashi.office.answering.beside import Section, Tasks, beside_sheet, tasks_on_home  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.confirming import home, on_sheet  # noqa: PLC0415

        beside_sheet.join(Section(on_sheet.way_of_sheet, "confirming/_on_sheet.html"))
        tasks_on_home.join(Tasks(home.confirmations))
