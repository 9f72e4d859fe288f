"""What a settled edition may hold that the provisional one did not: money, and values that were wrong, each named with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from monosashi.core.changes import Change, place_of
from monosashi.core.messages import message
from monosashi.core.plan import KeptTarget, Plan, PlanYear, YearState
from monosashi.evaluation.reference_points import final_target, year_of_plan
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.closing.changed_money import money_moved
from monosashi.office.closing.edition_followed import plan_of_edition
from monosashi.office.closing.firmness import count_not_final
from monosashi.office.closing.judging_facts import moved_facts, other_than_money
from monosashi.office.plans.actions_editions import chain_of
from monosashi.office.publication.errata_shown import Errata, errata_in
from monosashi.office.rounds.models import Round
from monosashi.publishing.corrections import correction_document
from monosashi.publishing.editions import Envelope


@dataclass(frozen=True, slots=True)
class Meant:
    """What somebody says who settles a year.

    `unchanged`: the money is what it was; `not_final`: actuals stay provisional or estimated. `reason`, or `reasons` by path, say why
    other values were wrong in the provisional edition, as they stood in the plan at the revision `seen` (None: nobody looked).
    """

    unchanged: bool = False
    not_final: bool = False
    reason: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    seen: int | None = None


class NotMoney(StateForbids):
    """Something else than money changed since the provisional edition, and nobody said why. `paths` say where."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__(message("closing.not_money", count=len(changes)))
        self.paths = tuple(map(place_of, changes))


class JudgedOtherwise(StateForbids):
    """What judges the year changed since the provisional edition: that is no value that was wrong. `paths` say where."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__(message("closing.judged_otherwise", count=len(changes)))
        self.paths = tuple(map(place_of, changes))


class NothingChanged(StateForbids):
    """No money changed since the provisional edition, and nobody said that this is meant."""

    def __init__(self) -> None:
        super().__init__(message("closing.settle.nothing_changed"))


class StillNotFinal(StateForbids):
    """Actuals are provisional or estimated, and nobody said that they stay so."""

    def __init__(self, count: int) -> None:
        super().__init__(message("closing.settle.not_final", count=count))


def refuse_unchanged(held: Round, plan: Plan, first: int, meant: Meant) -> None:
    """Raises NothingChanged where the year's money is that of the edition that is followed."""
    if not (meant.unchanged or money_moved(plan_of_edition(held, first), plan)):
        raise NothingChanged


def refuse_not_final(held: Round, plan: Plan, meant: Meant) -> None:
    """Raises StillNotFinal."""
    if not meant.not_final and (count := count_not_final(plan, held.fiscal_year)):
        raise StillNotFinal(count)


def corrected(held: Round, plan: Plan, first: int, meant: Meant) -> Envelope | None:
    """What the settled edition says of wrong values in the one that it follows, None where money alone changed.

    Raises JudgedOtherwise, NotMoney where somebody gave no reason, ChangedMeanwhile, InvalidInput where single values have none.
    """
    before = plan_of_edition(held, first)
    others = other_than_money(before, plan, held.fiscal_year)
    if not others:
        return None
    if judging := judging_facts(before, plan, others, held.fiscal_year):
        raise JudgedOtherwise(judging)
    if not (meant.reason.strip() or meant.reasons):
        raise NotMoney(others)
    if meant.seen != plan.revision:
        raise ChangedMeanwhile(message("closing.correct.changed"))
    link = next(each for each in chain_of(held.plan_id) if each.number == first)
    return correction_document(link, errata_of(before, plan, others).found, meant.reason, meant.reasons)


def judging_facts(before: Plan, plan: Plan, others: tuple[Change, ...], fiscal_year: int) -> tuple[Change, ...]:
    """Those of the changes by which the year is judged: promises, stages, rules."""
    return tuple(change for change in moved_facts(before, plan, fiscal_year) if change in others)


def errata_of(before: Plan, plan: Plan, others: tuple[Change, ...]) -> Errata:
    """The changes as a 正誤表 names them."""
    return errata_in(before, plan, frozenset(map(place_of, others)))


def as_settled(plan: Plan, known: PlanYear) -> PlanYear:
    """The year, settled: it keeps the final targets that it was judged by, whatever the plan promises later."""
    year = year_of_plan(plan, known.fiscal_year)
    judged_by = ((indicator.id, final_target(indicator, year)) for indicator in plan.indicators)
    kept = tuple(KeptTarget(indicator, target) for indicator, target in judged_by if target is not None)
    return replace(known, state=YearState.SETTLED, kept_targets=kept)
