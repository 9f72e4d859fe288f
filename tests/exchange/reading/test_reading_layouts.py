"""A layout that cannot be used is refused with each place, and one that can reads only its part of the document."""

from pathlib import Path

import pytest

from exchange.reading.a_report import LAYOUT, SHEET, layout_of, lines_of
from monosashi.core.messages import InvalidInput
from monosashi.exchange.reading.document_sheets import read_sheets


@pytest.mark.parametrize(
    ("old", "new", "place", "why"),
    [
        ('"事業名" = "name"', "", "/sheet/labels", "reading.layout.no_name"),
        ('"担当課" = "departments"', '"担当課" = "department"', "/sheet/labels/担当課", "evaluation.data.not_one_of"),
        ('"予算" = "initial"', '"予算" = "begin"', "/money/stages/予算", "evaluation.data.not_one_of"),
        ("[document]", "[documents]", "/document", "evaluation.data.missing_key"),
        ("first_year = 2024", 'first_year = "R6"', "/plan/first_year", "evaluation.data.wrong_kind"),
        ('level = "柱"', 'levels = "柱"', "/headings/1/levels", "evaluation.data.unknown_key"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, old: str, new: str, place: str, why: str) -> None:
    assert old in LAYOUT
    with pytest.raises(InvalidInput) as refused:
        layout_of(tmp_path, LAYOUT.replace(old, new))
    told = [(problem.place.partition("toml")[2], problem.why.id) for problem in refused.value.problems]
    assert (place, why) in told


def test_a_layout_that_is_no_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        layout_of(tmp_path, "[document\n")
    assert refused.value.problems[0].line == 1


def test_only_the_part_is_read(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, f"{LAYOUT}\n[part]\nfrom_line = 3\nto_line = 6\n")
    found = read_sheets(lines_of(SHEET), layout)
    assert [len(sheet.fields) for sheet in found.sheets] == [2]
    assert [heading for heading in found.headings if heading[0]] == []
