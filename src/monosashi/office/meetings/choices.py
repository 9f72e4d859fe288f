"""What forms of meetings offer: plans with their rounds and editions, measures, departments, items, open decisions."""

from collections.abc import Iterable
from datetime import date

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, Place, Standing, may
from monosashi.office.meetings.forms import looks_at
from monosashi.office.meetings.models import AgendaItem, Meeting, MeetingDecision
from monosashi.office.meetings.shown import name_of
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import plans_held
from monosashi.office.rounds.queries import name_of as name_of_round
from monosashi.office.rounds.queries import rounds
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken

Choices = list[tuple[str, str]]


def things_to_look_at(standing: Standing, now: Meeting | None = None) -> Choices:
    """The plans whose meetings somebody keeps, each with its rounds and editions; what a meeting looks at now too. Three queries."""
    mine = [row for row in plans_held() if may(standing, Permission.KEEP_MEETINGS, Place(row.pk))]
    found: Choices = []
    every_round, every_edition = list(rounds()), list(Edition.objects.order_by("-number").values("plan", "number"))
    for plan in mine:
        found.append((looks_at(plan.pk), plan.name))
        found += [
            (looks_at(plan.pk, round_=each.pk), _below(plan.name, spoken(name_of_round(each))))
            for each in every_round
            if each.plan_id == plan.pk
        ]
        found += [
            (looks_at(plan.pk, edition=each["number"]), _below(plan.name, _edition(each["number"])))
            for each in every_edition
            if each["plan"] == plan.pk
        ]
    known = {value for value, _ in found}
    if now is not None and (value := looks_at(now.plan_id, now.round_id, now.edition)) not in known:
        found.append((value, now.plan.name))
    return found


def items_of(items: Iterable[AgendaItem]) -> Choices:
    """The items of a meeting."""
    return [(str(item.pk), f"{item.position} {item.title}") for item in items]


def open_ones(rows: Iterable[MeetingDecision], today: date) -> Choices:
    """Decisions that are not followed up, each with its meeting and its day."""
    return [(str(row.pk), _decision(row, today)) for row in rows]


def _decision(row: MeetingDecision, today: date) -> str:
    from_ = spoken(name_of(row.item.meeting))
    if row.due is None:
        return spoken(message("meetings.choice.decision", text=row.text, meeting=from_))
    late = "overdue" if row.due < today else "due"
    return spoken(message(f"meetings.choice.decision_{late}", text=row.text, meeting=from_, day=day_text(row.due)))


def _edition(number: int) -> str:
    return spoken(message("plans.editions.nth", number=number))


def _below(plan: str, what: str) -> str:
    return spoken(message("meetings.choice.of_plan", plan=plan, what=what))
