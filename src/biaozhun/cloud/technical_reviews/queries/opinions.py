"""The opinions on a review, in the order of the clauses they are on."""

import re
from collections import Counter
from typing import Final

import msgspec
from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.permissions import roles_in as roles_in_project
from biaozhun.cloud.technical_reviews.models import Opinion, Review, Reviewer
from biaozhun.cloud.technical_reviews.permissions import GONE, names_sealed, roles_in

_PARTS: Final = re.compile(r"\d+|[^\W\d_]+")
TAKEN: Final = ("convened", "voting", "counted")
"""The states of a review in which opinions come in."""
HANDLED: Final = (*TAKEN, "concluded")
"""The states in which they are handled; what is open may be answered after a revision was asked."""


class OpinionLine(msgspec.Struct, frozen=True, kw_only=True):
    """An opinion as somebody sees it.

    Attributes:
        opinion: with who gave it.
        number: in the table.
        may_change: the person may word it anew or take it back.
    """

    opinion: Opinion
    number: int
    may_change: bool


class OpinionsPage(msgspec.Struct, frozen=True, kw_only=True):
    """The opinions on a review as somebody sees them.

    Attributes:
        lines: in the order of the clauses.
        counts: by what came of them; the empty code counts the open ones.
        people: whose opinions the desk may enter; ``None`` for everybody else.
        own: the person as a reviewer.
        may_add: opinions come in, and the person may give one.
        decides: the person decides what comes of them.
        proposes: the person drafts, and proposes it.
        is_whole: the person sees all of them, not only the own.
        names_sealed: the person does not read whose they are.
    """

    lines: list[OpinionLine]
    counts: dict[str, int]
    people: list[Reviewer] | None
    own: Reviewer | None
    may_add: bool
    decides: bool
    proposes: bool
    is_whole: bool
    names_sealed: bool

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def open(self) -> int:
        """How many wait for a decision."""
        return self.counts.get("", 0)


def may_read(person: Person, review: Review) -> bool:
    """Whether somebody reads opinions: desk, reviewers, the department, and who drafted."""
    if not roles_in(person, review).isdisjoint({"desk", "reviewer", "department"}):
        return True
    return "drafter" in roles_in_project(person, review.project)


def is_secret(review: Review) -> bool:
    """Whether those who review read only their own: while a ballot runs."""
    return bool(review.form == Review.Form.BALLOT and review.state in {"convened", "voting"})


def opinions_page(review: Review, person: Person, *, only_open: bool = False) -> OpinionsPage:
    """The opinions somebody sees; of a ballot that runs a reviewer reads only the own.

    Its number of questions does not grow with the opinions.
    """
    roles, everything = roles_in(person, review), opinions_of(review)
    people = list(review.reviewers.exclude(status__in=GONE).order_by("pk"))
    own = next((one for one in people if one.person_id == person.pk), None)
    is_desk = "desk" in roles
    drafts = "drafter" in roles_in_project(person, review.project)
    is_whole = is_desk or drafts or "department" in roles or not is_secret(review)
    seen = [one for one in everything if is_whole or (own and one.reviewer_id == own.pk)]
    may_add = review.state in TAKEN and (is_desk or own is not None)
    return OpinionsPage(
        lines=[
            OpinionLine(
                opinion=one,
                number=place,
                may_change=may_add and not one.disposition and _is_own(one, own, is_desk=is_desk),
            )
            for place, one in enumerate(seen, 1)
            if not only_open or not one.disposition
        ],
        counts=dict(Counter(one.disposition for one in seen)),
        people=people if is_desk else None,
        own=own,
        may_add=may_add,
        decides=is_desk and review.state in HANDLED,
        proposes=drafts and not is_desk and review.state in HANDLED,
        is_whole=is_whole,
        names_sealed=names_sealed(review, roles),
    )


def _is_own(one: Opinion, own: Reviewer | None, *, is_desk: bool) -> bool:
    return is_desk or (own is not None and one.reviewer_id == own.pk)


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
