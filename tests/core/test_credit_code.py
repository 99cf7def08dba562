"""Unified social credit codes: the one spelling, and every slip of the pen is found."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from biaozhun.core.credit_code import ALPHABET, CreditCodeError, check_character, credit_code

REAL = "91110000600037341L"  # as printed in public registers

characters = st.sampled_from(ALPHABET)
digits = st.sampled_from(ALPHABET[:10])


@st.composite
def codes(draw: st.DrawFn) -> str:
    """A code that is well formed."""
    head = draw(characters) + draw(characters)
    region = "".join(draw(st.lists(digits, min_size=6, max_size=6)))
    body = "".join(draw(st.lists(characters, min_size=9, max_size=9)))
    return head + region + body + check_character(head + region + body)


@pytest.mark.parametrize(
    "code",
    [
        "91350100M000100Y43",  # the example of the standard's annex
        "91110000600037341L",
    ],
)
def test_real_codes_hold(code: str) -> None:
    """Codes that organisations bear."""
    assert credit_code(code) == code


@given(codes())
def test_every_well_formed_code_holds(code: str) -> None:
    """What the rule makes, the rule takes; twice is as once."""
    assert credit_code(credit_code(code)) == code


@given(codes(), st.integers(0, 17), characters)
def test_one_wrong_character_is_always_found(code: str, place: int, other: str) -> None:
    """Weights prime to 31 let no single slip through."""
    assume(code[place] != other)
    with pytest.raises(CreditCodeError):
        credit_code(code[:place] + other + code[place + 1 :])


@given(codes(), st.integers(0, 16))
def test_two_neighbours_exchanged_are_always_found(code: str, place: int) -> None:
    """Neighbouring weights differ, so does the sum."""
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assume(swapped != code)
    with pytest.raises(CreditCodeError):
        credit_code(swapped)


@given(codes())
def test_it_is_read_however_it_is_typed(code: str) -> None:
    """Small letters, full-width characters, blanks and dashes."""
    wide = "".join(chr(ord(character) + 0xFEE0) for character in code)
    assert credit_code(f" {code.lower()} ") == code
    assert credit_code(f"{wide[:8]} {wide[8:]}") == code
    assert credit_code(f"{code[:6]}-{code[6:]}") == code


@given(st.text())
def test_any_text_is_a_code_or_a_fault(text: str) -> None:
    """Nothing else is ever raised."""
    try:
        read = credit_code(text)
    except CreditCodeError:
        return
    assert len(read) == 18


@pytest.mark.parametrize(
    ("text", "code", "fragment", "start"),
    [
        ("", "credit_code_length", "", None),
        (REAL[:-1], "credit_code_length", REAL[:-1], None),
        ("91110000600037341I", "credit_code_character", "I", 17),
        ("9111A000600037341L", "credit_code_character", "A", 4),
        ("91110000600037341M", "credit_code_check", "M", 17),
    ],
)
def test_a_fault_says_what_and_where(
    text: str, code: str, fragment: str, start: int | None
) -> None:
    """Stable code, the characters at fault, their place."""
    with pytest.raises(CreditCodeError) as caught:
        credit_code(text)
    assert (caught.value.code, caught.value.fragment, caught.value.start) == (code, fragment, start)
