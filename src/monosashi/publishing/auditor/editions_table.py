"""版とハッシュ: the chain of editions that the set was made from, and the heads of the chain of events."""

import json
from collections.abc import Iterator, Mapping

from monosashi.core.messages import Message, message
from monosashi.publishing.auditor.figures_table import columns_of, year_of
from monosashi.publishing.auditor.material import Material
from monosashi.publishing.auditor.tables import Row, Table
from monosashi.publishing.editions import Link

_COLUMNS = (
    ("edition", 10, True), ("label", 26, False), ("year", 14, False), ("made_from", 14, False), ("remark", 50, False),
    ("file", 44, False), ("hash", 70, False),
)  # fmt: skip


def editions_table(material: Material) -> Table:
    """Every edition of the chain, withdrawn ones with their reason, then the heads of events."""
    copied = {copy.name.rpartition("/")[2] for copy in material.copies}
    corrections = dict(_corrections(material))
    rows = (*(_row(link, copied, corrections, material) for link in material.links), *_heads(material))
    note = message("auditor.editions.note" if material.links else "auditor.editions.from_plan")
    events = message("auditor.events.note" if material.event_heads else "auditor.events.none")
    return Table(
        "editions",
        message("auditor.editions"),
        message("auditor.two_sentences", first=note, second=events),
        columns_of(_COLUMNS),
        rows,
        empty=message("auditor.editions.from_plan"),
    )


def _row(link: Link, copied: set[str], corrections: Mapping[str, Message], material: Material) -> Row:
    audited = material.edition is not None and material.edition["number"] == link.number
    told: Message | str = corrections.get(link.file, "")
    if link.withdrawn is not None:
        told = message("auditor.withdrawn", day=link.withdrawn.withdrawn, reason=link.withdrawn.reason)
    elif link.file not in copied:
        told = message("auditor.not_copied")
    cells = (
        link.number, link.label, year_of(link.fiscal_year),
        message("auditor.this_one") if audited else "", told, link.file, link.sha256,
    )  # fmt: skip
    return Row(cells, marked=audited)


def _corrections(material: Material) -> Iterator[tuple[str, Message]]:
    """File and sentence of each edition that corrects another one."""
    numbers = {link.file: link.number for link in material.links if link.withdrawn is None}
    for copy in material.copies:
        file = copy.name.rpartition("/")[2]
        correction = json.loads(copy.raw).get("correction") if file in numbers else None
        if correction:
            corrected, count = correction["corrects"]["number"], len(correction["errata"])
            yield file, message("publishing.corrects", number=numbers[file], corrected=corrected, count=count)


def _heads(material: Material) -> Iterator[Row]:
    for name, head in material.event_heads:
        yield Row(("", name, "", "", message("auditor.event_head"), "", head))
