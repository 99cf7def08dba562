"""Bibliographic records: what sources say about editions, and how their statements are joined."""

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
    "Degree",
    "Extent",
    "Finding",
    "RelationKind",
    "StatedDocument",
    "StatedRelation",
    "StatusWord",
]
