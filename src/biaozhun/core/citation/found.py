"""What the readers of a view hand over: a number with its extent, or why it cannot be one."""

from functools import lru_cache
from typing import Final, NamedTuple

from biaozhun.core.citation.value import Confidence
from biaozhun.core.number import (
    ImpossibleYearError,
    NumberError,
    StandardNumber,
    UnknownRegionError,
    parse,
)


class Found(NamedTuple):
    """A number read from a view.

    Attributes:
        number: what it names.
        start: offset in the view.
        end: offset behind it.
        code: what the elided numbers behind it begin with: ``GB/T ``, ``ASTM ``.
        sure: whether its shape alone tells that it is a standard; where it does not (``SL 32``,
            ``HB 200``) what stands around it has to.
        mended: whether noise of recognition was read as what it must have been.
        also: the second standard that is cited by the same text.
        confidence: how far the reading went, where the reader has told it.
    """

    number: StandardNumber
    start: int
    end: int
    code: str
    sure: bool = True
    mended: bool = False
    also: StandardNumber | None = None
    confidence: Confidence | None = None


def confidence_of(found: Found, printed: str) -> Confidence:
    """How far the reading of what is printed went."""
    if found.mended or "一" in printed:  # the dash read as a character
        return Confidence.GUESSED
    exact = printed in (found.number.canonical, found.number.official)
    return Confidence.EXACT if exact else Confidence.NORMALISED


class Refused(NamedTuple):
    """Text that is meant as a number and cannot be one."""

    start: int
    end: int
    code: str


REMEMBERED: Final = 4096  # spellings: texts name the same few standards again and again


@lru_cache(maxsize=REMEMBERED)
def number_of(text: str) -> StandardNumber | None:
    """The number a text is; ``None`` where it is none."""
    try:
        return parse(text)
    except NumberError:
        return None


@lru_cache(maxsize=REMEMBERED)
def number_or_fault(text: str) -> StandardNumber | str | None:
    """The number, the code of what is impossible about it, or ``None`` where it is no number."""
    try:
        return parse(text)
    except (ImpossibleYearError, UnknownRegionError) as error:
        return error.code
    except NumberError:
        return None
