"""What is wrong in a plan beside the fields that could not be read, so that one mistyped figure does not hide the rest.

A stand-in takes the place of each unreadable figure or word, and the document is looked at for what it says. Problems that the
stand-ins may have caused are left out. Where more than single figures and words is unreadable, nothing is said: it would be a guess.
"""

from collections.abc import Iterator
from typing import Any

from pydantic_core import ErrorDetails, ValidationError

from monosashi.core.messages import Problem
from monosashi.core.validation import problems_of
from monosashi.core.values import Absence
from monosashi.exchange.document_places import Places
from monosashi.exchange.structure import read_structure

_REQUIRED_FIGURES = {"value", "amount"}


def problems_beside(error: ValidationError, body: object) -> tuple[Problem, ...]:
    """The problems of the rest of the document, none where too much of it is unreadable. Uses up `body`."""
    faults = error.errors(include_url=False)
    spoilt = tuple(_entries(faults, Places(body)))
    if not all(_stands_in(fault, body) for fault in faults):
        return ()
    try:
        plan = read_structure(body)
    except ValidationError:
        return ()
    return tuple(problem for problem in problems_of(plan) if not problem.place.startswith(spoilt))


def _entries(faults: list[ErrorDetails], places: Places) -> Iterator[str]:
    """Where a problem may come from a stand-in: beside it in its entry, and in sources, which name places."""
    yield "provenance/"
    for fault in faults:
        yield places.place_of(fault["loc"]).rpartition("/")[0]


def _stands_in(fault: ErrorDetails, document: object) -> bool:
    """Put a stand-in where the fault is; False where a list or an object is faulty or missing."""
    holder, key = _holder(fault["loc"], document)
    if holder is None or key not in holder or isinstance(holder[key], dict | list):
        return False
    if key in _REQUIRED_FIGURES:
        holder[key] = Absence.NOT_STATED.value
    else:
        del holder[key]
    return True


def _holder(steps: tuple[int | str, ...], document: Any) -> tuple[dict[str, Any] | None, str]:  # noqa: ANN401 -- parsed JSON
    """The object that the last named key of the steps stands in; None where the steps name none."""
    found: tuple[dict[str, Any] | None, str] = (None, "")
    for step in steps:
        if isinstance(document, dict) and isinstance(step, str) and step in document:
            found, document = (document, step), document[step]
        elif isinstance(document, list) and isinstance(step, int) and step < len(document):
            document = document[step]
        else:
            break
    return found
