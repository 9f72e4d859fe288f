"""The check digit of municipality codes, on codes that municipalities print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.core.municipality_codes import check_digit, is_valid

PRINTED = ("052019", "422029", "422011", "352047", "011002", "131016", "473821", "010006")


@pytest.mark.parametrize("code", PRINTED)
def test_a_printed_code_checks(code: str) -> None:
    assert is_valid(code)


@pytest.mark.parametrize("code", ["052018", "0520190", "05201", "", "05201x", "０５２０１９", "05201²", "-52019"])
def test_what_is_no_code_does_not(code: str) -> None:
    assert not is_valid(code)


@given(st.from_regex(r"[0-9]{5}", fullmatch=True))
def test_exactly_one_last_digit_checks(first_five: str) -> None:
    valid = [digit for digit in "0123456789" if is_valid(first_five + digit)]
    assert valid == [check_digit(first_five)]


@pytest.mark.parametrize("code", PRINTED)
@pytest.mark.parametrize("position", range(4))
def test_two_neighbouring_digits_in_the_wrong_order_are_noticed(code: str, position: int) -> None:
    swapped = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    assert swapped == code or not is_valid(swapped)
