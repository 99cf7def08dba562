"""The comments of a consultation in the order of its table, and who said them."""

from django.db.models import F, QuerySet

from biaozhun.cloud.consultations.life import COUNTED
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.consultations.permissions import FROM_UNITS


def counted_comments(consultation: Consultation) -> QuerySet[Comment]:
    """Comments everybody reads, by their place in the text; those on the whole draft first."""
    return (
        consultation.comments.filter(state__in=COUNTED)
        .select_related("letter")
        .order_by(F("place").asc(nulls_first=True), F("start").asc(nulls_first=True), "number")
    )


def said_by(comment: Comment) -> str:
    """Who is named for a comment: a unit that was asked, or who agreed to be named; else nobody.

    A unit answers a letter, or sends a table, as a unit; a person is named only by their own wish.
    """
    if comment.letter is not None:
        return comment.letter.unit
    if comment.origin in FROM_UNITS and comment.unit:
        return comment.unit
    if not comment.is_named:
        return ""
    return comment.unit or comment.name
