"""Records in other forms than a page: JSON for programs, citations for writers, files to mend."""

from biaozhun.cloud.catalogue.exports.editions import (
    FORMATS,
    EditionExport,
    EditionSummary,
    StandardExport,
    edition,
    export,
    linked_data,
    metas,
    references,
    refused,
    standard,
    standard_export,
    summary,
)
from biaozhun.cloud.catalogue.exports.rejected_rows import rejections, write_rejected_rows

__all__ = [
    "FORMATS",
    "EditionExport",
    "EditionSummary",
    "StandardExport",
    "edition",
    "export",
    "linked_data",
    "metas",
    "references",
    "refused",
    "rejections",
    "standard",
    "standard_export",
    "summary",
    "write_rejected_rows",
]
