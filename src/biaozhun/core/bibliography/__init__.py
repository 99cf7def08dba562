"""Bibliographic records: what sources say about editions, and how their statements are joined."""

from biaozhun.core.bibliography.deciding import (
    OPERATOR,
    RULED,
    STATED_BY_OPERATORS,
    THE_NUMBER,
    DecidedRecord,
    Rule,
)
from biaozhun.core.bibliography.merge import merge
from biaozhun.core.bibliography.merged import Conflict, Merged, StatusStatement
from biaozhun.core.bibliography.natures import BY_NUMBER, NatureStatement
from biaozhun.core.bibliography.precedence import Sourced
from biaozhun.core.bibliography.record import (
    BibliographicRecord,
    Degree,
    Extent,
    Finding,
    NatureWord,
    RelationKind,
    StatedDocument,
    StatedRelation,
    StatusWord,
)

__all__ = [
    "BY_NUMBER",
    "OPERATOR",
    "RULED",
    "STATED_BY_OPERATORS",
    "THE_NUMBER",
    "BibliographicRecord",
    "Conflict",
    "DecidedRecord",
    "Degree",
    "Extent",
    "Finding",
    "Merged",
    "NatureStatement",
    "NatureWord",
    "RelationKind",
    "Rule",
    "Sourced",
    "StatedDocument",
    "StatedRelation",
    "StatusStatement",
    "StatusWord",
    "merge",
]
