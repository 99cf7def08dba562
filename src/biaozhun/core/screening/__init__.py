"""What stands against a proposal for a local standard: scope, negative list, near-duplicates."""

from biaozhun.core.screening.findings import Part, ScopeFinding, Weight
from biaozhun.core.screening.groups import ARTICLES, GROUPS
from biaozhun.core.screening.likeness import Because, Degree, Likeness, likeness
from biaozhun.core.screening.patterns import kinds
from biaozhun.core.screening.scope import scope_findings
from biaozhun.core.screening.subject import Subject, subject

__all__ = [
    "ARTICLES",
    "GROUPS",
    "Because",
    "Degree",
    "Likeness",
    "Part",
    "ScopeFinding",
    "Subject",
    "Weight",
    "kinds",
    "likeness",
    "scope_findings",
    "subject",
]
