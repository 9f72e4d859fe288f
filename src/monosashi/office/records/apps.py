"""The app as Django knows it."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """`monosashi.office.records`."""

    name = "monosashi.office.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What rooms keep comes into the register; the first page says what ends, search finds what is registered."""
        from monosashi.office.answering.beside import tasks_on_home  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.records import beside  # noqa: PLC0415
        from monosashi.office.records.kinds_of_rooms import KINDS  # noqa: PLC0415
        from monosashi.office.records.search import SEARCHED  # noqa: PLC0415
        from monosashi.office.records.sources import kinds  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415

        for kind in KINDS:
            kinds.join(kind)
        tasks_on_home.join(beside.ON_HOME)
        rooms.join(SEARCHED)
