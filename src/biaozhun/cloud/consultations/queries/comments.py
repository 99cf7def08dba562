"""The comments everybody reads, with the answers."""

from typing import Final

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from biaozhun.cloud.consultations.life import COUNTED
from biaozhun.cloud.consultations.models import Comment, Consultation

PAGE: Final = 50


class WantedComments(msgspec.Struct, frozen=True, kw_only=True):
    """Which comments; what is empty does not matter.

    Attributes:
        text: in the comment, the proposal or the answer.
        kind: technical, editorial or general.
        answer: a disposition, or ``none`` for those without an answer.
        passage: id of the passage they were made on.
    """

    text: str = ""
    kind: str = ""
    answer: str = ""
    passage: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return any(msgspec.structs.astuple(self))


def public_comments(consultation: Consultation) -> "QuerySet[Comment]":
    """What everybody may read, in the order it came."""
    return consultation.comments.filter(state__in=COUNTED).order_by("number")


def narrowed(consultation: Consultation, wanted: WantedComments) -> "QuerySet[Comment]":
    """Those that are asked for."""
    rows = public_comments(consultation).select_related("organisation", "letter")
    if wanted.text:
        said = Q(text__icontains=wanted.text) | Q(proposal__icontains=wanted.text)
        rows = rows.filter(said | Q(answer__icontains=wanted.text, state="decided"))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.passage:
        rows = rows.filter(Q(passage=wanted.passage) | Q(places__passage=wanted.passage)).distinct()
    if wanted.answer == "none":
        return rows.exclude(state="decided")
    return rows.filter(state="decided", decided=wanted.answer) if wanted.answer else rows


def page_of(consultation: Consultation, wanted: WantedComments, page: int) -> Page[Comment]:
    """A page of them."""
    return Paginator(narrowed(consultation, wanted), PAGE).get_page(page)


def page_with(consultation: Consultation, number: int) -> int | None:
    """On which page of the whole list a comment stands; ``None`` where it is not public."""
    rows = public_comments(consultation)
    if not rows.filter(number=number).exists():
        return None
    return (rows.filter(number__lt=number).count()) // PAGE + 1
