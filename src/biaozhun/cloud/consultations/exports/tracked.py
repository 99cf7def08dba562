"""Accepted comments as tracked changes in the original Word file of the draft."""

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
from django.core.files.base import File
from django.utils import timezone

from biaozhun.cloud.consultations.models import Comment, Consultation, Disposition
from biaozhun.cloud.consultations.queries.passages import Passage, passages_of
from biaozhun.cloud.consultations.queries.table import counted_comments, said_by
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.core.consulting.rewording import wording_of
from biaozhun.documents.isolation import isolated_call
from biaozhun.documents.reports.tracked import Rewording, RewordingOrder, Tracked

_UNNAMED: Final = "社会公众"
_Places = dict[str, list[tuple[int, int]]]


class Unplaced(msgspec.Struct, frozen=True):
    """A comment that was accepted and is not in the file, and why.

    Why is ``no_place``, ``no_wording`` (it says what to think of, not what to write),
    ``earlier_draft``, ``place_not_found``, ``place_not_plain`` or ``places_overlap``.
    """

    comment: Comment
    code: str


class TrackedDraft(msgspec.Struct, frozen=True):
    """The draft with changes; nothing where none could be placed."""

    name: str
    content: bytes
    placed: tuple[int, ...]
    unplaced: tuple[Unplaced, ...]


def tracked_draft(consultation: Consultation) -> TrackedDraft:
    """The draft that was commented on, with what was accepted tracked in it.

    Raises:
        DocumentError: the draft is no Word document, is signed, or cannot be read.
    """
    draft = consultation.draft
    accepted = [
        one
        for one in counted_comments(consultation)
        if one.decided in {Disposition.ACCEPTED, Disposition.PARTLY}
    ]
    passages = passages_of(draft)
    places = _places_of(passages)
    asked: list[Rewording] = []
    unplaced: list[Unplaced] = []
    for one in accepted:
        found = _asked(one, draft, passages, places)
        if isinstance(found, Rewording):
            asked.append(found)
        else:
            unplaced.append(Unplaced(one, found))
    told = _tracked(draft, asked)
    by_number = {one.number: one for one in accepted}
    unplaced += [Unplaced(by_number[key], code) for key, code in told.unplaced]
    return TrackedDraft(
        name=f"{Path(draft.name).stem}-修订.docx",
        content=told.content,
        placed=told.placed,
        unplaced=tuple(sorted(unplaced, key=lambda one: one.comment.number)),
    )


def _asked(
    comment: Comment, draft: ProjectDocument, passages: Sequence[Passage], places: _Places
) -> Rewording | str:
    """The change a comment asks for, or why there is none."""
    if comment.document_id != draft.pk:
        return "earlier_draft"
    if comment.place is None or comment.place >= len(passages):
        return "no_place"
    if comment.decided != Disposition.ACCEPTED:
        return "no_wording"  # what was taken of it, only its answer says
    wording = wording_of(comment.quote, comment.proposal)
    if wording is None:
        return "no_wording"
    return _placed(comment, wording, passages[comment.place].text, places)


def _placed(comment: Comment, wording: str, text: str, places: _Places) -> Rewording | str:
    """A change at its line: of a passage of several lines, the one that holds its words."""
    start = comment.start or 0
    end = comment.end if comment.end is not None else len(text)
    before = text.rfind("\n", 0, start) + 1
    behind = text.find("\n", start)
    line = text[before : behind if behind >= 0 else len(text)]
    if not line.strip() or end - before > len(line):
        return "place_not_found"
    likes = places[line.strip()]
    lead = len(line) - len(line.lstrip())
    return Rewording(
        key=comment.number,
        passage=line.strip(),
        among=len(likes),
        ordinal=likes.index((comment.place or 0, before)),
        start=start - before - lead,
        end=end - before - lead,
        wording=wording,
        author=f"{said_by(comment) or _UNNAMED}（意见{comment.number}）",
        made=timezone.localtime(comment.decided_at or comment.filed),
    )


def _places_of(passages: Sequence[Passage]) -> _Places:
    """Where each line of the draft stands: passage and first character."""
    found: _Places = defaultdict(list)
    for place, one in enumerate(passages):
        at = 0
        for line in one.text.split("\n"):
            found[line.strip()].append((place, at))
            at += len(line) + 1
    return found


def _tracked(draft: ProjectDocument, asked: Sequence[Rewording]) -> Tracked:
    order = msgspec.msgpack.encode(RewordingOrder(draft.digest, tuple(asked)))
    with tempfile.TemporaryDirectory(prefix="biaozhun-tracking-") as folder:
        path = Path(folder) / "document"
        with draft.file.open("rb") as stream, path.open("wb") as copy:
            for piece in File(stream).chunks():
                copy.write(piece)
        answer = isolated_call("biaozhun.documents.reports.tracked:track", path, order)
    return msgspec.msgpack.decode(answer, type=Tracked)
