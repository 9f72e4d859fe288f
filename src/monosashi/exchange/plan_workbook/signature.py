"""What the very hidden sheet says: that this is a plan workbook, of which plan and revision, and what things were called in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from monosashi.core.messages import InvalidInput, message
from monosashi.core.plan import Plan
from monosashi.exchange.plan_workbook.layout import VERSION, WORDS
from monosashi.exchange.spreadsheets import Workbook

FORMAT = "monosashi.plan_workbook"
_LABEL = "label"
_HEAD = ("format", "version", "plan", "revision")


@dataclass(frozen=True, slots=True)
class Signature:
    """`plan_id` and `revision` of the plan that was written, `labels` by list and id as cells called them then."""

    plan_id: str
    revision: str
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def signature_rows(plan: Plan, labels: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet."""
    yield "format", FORMAT
    yield "version", str(VERSION)
    yield "plan", plan.id
    yield "revision", str(plan.revision)
    for kind, called in labels.items():
        for id_, label in called.items():
            yield _LABEL, kind, id_, label


def read_signature(workbook: Workbook, expected: Plan | None) -> Signature:
    """The signature. Raises InvalidInput: none, of a newer version, or of another plan than the one expected."""
    sheet = workbook.sheet(WORDS["hidden_sheets"]["meta"])
    head: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    for _, cells in () if sheet is None else sheet.rows():
        texts = [str(cells[at].value) if at in cells else "" for at in range(1, 5)]
        if texts[0] == _LABEL:
            labels.setdefault(texts[1], {})[texts[2]] = texts[3]
        elif texts[0] in _HEAD:
            head[texts[0]] = texts[1]
    _refuse_foreign(workbook.name, head)
    if expected is not None:
        _refuse_other(workbook.name, head, expected)
    return Signature(head.get("plan", ""), head.get("revision", ""), labels)


def _refuse_foreign(name: str, head: Mapping[str, str]) -> None:
    if head.get("format") != FORMAT:
        why, remedy = message("plan_workbook.not_ours"), message("plan_workbook.not_ours.remedy")
        raise InvalidInput.of(name, why, remedy)
    version = head.get("version", "")
    if not version.isdecimal() or int(version) > VERSION:
        why = message("plan_workbook.newer", newest=VERSION)
        raise InvalidInput.of(name, why, message("plan_workbook.newer.remedy"), read=version)


def _refuse_other(name: str, head: Mapping[str, str], expected: Plan) -> None:
    if head.get("plan") != expected.id:
        why = message("plan_workbook.other_plan", plan=expected.id, name=expected.name)
        raise InvalidInput.of(name, why, message("plan_workbook.other_plan.remedy"), read=head.get("plan"))
    if head.get("revision") != str(expected.revision):
        why = message("plan_workbook.other_revision", revision=str(expected.revision))
        raise InvalidInput.of(name, why, message("plan_workbook.other_revision.remedy"), read=head.get("revision"))
