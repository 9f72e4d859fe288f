"""The search page over a plan of 2,000 measures and 5,000 rows of the other rooms: what one process takes for it, on SQLite."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from benchmarks.figures import Figure

WORDS = {
    "a word that much holds": "施策",
    "a word that little holds": "施策123",
    "two words": "窓口 地区",
    "nothing holds it": "海底軌道",
}
TIMES = 9


def measure() -> Iterator[Figure]:
    """CPU time of one page, the shortest of several, after one that is not counted."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "MONOSASHI_HOME": home,
            "MONOSASHI_HTTPS": "false",
            "MONOSASHI_LOG_REQUESTS": "false",
            "DJANGO_SETTINGS_MODULE": "monosashi.office.config.settings",
        }
        (Path(home) / "office.toml").write_text('[log_in]\nsecond_factor = "optional"\n', "utf-8")
        yield from _measured()


def _measured() -> Iterator[Figure]:
    import django  # noqa: PLC0415 -- the environment is told first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- Django first has to be set up
    from django.test import Client  # noqa: PLC0415

    from benchmarks._fill_rooms import fill  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    client = Client(headers={"host": "localhost"})
    client.force_login(fill())
    yield Figure("search page that is not asked anything", _page(client, "/search/"), "ms")
    for name, word in WORDS.items():
        yield Figure(f"search page: {name}", _page(client, f"/search/?q={quote(word)}"), "ms", 100)


def _page(client: object, address: str) -> float:
    spent = []
    for _ in range(TIMES + 1):
        begun = time.process_time()
        answer = client.get(address)  # type: ignore[attr-defined]
        spent.append((time.process_time() - begun) * 1000)
        if answer.status_code != 200:  # noqa: PLR2004 -- the page is there
            raise RuntimeError(answer.status_code)
    return min(spent[1:])
