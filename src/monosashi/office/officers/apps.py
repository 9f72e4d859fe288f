"""The app as Django knows it."""

from django.apps import AppConfig


class OfficersConfig(AppConfig):
    """`monosashi.office.officers`."""

    name = "monosashi.office.officers"
    label = "officers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Pages of departments and one's own say who is and was an officer, the first page what is to be told; a search finds them."""
        from monosashi.office.answering.beside import tasks_on_home  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.letters.joint import writing  # noqa: PLC0415
        from monosashi.office.officers import beside  # noqa: PLC0415
        from monosashi.office.officers.letters import WRITES  # noqa: PLC0415
        from monosashi.office.officers.search import SEARCHED  # noqa: PLC0415
        from monosashi.office.people.beside import beside_people  # noqa: PLC0415
        from monosashi.office.plans.beside import beside_departments  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415

        beside_departments.join(beside.officers_of_department)
        beside_people.join(beside.offices_of_person)
        tasks_on_home.join(beside.ON_HOME)
        rooms.join(SEARCHED)
        writing.join(WRITES)
