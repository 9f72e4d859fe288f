"""Rows -> audits as they stand on a day, in a fixed number of queries whatever they hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from monosashi.core.messages import Message, message
from monosashi.office.accounts.permissions import Place
from monosashi.office.accounts.register import names_of, successors_of, tree_on, with_predecessors
from monosashi.office.accounts.written_once import Parameter
from monosashi.office.audits.models import (
    AnswerRequest,
    Audit,
    AuditResult,
    CorrectiveAction,
    ResultMeasure,
    ResultPart,
)
from monosashi.office.audits.states import (
    FINAL,
    OWED,
    AuditKind,
    AuditResultKind,
    AuditResultState,
    AuditResultStatus,
    Stand,
    state_of,
)
from monosashi.office.ui.language import spoken
from monosashi.wording import word


class NoSuchAudit(LookupError):
    """There is no audit, result or answering department with this key."""


@dataclass(frozen=True)
class PartNow:
    """A department beside a result today. `codes` are those who answer now, `name` what they are called; `actions` newest first."""

    row: ResultPart
    codes: frozenset[str]
    name: str
    actions: tuple[CorrectiveAction, ...]
    asked: date | None

    @property
    def newest(self) -> CorrectiveAction | None:
        """What was said last, accepted or not; None where nothing was."""
        return self.actions[0] if self.actions else None

    @cached_property
    def state(self) -> AuditResultState:
        """Where the answer stands."""
        return state_of(stand_of(self.newest), self.asked)

    @property
    def accepted(self) -> CorrectiveAction | None:
        """The newest answer that was accepted, None where none was."""
        return self.accepted_until(None)

    def accepted_until(self, day: date | None) -> CorrectiveAction | None:
        """The newest accepted answer that tells of this day or an earlier one; None: of any day."""
        every = (one for one in self.actions if one.state == AuditResultState.ACCEPTED)
        return next((one for one in every if day is None or one.as_of <= day), None)

    @property
    def status(self) -> AuditResultStatus | None:
        """What is done, by the newest accepted answer; None where nothing was accepted."""
        return AuditResultStatus(self.accepted.status) if self.accepted else None

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come: the end was told and accepted."""
        return self.state is AuditResultState.ACCEPTED and self.status in FINAL

    @property
    def seen(self) -> str:
        """What a form about this answer is based on."""
        return seen_of(self.newest)


