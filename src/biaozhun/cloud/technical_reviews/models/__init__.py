"""Checks, reviews, reviewers."""

from biaozhun.cloud.technical_reviews.models.check import DepartmentCheck
from biaozhun.cloud.technical_reviews.models.review import (
    QUESTIONS,
    Answer,
    Draw,
    Opinion,
    Review,
    Reviewer,
    Seat,
)

__all__ = [
    "QUESTIONS",
    "Answer",
    "DepartmentCheck",
    "Draw",
    "Opinion",
    "Review",
    "Reviewer",
    "Seat",
]
