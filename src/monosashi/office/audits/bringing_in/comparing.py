"""What a file of results would change in an audit."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from monosashi.core.messages import message
from monosashi.office.accounts.register import names_of
from monosashi.office.audits.actions_results import ResultTold
from monosashi.office.audits.bringing_in.reading import ToldInFile, read_results
from monosashi.office.audits.models import PendingResults
from monosashi.office.audits.queries import AuditNow, ResultNow, one_audit
from monosashi.office.entering.waiting import ChangedField
from monosashi.office.plans.queries import held
from monosashi.office.ui.language import spoken

_TEXTS = ("title", "page", "text")


@dataclass(frozen=True, slots=True)
class ChangedResult:
    """A result that the file says otherwise. `moves`: other departments answer to it."""

    result: ResultNow
    told: ResultTold
    fields: tuple[ChangedField, ...]
    moves: bool

    @property
    def codes(self) -> tuple[str, ...]:
        """The departments that answer now, none for the coordinating office."""
        return tuple(part.row.code for part in self.result.parts if part.row.code)


@dataclass(frozen=True, slots=True)
class ResultsDifference:
    """What a file would change. `left` are results that it does not name: they stay."""

    comes: tuple[ResultTold, ...]
    changed: tuple[ChangedResult, ...]
    unchanged: int
    left: tuple[ResultNow, ...]
    state: str

    def __bool__(self) -> bool:
        return bool(self.comes or self.changed)


def results_compared(pending: PendingResults, day: date) -> ResultsDifference:
    """The difference of a waiting file. Raises InvalidInput."""
    now = one_audit(pending.audit_id, day)
    found = read_results(bytes(pending.content), pending.file_name, held(now.row.plan_id).plan, day)
    known = {(result.row.kind, result.row.number): result for result in now.results}
    named = {each.key for each in found}
    both = [(known[each.key], _whole(each, known[each.key])) for each in found if each.key in known]
    changed = [
        ChangedResult(result, each, tuple(_fields(result, each, now)), moves=not _same_departments(result, each))
        for result, each in both
    ]
    differing = tuple(each for each in changed if each.fields)
    return ResultsDifference(
        tuple(each.told for each in found if each.key not in known),
        differing,
        len(changed) - len(differing),
        tuple(result for key, result in known.items() if key not in named),
        _state(now),
    )


def _whole(found: ToldInFile, result: ResultNow) -> ResultTold:
    """What the file says of a result that is there; of columns that it lacks what stands there."""
    there: dict[str, Any] = {
        "page": result.row.page,
        "text": result.row.text,
        "measures": tuple(each.node for each in result.measures),
        "departments": tuple(part.row.code for part in result.parts if part.row.code),
    }
    return replace(found.told, **{name: value for name, value in there.items() if name not in found.columns})


def _fields(result: ResultNow, told: ResultTold, now: AuditNow) -> Iterator[ChangedField]:
    for name in _TEXTS:
        before, after = str(getattr(result.row, name)), str(getattr(told, name))
        if before != after:
            yield ChangedField(message(f"audits.field.{name}"), before, after)
    nodes = held(now.row.plan_id).plan.index.node
    there = {each.node: each.name for each in result.measures}
    if set(there) != set(told.measures):
        after = "\n".join(nodes[node].label for node in told.measures)
        yield ChangedField(message("audits.field.measures"), "\n".join(there.values()), after)
    if not _same_departments(result, told):
        names = names_of(told.departments)
        yield ChangedField(
            message("audits.field.departments"),
            "\n".join(part.name for part in result.parts),
            "\n".join(names.get(code, code) for code in told.departments)
            or spoken(message("audits.coordinating_office")),
        )


def _same_departments(result: ResultNow, told: ResultTold) -> bool:
    """Whether the file names those who answer, by the department of then or by one that goes on with its work."""
    if not told.departments:
        return [part.row.code for part in result.parts] == [""]
    every = set(told.departments)
    answers = [{part.row.code, *part.codes} for part in result.parts if part.row.code]
    return len(answers) == len(result.parts) and all(a & every for a in answers) and every <= set().union(*answers)


def _state(now: AuditNow) -> str:
    """The hash of everything that a difference is worked out from."""
    told = [(r.row.pk, r.row.version, [m.node for m in r.measures], [p.row.code for p in r.parts]) for r in now.results]
    return hashlib.sha256(repr(told).encode()).hexdigest()
