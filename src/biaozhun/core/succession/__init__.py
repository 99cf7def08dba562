"""Succession: status on a date, what replaces what, chains to their end, the newest edition."""

from biaozhun.core.bibliography.merged import StatusStatement
from biaozhun.core.succession.bounds import (
    ALWAYS,
    MOST_PHASES,
    NEVER,
    NOTHING_KNOWN,
    DayBounds,
    Decision,
    Question,
    day_bounds,
    decide,
    holds_between,
    known_day,
    phases,
)
from biaozhun.core.succession.chain import Chain, Link, Step, chain
from biaozhun.core.succession.facts import (
    ENDED,
    HOLDS,
    SUCCEEDING,
    EditionFacts,
    Renumbering,
    Replacement,
    Status,
)
from biaozhun.core.succession.natures import (
    LAW_IN_FORCE,
    NatureClash,
    NatureContradiction,
    NatureHistory,
    NatureRule,
    NatureSpan,
    Numbered,
    nature_on,
    natures,
)
from biaozhun.core.succession.newest import Newest, amendments_in_force, newest_in_force
from biaozhun.core.succession.rules import Clash, Contradiction, Rule
from biaozhun.core.succession.siblings import Sibling, inferred_replacements
from biaozhun.core.succession.standing import Span, Standing, spans, standing, status_on
from biaozhun.core.succession.timeline import Timeline, timeline

__all__ = [
    "ALWAYS",
    "ENDED",
    "HOLDS",
    "LAW_IN_FORCE",
    "MOST_PHASES",
    "NEVER",
    "NOTHING_KNOWN",
    "SUCCEEDING",
    "Chain",
    "Clash",
    "Contradiction",
    "DayBounds",
    "Decision",
    "EditionFacts",
    "Link",
    "NatureClash",
    "NatureContradiction",
    "NatureHistory",
    "NatureRule",
    "NatureSpan",
    "Newest",
    "Numbered",
    "Question",
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
    "decide",
    "holds_between",
    "inferred_replacements",
    "known_day",
    "nature_on",
    "natures",
    "newest_in_force",
    "phases",
    "spans",
    "standing",
    "status_on",
    "timeline",
]
