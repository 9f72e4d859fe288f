"""What is seldom asked for: comments, and the backgrounds of blank cells."""

from collections.abc import Mapping

from monosashi.exchange.spreadsheets.addresses import NotAnAddress, position
from monosashi.exchange.spreadsheets.packages import Package
from monosashi.exchange.spreadsheets.workbook_parts import part_of_kind, relations
from monosashi.exchange.spreadsheets.xml_parts import Attributes, each_start, each_text


def comments(package: Package, part: str) -> dict[str, str]:
    """The comments of the sheet in this part, by address. Raises UnreadablePart."""
    leads = relations(package, part)
    found: dict[str, list[str]] = {}

    def comment(attributes: Attributes, text: str) -> None:
        found.setdefault(attributes.get("ref", ""), []).append(text)

    # A threaded comment also has an old-style one beside it, which only says that it cannot be shown.
    if (threaded := part_of_kind(leads, "threadedComment")) is not None:
        each_text(package, threaded, of="text", into="threadedComment", without="rPh", found=comment)
    elif (plain := part_of_kind(leads, "comments")) is not None:
        each_text(package, plain, of="t", into="comment", without="rPh", found=comment)
    return {address: "\n".join(texts) for address, texts in found.items()}


def fills_of_blanks(
    package: Package, part: str, coloured: Mapping[str, str], within: tuple[int, int]
) -> dict[tuple[int, int], str]:
    """Row and column of every cell in `within` (last row, last column) whose style has a background. Raises UnreadablePart."""
    found: dict[tuple[int, int], str] = {}

    def cell(name: str, attributes: Attributes) -> None:
        if name == "c" and (fill := coloured.get(attributes.get("s", ""))) is not None:
            try:
                row, column = position(attributes.get("r", ""))
            except NotAnAddress:
                return
            if row <= within[0] and column <= within[1]:
                found[row, column] = fill

    each_start(package, part, cell)
    return found
