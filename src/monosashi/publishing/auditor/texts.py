"""似た文章: what was written of two measures, or of one in two years, in nearly the same words."""

from collections.abc import Iterator

from monosashi.checks.similarity import likeness
from monosashi.core.messages import Message, message
from monosashi.publishing.auditor.figures_table import columns_of
from monosashi.publishing.auditor.material import Material
from monosashi.publishing.auditor.tables import Row, Table

ALIKE = 90
"""Percent of letter pairs in common. From here on two texts are told as one."""

_SHORTEST = 20
"""Letters. Shorter texts are alike by chance."""

_FIELDS = ("result", "unmet_reason", "response", "next_step")
_PLAN_FIELDS = ("summary", "effect")

_COLUMNS = (
    ("field", 16, False), ("pages", 10, False), ("measures", 44, False), ("texts", 8, True), ("likeness", 9, True),
    ("text", 80, False),
)  # fmt: skip

_Told = tuple[str, Message | None, str]
"""Node, the year where it is not the audited one, text."""


def texts_table(material: Material) -> Table:
    """One row for each text that stands more than once, by field, in the order of the plan."""
    rows = tuple(row for field in (*_FIELDS, *_PLAN_FIELDS) for row in _groups(field, material))
    note = message("auditor.texts.note", limit=ALIKE, shortest=_SHORTEST, count=len(rows))
    return Table(
        "texts",
        message("auditor.texts"),
        note,
        columns_of(_COLUMNS),
        rows,
        link_column=2,
        empty=message("auditor.texts.none"),
    )


def _groups(field: str, material: Material) -> Iterator[Row]:
    left = _told(field, material)
    while left:
        first, *left = left
        alike = [(each, share) for each in left if (share := _likeness(first, each)) is not None]
        if alike:
            yield _row(field, first, alike, material)
            taken = [each for each, _ in alike]
            left = [each for each in left if each not in taken]


def _told(field: str, material: Material) -> list[_Told]:
    """The texts of the year and of the year before, long enough to be compared."""
    index, year = material.plan.index, material.fiscal_year
    found: list[_Told] = []
    for measure in material.measures:
        if field in _PLAN_FIELDS:
            found.append((measure.node, None, getattr(index.node[measure.node], field)))
            continue
        for said_in in (year, year - 1):
            said = index.result.get((measure.node, said_in))
            told_year = None if said_in == year else message("auditor.year", year=said_in)
            found.append((measure.node, told_year, getattr(said, field) if said else ""))
    return [each for each in found if len(each[2]) >= _SHORTEST]


def _likeness(one: _Told, other: _Told) -> int | None:
    """In percent where that is enough. Texts of different length, or of another measure in another year, are not looked at."""
    if one[1] != other[1] and one[0] != other[0]:
        return None
    short, long = sorted((len(one[2]), len(other[2])))
    if short * 100 < long * ALIKE * 9 // 10:
        return None
    share = likeness(one[2], other[2])
    return int(share) if share >= ALIKE else None


def _row(field: str, first: _Told, alike: list[tuple[_Told, int]], material: Material) -> Row:
    every = (first, *(each for each, _ in alike))
    cells = (
        message(f"comparison.field.{field}"),
        tuple(material.page_of(node) for node, _, _ in every),
        tuple(_named(node, year, material) for node, year, _ in every),
        len(every),
        min(share for _, share in alike),
        first[2],
    )
    return Row(cells, leads_to=f"figures.html#{first[0]}")


def _named(node: str, year: Message | None, material: Material) -> Message:
    name = material.plan.index.node[node].name
    if year is None:
        return message("auditor.name", name=name)
    return message("auditor.name_of_year", name=name, when=year)