@dataclass(frozen=True)
class ResultNow:
    """A finding or an opinion with its measures and departments."""

    row: AuditResult
    measures: tuple[ResultMeasure, ...]
    parts: tuple[PartNow, ...]

    @property
    def kind(self) -> AuditResultKind:
        """Finding or opinion."""
        return AuditResultKind(self.row.kind)

    @property
    def label(self) -> Message:
        """「意見7」."""
        return label_of(self.row)

    @cached_property
    def state(self) -> AuditResultState:
        """Where its answers stand: the one that is behind the others."""
        return min((part.state for part in self.parts), key=_BEHIND.index)

    @property
    def behind(self) -> int:
        """How many departments stand there."""
        return sum(part.state is self.state for part in self.parts)

    @cached_property
    def status(self) -> AuditResultStatus | None:
        """What is done: of several departments the one that is least far; None where one of them has nothing accepted."""
        every = [part.status for part in self.parts]
        told = [each for each in every if each is not None]
        return min(told, key=_LEAST_FAR.index) if told and len(told) == len(every) else None

    @property
    def is_done(self) -> bool:
        """Whether every department has done what it takes."""
        return self.status is AuditResultStatus.DONE and self.is_over

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come of any department."""
        return all(part.is_over for part in self.parts)


_BEHIND = (
    AuditResultState.UNANSWERED,
    AuditResultState.RETURNED,
    AuditResultState.ANSWERED,
    AuditResultState.ACCEPTED,
)
_LEAST_FAR = (
    AuditResultStatus.CONSIDERING,
    AuditResultStatus.ACTING,
    AuditResultStatus.NOT_TAKEN,
    AuditResultStatus.DONE,
)


@dataclass(frozen=True)
class AuditNow:
    """An audit with all it came to. `requests` newest day first."""

    row: Audit
    requests: tuple[AnswerRequest, ...]
    results: tuple[ResultNow, ...]
    day: date

    @property
    def name(self) -> Message:
        """「令和7年度 包括外部監査」."""
        return name_of(self.row)

    @property
    def request(self) -> AnswerRequest | None:
        """What was asked last, None where nobody asked yet."""
        return self.requests[0] if self.requests else None

    @property
    def parts(self) -> Iterator[tuple[ResultNow, PartNow]]:
        """Every department beside every result."""
        return ((result, part) for result in self.results for part in result.parts)

    @property
    def is_late(self) -> bool:
        """Whether the day until which answers were asked for is over."""
        return self.request is not None and self.request.due < self.day

    @cached_property
    def done(self) -> int:
        """Results of which all was done."""
        return sum(result.is_done for result in self.results)

    @cached_property
    def owed(self) -> int:
        """Answers that departments owe."""
        return sum(part.state in OWED for _, part in self.parts)

    @property
    def overdue(self) -> int:
        """Those that are late."""
        return self.owed if self.is_late else 0

    @cached_property
    def to_check(self) -> int:
        """Answers that nobody looked at yet."""
        return sum(part.state is AuditResultState.ANSWERED for _, part in self.parts)

    @property
    def days_told(self) -> tuple[date, ...]:
        """The days of which accepted answers tell, newest first."""
        accepted = (one for _, part in self.parts for one in part.actions if one.state == AuditResultState.ACCEPTED)
        return tuple(sorted({one.as_of for one in accepted}, reverse=True))


def name_of(audit: Audit) -> Message:
    """「令和7年度 包括外部監査」."""
    return message("audits.name", year=audit.fiscal_year, kind=word(AuditKind(audit.kind)))


def name_with_theme(audit: Audit) -> Message:
    """The same with what it was about, where that was told."""
    if not audit.theme:
        return name_of(audit)
    return message("audits.name_and_theme", name=name_of(audit), theme=audit.theme)


def label_of(result: AuditResult) -> Message:
    """「意見7」."""
    return message("audits.result_label", kind=word(AuditResultKind(result.kind)), number=result.number)


def stand_of(action: CorrectiveAction | None) -> Stand | None:
    """The answer as the rules see it, None for none."""
    if action is None:
        return None
    return Stand(AuditResultState(action.state), action.as_of, AuditResultStatus(action.status))


def seen_of(action: CorrectiveAction | None) -> str:
    """An answer and how often it was changed, as forms carry it."""
    return f"{action.pk}.{action.version}" if action else "0"


def audits() -> "QuerySet[Audit]":
    """The rows of all audits, newest year first."""
    return Audit.objects.all()


def every_audit(day: date) -> tuple[AuditNow, ...]:
    """All audits, newest year first. Eight queries at most."""
    return _now(Audit.objects.all(), day)


def one_audit(pk: int, day: date) -> AuditNow:
    """One audit. Eight queries at most. Raises NoSuchAudit."""
    found = _now(Audit.objects.filter(pk=pk), day)
    if not found:
        raise NoSuchAudit(pk)
    return found[0]


def audits_asking(day: date) -> tuple[AuditNow, ...]:
    """Those whose departments were asked."""
    return _now(Audit.objects.filter(pk__in=requests_of_answers().values("audit")), day)


def requests_of_answers() -> "QuerySet[AnswerRequest]":
    """What departments were asked."""
    return AnswerRequest.objects.all()


def one_result(pk: int) -> AuditResult:
    """The row of a result with its audit and plan. One query. Raises NoSuchAudit."""
    row = AuditResult.objects.select_related("audit__plan").filter(pk=pk).first()
    if row is None:
        raise NoSuchAudit(pk)
    return row


def one_part(pk: int) -> ResultPart:
    """The row of a department beside a result, with the audit and the plan. One query. Raises NoSuchAudit."""
    row = ResultPart.objects.select_related("result__audit__plan").filter(pk=pk).first()
    if row is None:
        raise NoSuchAudit(pk)
    return row


def results_on(plan_id: str, node: str, day: date) -> tuple[tuple[AuditNow, ResultNow], ...]:
    """What audits said of a measure, newest first."""
    return _of_results(rows_on(plan_id, node), day)


def rows_on(plan_id: str | Parameter, node: str | Parameter) -> "QuerySet[AuditResult]":
    """The rows of what audits said of a measure."""
    return AuditResult.objects.filter(measures__node=node, audit__plan=plan_id)


def results_of(plan_id: str, code: str, day: date) -> tuple[tuple[AuditNow, ResultNow], ...]:
    """What a department answers to today, newest first. Three queries where that is nothing."""
    codes = [*with_predecessors((code,), day), *([""] if code in coordinating(day) else [])]
    about = AuditResult.objects.filter(parts__code__in=codes, audit__plan=plan_id).distinct()
    return tuple(
        (audit, result) for audit, result in _of_results(about, day) if any(code in part.codes for part in result.parts)
    )


def _of_results(about: "QuerySet[AuditResult]", day: date) -> tuple[tuple[AuditNow, ResultNow], ...]:
    keys = set(about.values_list("pk", "audit"))
    wanted = {result for result, _ in keys}
    audits = _now(Audit.objects.filter(pk__in={audit for _, audit in keys}), day, wanted) if keys else ()
    return tuple((audit, result) for audit in audits for result in audit.results)


def place_of(part: ResultPart, day: date) -> Place:
    """Whose an answer is: the department's and of whoever goes on with its work on a day."""
    return Place(part.result.audit.plan_id, _codes_of((part.code,), day)[part.code])


