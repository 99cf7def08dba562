"""An edition in other forms than a page: JSON for programs, citations for writers."""

from biaozhun.cloud.catalogue.exports.editions.answers import FORMATS, edition, refused, standard
from biaozhun.cloud.catalogue.exports.editions.citations import references
from biaozhun.cloud.catalogue.exports.editions.facts import export, standard_export, summary
from biaozhun.cloud.catalogue.exports.editions.heads import linked_data, metas
from biaozhun.cloud.catalogue.exports.editions.shapes import (
    EditionExport,
    EditionSummary,
    StandardExport,
)

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
    "standard",
    "standard_export",
    "summary",
]
