"""The app as Django knows it."""

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    """`monosashi.office.closing`."""

    name = "monosashi.office.closing"
    label = "closing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whoever answers a sheet proposes from its page what becomes of the measure.

        Finance finds what is to be settled, the coordinating office what finance is done with and what is not public yet, whoever may publish what a colleague proposed. Proposals for the plan wait again
        when the draft that they were laid into is thrown away.
        """
        from monosashi.office.answering.beside import Section, Tasks, Where, beside_sheet, tasks_on_home  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.closing import home  # noqa: PLC0415
        from monosashi.office.closing.actions_following import come_back  # noqa: PLC0415
        from monosashi.office.closing.search import SEARCHED  # noqa: PLC0415
        from monosashi.office.plans.joints import after_throwing_away  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415

        tasks_on_home.join(Tasks(home.tasks_of_finance))
        tasks_on_home.join(Tasks(home.tasks_of_settling))
        tasks_on_home.join(Tasks(home.tasks_of_publishing, asks=home.unpublished))
        tasks_on_home.join(Tasks(home.tasks_of_approval))
        after_throwing_away.join(come_back)
        rooms.join(SEARCHED)
        beside_sheet.join(Section(lambda *_: {}, "closing/_on_sheet.html", Where.END))
