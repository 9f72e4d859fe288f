"""`monosashi office verify` of an office whose events somebody changed behind its back, past the guard of the database."""

import json

import pytest

from office.operation.installations import Installation

pytestmark = pytest.mark.slow

DAMAGE = """
from django.db import connection
from monosashi.office.events import guard
from monosashi.office.events.models import Event, EventContent, Seal
from monosashi.office.events.sealing import seal
from monosashi.office.events.values import Occasion
seal(Occasion.MINUTE)
guard.lift(connection)
event = Event.objects.order_by("id")[3]
{change}
guard.put(connection)
print(event.pk)
"""
"""All events sealed, then one thing changed; prints the number of the fourth event."""


@pytest.mark.parametrize(
    ("change", "place", "why"),
    [
        (
            "EventContent.objects.filter(event=event).update(body=event.content.body.replace('after', 'before', 1))",
            "seals/1/events/{event}",
            "The event's content was changed.",
        ),
        ("EventContent.objects.filter(event=event).delete()", "seals/1/events/{event}", "The event's content is gone"),
        ("Event.objects.filter(pk=event.pk).update(actor=8)", "seals/1", "changed"),
        ("Seal.objects.filter(number=1).update(members='1', count=1)", "seals/1", "changed"),
    ],
)
def test_a_broken_chain_is_told_by_its_first_broken_link(
    ready: Installation, change: str, place: str, why: str
) -> None:
    ready.run("office", "verify")
    broken = place.format(event=ready.python(DAMAGE.format(change=change)))
    told = ready.run("office", "verify", code=1)
    assert f"The first broken link: {broken}\n" in told
    assert why in told
    problems = json.loads(ready.run("office", "verify", "--format", "json", code=1))["problems"]
    assert problems[0]["place"] == broken
