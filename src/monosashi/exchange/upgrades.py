"""Documents of older versions, lifted step by step to the newest before their structure is read."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

FORMAT = "monosashi.plan"
"""What `format`, the first key, says."""

NEWEST = 1
"""The version that is written."""

Upgrade = Callable[[dict[str, object]], dict[str, object]]

UPGRADES: Mapping[int, Upgrade] = MappingProxyType({})
"""version -> the function that makes a document of it one of the next version. Every version before NEWEST stands here."""


def upgraded(document: dict[str, object], version: int) -> dict[str, object]:
    """The document, without its head, as one of the newest version."""
    for step in range(version, NEWEST):
        document = UPGRADES[step](document)
    return document
