"""An audit in the sample city: what auditors really advised on the sample plan, and answers that are invented and say so."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.core.tree import Role as Part
from monosashi.office.accounts.standing import Person
from monosashi.office.audits.actions_answering import Said, accept, answer, send_back
from monosashi.office.audits.actions_keeping import AuditTold, ask, enter
from monosashi.office.audits.actions_results import ResultTold, enter_result
from monosashi.office.audits.models import Audit
from monosashi.office.audits.queries import PartNow, one_audit
from monosashi.office.audits.states import AuditResultKind, AuditResultState, AuditResultStatus
from monosashi.office.operation.example_round import Hands
from monosashi.office.plans.queries import held

_State, _Status = AuditResultState, AuditResultStatus
_FIRST, _SECOND, _DUE = 200, 20, 14
"""Days: the first request tells of the day so long ago, the second of a later one, and is due so long from now."""

_OWN = ((_State.RETURNED, _Status.ACTING), (_State.UNANSWERED, _Status.CONSIDERING))
"""What becomes of the answers of whoever tries the city out."""

_OTHERS = (
    (_State.ACCEPTED, _Status.DONE),
    (_State.ANSWERED, _Status.ACTING),
    (_State.ACCEPTED, _Status.CONSIDERING),
    (_State.UNANSWERED, _Status.ACTING),
    (_State.ACCEPTED, _Status.NOT_TAKEN),
)
"""What becomes of those of everybody else, again and again."""


def hold_audit(plan_id: str, hands: Hands) -> Audit:
    """Enter the audit with its opinions, ask the departments twice, and let some of them answer."""
    told = _told()
    audit, plan, today = _entered(plan_id, told, hands.office), held(plan_id).plan, timezone.localdate()
    for opinion in told["opinions"]:
        enter_result(audit=audit.pk, told=_opinion(opinion, plan), by=hands.office)
    first = today - timedelta(_FIRST)
    ask(pk=audit.pk, as_of=first, due=first + timedelta(_DUE), by=hands.office)
    for part in _parts(audit, hands.own)[::3]:
        _bring(part, (_State.ACCEPTED, _Status.ACTING), hands, today)
    ask(pk=audit.pk, as_of=today - timedelta(_SECOND), due=today + timedelta(_DUE), by=hands.office)
    seen: Counter[bool] = Counter()
    for part in (*_parts(audit, hands.own), *_own_parts(audit, hands.own)):
        own = hands.own in part.codes
        wanted = _OWN if own else _OTHERS
        _bring(part, wanted[min(seen[own], 1) if own else seen[own] % len(_OTHERS)], hands, today)
        seen[own] += 1
    return audit


@cache
def _told() -> dict[str, Any]:
    """The audit, the opinions, and the words of the answers."""
    return tomllib.loads(files("monosashi.office.operation").joinpath("example_audit.toml").read_text(encoding="utf-8"))


def _entered(plan_id: str, told: dict[str, Any], by: Person) -> Audit:
    return enter(plan_id=plan_id, told=AuditTold(**told["audit"]), by=by)


def _opinion(told: dict[str, Any], plan: Plan) -> ResultTold:
    """An opinion on measures that the plan has is answered by who leads them; one on many, or on none, by the coordinating office."""
    measures = tuple(node for node in told.get("measures", ()) if node in plan.index.node)
    leads = dict.fromkeys(code for node in measures for code in _leads(plan, node))
    return ResultTold(
        AuditResultKind.OPINION.value,
        told["number"],
        told["title"],
        told["page"],
        told["text"],
        measures,
        tuple(leads) if told["number"] != _ON_THE_WHOLE else (),
    )


_ON_THE_WHOLE = "5"
"""An opinion on the whole that names measures as examples."""


def _leads(plan: Plan, node: str) -> Iterator[str]:
    return (each.department for each in plan.index.node[node].responsibilities if each.role is Part.LEAD)


def _parts(audit: Audit, own: str) -> list[PartNow]:
    """The answers of departments beside the coordinating office and those who try the city out."""
    return [part for part in _every(audit) if part.row.code and own not in part.codes]


def _own_parts(audit: Audit, own: str) -> list[PartNow]:
    return [part for part in _every(audit) if own in part.codes]


def _every(audit: Audit) -> list[PartNow]:
    return [part for _, part in one_audit(audit.pk, timezone.localdate()).parts]


def _bring(part: PartNow, wanted: tuple[AuditResultState, AuditResultStatus], hands: Hands, today: date) -> None:
    """Answer, and accept or send back, as far as the state asks."""
    state, status = wanted
    if state is _State.UNANSWERED or part.state is not _State.UNANSWERED:
        return
    pair = hands.at_home if hands.own in part.codes else hands.elsewhere
    row = answer(part=part.row.pk, said=_said(status, today), seen=part.seen, by=pair.answerer)
    seen = f"{row.pk}.{row.version}"
    if state is _State.ACCEPTED and part.row.code not in hands.office.standing.departments:
        accept(part=part.row.pk, seen=seen, by=hands.office)
    if state is _State.RETURNED:
        send_back(part=part.row.pk, seen=seen, note=_told()["answers"]["note"], by=hands.office)


def _said(status: AuditResultStatus, today: date) -> Said:
    words = _told()["answers"]
    until = words["until"] if status is _Status.ACTING else ""
    return Said(status, words[status.value], until, today - timedelta(_SECOND) if status is _Status.DONE else None)
