"""What will change on the public site: the newest edition against the one last published, and page by page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, cast

from monosashi.office.plans.actions_editions import bytes_of
from monosashi.office.plans.models import Edition
from monosashi.office.publication.making import Page
from monosashi.publishing.comparison import Comparison, compare
from monosashi.publishing.editions import Envelope, Link
from monosashi.publishing.public_fields import public


class PageChange(StrEnum):
    """What becomes of a page."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page of the public site, before and after. One that is gone has the title that it had."""

    name: str
    title: str
    change: PageChange


def newest_of(numbers: tuple[tuple[int, int], ...]) -> int | None:
    """The edition that the first page shows: of (number, fiscal year) the last of the newest year; None where there is none."""
    return max(numbers, key=lambda each: (each[1], each[0]))[0] if numbers else None


def shown_first(links: tuple[Link, ...]) -> int | None:
    """The number of the edition that the first page shows."""
    return newest_of(tuple((link.number, link.fiscal_year) for link in links if link.withdrawn is None))


def comparison_of(plan_id: str, before: int, after: int) -> Comparison | None:
    """The public parts of two editions held against each other; None where the earlier one was withdrawn since."""
    rows = {
        row.number: row for row in Edition.objects.filter(plan_id=plan_id, number__in=(before, after)).defer("document")
    }
    if before not in rows or after not in rows or any(row.withdrawn_on for row in rows.values()):
        return None
    return _compared(plan_id, rows[before].sha256, rows[after].sha256)


def page_changes(before: Mapping[str, Page], after: Mapping[str, Page]) -> tuple[ChangedPage, ...]:
    """Every page that is there before or after, by name."""
    names = sorted({*before, *after})
    return tuple(
        ChangedPage(name, (after.get(name) or before[name]).title, _change(name, before, after)) for name in names
    )


def _change(name: str, before: Mapping[str, Page], after: Mapping[str, Page]) -> PageChange:
    if name not in before:
        return PageChange.ADDED
    if name not in after:
        return PageChange.GONE
    return PageChange.SAME if before[name].sha256 == after[name].sha256 else PageChange.CHANGED


@lru_cache(maxsize=8)
def _compared(plan_id: str, before: str, after: str) -> Comparison:
    return compare(_public(plan_id, before), _public(plan_id, after))


def _public(plan_id: str, sha256: str) -> Envelope:
    row = Edition.objects.get(plan_id=plan_id, sha256=sha256)
    envelope: dict[str, Any] = json.loads(bytes_of(row))
    return cast("Envelope", public(envelope))
