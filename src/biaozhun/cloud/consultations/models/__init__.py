"""Consultations, comments, letters."""

from biaozhun.cloud.consultations.models.comment import (
    Cluster,
    Comment,
    CommentFile,
    CommentPlace,
    Disposition,
)
from biaozhun.cloud.consultations.models.consultation import Consultation, DraftPassages, Restart
from biaozhun.cloud.consultations.models.letter import BroughtTable, Letter

__all__ = [
    "BroughtTable",
    "Cluster",
    "Comment",
    "CommentFile",
    "CommentPlace",
    "Consultation",
    "Disposition",
    "DraftPassages",
    "Letter",
    "Restart",
]
