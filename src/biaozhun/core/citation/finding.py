"""Finding citations in running text."""

import re
from typing import Final

from biaozhun.core.citation.value import Citation, Scanned
from biaozhun.core.number import NumberError, parse

_CANDIDATE: Final = re.compile(r"[A-Z][A-Z/]{1,8} ?\d+(?:\.\d+)*(?:[-—]\d{2,4})?(?!\d)")


def scan(text: str) -> Scanned:
    """Everything that is cited in a text."""
    found = []
    for candidate in _CANDIDATE.finditer(text):
        try:
            number = parse(candidate.group())
        except NumberError:
            continue
        found.append(
            Citation(
                start=candidate.start(),
                end=candidate.end(),
                text=candidate.group(),
                number=number,
            )
        )
    return Scanned(citations=tuple(found))


def find(text: str) -> tuple[Citation, ...]:
    """The standards cited in a text, in its order; one for each member of a range."""
    return scan(text).citations
