"""Unified social credit codes of organisations (GB 32100-2015).

Eighteen characters: registering department, kind of organisation, six digits of the region, nine of
the organisation itself, and one that checks the others. The letters I, O, S, V and Z are not used.
"""

from typing import Final

from biaozhun.core.errors import BiaozhunError
from biaozhun.core.text import fold

LENGTH: Final = 18
ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015, table B.2: value is place
_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(LENGTH - 1))  # table B.1
_REGION: Final = slice(2, 8)


class CreditCodeError(BiaozhunError):
    """A text is no unified social credit code."""

    default_code = "credit_code"


def credit_code(text: str) -> str:
    """The code in its one spelling: half-width capitals without blanks or dashes.

    Raises:
        CreditCodeError: ``credit_code_length``, ``credit_code_character`` or ``credit_code_check``;
            the span is that of the text without blanks and dashes.
    """
    code = "".join(fold(text).upper().replace("-", " ").split())
    if len(code) != LENGTH:
        raise CreditCodeError(
            f"a unified social credit code has {LENGTH} characters, this has {len(code)}",
            code="credit_code_length",
            fragment=code[:40],
            hint="copy it whole from the licence",
        )
    _check_characters(code)
    expected = check_character(code[:-1])
    if code[-1] != expected:
        raise CreditCodeError(
            f"the last character checks the others and should be {expected}",
            code="credit_code_check",
            fragment=code[-1],
            start=LENGTH - 1,
            end=LENGTH,
            hint="one of the characters is mistyped; compare it with the licence",
        )
    return code


def check_character(first: str) -> str:
    """The eighteenth character to seventeen (GB 32100-2015, annex B).

    Raises:
        ValueError: a character is none of the alphabet, or they are not seventeen.
    """
    values = [ALPHABET.index(character) for character in first]
    total = sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=True))
    return ALPHABET[-total % len(ALPHABET)]


def _check_characters(code: str) -> None:
    for place, character in enumerate(code):
        is_region = _REGION.start <= place < _REGION.stop
        if character not in (ALPHABET[:10] if is_region else ALPHABET):
            allowed = "a digit" if is_region else "a digit or a letter other than I, O, S, V, Z"
            raise CreditCodeError(
                f"character {place + 1} must be {allowed}",
                code="credit_code_character",
                fragment=character,
                start=place,
                end=place + 1,
                hint="0 and O, 1 and I, 2 and Z, 5 and S are easily confused",
            )
