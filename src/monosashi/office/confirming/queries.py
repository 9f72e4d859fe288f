"""Rows -> the steps of sheets and routes with who holds them today, and what waits for somebody, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.permissions import Role, Standing
from monosashi.office.accounts.register import names_of
from monosashi.office.plans.queries import plans_held
from monosashi.office.rounds.acting import answerers_of
from monosashi.office.rounds.holders import Holder, holders, only_answered
from monosashi.office.rounds.holders import Step as Post
from monosashi.office.rounds.models import Confirmation, Sheet, SheetAnswer
from monosashi.office.rounds.queries import steps_of_pass
from monosashi.office.rounds.routes import Step, route_of
from monosashi.office.rounds.states import RUNNING, WITH_ANSWERERS, SheetState, StepKind, StepState


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step to look at. `holders` are who may do it today, empty where nobody holds it or where it is done.

    `own_only`: nobody may do it but people who answered on the sheet, and these may not.
    `seen_due`: whoever was acted for has not seen it yet. `may_mark_seen`: whoever looks at the page may say that they saw it.
    """

    position: int
    kind: StepKind
    place: Message
    holders: tuple[Message, ...] = ()
    state: StepState = StepState.WAITING
    due: bool = False
    own_only: bool = False
    by: str = ""
    at: datetime | None = None
    acting_for: str = ""
    note: str = ""
    seen_later_at: datetime | None = None
    seen_due: bool = False
    may_mark_seen: bool = False

    @property
    def done(self) -> bool:
        """Whether it is behind the sheet."""
        return self.state is StepState.DONE

    @property
    def vacant(self) -> bool:
        """Whether nobody can do it today."""
        return not self.done and not self.holders


def place_of_step(department: str, post: str) -> Message:
    """Whose step it is: a post in a department, or any confirmer of it."""
    return message("confirming.step_of" if post else "confirming.step_of_any", department=department, post=post)


def holder_said(holder: Holder) -> Message:
    """Who it is, and for whom they act."""
    if not holder.acts:
        return message("confirming.holder", name=holder.name)
    kind = "acts" if holder.acting_for is not None else "acts_for_post"
    return message(f"confirming.holder.{kind}", name=holder.name, absent=holder.acting_for_name)


def steps_of(sheet: Sheet, me: int | None) -> tuple[StepShown, ...]:
    """The way of a sheet: as it was laid when it was submitted, or as it would go today. Nine queries at most."""
    to_come = SheetState(sheet.state) in WITH_ANSWERERS | {SheetState.AWAITING_CONFIRMATION}
    answered = answerers_of(sheet) if to_come else frozenset()
    if SheetState(sheet.state) in WITH_ANSWERERS:
        return route_shown(route_of(sheet), sheet.round.plan_id, answered=answered)
    rows = steps_of_pass(sheet)
    names = names_of(row.department_id for row in rows)
    posts = {(row.department_id, row.post) for row in rows if row.state == StepState.WAITING}
    held = holders(posts, sheet.round.plan_id, timezone.localdate()) if posts else {}
    return tuple(
        _shown(
            row,
            place_of_step(names[row.department_id], row.post),
            held.get((row.department_id, row.post), ()),
            sheet,
            me,
            own_only=_own_only(row.kind, held.get((row.department_id, row.post), ()), answered),
        )
        for row in rows
    )


def _own_only(kind: str, who: tuple[Holder, ...], answered: frozenset[int]) -> bool:
    """Whether a step is held by nobody but those who answered. For one that only circulates the sheet nobody waits."""
    return kind != StepKind.CIRCULATE and only_answered(who, answered)


def _shown(
    row: Confirmation, place: Message, who: tuple[Holder, ...], sheet: Sheet, me: int | None, *, own_only: bool
) -> StepShown:
    circulates = row.kind == StepKind.CIRCULATE and row.state == StepState.WAITING
    seen_due = row.state == StepState.DONE and row.acting_for is not None and row.seen_later_at is None
    mine = me is not None and any(holder.staff == me for holder in who)
    return StepShown(
        position=row.position,
        kind=StepKind(row.kind),
        place=place,
        holders=tuple(holder_said(holder) for holder in who),
        state=StepState(row.state),
        due=sheet.step == row.position and row.state == StepState.WAITING,
        own_only=own_only,
        by=row.by_label,
        at=row.at,
        acting_for=row.acting_for_label,
        note=row.note,
        seen_later_at=row.seen_later_at,
        seen_due=seen_due,
        may_mark_seen=(circulates and mine) or (seen_due and row.acting_for == me),
    )


def route_shown(steps: Iterable[Step], *plans: str, answered: frozenset[int] = frozenset()) -> tuple[StepShown, ...]:
    """Steps of a route with who holds them today, in any of these plans. Five queries a plan, and one.

    `answered` are the accounts that answered the sheet whose way it is, none where it is nobody's in particular.
    """
    every = tuple(steps)
    who = holders_in(((step.department, step.post) for step in every), plans, timezone.localdate())
    names = names_of(step.department for step in every)
    return tuple(
        StepShown(
            at_,
            step.kind,
            place_of_step(names.get(step.department, step.department), step.post),
            tuple(holder_said(holder) for holder in who[step.department, step.post]),
            own_only=_own_only(step.kind, who[step.department, step.post], answered),
        )
        for at_, step in enumerate(every, start=1)
    )


