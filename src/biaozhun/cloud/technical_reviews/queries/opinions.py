"""The opinions on a review, in the order of the clauses they are on."""

import re
from typing import Final

from django.db.models import QuerySet

from biaozhun.cloud.technical_reviews.models import Opinion, Review

_PARTS: Final = re.compile(r"\d+|[^\W\d_]+")


def opinions_of(review: Review) -> list[Opinion]:
    """All opinions: on the whole draft first, then by clause; one question."""
    found = list(rows(review))
    return sorted(found, key=lambda one: (clause_key(one.clause), one.pk))


def rows(review: Review) -> "QuerySet[Opinion]":
    """The opinions on a review with who gave them."""
    return Opinion.objects.filter(review=review).select_related("reviewer", "proposed_by")


def clause_key(clause: str) -> tuple[tuple[int, int | str], ...]:
    """By what clauses are sorted: 5.2 before 5.10, numbers before the letters of annexes."""
    return tuple(
        (0, int(part[:9])) if part.isdecimal() else (1, part.casefold())
        for part in _PARTS.findall(clause)
    )
