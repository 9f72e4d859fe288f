"""What makes a finding the same from one revision to the next, and how it is kept: as JSON that loses nothing."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeGuard

from monosashi.checks.finding import Finding, Proposal, Severity
from monosashi.core.messages import Message, Param
from monosashi.core.values import Described, Span
from monosashi.wording import word

_DIGITS = 12


def key_of(finding: Finding) -> str:
    """`TGT002-1f3a…`: rule, place, year, sentence and figures. Names may change and severity too: it is still the same.

    A decision stands as long as the key does; other figures are another finding.
    """
    told = (
        finding.place,
        finding.node,
        finding.indicator,
        finding.fiscal_year,
        finding.message.id,
        [[name, plain(value)] for name, value in finding.evidence],
    )
    digest = hashlib.sha256(_json(told).encode()).hexdigest()
    return f"{finding.rule}-{digest[:_DIGITS]}"


def body_of(finding: Finding) -> str:
    """The finding as JSON."""
    proposal = finding.proposal
    return _json(
        {
            "rule": finding.rule,
            "name": finding.name,
            "severity": finding.severity.value,
            "place": finding.place,
            "node": finding.node,
            "measure": finding.measure,
            "indicator": finding.indicator,
            "year": finding.fiscal_year,
            "message": plain(finding.message),
            "evidence": [[name, plain(value)] for name, value in finding.evidence],
            "proposal": proposal and {"message": plain(proposal.message), "drawn_from": list(proposal.drawn_from)},
        }
    )


@lru_cache(maxsize=4096)
def finding_of(body: str) -> Finding:
    """The finding that was kept as this JSON."""
    held = json.loads(body)
    proposal = held["proposal"]
    return Finding(
        rule=held["rule"],
        name=held["name"],
        severity=Severity(held["severity"]),
        place=held["place"],
        node=held["node"],
        measure=held["measure"],
        indicator=held["indicator"],
        fiscal_year=held["year"],
        message=message_of(held["message"]),
        evidence=tuple((name, param_of(value)) for name, value in held["evidence"]),
        proposal=proposal and Proposal(message_of(proposal["message"]), tuple(proposal["drawn_from"])),
    )


def plain(value: Param) -> Any:  # noqa: ANN401 -- what JSON can hold
    """A parameter of a sentence as JSON can hold it."""
    match value:
        case StrEnum():
            return plain(word(value))
        case None | str() | int():
            return value
        case tuple():
            return [plain(each) for each in value]
    return _record(value)


def _record(value: Decimal | Span | Described | Message) -> dict[str, Any]:
    match value:
        case Decimal():
            return {"number": str(value)}
        case Span():
            return {"span": [plain(value.low), plain(value.high)]}
        case Described():
            return {"text": value.text, "criterion": value.criterion}
        case Message():
            return {"id": value.id, "params": {name: plain(held) for name, held in value.params}}


def param_of(held: Any) -> Param:  # noqa: ANN401 -- what JSON can hold
    """The parameter that `plain` made this of."""
    if isinstance(held, list):
        return tuple(param_of(each) for each in held)
    if not isinstance(held, dict):
        return held  # type: ignore[no-any-return]
    if "number" in held:
        return Decimal(held["number"])
    if "span" in held:
        low, high = (param_of(end) for end in held["span"])
        assert _is_end(low)  # noqa: S101 -- tells the type checker what was written
        assert _is_end(high)  # noqa: S101
        return Span(low, high)
    return Described(held["text"], held["criterion"]) if "text" in held else message_of(held)


def message_of(held: Mapping[str, Any]) -> Message:
    """The message that `plain` made this of."""
    return Message(held["id"], tuple(sorted((name, param_of(value)) for name, value in held["params"].items())))


def _is_end(value: Param) -> TypeGuard[Decimal | None]:
    return value is None or isinstance(value, Decimal)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
