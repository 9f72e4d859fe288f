"""One page as it is held against an edition: what was answered for, what is wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree import ElementTree as ET

from publishing.site.site_samples import Page
from publishing.site.tracing import Frozen, Numbers, figures_in, signed, text_of

Fault = tuple[str, object, object]
"""Where, what the page prints, what the edition says."""


@dataclass
class Reading:
    """One page being read. `done` are the elements that a rule has answered for."""

    page: Page
    frozen: Frozen
    faults: list[Fault] = field(default_factory=list)
    done: set[ET.Element] = field(default_factory=set)

    @property
    def year(self) -> int:
        return self.frozen.year

    @property
    def node(self) -> str:
        """The measure or node whose page it is, "" for a page of many."""
        found = re.search(r"(?:^|/)(?:measures|nodes)/([^/]+)/index\.html$", self.page.name)
        return found[1] if found else ""

    def expect(self, element: ET.Element, expected: Numbers, where: str = "") -> None:
        """The figures of an element are just these, without their signs, in whatever order."""
        self.done.add(element)
        printed = figures_in(text_of(element))
        if sorted(printed) != sorted(map(abs, expected)):
            self.faults.append((where or element.get("class", element.tag), text_of(element), expected))

    def expect_signed(self, element: ET.Element, expected: Decimal | None) -> None:
        """A cell prints this figure with this sign, or words."""
        self.done.add(element)
        if signed(text_of(element)) != expected:
            self.faults.append((element.get("data-l", element.tag), text_of(element), expected))

    def of_class(self, name: str, within: ET.Element | None = None) -> Iterator[ET.Element]:
        for each in (self.page.main if within is None else within).iter():
            if isinstance(each.tag, str) and name in each.get("class", "").split():
                yield each


def rows(table: ET.Element) -> Iterator[tuple[str, list[ET.Element]]]:
    """The head of each row with its cells."""
    for row in table.iter("tr"):
        cells = list(row.iter("td"))
        if cells:
            yield text_of(next(row.iter("th"))), cells
