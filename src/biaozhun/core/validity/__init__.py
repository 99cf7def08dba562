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
from biaozhun.core.validity.outcomes import Citing, Consequence, Outcome
from biaozhun.core.validity.shelf import AdoptedLink, Shelf, ShelfEdition

__all__ = [
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
    "Holding",
    "Outcome",
    "Place",
    "SearchedSource",
    "Seen",
    "Shelf",
    "ShelfEdition",
    "Step",
]
