"""Choices, marks, yes and no, free text."""

from datetime import datetime
from decimal import Decimal

import pytest

from monosashi.exchange.typed_cells import Asked, Cell, CellValue, Certain, ErrorValue, Wrong
from monosashi.exchange.typed_marks import read_choice, read_text, read_yes

GRADES = {"○": "good", "△": "fair", "×": "poor", "A": "a", "①": "first", "計画どおり": "as_planned"}


@pytest.mark.parametrize(
    ("typed", "meant", "is_noted"),
    [
        ("○", "good", False),
        ("◯", "good", True),
        ("〇", "good", True),
        ("△", "fair", False),
        ("∆", "fair", True),
        ("×", "poor", False),
        ("✕", "poor", True),
        ("x", "poor", True),
        ("Ａ", "a", False),
        ("a", "a", True),
        ("1", "first", True),
        ("計画 どおり", "as_planned", True),
        (" 計画どおり\u3000", "as_planned", False),
        (Decimal(1), "first", True),
        (None, None, False),
    ],
)
def test_a_choice_is_found_by_its_letter_or_one_that_looks_like_it(
    typed: CellValue, meant: str, *, is_noted: bool
) -> None:
    reading = read_choice(Cell(typed), GRADES)
    assert isinstance(reading, Certain)
    assert reading.value == meant
    assert (reading.note is not None) == is_noted


def test_a_triangle_is_an_answer_and_a_black_one_is_not_that_answer() -> None:
    assert isinstance(read_choice(Cell("▲"), GRADES), Wrong)


def test_an_answer_that_fits_two_choices_is_asked() -> None:
    reading = read_choice(Cell("O"), {"○": 1, "〇": 2})
    assert isinstance(reading, Asked)
    assert reading.candidates == (1, 2)


def test_what_is_not_on_the_list_is_wrong_and_the_list_is_told() -> None:
    reading = read_choice(Cell("おおむね順調"), GRADES)
    assert isinstance(reading, Wrong)
    assert dict(reading.problem.why.params)["choices"] == tuple(GRADES)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("○", True),
        ("はい", True),
        ("有", True),
        (True, True),
        (Decimal(1), True),
        ("×", False),
        ("無", False),
        ("", None),
    ],
)
def test_yes_and_no_have_many_spellings(typed: CellValue, answer: bool | None) -> None:  # noqa: FBT001
    reading = read_yes(Cell(typed))
    assert isinstance(reading, Certain)
    assert reading.value is answer


def test_a_triangle_is_neither_yes_nor_no() -> None:
    assert isinstance(read_yes(Cell("△")), Asked)


def test_words_keep_their_line_breaks_and_letters() -> None:
    reading = read_text(Cell(" 𠮷田町①㈱\r\n二行目 \n"))
    assert reading == Certain("𠮷田町①㈱\n二行目")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (Decimal(12), Certain),
        (datetime(2024, 1, 2), Asked),  # noqa: DTZ001
        (ErrorValue("#NAME?"), Wrong),
        ("表\x07題", Wrong),
    ],
)
def test_what_is_not_words_is_noted_asked_or_wrong(value: CellValue, kind: type) -> None:
    assert isinstance(read_text(Cell(value)), kind)
