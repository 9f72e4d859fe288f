"""How review findings are searched: what the newest review of each plan found, and what people said about it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.core.plan import Plan
from monosashi.office.accounts.reading_once import read_once
from monosashi.office.findings.identity import finding_of
from monosashi.office.findings.models import Decision, FindingRow, ReviewRow
from monosashi.office.findings.rules import rule_of
from monosashi.office.findings.words import templates_of
from monosashi.office.plans.models import PlanRow
from monosashi.office.plans.queries import every_held
from monosashi.office.plans.year.in_year import latest_year
from monosashi.office.plans.year.sentences import Voice
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of

_Row = tuple[int, str, str, str, str]
_Decided = tuple[str, str, str, str, str, datetime]


def _findings(asking: Asking) -> "QuerySet[FindingRow, _Row]":
    """Those of the newest review of each plan, in the plan's order."""
    newest = ReviewRow.objects.filter(plan=OuterRef("pk")).order_by("-fiscal_year", "-revision").values("pk")[:1]
    reviews = PlanRow.objects.order_by().annotate(newest=Subquery(newest)).values("newest")
    rows = FindingRow.objects.filter(found_in__review__in=reviews).order_by("plan", "found_in__position")
    own = rows.filter(plan=asking.plan) if asking.plan else rows
    return asking.narrowed(own, "folded").values_list("pk", "plan", "key", "rule", "node")


def _shown(rows: Sequence[_Row], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- the page's contract
    """With what each says. One query, and those of the plans' rules."""
    bodies = dict(FindingRow.objects.filter(pk__in=[row[0] for row in rows]).values_list("pk", "body"))
    for pk, plan_id, key, rule, node in rows:
        called, said = _called(every_held()[plan_id].plan, node), _said(plan_id, bodies[pk])
        yield Thing(f"{rule} {rule_of(rule).called}", address_of("findings:finding", plan_id, key), called, texts=said)


def _said(plan_id: str, body: str) -> tuple[str, ...]:
    """The sentence and the proposal, with the words of the plan's newest year."""
    say, found = _voice(plan_id), finding_of(body)
    return (say(found.message), *((say(found.proposal.message),) if found.proposal else ()))


def _decisions(asking: Asking) -> "QuerySet[Decision, _Decided]":
    rows = Decision.objects.exclude(text="").order_by("-made_at", "-pk")
    own = rows.filter(finding__plan=asking.plan) if asking.plan else rows
    of_finding = ("finding__plan", "finding__key", "finding__rule", "finding__node")
    return own.values_list("text", *of_finding, "made_at")


def _texts_of_decision(row: _Decided) -> tuple[str, ...]:
    return (row[0],)


def _shown_decisions(rows: Sequence[_Decided], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- as above
    for _text, plan_id, key, rule, node, at in rows:
        called = _called(every_held()[plan_id].plan, node)
        address = address_of("findings:finding", plan_id, key)
        yield Thing(f"{rule} {rule_of(rule).called}", address, called, timezone.localdate(at))


@read_once
def _voice(plan_id: str) -> Voice:
    plan = every_held()[plan_id].plan
    return Voice(templates_of(plan, latest_year(plan)))


def _called(plan: Plan, node: str) -> str:
    """What the finding is about: a measure, or the plan."""
    found = plan.index.node.get(node)
    return found.label if found else plan.name


SEARCHED = (
    Searched("findings", message("search.group.findings"), _findings, None, _shown),
    Searched(
        "finding_decisions",
        message("search.group.finding_decisions"),
        _decisions,
        _texts_of_decision,
        _shown_decisions,
    ),
)
