"""A department enters a case, compares alternatives, answers the viewpoints, and submits it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import GoneMeanwhile, signed, still_there
from monosashi.office.entering.told import is_news
from monosashi.office.events.locking import locked
from monosashi.office.investments.acting import kept, lock_case, tell
from monosashi.office.investments.models import (
    Alternative,
    AlternativeLine,
    Case,
    CaseMeasure,
    CaseProgram,
    SimilarCase,
    ViewpointAnswer,
)
from monosashi.office.investments.queries import NoSuchInvestment, one_row, place_of, viewpoints_for
from monosashi.office.investments.recorded import (
    called_program,
    recorded_alternative,
    recorded_answers,
    recorded_case,
)
from monosashi.office.investments.states import InvestmentAct, InvestmentLikeness, InvestmentState
from monosashi.office.investments.told import (
    AlternativeTold,
    AnswersTold,
    CaseTold,
    told_of_alternative,
    told_of_answers,
    told_of_case,
)
from monosashi.office.plans.queries import held, labels, lock_plan
from monosashi.office.ui.language import spoken


class PresentStays(StateForbids):
    """Going on as now is what everything else is compared with: it is not taken off and not renamed."""

    def __init__(self) -> None:
        super().__init__(message("investments.present_stays"))


class CountedInACircle(StateForbids):
    """The other case says that its money is part of this one's."""

    def __init__(self) -> None:
        super().__init__(message("investments.counted_in_a_circle"))


@transaction.atomic
def propose(plan: str, code: str, told: CaseTold, *, token: str, by: Person) -> Case:
    """Enter a case of a department, with going on as now and a first proposal to compare. Sent twice, it stands once.

    Raises NotAllowed, NoSuchPlan.
    """
    lock_plan(plan)
    made = Case.objects.filter(token=token).first()
    if made is not None:
        return made
    row = Case(token=token, plan_id=plan, code=code, state=InvestmentState.DRAFTING.value, version=0)
    check(by.standing, Permission.PROPOSE_INVESTMENT, place_of(row, timezone.localdate()))
    _write(row, told, by)
    for position, (name, present) in enumerate((("present", True), ("proposal", False)), start=1):
        Alternative.objects.create(
            token=f"{token}-{position}"[-64:],
            case=row,
            position=position,
            name=spoken(message(f"investments.first.{name}")),
            is_present=present,
            chosen=not present,
            changed_by_label=by.actor.label,
        )
    tell("investment.entered", row, by, after=recorded_case(row, told))
    return row


@transaction.atomic
def change(pk: int, told: CaseTold, *, based_on: str, by: Person) -> Case:
    """Change what is said of a case. Raises as `lock_case` does, and ChangedSince."""
    row, _ = lock_case(pk, InvestmentAct.CHANGE, by)
    now = told_of_case(row)
    if is_news(now, told, based_on, row.changed_by_label):
        before = recorded_case(row, now)
        _write(row, told, by)
        tell("investment.changed", row, by, before=before, after=recorded_case(row, told))
    return row


@transaction.atomic
def add_alternative(pk: int, told: AlternativeTold, *, token: str, by: Person) -> Alternative:
    """Put another alternative beside those there are. Sent twice, it stands once. Raises as `lock_case` does."""
    row, _ = lock_case(pk, InvestmentAct.CHANGE, by)
    made = Alternative.objects.filter(token=token).first()
    if made is not None:
        return made
    position = row.alternatives.count() + 1
    alternative = _compared(Alternative(token=token, case=row, position=position), told, by)
    kept(row, by)
    tell("investment.alternative_added", row, by, after=recorded_alternative(told))
    return alternative


@transaction.atomic
def change_alternative(pk: int, alternative: int, told: AlternativeTold, *, based_on: str, by: Person) -> Alternative:
    """Change an alternative and its figures. Raises as `lock_case` does, and ChangedSince, GoneMeanwhile, PresentStays."""
    row, _ = lock_case(pk, InvestmentAct.CHANGE, by)
    one = _alternative(row, alternative)
    now = told_of_alternative(one)
    if one.is_present and told.chosen:
        raise PresentStays
    if is_news(now, told, based_on, one.changed_by_label):
        _compared(one, told, by)
        kept(row, by)
        before, after = recorded_alternative(now), recorded_alternative(told)
        tell("investment.alternative_changed", row, by, before=before, after=after)
    return one


@transaction.atomic
def remove_alternative(pk: int, alternative: int, *, by: Person) -> None:
    """Take an alternative off. Raises as `lock_case` does, and GoneMeanwhile, PresentStays."""
    row, _ = lock_case(pk, InvestmentAct.CHANGE, by)
    one = _alternative(row, alternative)
    if one.is_present:
        raise PresentStays
    before = recorded_alternative(told_of_alternative(one))
    one.delete()
    kept(row, by)
    tell("investment.alternative_removed", row, by, before=before)


