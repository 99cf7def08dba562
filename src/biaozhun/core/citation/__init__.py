"""Citations: the numbers of standards and the titles of laws that stand in running text."""

from biaozhun.core.citation.finding import find, scan
from biaozhun.core.citation.value import (
    Citation,
    Confidence,
    LawCitation,
    MalformedCitation,
    Scanned,
    Scope,
)

__all__ = [
    "Citation",
    "Confidence",
    "LawCitation",
    "MalformedCitation",
    "Scanned",
    "Scope",
    "find",
    "scan",
]
