"""Where other apps add to the pages of a plan what they know.

What is added to a page is a function of the request and of what the page is about. It returns what the page's templates are given
besides; the app that joined owns the template that shows it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import HttpRequest

from monosashi.core.tree import Node
from monosashi.office.joints import Joint
from monosashi.office.plans.lists.own_work import OwnPlan
from monosashi.office.plans.year.in_year import InYear

Added = Mapping[str, Any]

beside_measures = Joint[Callable[[HttpRequest, InYear, Node], Added]]()
"""On the page of a measure: findings, history."""

beside_departments = Joint[Callable[[HttpRequest, InYear, str], Added]]()
"""On the page of a department, named by its code."""

beside_home = Joint[Callable[[HttpRequest, tuple[OwnPlan, ...]], Added]]()
"""On the first page, with the plans in which one's departments have measures: findings, requests."""


def merged(parts: Iterable[Added]) -> dict[str, Any]:
    """What all of them add."""
    return {name: value for part in parts for name, value in part.items()}
