"""An edition in other forms than a page: JSON for programs, citations for writers."""

from biaozhun.cloud.catalogue.exports.editions.answers import FORMATS, edition, standard
from biaozhun.cloud.catalogue.exports.editions.facts import export, standard_export, summary
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
    "standard",
    "standard_export",
    "summary",
]
