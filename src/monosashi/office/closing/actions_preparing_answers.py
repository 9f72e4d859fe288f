"""Answers to likely questions, kept ready by whoever compiles."""

from django.db import transaction
from django.utils import timezone

from monosashi.office.accounts.standing import Person
from monosashi.office.closing.likely_questions import LikelyQuestion
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject, Touched
from monosashi.office.rounds.actions_preparing import lock_round
from monosashi.office.rounds.models import LikelyAnswer, Round
from monosashi.office.rounds.queries import name_of
from monosashi.office.ui.language import spoken


@transaction.atomic
def keep_answer(*, number: int, question: LikelyQuestion, text: str, by: Person) -> LikelyAnswer:
    """Keep the answer to one likely question; an empty one is forgotten text, not a lost row. The same once more changes nothing.

    Raises NoSuchRound, NotAllowed.
    """
    held, new = lock_round(number, by), text.strip()
    before = LikelyAnswer.objects.filter(round=held, key=question.key).first()
    if before is not None and before.text == new:
        return before
    told = {"text": new, "changed_by_label": by.actor.label, "changed_at": timezone.now()}
    kept, _ = LikelyAnswer.objects.update_or_create(round=held, key=question.key, defaults=told)
    _tell(held, question, before, kept, by)
    return kept


def _tell(held: Round, question: LikelyQuestion, before: LikelyAnswer | None, kept: LikelyAnswer, by: Person) -> None:
    """Every employee reads the answers, so their texts stand in the event too."""
    asked = spoken(question.asked)
    record(
        "round.answer_kept",
        Subject("round", str(held.pk), spoken(name_of(held)), held.plan_id),
        by=by.actor,
        before=None if before is None else {"question": asked, "text": before.text},
        after={"question": asked, "text": kept.text},
        places=(Touched("measure", question.node),),
    )
