"""Formulas of the lists from which cells are chosen are written as they stand: XlsxWriter would find nothing in them to mark."""

import pytest
from xlsxwriter.worksheet import Worksheet

from monosashi.exchange.plan_workbook.drop_downs import FIRST_ROW, ListSheet, _live
from monosashi.exchange.plan_workbook.labels import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_formula_of_a_list_is_written_as_any_sheet_would_write_it(kind: str) -> None:
    formula = _live(kind, FIRST_ROW, FIRST_ROW + 9)
    assert ListSheet()._prepare_formula(formula) == Worksheet()._prepare_formula(formula)
