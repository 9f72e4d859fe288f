"""Answers to likely questions, kept ready by whoever compiles."""

from django.db import transaction
from django.utils import timezone

from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.standing import Person
from monosashi.office.rounds.models import LikelyAnswer
from monosashi.office.rounds.queries import round_numbered


@transaction.atomic
def keep_answer(*, number: int, key: str, text: str, by: Person) -> LikelyAnswer:
    """Keep the answer to one likely question; an empty one is forgotten text, not a lost row. Raises NoSuchRound, NotAllowed."""
    held = round_numbered(number)
    check(by.standing, Permission.RUN_ROUND, Place(held.plan_id))
    told = {"text": text.strip(), "changed_by_label": by.actor.label, "changed_at": timezone.now()}
    kept, _ = LikelyAnswer.objects.update_or_create(round=held, key=key, defaults=told)
    return kept
