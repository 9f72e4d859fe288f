"""Who prepared a measure's answer for a year, read from the events: post and department of that day, never a person."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.office.accounts.models import Posting
from monosashi.office.accounts.organisation import in_force_on
from monosashi.office.events.models import Event
from monosashi.office.joints import Joint
from monosashi.publishing.auditor.material import Preparer

_SAVED = "plan.saved"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An answer that came into the plan by somebody else's hand: `staff` answered on `day`, `revision` took it in."""

    node: str
    fiscal_year: int
    revision: int
    staff: int
    day: date


answers_handed_in = Joint[Callable[[str], Iterable[HandedIn]]]()
"""Asked who answered for a plan, by its id."""


def preparers_of(plan_id: str, plan: Plan) -> Mapping[tuple[str, int], Preparer]:
    """By node and fiscal year: whoever last changed the answer or a figure of that year, or handed in what was taken into the plan.

    Somebody without a post on that day, and content that was disposed of, say nothing.
    """
    found: dict[tuple[str, int], tuple[int, date]] = {}
    handed = {
        (each.node, each.fiscal_year, each.revision): each for source in answers_handed_in for each in source(plan_id)
    }
    for event in Event.objects.filter(plan=plan_id, action=_SAVED).select_related("content").order_by("id"):
        if event.actor is None or not hasattr(event, "content"):
            continue
        content, day = json.loads(event.content.body), timezone.localdate(event.at)
        for answer in _answers(content, plan):
            by = handed.get((*answer, content["after"]["revision"]))
            found[answer] = (by.staff, by.day) if by else (event.actor, day)
    postings = _postings({actor for actor, _ in found.values()})
    named = {answer: _preparer(postings.get(actor, []), day) for answer, (actor, day) in found.items()}
    return {answer: preparer for answer, preparer in named.items() if preparer is not None}


def _answers(content: Mapping[str, object], plan: Plan) -> Iterator[tuple[str, int]]:
    """Node and year of what an event says was changed."""
    after = content.get("after")
    paths = after.get("changes", ()) if isinstance(after, dict) else ()
    for path in paths:
        collection, _, rest = str(path).partition("/")
        if collection == "results":
            node, _, year = rest.partition("/")[0].partition("#")[0].rpartition(".")
            yield from _answer(node.replace("~2", "."), year)
        elif collection == "indicators" and (indicator := plan.index.indicator.get(rest.partition("/")[0])):
            part, _, key = rest.partition("/")[2].partition("/")
            yield from _answer(indicator.node, key.partition("/")[0] if part in {"actuals", "fractions"} else "")


def _answer(node: str, year: str) -> Iterator[tuple[str, int]]:
    if node and year.isdecimal():
        yield node, int(year)


def _postings(actors: set[int]) -> dict[int, list[Posting]]:
    found: dict[int, list[Posting]] = {}
    for row in Posting.objects.filter(staff__in=actors).select_related("department"):
        found.setdefault(row.staff_id, []).append(row)
    return found


def _preparer(postings: list[Posting], day: date) -> Preparer | None:
    held = [row for row in postings if in_force_on(row.valid_from, row.valid_to, day)]
    if not held:
        return None
    first = min(held, key=lambda row: row.concurrent)
    return Preparer(first.post, first.department.name, day.isoformat())