def holders_in(posts: Iterable[Post], plans: Iterable[str], day: date) -> Mapping[Post, tuple[Holder, ...]]:
    """Who holds posts in any of these plans, each once. Five queries a plan."""
    wanted = tuple(dict.fromkeys(posts))
    found: dict[Post, dict[Holder, None]] = {post: {} for post in wanted}
    for plan in plans:
        for post, who in holders(wanted, plan, day).items():
            found[post].update(dict.fromkeys(who))
    return {post: tuple(who) for post, who in found.items()}


def every_plan() -> tuple[str, ...]:
    """The ids of all plans; one that does not exist where there are none, so that roles for every plan count. One query."""
    return tuple(plans_held().values_list("pk", flat=True)) or ("",)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that waits for somebody, and as what it is theirs. `own`: they answered, so that they cannot do it.

    `own_only`: nor can anybody else, as whoever holds the step answered.
    """

    sheet: Sheet
    step: Confirmation
    holder: Holder
    own: bool = False
    own_only: bool = False

    @property
    def days(self) -> int:
        """For how many days the sheet has lain before this step."""
        return max(0, (timezone.localdate() - timezone.localdate(self.sheet.since)).days)


@dataclass(frozen=True, slots=True)
class WaitingFor:
    """What waits for somebody: steps to do, sheets to be seen, acts of others in their place that they see later."""

    to_do: tuple[Waiting, ...] = ()
    to_see: tuple[Waiting, ...] = ()
    later: tuple[Confirmation, ...] = ()

    @property
    def possible(self) -> tuple[Waiting, ...]:
        """Steps that this person may do: not of sheets that they answered."""
        return tuple(each for each in self.to_do if not each.own)

    def __bool__(self) -> bool:
        return bool(self.to_do or self.to_see or self.later)


def confirms(standing: Standing) -> bool:
    """Whether somebody confirms anything today, in their own place or in another's."""
    return any(given.role is Role.CONFIRMER for given in standing.given)


def waiting_for(standing: Standing) -> WaitingFor:
    """What waits for somebody in all rounds. No query for whoever confirms nothing, else three and four a plan."""
    me = standing.staff
    if me is None or not confirms(standing):
        return WaitingFor()
    rows = list(_open_steps().select_related("sheet__round__plan", "department"))
    who = _holders_of(rows)
    mine = [Waiting(row.sheet, row, holder) for row in rows if (holder := _mine(who[_key(row)], me)) is not None]
    answered = _answerers_of([each.sheet.pk for each in mine])
    to_do = (each for each in mine if each.step.kind != StepKind.CIRCULATE and each.sheet.step == each.step.position)
    return WaitingFor(
        to_do=tuple(_weighed(each, me, who[_key(each.step)], answered[each.sheet.pk]) for each in to_do),
        to_see=tuple(each for each in mine if each.step.kind == StepKind.CIRCULATE),
        later=tuple(_later(me)),
    )


def _open_steps() -> QuerySet[Confirmation]:
    of_this_pass = Confirmation.objects.filter(nth_pass=F("sheet__passes"), state=StepState.WAITING)
    due = Q(sheet__state=SheetState.AWAITING_CONFIRMATION, sheet__step=F("position")) | Q(
        kind=StepKind.CIRCULATE, sheet__state__in=_ON_ITS_WAY
    )
    return of_this_pass.filter(due, sheet__round__state__in=RUNNING).order_by("sheet__since", "sheet", "position")


_ON_ITS_WAY = (SheetState.AWAITING_CONFIRMATION, SheetState.SUBMITTED, SheetState.ACCEPTED)


def _holders_of(rows: Iterable[Confirmation]) -> Mapping[tuple[str, str, str], tuple[Holder, ...]]:
    posts: dict[str, list[Post]] = {}
    for row in rows:
        posts.setdefault(row.sheet.round.plan_id, []).append((row.department_id, row.post))
    day = timezone.localdate()
    return {(plan, *post): who for plan, of_plan in posts.items() for post, who in holders(of_plan, plan, day).items()}


def _key(row: Confirmation) -> tuple[str, str, str]:
    return row.sheet.round.plan_id, row.department_id, row.post


def _mine(who: Iterable[Holder], me: int) -> Holder | None:
    return next((holder for holder in who if holder.staff == me), None)


def _weighed(waiting: Waiting, me: int, who: Iterable[Holder], answered: frozenset[int]) -> Waiting:
    own_only = only_answered(who, answered)
    return replace(waiting, own=me in answered, own_only=own_only)


def _answerers_of(sheets: list[int]) -> Mapping[int, frozenset[int]]:
    """As `rounds.acting.answerers_of`, of several sheets. Two queries."""
    typed = SheetAnswer.objects.filter(sheet__in=sheets).order_by().values_list("sheet_id", "changed_by").distinct()
    handed_in = Sheet.objects.filter(pk__in=sheets).values_list("pk", "submitted_by")
    found: dict[int, set[int]] = {sheet: set() for sheet in sheets}
    for sheet, staff in (*typed, *handed_in):
        if staff is not None:
            found[sheet].add(staff)
    return {sheet: frozenset(staff) for sheet, staff in found.items()}


def _later(me: int) -> QuerySet[Confirmation]:
    return (
        Confirmation.objects.filter(acting_for=me, state=StepState.DONE, seen_later_at=None)
        .filter(nth_pass=F("sheet__passes"))
        .select_related("sheet__round__plan", "department")
        .order_by("at")
    )
