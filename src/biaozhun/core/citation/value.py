"""A citation as a value: where it stands, what it names, how sure the reading is.

Offsets are characters of the text as it was given; ``end`` is the first character behind.
"""

from enum import StrEnum

import msgspec

from biaozhun.core.number import StandardNumber


class Confidence(StrEnum):
    """How far the reading of a citation went beyond what is printed."""

    EXACT = "exact"  # printed as the field writes it
    NORMALISED = "normalised"  # width, blanks, dashes, breaks or a two-digit year set right
    GUESSED = "guessed"  # prefix or year taken from elsewhere, or noise of recognition mended


class Scope(StrEnum):
    """What a citation names by its number."""

    ONE = "one"  # the one standard or edition
    RANGE = "range"  # a member of a range; the text is that of the whole range
    ALL_PARTS = "all_parts"  # 所有部分, or a series by its first number


class Citation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One standard cited at one place.

    Attributes:
        start: first character.
        end: first character behind.
        text: as printed, broken lines and all.
        number: what is cited; undated where the text names no edition.
        scope: whether the number stands for itself, is a member of a range, or means all parts.
        title: the title that stands beside the number, without its quotes; else empty.
        clauses: the clauses cited with it as printed: ``第5.2条``, ``表3``, ``附录A``.
        confidence: how far the reading went beyond what is printed.
        in_address: it stands inside a web address or the name of a file.
    """

    start: int
    end: int
    text: str
    number: StandardNumber
    scope: Scope = Scope.ONE
    title: str = ""
    clauses: tuple[str, ...] = ()
    confidence: Confidence = Confidence.EXACT
    in_address: bool = False

    @property
    def dated(self) -> bool:
        """Whether it names an edition, so that the same text is meant for ever."""
        return self.number.year is not None


class LawCitation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A law, regulation or policy cited by its title.

    Attributes:
        start: first character.
        end: first character behind.
        text: as printed.
        title: between its book-title marks.
        number: the number of the document beside it: ``国务院令第1号``, ``国发〔2015〕13号``.
        articles: the articles cited with it as printed: ``第二十五条``.
    """

    start: int
    end: int
    text: str
    title: str
    number: str = ""
    articles: tuple[str, ...] = ()


class MalformedCitation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What is meant as the number of a standard and cannot be one.

    Attributes:
        start: first character.
        end: first character behind.
        text: as printed.
        code: the code of the number's error (:mod:`biaozhun.core.number.errors`).
    """

    start: int
    end: int
    text: str
    code: str


class Scanned(msgspec.Struct, frozen=True, kw_only=True):
    """Everything found in one text, each list in the order of the text."""

    citations: tuple[Citation, ...] = ()
    laws: tuple[LawCitation, ...] = ()
    malformed: tuple[MalformedCitation, ...] = ()
