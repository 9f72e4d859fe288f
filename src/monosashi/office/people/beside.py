"""Where other apps add to the page of a person what they know.

What is added is a function of the request and of whose page it is; it returns what the page is given besides. The app that joined owns
the template that shows it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest

from monosashi.office.accounts.models import Staff
from monosashi.office.joints import Joint

beside_people = Joint[Callable[[HttpRequest, Staff], Mapping[str, Any]]]()
"""On the page of a person: of what they are and were an officer."""


def added_to_person(request: HttpRequest, staff: Staff) -> dict[str, Any]:
    """What all of them add."""
    return {name: value for adds in beside_people for name, value in adds(request, staff).items()}
