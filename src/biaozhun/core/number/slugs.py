"""Numbers inside addresses: the canonical form with hyphens for blanks."""

import re
from collections.abc import Iterator

from biaozhun.core.number.errors import NumberError
from biaozhun.core.number.reading import parse
from biaozhun.core.number.spelling import LONGEST
from biaozhun.core.number.value import StandardNumber

_MOST_BLANKS = 8
_BRACKET = re.compile(r"-(?=\()")
_BEFORE_WORD = re.compile(r"-(?=[A-Za-z(])")
_BEHIND_WORD = re.compile(r"(?<=[A-Za-z.])-(?=\d)")
_JOINT = re.compile(r"(?<=-\d{4})-(?=[A-Z])")


def parse_slug(text: str) -> StandardNumber:
    """Read a number from an address such as ``GB/T-1.1-2020`` or ``gbt1.1``.

    The blanks of a slug are lost, so each of its first hyphens is tried as one; a reading whose
    own slug is the text wins over one that merely fits, a dated one over an undated. Everything
    :func:`parse` reads is read too.

    Raises:
        NumberError: as :func:`parse` raises for the text itself.
    """
    slug = text.strip()
    alike: StandardNumber | None = None
    fitting: StandardNumber | None = None
    if len(slug) <= LONGEST:
        for candidate in _candidates(slug):
            number = _read(candidate)
            if number is not None and number.slug == slug:
                if number.year or "-" not in slug:
                    return number
                alike = alike or number
            fitting = fitting or number
    fitting = alike or fitting
    return fitting or parse(text)


def _read(text: str) -> StandardNumber | None:
    try:
        return parse(text)
    except NumberError:
        return None


def _candidates(slug: str) -> Iterator[str]:
    """Texts the slug may stand for, those with most blanks first."""
    pieces = [_spaced(piece) for piece in _JOINT.split(slug)]
    if len(pieces) > 1:
        yield " ".join(_most_alike(piece) for piece in pieces)
    for text in _spaced(slug):
        worded = _BEFORE_WORD.sub(" ", text)
        yield from dict.fromkeys(
            (_BEHIND_WORD.sub(" ", worded), worded, _BRACKET.sub(" ", text), text)
        )


def _spaced(slug: str) -> list[str]:
    spaced = [slug]
    for _ in range(min(_MOST_BLANKS, slug.count("-"))):
        spaced.append(spaced[-1].replace("-", " ", 1))
    return spaced[::-1]


def _most_alike(spaced: list[str]) -> str:
    """The candidate of one piece whose slug is the piece again, else the piece itself."""
    slug = spaced[-1]
    for text in spaced:
        number = _read(text)
        if number is not None and number.slug == slug:
            return text
    return slug