def coordinating(day: date) -> frozenset[str]:
    """The coordinating offices of a day: they answer to what names nobody."""
    return frozenset(unit.code for unit in tree_on(day).standing if unit.coordinating_office)


def _codes_of(codes: Iterable[str], day: date) -> Mapping[str, frozenset[str]]:
    told = set(codes)
    found = dict(successors_of(told - {""}, day)) if told - {""} else {}
    standing = {unit.code for unit in tree_on(day).standing} if found else set()
    named = {code: (every & standing) or frozenset({code}) for code, every in found.items()}
    return {**named, "": coordinating(day)} if "" in told else named


def _now(audits: "QuerySet[Audit]", day: date, wanted: Iterable[int] | None = None) -> tuple[AuditNow, ...]:
    """Audits as they stand; `wanted` are the results to read, None: all."""
    rows = list(audits.select_related("plan").prefetch_related("requests"))
    if not rows:
        return ()
    chosen = Q(audit__in=rows) if wanted is None else Q(pk__in=list(wanted))
    of_audit: dict[int, list[AuditResult]] = {}
    for result in AuditResult.objects.filter(chosen).prefetch_related("measures", "parts__actions"):
        of_audit.setdefault(result.audit_id, []).append(result)
    every = [part for results in of_audit.values() for result in results for part in result.parts.all()]
    codes = _codes_of({part.code for part in every}, day)
    names = names_of({code for each in codes.values() for code in each})

    def made(audit: Audit) -> AuditNow:
        requests = tuple(audit.requests.all())
        asked = requests[0].as_of if requests else None
        results = tuple(_result(row, codes, names, asked) for row in of_audit.get(audit.pk, ()))
        for row in of_audit.get(audit.pk, ()):
            row.audit = audit
        return AuditNow(audit, requests, results, day)

    return tuple(made(audit) for audit in rows)


def _result(
    row: AuditResult, codes: Mapping[str, frozenset[str]], names: Mapping[str, str], asked: date | None
) -> ResultNow:
    def part(each: ResultPart) -> PartNow:
        each.result = row
        return PartNow(
            each, codes[each.code], called(each.code, codes[each.code], names), tuple(each.actions.all()), asked
        )

    return ResultNow(row, tuple(row.measures.all()), tuple(map(part, row.parts.all())))


def called(code: str, codes: Iterable[str], names: Mapping[str, str]) -> str:
    """What those who answer are called: the departments of the day, in the order of their codes."""
    told = [names.get(each, each) for each in sorted(codes)]
    if told:
        return spoken(message("value.separator")).join(told)
    return code or spoken(message("audits.coordinating_office"))
