"""Tables of the catalogue: Standard → Edition → Document, and where each fact came from.

Two rules shape them. A row of a source is kept as it came (:class:`SourceRecord`), and an
:class:`Edition` is what is merged from its rows; it can always be merged again. Publications are
named by *slugs*, the writing of a number in an address, so a relation may point to an edition that
is not held yet and needs no repair when it arrives.
"""

from biaozhun.cloud.catalogue.models.decisions import (
    NumberDecision,
    PrecedenceRule,
)
from biaozhun.cloud.catalogue.models.editions import (
    SLUG,
    Announcement,
    Conflict,
    Document,
    Edition,
    EditionChange,
    Filing,
    Relation,
    Standard,
)
from biaozhun.cloud.catalogue.models.imports import (
    ImportRun,
    RejectedRow,
    RunFinding,
    RunUndo,
    Sighting,
    Source,
    SourceRecord,
)

__all__ = [
    "SLUG",
    "Announcement",
    "Conflict",
    "Document",
    "Edition",
    "EditionChange",
    "Filing",
    "ImportRun",
    "NumberDecision",
    "PrecedenceRule",
    "RejectedRow",
    "Relation",
    "RunFinding",
    "RunUndo",
    "Sighting",
    "Source",
    "SourceRecord",
    "Standard",
]
