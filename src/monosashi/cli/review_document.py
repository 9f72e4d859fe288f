"""A plan review as plain data: what `monosashi check --format json` prints.

Figures of the evidence are decimal strings as printed; `place` is the path in the plan, `printed_in` the printed page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from monosashi.checks.finding import Finding, Proposal, Review, Source
from monosashi.checks.rule import AnyRule
from monosashi.core.messages import Message, Param, message
from monosashi.core.plan import Plan, Provenance
from monosashi.core.values import Described, Span
from monosashi.exchange.numbers import plain_decimal

Say = Callable[[Message], str]
Data = dict[str, Any]

CSV_COLUMNS = (
    "rule", "name", "severity", "node_id", "number", "measure", "indicator_id", "indicator", "fiscal_year", "message",
    "proposal", "evidence", "place", "page", "sources",
)  # fmt: skip


class Printed:
    """Where in its documents the plan's values were read."""

    def __init__(self, plan: Plan) -> None:
        self._title = {document.id: document.title for document in plan.documents}
        self._by_place: dict[str, Provenance] = {}
        for entry in plan.provenance:
            for place in _itself_and_above(entry.at):
                self._by_place.setdefault(place, entry)

    def at(self, finding: Finding) -> Provenance | None:
        """Where the place of the finding was read, or the nearest thing above it; None where the plan does not tell."""
        return next((self._by_place[p] for p in _itself_and_above(finding.place) if p in self._by_place), None)

    def document(self, entry: Provenance) -> str:
        """The title of the document, "" where it is not listed."""
        return self._title.get(entry.document, "")


def _itself_and_above(place: str) -> Iterator[str]:
    while "/" in place:
        yield place
        place = place.rpartition("/")[0]


def review_document(
    review: Review, findings: Iterable[Finding], plan: Plan, rules: Mapping[str, type[AnyRule]], say: Say
) -> Data:
    """The findings that are shown, what did not run, what was waived."""
    printed = Printed(plan)
    return {
        "findings": [finding_document(finding, plan, rules, printed, say) for finding in findings],
        "rules_not_run": [{"rule": each.rule, "reason": say(each.reason)} for each in review.rules_not_run],
        "waived": [
            {
                "rule": each.finding.rule,
                "place": each.finding.place,
                "reason": each.waiver.reason,
                "post": each.waiver.post,
                "expires": each.waiver.expires.isoformat(),
            }
            for each in review.waived
        ],
    }


def finding_document(
    finding: Finding, plan: Plan, rules: Mapping[str, type[AnyRule]], printed: Printed, say: Say
) -> Data:
    """One finding."""
    read = printed.at(finding)
    indicator = plan.index.indicator.get(finding.indicator or "")
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.value,
        "node_id": finding.node,
        "measure": finding.measure,
        "indicator_id": finding.indicator,
        "indicator": indicator.name if indicator else None,
        "fiscal_year": finding.fiscal_year,
        "message": say(finding.message),
        "evidence": {key: plain_param(value, say) for key, value in finding.evidence},
        "proposal": _proposal(finding.proposal, say),
        "sources": [_source(source) for source in rules[finding.rule].sources],
        "place": finding.place,
        "printed_in": read and {"document": printed.document(read), "page": read.page, "line": read.line or None},
        "expired_waiver": finding.expired and finding.expired.expires.isoformat(),
    }


def csv_rows(documents: Iterable[Data], plan: Plan, say: Say) -> Iterator[tuple[str, ...]]:
    """One row for each finding, its evidence with the names of the figures."""
    for each in documents:
        node = plan.index.node.get(each["node_id"] or "")
        yield (
            each["rule"], each["name"], each["severity"], each["node_id"] or "", node.number if node else "",
            each["measure"], each["indicator_id"] or "", each["indicator"] or "", str(each["fiscal_year"]),
            each["message"], each["proposal"] or "", _evidence(each["evidence"], say), each["place"],
            each["printed_in"]["page"] if each["printed_in"] else "", "; ".join(map(source_line, each["sources"])),
        )  # fmt: skip


def source_line(source: Mapping[str, Any]) -> str:
    """A source in one line: title, page, opinion."""
    page = f"p.{source['page']}" if source["page"] is not None else ""
    return " ".join(part for part in (source["title"], page, source["opinion"]) if part)


def plain_param(value: Param, say: Say) -> object:
    """A figure or word of the evidence as JSON: decimals as printed, lists for several, null for nothing."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, tuple):
        return [plain_param(each, say) for each in value]
    if isinstance(value, Message):
        return say(value)
    return _described(value)


def _described(value: object) -> object:
    if isinstance(value, Span):
        ends = (value.low, value.high)
        return [None if end is None else plain_decimal(end) for end in ends]
    if isinstance(value, Described):
        return value.text
    return value.value if isinstance(value, StrEnum) else value


def _proposal(proposal: Proposal | None, say: Say) -> str | None:
    return say(proposal.message) if proposal else None


def _source(source: Source) -> Data:
    return {"title": source.title, "page": source.page, "opinion": source.opinion}


def _evidence(evidence: Mapping[str, object], say: Say) -> str:
    return "; ".join(f"{say(message(f'evidence.{key}'))}={_cell(value)}" for key, value in evidence.items())


def _cell(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
