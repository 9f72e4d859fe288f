"""Where other apps join in what becomes of a plan, and add to its pages what they know.

What is added to a page is a function of the request and of what the page is about. It returns what the page's templates are given
besides; the app that joined owns the template that shows it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from monosashi.core.tree import Node
from monosashi.office.joints import Joint
from monosashi.office.plans.in_year import InYear
from monosashi.office.plans.own_work import OwnPlan

Added = Mapping[str, Any]

after_revising = Joint[Callable[[str, int], object]]()
"""Called with plan id and revision in the transaction of each save. What fails there undoes the save."""

after_throwing_away = Joint[Callable[[UUID], object]]()
"""Called with the draft's id in the transaction that forgets a file brought in. What fails there keeps the draft."""

beside_measures = Joint[Callable[[HttpRequest, InYear, Node], Added]]()
"""On the page of a measure: findings, history."""

beside_departments = Joint[Callable[[HttpRequest, InYear, str], Added]]()
"""On the page of a department, named by its code."""

beside_home = Joint[Callable[[HttpRequest, tuple[OwnPlan, ...]], Added]]()
"""On the first page, with the plans in which one's departments have measures: findings, requests."""


def merged(parts: Iterable[Added]) -> dict[str, Any]:
    """What all of them add."""
    return {name: value for part in parts for name, value in part.items()}
