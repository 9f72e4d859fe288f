"""After the decision: what was spent and what it brought, conditions, verification."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import is_news
from monosashi.office.events.locking import locked
from monosashi.office.investments.acting import WrongHand, kept, lock_case, tell
from monosashi.office.investments.models import ActualLine, Case, Condition, Verification
from monosashi.office.investments.queries import NoSuchInvestment, one_condition, place_of_condition
from monosashi.office.investments.recorded import recorded_actuals
from monosashi.office.investments.states import (
    InvestmentAct,
    InvestmentConditionAct,
    InvestmentConditionState,
    InvestmentEffect,
    InvestmentNextStep,
    condition_after,
)
from monosashi.office.investments.told import ActualsTold, told_of_actuals
from monosashi.office.rounds.acting import own_departments


@dataclass(frozen=True, slots=True)
class VerificationTold:
    """Whether a case brought what was expected, as seen in a fiscal year. `next_year`: when it is looked at again, None for never."""

    fiscal_year: int
    effect: InvestmentEffect
    reason: str
    next_step: InvestmentNextStep
    next_year: int | None = None


@transaction.atomic
def tell_actuals(pk: int, told: ActualsTold, *, based_on: str, by: Person) -> Case:
    """Say what was contracted, paid and saved. Raises as `lock_case` does, and ChangedSince."""
    row, _ = lock_case(pk, InvestmentAct.TELL_ACTUALS, by)
    now = told_of_actuals(row)
    if is_news(now, told, based_on, row.changed_by_label):
        row.actuals.all().delete()
        ActualLine.objects.bulk_create(
            ActualLine(case=row, line=line, fiscal_year=year, value=value) for line, year, value in told.actuals
        )
        kept(row, by)
        tell("investment.actuals_told", row, by, before=recorded_actuals(now), after=recorded_actuals(told))
    return row


@transaction.atomic
def verify(pk: int, told: VerificationTold, *, token: str, seen: int, by: Person) -> Verification:
    """Keep whether the case brought what was expected. Sent twice, it stands once. Raises as `lock_case` does."""
    made = Verification.objects.filter(token=token, case=pk).first()
    if made is not None:
        return made
    row, move = lock_case(pk, InvestmentAct.VERIFY, by, seen)
    before = {"state": row.state, "verify_year": row.verify_year}
    verification = Verification.objects.create(
        token=token,
        case=row,
        fiscal_year=told.fiscal_year,
        effect=told.effect.value,
        reason=told.reason,
        next_step=told.next_step.value,
        made_by_label=by.actor.label,
        made_at=timezone.now(),
    )
    kept(row, by, state=move.to.value, verify_year=told.next_year)
    after = {
        "state": row.state,
        "verify_year": row.verify_year,
        "effect": told.effect.value,
        "after_verifying": told.next_step.value,
    }
    tell("investment.verified", row, by, before=before, after=after, why=told.reason)
    return verification


@transaction.atomic
def report_condition(pk: int, *, report: str, by: Person) -> Condition:
    """Tell what was done about a condition. Sent twice, it is told once. Raises NoSuchInvestment, NotAllowed, InvestmentConditionForbids."""
    row = _condition(pk)
    check(by.standing, Permission.PROPOSE_INVESTMENT, place_of_condition(row, timezone.localdate()))
    if (row.state, row.report, row.reported_by) == (InvestmentConditionState.REPORTED, report, by.staff.pk):
        return row
    after = condition_after(row.state, InvestmentConditionAct.REPORT)
    row.reported_by, row.reported_by_label, row.report = by.staff.pk, by.actor.label, report
    return _moved(row, after, "investment.condition_reported", by)


@transaction.atomic
def close_condition(pk: int, *, by: Person) -> Condition:
    """What was reported is enough. Done twice it is done once. Raises NoSuchInvestment, NotAllowed, InvestmentConditionForbids, WrongHand."""
    row = _condition(pk)
    check(by.standing, Permission.EXAMINE_INVESTMENT, place_of_condition(row, timezone.localdate()))
    if row.state == InvestmentConditionState.DONE:
        return row
    after = condition_after(row.state, InvestmentConditionAct.CLOSE)
    check_own(row, by)
    row.closed_by_label = by.actor.label
    return _moved(row, after, "investment.condition_closed", by)


@transaction.atomic
def send_condition_back(pk: int, *, note: str, by: Person) -> Condition:
    """What was reported is not enough, and why. Raises NoSuchInvestment, NotAllowed, InvestmentConditionForbids, WrongHand."""
    row = _condition(pk)
    check(by.standing, Permission.EXAMINE_INVESTMENT, place_of_condition(row, timezone.localdate()))
    if (row.state, row.note) == (InvestmentConditionState.OPEN, note):
        return row
    after = condition_after(row.state, InvestmentConditionAct.SEND_BACK)
    check_own(row, by)
    row.note = note
    return _moved(row, after, "investment.condition_sent_back", by, why=note)


def check_own(row: Condition, by: Person) -> None:
    """Raises WrongHand for what this person or their own department reported."""
    if row.reported_by == by.staff.pk:
        raise WrongHand("own_report")
    if own_departments(by) & (place_of_condition(row, timezone.localdate()).departments or frozenset()):
        raise WrongHand("own_department")


def _condition(pk: int) -> Condition:
    if locked(Condition.objects.filter(pk=pk)).first() is None:
        raise NoSuchInvestment(pk)
    return one_condition(pk)


def _moved(row: Condition, to: InvestmentConditionState, action: str, by: Person, *, why: str = "") -> Condition:
    before = {"condition": row.text, "condition_state": row.state}
    row.state = to.value
    row.save()
    after = {"condition": row.text, "condition_state": row.state, "report": row.report}
    tell(action, row.decision.case, by, before=before, after=after, why=why)
    return row
