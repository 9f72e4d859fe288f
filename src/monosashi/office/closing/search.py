"""How the answers that are kept ready for likely questions are searched."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.rounds.models import LikelyAnswer
from monosashi.office.rounds.queries import name_of
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken


def _answers(asking: Asking) -> "QuerySet[LikelyAnswer]":
    rows = LikelyAnswer.objects.exclude(text="").select_related("round__plan").order_by("-changed_at", "-pk")
    return rows.filter(round__plan=asking.plan) if asking.plan else rows


def _texts(row: LikelyAnswer) -> tuple[str, ...]:
    return (row.text,)


def _shown(rows: Sequence[LikelyAnswer], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- the page's contract
    for row in rows:
        day = timezone.localdate(row.changed_at)
        address = address_of("closing:questions", row.round_id)
        yield Thing(spoken(name_of(row.round)), address, row.round.plan.name, day)


LIKELY_ANSWERS = Searched("likely_answers", message("search.group.likely_answers"), _answers, _texts, _shown)
SEARCHED = (LIKELY_ANSWERS,)
