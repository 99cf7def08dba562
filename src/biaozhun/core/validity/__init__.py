"""Validity: how a cited standard stands on a day, and what follows for who cites it."""

from biaozhun.core.validity.answer import (
    Adopted,
    Amendment,
    Answer,
    Asked,
    ClauseWithdrawal,
    Holding,
    Seen,
    Step,
)
from biaozhun.core.validity.checked import CheckedDocument, CheckedLine, Place, SearchedSource
from biaozhun.core.validity.consequences import (
    ConsequenceRule,
    consequence_of,
    consequence_rules,
    rule_for,
)
from biaozhun.core.validity.judging import judge
from biaozhun.core.validity.naming import edition_keys, kin_keys, parts_prefix, standard_keys
from biaozhun.core.validity.outcomes import Citing, Consequence, Outcome
from biaozhun.core.validity.rules import RULES, ValidityRule
from biaozhun.core.validity.shelf import AdoptedLink, Shelf, ShelfEdition

__all__ = [
    "RULES",
    "Adopted",
    "AdoptedLink",
    "Amendment",
    "Answer",
    "Asked",
    "CheckedDocument",
    "CheckedLine",
    "Citing",
    "ClauseWithdrawal",
    "Consequence",
    "ConsequenceRule",
    "Holding",
    "Outcome",
    "Place",
    "SearchedSource",
    "Seen",
    "Shelf",
    "ShelfEdition",
    "Step",
    "ValidityRule",
    "consequence_of",
    "consequence_rules",
    "edition_keys",
    "judge",
    "kin_keys",
    "parts_prefix",
    "rule_for",
    "standard_keys",
]
