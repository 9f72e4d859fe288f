"""The app as Django knows it."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """`monosashi.office.rounds`."""

    name = "monosashi.office.rounds"
    label = "rounds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The auditor's file set names whoever answered, and the files that were handed in with the answers."""
        from monosashi.office.publication.evidence_handed_in import evidence_handed_in  # noqa: PLC0415 -- after all apps are there
        from monosashi.office.publication.preparers import answers_handed_in  # noqa: PLC0415
        from monosashi.office.rounds.evidence_of_figures import evidence_of_sheets  # noqa: PLC0415
        from monosashi.office.rounds.handed_in import handed_in  # noqa: PLC0415
        from monosashi.office.rounds.search import SEARCHED  # noqa: PLC0415
        from monosashi.office.searching import rooms  # noqa: PLC0415

        answers_handed_in.join(handed_in)
        evidence_handed_in.join(evidence_of_sheets)
        rooms.join(SEARCHED)
