"""The coordinating office examines a case by the city's viewpoints, and what was decided about it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import names_of
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import is_news
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.investments.acting import kept, lock_case, tell
from monosashi.office.investments.models import Case, Condition, Decision, LabourRate, Viewpoint, ViewpointAnswer
from monosashi.office.investments.queries import rates, viewpoints, viewpoints_for
from monosashi.office.investments.recorded import recorded_remarks
from monosashi.office.investments.states import (
    DECIDES,
    InvestmentAct,
    InvestmentConditionState,
    InvestmentOutcome,
    InvestmentPriority,
    InvestmentState,
)
from monosashi.office.investments.told import (
    RemarksTold,
    SettingsTold,
    told_of_remarks,
    told_of_settings,
)
from monosashi.office.meetings.models import MeetingDecision
from monosashi.office.meetings.queries import NoSuchMeeting, decisions
from monosashi.office.ui.language import spoken


@dataclass(frozen=True, slots=True)
class ConditionTold:
    """A condition, by when, and the department that reports on it."""

    text: str
    due: date
    code: str


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """What was decided. `decided_in` is the key of what a meeting decided, None: the office itself. `verify_year` None: never."""

    outcome: InvestmentOutcome
    reason: str
    decided_on: date
    priority: InvestmentPriority = InvestmentPriority.NONE
    verify_year: int | None = None
    decided_in: int | None = None
    conditions: tuple[ConditionTold, ...] = ()


class ConditionsWanted(StateForbids):
    """An approval with conditions has one at least, and nothing else has any."""

    def __init__(self, why: str) -> None:
        super().__init__(message(f"investments.conditions.{why}"))


@transaction.atomic
def examine(pk: int, told: RemarksTold, *, based_on: str, by: Person) -> Case:
    """Say what the office thinks of each answer. Raises as `lock_case` does, and ChangedSince."""
    row, _ = lock_case(pk, InvestmentAct.EXAMINE, by)
    asked = viewpoints_for(row)
    now = told_of_remarks(row, asked)
    if is_news(now, told, based_on, row.changed_by_label):
        texts = {each.pk: each.text for each in asked}
        for viewpoint, verdict, remark in told.remarks:
            thought = {"verdict": verdict, "remark": remark}
            first = {"asked": texts[viewpoint], **thought}
            ViewpointAnswer.objects.update_or_create(
                case=row, viewpoint_id=viewpoint, defaults=thought, create_defaults=first
            )
        kept(row, by)
        before, after = recorded_remarks(asked, now), recorded_remarks(asked, told)
        tell("investment.examined", row, by, before=before, after=after)
    return row


@transaction.atomic
def decide(pk: int, told: DecisionTold, *, token: str, seen: int, by: Person) -> Decision:
    """Keep what was decided. Sent twice, it stands once. Raises as `lock_case` does, and ConditionsWanted."""
    made = Decision.objects.filter(token=token, case=pk).first()
    if made is not None:
        return made
    _check_conditions(told)
    row, move = lock_case(pk, DECIDES[told.outcome], by, seen)
    before = {"state": row.state, "priority": row.priority, "verify_year": row.verify_year}
    decision = Decision.objects.create(
        token=token,
        case=row,
        outcome=told.outcome.value,
        reason=told.reason,
        decided_on=told.decided_on,
        decided_in=_decided_in(row, told),
        made_by_label=by.actor.label,
        made_at=timezone.now(),
    )
    Condition.objects.bulk_create(
        Condition(
            decision=decision, text=each.text, due=each.due, code=each.code, state=InvestmentConditionState.OPEN.value
        )
        for each in told.conditions
    )
    kept(row, by, state=move.to.value, priority=told.priority.value, verify_year=told.verify_year)
    tell("investment.decided", row, by, before=before, after=_recorded(row, told, decision), why=told.reason)
    return decision


@transaction.atomic
def take_up(pk: int, *, reason: str, seen: int, by: Person) -> Case:
    """Examine again what was decided, and why. What was decided stays on record. Raises as `lock_case` does."""
    row, move = lock_case(pk, InvestmentAct.TAKE_UP, by, seen)
    before = {"state": row.state}
    kept(row, by, state=move.to.value)
    tell("investment.taken_up", row, by, before=before, after={"state": row.state}, why=reason)
    return row


@transaction.atomic
def keep_settings(told: SettingsTold, *, based_on: str, by: Person) -> None:
    """Keep the city's unit labour costs and viewpoints. A viewpoint that was answered keeps its answers. Raises NotAllowed, ChangedSince."""
    check(by.standing, Permission.EXAMINE_INVESTMENT, EVERYWHERE)
    there, asked = tuple(locked(rates())), tuple(locked(viewpoints()))
    now = told_of_settings(there, asked)
    if not is_news(now, told, based_on, _last(there, asked)):
        return
    wanted = {year: (yen, source) for year, yen, source in told.rates}
    LabourRate.objects.exclude(fiscal_year__in=wanted).delete()
    for year, (yen, source) in wanted.items():
        cost = {"yen": yen, "source": source, "changed_by_label": by.actor.label}
        LabourRate.objects.update_or_create(fiscal_year=year, defaults=cost)
    for position, (pk, text, in_use) in enumerate(told.viewpoints, start=1):
        row = {"text": text, "in_use": in_use, "position": position, "changed_by_label": by.actor.label}
        Viewpoint.objects.update_or_create(pk=pk, defaults=row) if pk else Viewpoint.objects.create(**row)
    subject = Subject("investment_settings", "1", spoken(message("investments.settings.heading")))
    record("investment.settings_kept", subject, by=by.actor, before=_settings(now), after=_settings(told))


def _decided_in(row: Case, told: DecisionTold) -> MeetingDecision | None:
    """What a meeting of the plan decided. Raises NoSuchMeeting where there is no such decision."""
    if told.decided_in is None:
        return None
    found = decisions().filter(pk=told.decided_in, item__meeting__plan=row.plan_id).first()
    if found is None:
        raise NoSuchMeeting(told.decided_in)
    return found


def _check_conditions(told: DecisionTold) -> None:
    conditional = told.outcome is InvestmentOutcome.CONDITIONAL
    if conditional and not told.conditions:
        raise ConditionsWanted("wanted")
    if told.conditions and not conditional:
        raise ConditionsWanted("not_wanted")


def _recorded(row: Case, told: DecisionTold, decision: Decision) -> dict[str, object]:
    names = names_of(each.code for each in told.conditions)
    return {
        "state": InvestmentState(row.state).value,
        "priority": row.priority,
        "verify_year": row.verify_year,
        "decided_on": told.decided_on.isoformat(),
        "decided_in": decision.decided_in.text if decision.decided_in else None,
        "conditions": [f"{each.text} ({names.get(each.code, each.code)} {each.due})" for each in told.conditions],
    }


def _settings(told: SettingsTold) -> dict[str, object]:
    return {
        "rates": [f"{spoken(message('ui.fiscal_year', year=year))} {yen} {source}" for year, yen, source in told.rates],
        "viewpoints": [text for _, text, in_use in told.viewpoints if in_use],
    }


def _last(there: Sequence[LabourRate], asked: Sequence[Viewpoint]) -> str:
    """Who changed something last, as far as the rows tell."""
    labels = (*(each.changed_by_label for each in asked), *(each.changed_by_label for each in there))
    return labels[-1] if labels else ""