@transaction.atomic
def answer_viewpoints(pk: int, told: AnswersTold, *, based_on: str, by: Person) -> Case:
    """Say what speaks for the case by each of the city's viewpoints. Raises as `lock_case` does, and ChangedSince."""
    row, _ = lock_case(pk, InvestmentAct.CHANGE, by)
    asked = viewpoints_for(row)
    now = told_of_answers(row, asked)
    if is_news(now, told, based_on, row.changed_by_label):
        before = recorded_answers(asked, now)
        wanted = dict(told.answers)
        for viewpoint in asked:
            answered = {"asked": viewpoint.text, "answer": wanted.get(viewpoint.pk, "")}
            ViewpointAnswer.objects.update_or_create(case=row, viewpoint=viewpoint, defaults=answered)
        kept(row, by)
        tell("investment.viewpoints_answered", row, by, before=before, after=recorded_answers(asked, told))
    return row


@transaction.atomic
def submit(pk: int, *, seen: int, by: Person) -> Case:
    """Hand the case to the coordinating office. Sent twice, it is handed in once. Raises as `lock_case` does."""
    row = _of(pk)
    if (row.state, row.submitted_by, row.version) == (InvestmentState.EXAMINING, by.staff.pk, seen + 1):
        return row
    row, move = lock_case(pk, InvestmentAct.SUBMIT, by, seen)
    before = {"state": row.state}
    submitted = {"submitted_by": by.staff.pk, "submitted_by_label": by.actor.label, "submitted_at": timezone.now()}
    kept(row, by, state=move.to.value, **submitted)
    tell("investment.submitted", row, by, before=before, after={"state": row.state})
    return row


@transaction.atomic
def withdraw(pk: int, *, seen: int, by: Person) -> Case:
    """Take the case back to change it. Raises as `lock_case` does."""
    row, move = lock_case(pk, InvestmentAct.WITHDRAW, by, seen)
    before = {"state": row.state}
    kept(row, by, state=move.to.value)
    tell("investment.withdrawn", row, by, before=before, after={"state": row.state})
    return row


@transaction.atomic
def say_likeness(pk: int, other: int, likeness: InvestmentLikeness, *, by: Person) -> SimilarCase:
    """Say whether two cases that look alike do the same thing. Said again, it replaces what was said.

    Raises NoSuchInvestment, NotAllowed, GoneMeanwhile, CountedInACircle.
    """
    row = _of(pk)
    check(by.standing, Permission.PROPOSE_INVESTMENT, place_of(row, timezone.localdate()))
    if not Case.objects.filter(pk=other, plan=row.plan_id).exclude(pk=pk).exists():
        raise GoneMeanwhile
    if likeness is InvestmentLikeness.COUNTED_THERE and _leads_to(other, pk, row.plan_id):
        raise CountedInACircle
    found = SimilarCase.objects.filter(case=row, other=other).first()
    before = {"likeness": found.likeness} if found else None
    if found is not None and found.likeness == likeness.value:
        return found
    said = {"likeness": likeness.value, "said_by_label": by.actor.label}
    kept_row, _ = SimilarCase.objects.update_or_create(case=row, other_id=other, defaults=said)
    named = {"likeness": likeness.value, "other_case": kept_row.other.title}
    tell("investment.likeness_said", row, by, before=before, after=named)
    return kept_row


def _of(pk: int) -> Case:
    if locked(Case.objects.filter(pk=pk)).first() is None:
        raise NoSuchInvestment(pk)
    return one_row(pk)


def _leads_to(begin: int, end: int, plan: str) -> bool:
    """Whether the money of a case is said to be part of another one's, however far round."""
    counted = SimilarCase.objects.filter(case__plan=plan, likeness=InvestmentLikeness.COUNTED_THERE)
    ways: dict[int, set[int]] = {}
    for one, other in counted.values_list("case", "other"):
        ways.setdefault(one, set()).add(other)
    found, waiting = set[int](), [begin]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += ways.get(at, ())
    return end in found


def _write(row: Case, told: CaseTold, by: Person) -> None:
    kept(row, by, **told.columns)
    row.measures.exclude(node__in=told.measures).delete()
    row.programs.exclude(program__in=told.programs).delete()
    there = set(row.measures.values_list("node", flat=True))
    new = labels(row.plan_id, (each for each in told.measures if each not in there))
    CaseMeasure.objects.bulk_create(CaseMeasure(case=row, node=node, name=name) for node, name in new.items())
    paid = set(row.programs.values_list("program", flat=True))
    programs = {each.id: called_program(each) for each in held(row.plan_id).plan.budget_programs}
    CaseProgram.objects.bulk_create(
        CaseProgram(case=row, program=each, name=programs.get(each, each)) for each in told.programs if each not in paid
    )


def _alternative(row: Case, pk: int) -> Alternative:
    return still_there(row.alternatives.filter(pk=pk).first())


def _compared(one: Alternative, told: AlternativeTold, by: Person) -> Alternative:
    one.name, one.text, one.chosen = told.name, told.text, told.chosen
    one.stated_total, one.changed_by_label = told.stated_total, signed(by)["changed_by_label"]
    one.save()
    if told.chosen:
        Alternative.objects.filter(case=one.case_id, chosen=True).exclude(pk=one.pk).update(chosen=False)
    one.lines.all().delete()
    AlternativeLine.objects.bulk_create(_lines(one, told))
    return one


def _lines(one: Alternative, told: AlternativeTold) -> list[Any]:
    return [
        AlternativeLine(alternative=one, line=line, source=source, fiscal_year=year, value=value)
        for line, source, year, value in told.lines
    ]
