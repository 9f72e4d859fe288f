"""Rows -> what is known of a plan's findings, in a fixed number of queries whatever the plan's size."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property

from django.db.models import Max

from monosashi.checks.finding import Finding, Waiver
from monosashi.core.messages import Message
from monosashi.office.accounts.written_once import Parameter, Rows
from monosashi.office.findings.identity import finding_of, message_of
from monosashi.office.findings.models import Decision, FindingRow, ReviewRow
from monosashi.office.findings.reviewing import reviewed
from monosashi.office.findings.states import (
    UNDECIDED,
    Decided,
    DecisionKind,
    FindingState,
    holder_of,
    state_of,
    waiver_of,
)
from monosashi.office.plans.year.in_year import InYear


class NoSuchFinding(LookupError):
    """The plan never had a finding with this key."""


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that could not speak, and why. `failed`: the rule itself broke."""

    rule: str
    reason: Message
    failed: bool


@dataclass(frozen=True)
class Known:
    """A finding with what was decided last."""

    id: int
    key: str
    rule: str
    severity: str
    node: str
    place: str
    body: str
    decision: Decided | None
    state: FindingState

    @cached_property
    def finding(self) -> Finding:
        """The finding itself."""
        return finding_of(self.body)

    @property
    def undecided(self) -> bool:
        """Whether nobody has decided anything that holds."""
        return self.state in UNDECIDED


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review of a plan with all its findings, in the plan's order, those out of scope too."""

    revision: int
    fiscal_year: int
    made_at: datetime
    ran: tuple[str, ...]
    not_run: tuple[NotRun, ...]
    findings: tuple[Known, ...]

    @property
    def shown(self) -> tuple[Known, ...]:
        """Without those that are out of scope today: what `monosashi check` says with the same waivers."""
        return tuple(each for each in self.findings if each.state is not FindingState.WAIVED)

    @property
    def waived(self) -> tuple[Known, ...]:
        """Those that are out of scope today."""
        return tuple(each for each in self.findings if each.state is FindingState.WAIVED)

    @property
    def silent(self) -> tuple[str, ...]:
        """The rules that ran and found nothing."""
        spoke = {each.rule for each in self.findings}
        return tuple(code for code in self.ran if code not in spoke)


def review_now(year: InYear, today: date) -> Reviewed:
    """The review of the plan as it stands; made now where the worker has not made it yet. Two queries where it is there."""
    return _reviewed(reviewed(year.plan.id, year.fiscal_year, year.held.revision), today)


def newest_review(plan_id: str, fiscal_year: int, today: date) -> Reviewed | None:
    """The newest review that was kept, perhaps of an earlier revision; None where there was none. Two queries."""
    row = _newest(plan_id, fiscal_year)
    return None if row is None else _reviewed(row, today)


def of_node(plan_id: str, fiscal_year: int, node: str, today: date) -> tuple[ReviewRow | None, tuple[Known, ...]]:
    """The newest review and what it found on one node. Two queries."""
    row = _newest(plan_id, fiscal_year)
    found = () if row is None else _known(_ON_NODE(review=row.pk, node=node), today)
    return row, found


def known(plan_id: str, key: str, today: date) -> Known:
    """One finding, also one that is no longer found. One query. Raises NoSuchFinding."""
    row = FindingRow.objects.select_related("current").filter(plan_id=plan_id, key=key).first()
    if row is None:
        raise NoSuchFinding(key)
    return _known_one(row, today, ())


def ever_known(plan_id: str, node: str, today: date) -> dict[str, Known]:
    """The findings on a node that were ever kept, by their keys. One query."""
    return {row.key: _known_one(row, today, ()) for row in _EVER(plan=plan_id, node=node)}


_EVER = Rows(
    FindingRow,
    lambda rows: rows.filter(plan=Parameter("plan"), node=Parameter("node")),
    beside="current",
)


def node_and_holder_of(plan_id: str, key: str) -> tuple[str, str] | None:
    """The node of a finding, "" for one about the plan, and the department that was asked or took it on, "" for none.

    None where there is no such finding. One query.
    """
    row = FindingRow.objects.select_related("current").filter(plan_id=plan_id, key=key).first()
    return None if row is None else (row.node, holder_of(decided(row.current) if row.current else None))


