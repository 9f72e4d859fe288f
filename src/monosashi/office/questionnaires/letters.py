"""What people are told of questionnaires by mail: that they are asked, that it ends soon. Never what is asked or was answered."""

from collections.abc import Iterator
from datetime import date, timedelta

from monosashi.core.messages import message
from monosashi.office.answering.days import due_text
from monosashi.office.letters.joint import Told, Writing
from monosashi.office.letters.kinds import LetterKind
from monosashi.office.questionnaires.models import AskedPerson, Questionnaire
from monosashi.office.questionnaires.queries import open_ones
from monosashi.office.ui.addresses import address_of

SOON = timedelta(days=2)
"""So long before the last day whoever has not handed in is told once more."""


def letters_of_questionnaires(today: date) -> Iterator[Told]:
    """To whoever is asked and has not handed in, which is known of anonymous ones too. A query, and one for each that is open."""
    for row in open_ones().filter(since__lte=today, until__gte=today):
        asked = AskedPerson.objects.filter(questionnaire=row, handed_in=False)
        to = tuple(asked.order_by("staff_id").values_list("staff_id", flat=True))
        yield _told(row, LetterKind.QUESTIONNAIRE_ASKED, "asked", to)
        if max(row.since, row.as_of or row.since) < row.until - SOON <= today:
            yield _told(row, LetterKind.QUESTIONNAIRE_ENDS, "ends", to)


def _told(row: Questionnaire, kind: LetterKind, how: str, to: tuple[int, ...]) -> Told:
    page = "questionnaires:answer-anonymously" if row.anonymous else "questionnaires:answer"
    told = {"title": row.title, "until": due_text(row.until)}
    return Told(
        kind,
        f"{row.pk}",
        row.until.isoformat(),
        to,
        message(f"questionnaires.letter.subject.{how}", **told),
        (
            message("questionnaires.letter.says", **told),
            message("questionnaires.letter.anonymous" if row.anonymous else "questionnaires.letter.named"),
        ),
        address_of(page, row.pk),
        message("questionnaires.letter.until_moved", **told),
    )


WRITES = Writing(frozenset({LetterKind.QUESTIONNAIRE_ASKED, LetterKind.QUESTIONNAIRE_ENDS}), letters_of_questionnaires)
