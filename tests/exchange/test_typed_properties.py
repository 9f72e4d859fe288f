"""Any number, printed in any accepted spelling, is read back exactly, with its scale."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.exchange.spreadsheets.cell_values import stored_number
from monosashi.exchange.typed_cells import Cell, Certain
from monosashi.exchange.typed_values import NumberColumn, read_figure, read_number

SCALED = st.integers(0, 4).flatmap(lambda places: st.decimals(-(10**9), 10**9, places=places))
WIDE = str.maketrans("0123456789.,-%()", "０１２３４５６７８９．，－％（）")


def plus_zero(number: Decimal) -> Decimal:
    return number or abs(number)


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, Decimal]:
    number = plus_zero(draw(SCALED))
    digits = f"{abs(number):,f}" if draw(st.booleans()) else f"{abs(number):f}"
    if number < 0:
        sign = draw(st.sampled_from(["-", "−", "△", "▲", "ー", "–", "("]))
        digits = f"({digits})" if sign == "(" else sign + digits
    unit = draw(st.sampled_from(["", "千円", " 千円"]))
    text = digits + unit
    if draw(st.booleans()):
        text = text.translate(WIDE)
    around = draw(st.sampled_from(["", " ", "\u3000", "\u00a0", "\n"]))
    return around + text + around, number


@given(spellings())
def test_every_accepted_spelling_of_an_amount_is_read_back_with_its_scale(spelled: tuple[str, Decimal]) -> None:
    text, number = spelled
    reading = read_number(Cell(text), NumberColumn("千円"))
    assert isinstance(reading, Certain)
    assert isinstance(reading.value, Decimal)
    assert reading.value.as_tuple() == number.as_tuple()


@given(st.decimals(-(10**6), 10**6, places=4), st.integers(0, 4))
def test_a_percentage_is_read_as_shown_with_the_scale_of_its_format(number: Decimal, places: int) -> None:
    percent = plus_zero(number.quantize(Decimal(1).scaleb(-places)))
    if abs(percent) >= 1000 or len(percent.as_tuple().digits) >= 13:
        return
    code = f"0.{'0' * places}%" if places else "0%"
    reading = read_number(Cell(stored_number(repr(float(percent) / 100)), code), NumberColumn("％"))
    assert isinstance(reading, Certain)
    assert isinstance(reading.value, Decimal)
    assert reading.value.as_tuple() == percent.as_tuple()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**11), max_value=10**11, places=3))
def test_a_float_of_up_to_fifteen_digits_is_read_without_noise(number: Decimal) -> None:
    assert stored_number(repr(float(number))) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("0.30000000000000004", "0.3"), ("12.0", "12"), ("1E+3", "1000"), ("1.5e-7", "0.00000015"), ("-0.1", "-0.1")],
)
def test_a_stored_number_has_no_noise_no_exponent_and_no_empty_decimals(text: str, number: str) -> None:
    assert f"{stored_number(text):f}" == number
    assert f"{stored_number(text)}" == number or "E" in f"{Decimal(number)}"


@given(st.text(max_size=30))
def test_no_text_whatever_breaks_the_reading(text: str) -> None:
    for unit in ("", "千円", "％"):
        reading = read_figure(Cell(text), NumberColumn(unit))
        assert reading is not None
