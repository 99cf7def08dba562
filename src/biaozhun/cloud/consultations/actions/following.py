"""Finding the places of comments again in a later version of the draft."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.life import WAITING
from biaozhun.cloud.consultations.models import Comment, CommentPlace
from biaozhun.cloud.consultations.permissions import roles_in
from biaozhun.cloud.consultations.queries.passages import Passage, passages_of, where
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.cloud.drafting.queries.documents import TEXTS
from biaozhun.core.structure import following as core
from biaozhun.core.structure.following import Outcome


def follow_into(document: ProjectDocument) -> int:
    """Find every comment of the project on an earlier version again in this one.

    Places that somebody put right by hand stay. It may be done again at any time; a version that
    cannot be read has no places.

    Args:
        document: a later version of the draft, read into passages.

    Returns:
        How many comments have a place in it now, kept by hand or found.
    """
    new = passages_of(document)
    if document.kind not in TEXTS or not new:
        return 0
    by_draft: dict[int, list[Comment]] = defaultdict(list)
    for comment in _before(document):
        by_draft[comment.document_id].append(comment)
    drafts = ProjectDocument.objects.in_bulk(by_draft)
    made = [
        place
        for draft, comments in by_draft.items()
        for place in _places(comments, passages_of(drafts[draft]), new, document)
    ]
    return _keep(document, made)


def _before(document: ProjectDocument) -> Iterable[Comment]:
    """The comments at a place of an earlier version."""
    earlier = Q(document__added__lt=document.added) | Q(
        document__added=document.added, document__lt=document.pk
    )
    found = Comment.objects.filter(earlier, consultation__project=document.project_id)
    return found.exclude(place=None).exclude(state=WAITING).order_by("pk")


def _places(
    comments: Iterable[Comment],
    old: list[Passage],
    new: list[Passage],
    document: ProjectDocument,
) -> Iterable[CommentPlace]:
    """Where comments on one version stand in another."""
    aside = core.follow(_plain(old), _plain(new))
    for comment in comments:
        place = comment.place
        if place is None or place >= len(old):
            continue  # the file was read otherwise then; its quote is shown, no place is claimed
        whole = len(old[place].text)
        start = 0 if comment.start is None else comment.start
        end = whole if comment.end is None else min(comment.end, whole)
        found = aside.place(place, start, end)
        is_there = found.passage is not None
        yield CommentPlace(
            comment=comment,
            document=document,
            outcome=found.outcome,
            passage=new[found.passage].id if found.passage is not None else "",
            place=found.passage,
            start=found.start if is_there else None,
            end=found.end if is_there else None,
        )


def _plain(passages: Iterable[Passage]) -> list[core.Passage]:
    return [core.Passage(one.id, one.text, one.row, one.column) for one in passages]


@transaction.atomic
def _keep(document: ProjectDocument, made: list[CommentPlace]) -> int:
    """Write the places in stead of those that were found before; those set by hand stay."""
    ProjectDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    held = document.comment_places
    held.filter(set_by=None).delete()
    by_hand = set(held.values_list("comment", flat=True))
    CommentPlace.objects.bulk_create(
        [one for one in made if one.comment_id not in by_hand], batch_size=500
    )
    return held.count()


@transaction.atomic
def correct(
    comment: Comment, document: ProjectDocument, outcome: str, passage: str, *, actor: Person
) -> CommentPlace:
    """Say by hand where a comment stands in a later version.

    Args:
        comment: which one.
        document: the later version.
        outcome: one of :class:`Outcome`.
        passage: the id of its passage there; empty where it is gone.
        actor: who says so: of the desk, or a drafter.

    Raises:
        ConsultationRefusedError: ``not_for_you``, ``unknown_outcome``, ``unknown_passage``,
            ``not_of_this_consultation``.
    """
    consultation = comment.consultation
    if not roles_in(actor, consultation):
        raise ConsultationRefusedError("not_for_you")
    if document.project_id != consultation.project_id:
        raise ConsultationRefusedError("not_of_this_consultation")
    if outcome not in list(Outcome):
        raise ConsultationRefusedError("unknown_outcome", field="outcome")
    is_gone = outcome == Outcome.GONE
    found = passages_of(document)
    place = None if is_gone else where(found, passage)
    if place is None and not is_gone:
        raise ConsultationRefusedError("unknown_passage", fragment=passage, field="passage")
    span = {} if place is None else {"start": 0, "end": len(found[place].text)}
    told = {"outcome": outcome, "passage": "" if is_gone else passage, "set_by": actor}
    told |= {"place": place, "start": None, "end": None, **span}
    kept, _made = CommentPlace.objects.update_or_create(
        comment=comment, document=document, defaults=told
    )
    facts: dict[str, object] = {"number": comment.number, "document": document.pk}
    facts |= {"outcome": outcome, "passage": passage}
    kind = "consultations.place_corrected"
    record(kind, subject=comment.case_subject, actor=actor, facts=facts)
    return kept
