"""Bibliographic records: what sources say about editions, and how their statements are joined."""

from biaozhun.core.bibliography.merge import (
    Conflict,
    Merged,
    StatusStatement,
    merge,
)
from biaozhun.core.bibliography.precedence import Sourced
from biaozhun.core.bibliography.record import (
    BibliographicRecord,
    Degree,
    Extent,
    Finding,
    RelationKind,
    StatedDocument,
    StatedRelation,
    StatusWord,
)

__all__ = [
    "BibliographicRecord",
    "Conflict",
    "Degree",
    "Extent",
    "Finding",
    "Merged",
    "RelationKind",
    "Sourced",
    "StatedDocument",
    "StatedRelation",
    "StatusStatement",
    "StatusWord",
    "merge",
]