def decisions_of(plan_id: str, key: str) -> tuple[Decided, ...]:
    """All that was decided about a finding, newest first."""
    rows = Decision.objects.filter(finding__plan_id=plan_id, finding__key=key).order_by("-number")
    return tuple(decided(row) for row in rows)


def last_found(finding: int) -> int | None:
    """The last revision in whose review the finding stands."""
    found: int | None = ReviewRow.objects.filter(found__finding=finding).aggregate(last=Max("revision"))["last"]
    return found


def waivers(plan_id: str, fiscal_year: int, today: date) -> tuple[Waiver, ...]:
    """The waivers of findings that still stand, those that ran out too: with them a review elsewhere says the same."""
    newest = newest_review(plan_id, fiscal_year, today)
    told = (waiver_of(each.finding, each.decision) for each in newest.findings) if newest else ()
    return tuple(dict.fromkeys(waiver for waiver in told if waiver is not None))


def waiting_for(departments: Iterable[str], today: date) -> tuple[tuple[str, Known], ...]:
    """Tasks and questions of some departments in all plans, with the plan's id, the most pressing first. One query."""
    named = {f"department_{at}": code for at, code in enumerate(departments)}
    rows = _waiting_for(tuple(named))(**named) if named else []
    found = [(row.plan_id, _known_one(row, today, ())) for row in rows]
    return tuple(
        sorted(found, key=lambda each: ((each[1].decision and each[1].decision.until) or date.max, each[1].key))
    )


@cache
def _waiting_for(names: tuple[str, ...]) -> Rows[FindingRow]:
    """The query for as many departments as there are names."""
    kinds = (DecisionKind.TAKEN_ON.value, DecisionKind.ASKED.value)
    departments = tuple(map(Parameter, names))
    return Rows(
        FindingRow,
        lambda rows: rows.filter(current__department__in=departments, current__kind__in=kinds),
        beside="current",
    )


def decided(row: Decision) -> Decided:
    """A decision as a value."""
    kind = DecisionKind(row.kind)
    return Decided(row.number, kind, row.department, row.post, row.until, row.text, row.made_at, row.made_by_label)


def _newest(plan_id: str, fiscal_year: int) -> ReviewRow | None:
    return next(iter(_NEWEST(plan=plan_id, fiscal_year=fiscal_year)), None)


_NEWEST = Rows(
    ReviewRow,
    lambda rows: rows.filter(plan=Parameter("plan"), fiscal_year=Parameter("fiscal_year")).order_by("-revision")[:1],
)
_FOUND = Rows(
    FindingRow,
    lambda rows: rows.filter(found_in__review=Parameter("review")).order_by("found_in__position"),
    beside="current",
)
_ON_NODE = Rows(
    FindingRow,
    lambda rows: rows.filter(found_in__review=Parameter("review"), node=Parameter("node")).order_by(
        "found_in__position"
    ),
    beside="current",
)


def _reviewed(row: ReviewRow, today: date) -> Reviewed:
    not_run = tuple(NotRun(e["rule"], message_of(e["reason"]), e["failed"]) for e in json.loads(row.not_run))
    found = _known(_FOUND(review=row.pk), today)
    return Reviewed(row.revision, row.fiscal_year, row.made_at, tuple(json.loads(row.ran)), not_run, found)


def _known(rows: Iterable[FindingRow], today: date) -> tuple[Known, ...]:
    given = list(rows)
    told = (_waiver_in_force(row, today) for row in given)
    valid = tuple(each for each in told if each is not None)
    return tuple(_known_one(row, today, valid) for row in given)


def _known_one(row: FindingRow, today: date, valid: tuple[Waiver, ...]) -> Known:
    decision = decided(row.current) if row.current else None
    state = state_of(decision, today)
    if state in UNDECIDED and any(each.rule == row.rule and each.covers(finding_of(row.body)) for each in valid):
        state = FindingState.WAIVED  # as the review takes it: a waiver is about a rule and a place
    return Known(row.pk, row.key, row.rule, row.severity, row.node, row.place, row.body, decision, state)


def _waiver_in_force(row: FindingRow, today: date) -> Waiver | None:
    if row.current is None or row.current.kind != DecisionKind.WAIVED.value:
        return None
    found = waiver_of(finding_of(row.body), decided(row.current))
    return found if found and found.expires >= today else None
