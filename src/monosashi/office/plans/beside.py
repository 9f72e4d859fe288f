"""Where other apps add to the pages of a plan what they know.

What is added to a page is a function of the request and of what the page is about. It returns what the page's templates are given
besides; the app that joined owns the template that shows it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from monosashi.core.tree import Node
from monosashi.office.accounts.asked_together import AskedTogether
from monosashi.office.joints import Joint
from monosashi.office.plans.lists.own_work import OwnPlan
from monosashi.office.plans.year.in_year import InYear

Added = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BesideMeasure:
    """What an app adds to the page of a node as it stands today.

    `asks` makes the query without any row of which it has nothing to add, with the parameters `plan` and `node`; None: it always
    adds something. `answered`: only where a department answers for the node.
    """

    adds: Callable[[HttpRequest, InYear, Node], Added]
    asks: Callable[[], "QuerySet[Any, Any]"] | None = None
    answered: bool = True


beside_measures = AskedTogether[BesideMeasure]()
"""On the page of a measure: findings, history."""

beside_departments = Joint[Callable[[HttpRequest, InYear, str], Added]]()
"""On the page of a department as it stands today, named by its code."""

beside_home = Joint[Callable[[HttpRequest, tuple[OwnPlan, ...]], Added]]()
"""On the first page, with the plans in which one's departments have measures: findings, requests."""


def added_to_node(request: HttpRequest, year: InYear, node: Node) -> dict[str, Any]:
    """What all of them add to the page of a node. Nothing of it belongs on the page of a past state."""
    if year.past is not None:
        return {}
    level = year.plan.index.level.get(node.level)
    is_answered = level is not None and level.answered
    having = beside_measures.having(plan=year.plan.id, node=node.id)
    return merged(each.adds(request, year, node) for each in having if is_answered or not each.answered)


def merged(parts: Iterable[Added]) -> dict[str, Any]:
    """What all of them add."""
    return {name: value for part in parts for name, value in part.items()}
