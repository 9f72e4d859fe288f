"""No link of the demonstration leads to a shut door: of every shape of page some, as each role has them."""

import html
import re
from collections import Counter, deque
from collections.abc import Iterator

import pytest
from django.test import Client

from monosashi.office.accounts.models import Staff
from monosashi.office.operation.example_city import example_plan, settle

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#?]*)')
SAMPLES = 1


def test_every_link_opens_to_whoever_sees_it() -> None:
    wrong = []
    for inhabitant in settle(example_plan()):
        client = Client()
        client.force_login(Staff.objects.get(username=inhabitant.username))
        opened = dict(walked(client))
        assert len(opened) > 30, inhabitant.username
        wrong += [(inhabitant.username, *found) for found in opened.items() if found[1] not in {200, 302}]
    assert wrong == []


def walked(client: Client) -> Iterator[tuple[str, int]]:
    """The addresses that were opened, with the status of each."""
    waiting, seen, shapes = deque(["/"]), {"/"}, Counter[str]()
    while waiting:
        address = waiting.popleft()
        shape = re.sub(r"[^/]*\d[^/]*", "#", address)
        shapes[shape] += 1
        if shapes[shape] > SAMPLES:
            continue
        answer = client.get(address)
        yield address, answer.status_code
        if "text/html" in answer.get("Content-Type", "") and not answer.streaming:
            links = {html.unescape(link) for link in LINK.findall(answer.content.decode())}
            waiting.extend(sorted(links - seen))
            seen |= links
