"""Succession: status on a date, what replaces what, chains to their end, the newest edition."""

from biaozhun.core.bibliography.merge import StatusStatement
from biaozhun.core.succession.chain import Chain, Link, Step, chain
from biaozhun.core.succession.facts import (
    ENDED,
    HOLDS,
    EditionFacts,
    Renumbering,
    Replacement,
    Status,
)
from biaozhun.core.succession.newest import Newest, amendments_in_force, newest_in_force
from biaozhun.core.succession.rules import Clash, Contradiction, Rule
from biaozhun.core.succession.siblings import Sibling, inferred_replacements
from biaozhun.core.succession.standing import (
    ALWAYS,
    NEVER,
    DayBounds,
    Span,
    Standing,
    day_bounds,
    spans,
    standing,
    status_on,
)
from biaozhun.core.succession.timeline import Timeline, timeline

__all__ = [
    "ALWAYS",
    "ENDED",
    "HOLDS",
    "NEVER",
    "Chain",
    "Clash",
    "Contradiction",
    "DayBounds",
    "EditionFacts",
    "Link",
    "Newest",
    "Renumbering",
    "Replacement",
    "Rule",
    "Sibling",
    "Span",
    "Standing",
    "Status",
    "StatusStatement",
    "Step",
    "Timeline",
    "amendments_in_force",
    "chain",
    "day_bounds",
    "inferred_replacements",
    "newest_in_force",
    "spans",
    "standing",
    "status_on",
    "timeline",
]
