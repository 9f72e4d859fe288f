"""docs/reference/auditor-file-set.md and comparison.md name what there is."""

import re
from pathlib import Path

import pytest

from monosashi.publishing.auditor.contents import tables_of
from monosashi.publishing.auditor.file_set import file_set
from monosashi.publishing.comparison import DifferenceKind
from monosashi.publishing.comparison.document import CSV_COLUMNS
from monosashi.wording import render
from publishing.auditor.file_sets import akita_material

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"


@pytest.mark.slow
def test_the_page_names_every_table_with_all_its_columns_and_every_file(tmp_path: Path) -> None:
    page = (REFERENCE / "auditor-file-set.md").read_text(encoding="utf-8")
    material = akita_material(tmp_path)
    for table in tables_of(material):
        columns = ", ".join(f"`{column.name}`" for column in table.columns)
        assert f"| `{table.id}` | {render(table.title, 'ja')} | {columns} |" in page
    named = {table.id for table in tables_of(material)}
    for file in file_set(material, "ja"):
        stem = file.name.rpartition("/")[2].partition(".")[0]
        assert stem in named or f"`{file.name.partition('/')[0]}" in page or file.name == "style.css", file.name


def test_every_kind_of_difference_and_every_column_is_told() -> None:
    page = (REFERENCE / "comparison.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", page))
    assert {kind.value for kind in DifferenceKind} <= told
    assert set(CSV_COLUMNS) <= told
