"""Where comments stand in a later version of the draft, and what was accepted but not done."""

from collections.abc import Mapping, Sequence

import msgspec
from django.db.models import Count, QuerySet

from biaozhun.cloud.consultations.models import Comment, CommentPlace, Consultation
from biaozhun.cloud.consultations.permissions import DESK, read_by
from biaozhun.cloud.consultations.queries.passages import Passage, clause_of, passages_of
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.core.structure.following import Outcome

STANDS: tuple[str, ...] = (Outcome.KEPT, Outcome.MOVED)
"""Outcomes where the words are the same as before."""
ACCEPTED = ("accepted", "partly")


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """A comment with its place in a later version.

    Attributes:
        comment: which one.
        place: what was found or said of it.
        clause: of its place there, as printed.
        words: of its passage there; empty where it is gone.
        before: words of that passage in front of what it is about.
        said: what it is about, as it reads now.
        after: what follows.
        is_undone: it was accepted, and its passage reads as before.
    """

    comment: Comment
    place: CommentPlace
    clause: str = ""
    words: str = ""
    before: str = ""
    said: str = ""
    after: str = ""
    is_undone: bool = False


def later_drafts(consultation: Consultation) -> list[ProjectDocument]:
    """The versions that comments of a consultation were found again in, the newest first."""
    found = ProjectDocument.objects.filter(comment_places__comment__consultation=consultation)
    return list(found.distinct().order_by("-added", "-pk"))


def places_in(
    consultation: Consultation, document: ProjectDocument, roles: frozenset[str] = DESK
) -> "QuerySet[CommentPlace]":
    """The places of the comments a role reads in a version, in the order of its text."""
    read = consultation.comments.filter(read_by(roles))
    rows = CommentPlace.objects.filter(document=document, comment__in=read)
    related = rows.select_related("comment__person", "comment__document", "set_by")
    return related.order_by("comment__place", "comment__start", "comment__number")


def counts_in(
    consultation: Consultation, document: ProjectDocument, roles: frozenset[str] = DESK
) -> dict[str, int]:
    """How many comments were kept, moved, reworded, gone; and accepted without a change."""
    rows = places_in(consultation, document, roles).order_by()
    counted = dict(rows.values_list("outcome").annotate(number=Count("pk")))
    told = {str(outcome): counted.get(str(outcome), 0) for outcome in Outcome}
    return {**told, "undone": undone(consultation, document).count()}


def undone(consultation: Consultation, document: ProjectDocument) -> "QuerySet[CommentPlace]":
    """Places of comments that were accepted, whose words read as before."""
    rows = places_in(consultation, document)
    return rows.filter(comment__state="decided", comment__decided__in=ACCEPTED, outcome__in=STANDS)


def followed(places: Sequence[CommentPlace], document: ProjectDocument) -> list[Followed]:
    """The places with the words of the version; one question."""
    passages = passages_of(document)
    return [_followed(one, passages) for one in places]


def _followed(place: CommentPlace, passages: list[Passage]) -> Followed:
    comment = place.comment
    is_undone = (
        comment.state == "decided" and comment.decided in ACCEPTED and place.outcome in STANDS
    )
    at = place.place
    if at is None or at >= len(passages):
        return Followed(comment=comment, place=place, is_undone=is_undone)
    text = passages[at].text
    start = place.start or 0
    end = len(text) if place.end is None else place.end
    return Followed(
        comment=comment,
        place=place,
        clause=clause_of(passages, at),
        words=text,
        before=text[:start],
        said=text[start:end],
        after=text[end:],
        is_undone=is_undone,
    )


def passage_choices(document: ProjectDocument) -> list[tuple[str, str]]:
    """The passages of a version by id, each with its clause and first words."""
    passages = passages_of(document)
    shown = 40
    return [
        (one.id, f"{one.label or clause_of(passages, at)} {one.text[:shown]}".strip())
        for at, one in enumerate(passages)
    ]


Words = Mapping[int, Sequence[Passage]]


def texts_of(comments: Sequence[Comment]) -> Words:
    """The passages of the drafts that comments were made on, by draft; one question a draft."""
    drafts = {one.document_id: one.document for one in comments if one.place is not None}
    return {key: passages_of(draft) for key, draft in drafts.items()}
