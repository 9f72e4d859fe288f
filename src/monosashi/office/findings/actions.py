"""What can be decided about a finding. Each action checks who may, keeps all or nothing, and records its event."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.register import with_successors
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject, Touched
from monosashi.office.findings.identity import finding_of
from monosashi.office.findings.models import Decision, FindingRow
from monosashi.office.findings.queries import NoSuchFinding, decided
from monosashi.office.findings.states import Decided, DecisionKind, holder_of
from monosashi.office.plans.queries import departments_of, held


@dataclass(frozen=True, slots=True)
class About:
    """Which finding somebody decides about, and the number of the newest decision that they had seen (0: none)."""

    plan: str
    key: str
    seen: int


@dataclass(frozen=True, slots=True)
class Given:
    """What is decided: to whom, until when, in which words."""

    text: str = ""
    department: str = ""
    post: str = ""
    until: date | None = None


class DecidedMeanwhile(ChangedMeanwhile):
    """Somebody else decided while this one was thinking. Nothing was kept; `now` is what holds."""

    def __init__(self, now: Decided) -> None:
        super().__init__(message("findings.meanwhile"))
        self.now = now


class NothingToSay(StateForbids):
    """The finding is not in a state in which this can be decided: a question that nobody asked cannot be answered."""

    def __init__(self) -> None:
        super().__init__(message("findings.nothing_to_say"))


def take_on(about: About, given: Given, *, by: Person) -> Decided:
    """A department takes the finding on as a task. Raises NotAllowed, NoSuchFinding, DecidedMeanwhile."""
    return _decide(about, DecisionKind.TAKEN_ON, given, Permission.TAKE_ON_FINDING, by)


def report_done(about: About, given: Given, *, by: Person) -> Decided:
    """The task is done. Raises NotAllowed, NoSuchFinding, DecidedMeanwhile, NothingToSay where it was none."""
    return _decide(
        about, DecisionKind.DONE, given, Permission.TAKE_ON_FINDING, by, only_after=frozenset({DecisionKind.TAKEN_ON})
    )


def waive(about: About, given: Given, *, by: Person) -> Decided:
    """Put the finding out of scope until a day. Raises NotAllowed, NoSuchFinding, DecidedMeanwhile."""
    return _decide(about, DecisionKind.WAIVED, given, Permission.WAIVE_FINDING, by)


def ask(about: About, given: Given, *, by: Person) -> Decided:
    """Ask a department. Raises NotAllowed, NoSuchFinding, DecidedMeanwhile."""
    return _decide(about, DecisionKind.ASKED, given, Permission.ASK_ABOUT_FINDING, by)


def answer(about: About, given: Given, *, by: Person) -> Decided:
    """Answer what was asked. Raises NotAllowed, NoSuchFinding, DecidedMeanwhile, NothingToSay."""
    return _decide(
        about, DecisionKind.ANSWERED, given, Permission.TAKE_ON_FINDING, by, only_after=frozenset({DecisionKind.ASKED})
    )


def reopen(about: About, given: Given, *, by: Person) -> Decided:
    """Take a decision back. Only who may put out of scope takes that back. Raises as the others."""
    decided_so_far = frozenset(DecisionKind) - {DecisionKind.REOPENED}
    return _decide(about, DecisionKind.REOPENED, given, Permission.TAKE_ON_FINDING, by, only_after=decided_so_far)


@transaction.atomic
def _decide(
    about: About,
    kind: DecisionKind,
    given: Given,
    permission: Permission,
    by: Person,
    only_after: frozenset[DecisionKind] = frozenset(),
) -> Decided:
    row = locked(FindingRow.objects.filter(plan_id=about.plan, key=about.key)).first()
    if row is None:
        raise NoSuchFinding(about.key)
    before = _newest(row)
    check(by.standing, permission, place_of(about.plan, row.node, holder_of(before)))
    if kind is DecisionKind.REOPENED and before is not None and before.kind is DecisionKind.WAIVED:
        check(by.standing, Permission.WAIVE_FINDING, Place(about.plan))
    if before is not None and before.number != about.seen:
        raise DecidedMeanwhile(before)
    if only_after and (before is None or before.kind not in only_after):
        raise NothingToSay
    after = _kept(row, kind, given, by, (before.number if before else 0) + 1)
    _told(row, before, after, by)
    return after


def place_of(plan: str, node: str, holder: str = "") -> Place:
    """Whose a finding on a node is: its measure's departments' and the `holder`'s, who was asked or took it on ("" nobody).

    One about the plan, or on a node that is gone, is nobody's as long as nobody was asked.
    """
    return place_on(plan, held(plan).plan.index.node.get(node), timezone.localdate(), holder)


def place_on(plan: str, node: Node | None, today: date, holder: str = "") -> Place:
    """The same of a node that is read already, on a day. One query where there is a holder."""
    own = departments_of(node, today) if node else None
    if not holder:
        return Place(plan, own)
    return Place(plan, with_successors((holder,), today) | (own or frozenset()))


def _newest(row: FindingRow) -> Decided | None:
    newest = row.decisions.order_by("-number").first()
    return decided(newest) if newest else None


def _kept(row: FindingRow, kind: DecisionKind, given: Given, by: Person, number: int) -> Decided:
    new = Decision.objects.create(
        finding=row,
        number=number,
        kind=kind.value,
        department=given.department,
        post=given.post,
        until=given.until,
        text=given.text,
        made_at=timezone.now(),
        made_by=by.actor.id,
        made_by_label=by.actor.label,
    )
    row.current = new
    row.save(update_fields=["current"])
    return decided(new)


def _told(row: FindingRow, before: Decided | None, after: Decided, by: Person) -> None:
    finding = finding_of(row.body)
    plan = held(row.plan_id).plan
    label = f"{row.rule} {finding.measure or plan.name}"
    node = plan.index.node.get(row.node)
    record(
        f"finding.{after.kind.value}",
        Subject("finding", row.key, label, row.plan_id),
        by=by.actor,
        before=_plain(before, plan),
        after=_plain(after, plan),
        why=after.text,
        places=(Touched(_kind(plan, node), node.id),) if node else (),
    )


def _kind(plan: Plan, node: Node) -> str:
    level = plan.index.level.get(node.level)
    return "measure" if level and level.answered else "node"


def _plain(decision: Decided | None, plan: Plan) -> dict[str, object] | None:
    if decision is None:
        return None
    department = plan.index.department.get(decision.department)
    return {
        "decision": decision.kind.value,
        "department": department.name if department else decision.department,
        "post": decision.post,
        "until": decision.until.isoformat() if decision.until else None,
        "text": decision.text,
    }
