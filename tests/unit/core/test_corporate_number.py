"""The check digit of a corporate number finds every single wrong digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core import corporate_number
from kyodo_desktop.core.errors import FieldError

TWELVE = st.from_regex("[0-9]{12}", fullmatch=True)


def test_the_example_of_the_ordinance() -> None:
    """法人番号の検査用数字の計算例 (国税庁): 700110005901 has the check digit 8."""
    assert corporate_number.check_digit("700110005901") == 8


@pytest.mark.parametrize(
    "typed", ["8700110005901", "８７００１１０００５９０１", "8-7001-1000-5901", "T8700110005901", " 8700110005901 "]
)
def test_one_number_in_many_styles(typed: str) -> None:
    assert corporate_number.parse(typed) == "8700110005901"


@pytest.mark.parametrize("typed", ["", " ", "\u3000", "-"])
def test_empty(typed: str) -> None:
    assert corporate_number.parse(typed) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7700110005901", "検査用数字"),
        ("700110005901", "13桁ですが、12桁です。12桁の会社法人等番号ではなく"),
        ("87001100059012", "13桁ですが、14桁です"),
        ("870011000590A", "数字13桁で"),
    ],
)
def test_refused(typed: str, said: str) -> None:
    with pytest.raises(FieldError, match=said):
        corporate_number.parse(typed)


@given(TWELVE)
def test_a_number_with_its_digit_is_accepted(twelve: str) -> None:
    number = f"{corporate_number.check_digit(twelve)}{twelve}"
    assert corporate_number.parse(number) == number


@given(TWELVE, st.integers(1, 12), st.integers(1, 8))
def test_a_wrong_digit_is_found(twelve: str, place: int, change: int) -> None:
    number = f"{corporate_number.check_digit(twelve)}{twelve}"
    wrong = number[:place] + str((int(number[place]) + change) % 9) + number[place + 1 :]
    if int(wrong[place]) % 9 != int(number[place]) % 9:
        with pytest.raises(FieldError, match="検査用数字"):
            corporate_number.parse(wrong)


def test_a_check_digit_needs_twelve_digits() -> None:
    with pytest.raises(ValueError, match="twelve digits"):
        corporate_number.check_digit("12345")
