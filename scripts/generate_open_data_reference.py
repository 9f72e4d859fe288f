"""Writes the tables of docs/reference/open-data-columns.md and docs/reference/public-fields.md from what the code promises."""

from itertools import groupby
from pathlib import Path

from monosashi.publishing.open_data.columns import Table, tables
from monosashi.publishing.open_data.package import CODE_KINDS
from monosashi.publishing.public_fields import Decision, decisions
from monosashi.wording import LANGUAGES, render, word

_REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"
COLUMNS_PAGE, FIELDS_PAGE = _REFERENCE / "open-data-columns.md", _REFERENCE / "public-fields.md"

_OF = {
    "every_edition": "every edition of the chain, withdrawn ones too",
    "newest_year": "the last edition of the newest fiscal year",
    "each_year": "the last edition of each fiscal year",
}

_COLUMNS_HEAD = """# Columns of the open data

Made by `scripts/generate_open_data_reference.py` from `publishing/open_data/tables.toml`; do not edit. How the files are written is
in [open-data.md](open-data.md). A column keeps its name and its meaning; new ones come at the end of a table, new codes at the end
of a list.
"""

_FIELDS_HEAD = """# Public fields

Made by `scripts/generate_open_data_reference.py` from `publishing/public_fields.toml`; do not edit. Only what is public here leaves an
edition; a field that is not decided fails a test. Besides, answers of years after the edition's own, documents that nobody
published, mail addresses and mobile numbers stay inside.
"""


def columns_page() -> str:
    """The page of the columns."""
    codes = [
        f"| `{name}` | `{code.value}` | {render(word(code), LANGUAGES[0])} | {render(word(code), LANGUAGES[1])} |"
        for name, kind in CODE_KINDS.items()
        for code in kind
    ]
    parts = [_COLUMNS_HEAD, *(_table(table) for table in tables())]
    return "\n".join([*parts, "## Codes\n", "| codes | code | ja | en |", "|---|---|---|---|", *codes, ""])


def fields_page() -> str:
    """The page of the public fields."""
    records = [_record(name, tuple(found)) for name, found in groupby(decisions(), key=lambda each: each.record)]
    return "\n".join([_FIELDS_HEAD, *records])


def _table(table: Table) -> str:
    key = f" Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
    foreign = "".join(f" `{name}` is one of `{other}`." for name, other in table.foreign.items())
    lines = [f"## `{table.name}` {table.ja}\n", f"{table.en}: from {_OF[table.of]}.{key}{foreign}\n"]
    lines += ["| column | type | ja | en |", "|---|---|---|---|"]
    for column in table.columns:
        kind = f"code `{column.codes}`" if column.codes else column.type
        lines.append(f"| `{column.name}` | {kind} | {column.ja} | {column.en} |")
    return "\n".join([*lines, ""])


def _record(name: str, found: tuple[Decision, ...]) -> str:
    lines = [f"## {name}\n", "| field | | because |", "|---|---|---|"]
    for public, because in dict.fromkeys((each.public, each.because) for each in found):
        named = ", ".join(f"`{each.field}`" for each in found if (each.public, each.because) == (public, because))
        lines.append(f"| {named} | {'public' if public else '**internal**'} | {because} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    COLUMNS_PAGE.write_text(columns_page(), encoding="utf-8")
    FIELDS_PAGE.write_text(fields_page(), encoding="utf-8")
