"""The app as Django knows it."""

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    """`monosashi.office.closing`."""

    name = "monosashi.office.closing"
    label = "closing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whoever answers a sheet proposes from its page what becomes of the measure."""
        from monosashi.office.answering.beside import Where, beside_sheet  # noqa: PLC0415 -- after all apps are there

        beside_sheet(lambda *_: {}, "closing/_on_sheet.html", Where.END)
