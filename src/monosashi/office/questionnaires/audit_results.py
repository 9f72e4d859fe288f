"""Findings and opinions of audits that a questionnaire was asked for, as its pages name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from monosashi.office.audits.queries import every_audit
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken


@dataclass(frozen=True, slots=True)
class NamedResult:
    """A finding or an opinion: the audit, its kind and number, its title; and its page."""

    name: str
    address: str


def named_results(day: date) -> Mapping[int, NamedResult]:
    """All of them by key, those of the newest audit first. Eight queries at most."""
    return {
        result.row.pk: NamedResult(
            f"{spoken(now.name)} {spoken(result.label)} {result.row.title}", address_of("audits:result", result.row.pk)
        )
        for now in every_audit(day)
        for result in now.results
    }
