"""What turns a line round is taken out, and what nobody can see is nothing."""

import pytest

from biaozhun.core.text.showing import is_blank, unturned


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_signs_that_turn_a_line_are_taken_out(sign: str) -> None:
    """All else stays as it is."""
    assert unturned(f"江原{sign}大学 A\u200d1") == "江原大学 A\u200d1"


@pytest.mark.parametrize("text", ["", " \n\u3000", "\u200b\ufeff", "\u3164\u2800", "\u0301"])
def test_what_nobody_can_see_is_blank(text: str) -> None:
    """Blanks, signs without width, fillers, marks on no letter."""
    assert is_blank(text)


@pytest.mark.parametrize("text", ["。", "\ue000", "❤\ufe0f", "a\u0301"])
def test_what_can_be_seen_is_not(text: str) -> None:
    """Signs, rare Han characters of private use, letters with marks."""
    assert not is_blank(text)
