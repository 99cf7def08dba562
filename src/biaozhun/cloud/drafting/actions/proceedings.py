"""What a project went through, written down: consultations, hearings, checks, reviews."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.drafting.doors import runs_here
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.models import Proceeding, Project, ProjectDocument


@transaction.atomic
def record_proceeding(  # noqa: PLR0913  -- what a proceeding has; all but the first by name
    project: Project,
    kind: str,
    *,
    began: dt.date | None,
    ended: dt.date | None,
    outcome: str,
    note: str,
    papers: Sequence[ProjectDocument],
    origin: str,
    actor: Person | None,
    at: dt.datetime,
    draft: ProjectDocument | None = None,
    open_items: int = 0,
) -> Proceeding:
    """Write down a further round of a proceeding; fields as of :class:`Proceeding`.

    Raises:
        DraftingRefusedError: ``ends_before_it_begins``, ``not_of_this_project``, ``case_running``.
    """
    _check(project, began, ended, [*papers, *([draft] if draft else [])])
    _refuse_beside_a_case(lock(Project, project.pk), kind, origin)
    is_here = origin == Proceeding.Origin.HERE
    made = Proceeding.objects.create(
        project=project,
        kind=Proceeding.Kind(kind),
        round=project.proceedings.filter(kind=kind).count() + 1,
        draft=draft,
        began=began,
        ended=ended,
        outcome=Proceeding.Outcome(outcome) if outcome else "",
        open_items=open_items,
        note=note,
        origin=Proceeding.Origin(origin),
        stated_by=None if is_here else actor,
        stated_at=None if is_here else at,
    )
    made.papers.set(papers)
    _note("drafting.proceeding_recorded", made, actor)
    return made


class Conclusion(msgspec.Struct, frozen=True, kw_only=True):
    """How a proceeding stands now.

    Attributes:
        ended: its last day; empty while it goes on.
        outcome: one of :class:`Proceeding.Outcome`; empty while it goes on.
        open_items: comments or opinions without a decided answer.
        note: reason or conclusion.
        papers: what was written in it besides what lies on it already.
        asks_again: the draft was changed so much since that a further round is due.
    """

    ended: dt.date | None
    outcome: str
    open_items: int = 0
    note: str = ""
    papers: tuple[ProjectDocument, ...] = ()
    asks_again: bool = False


@transaction.atomic
def conclude_proceeding(
    proceeding: Proceeding, told: Conclusion, *, actor: Person | None
) -> Proceeding:
    """Bring a proceeding up to date: it ended, its items were answered, it came to an outcome.

    Raises:
        DraftingRefusedError: ``proceeding_over`` where a later round has begun;
            ``case_running`` where it was stated, and a case of its kind runs here;
            ``ends_before_it_begins``; ``not_of_this_project``.
    """
    project = lock(Project, proceeding.project_id)
    held = Proceeding.objects.select_for_update(of=("self",)).get(pk=proceeding.pk)
    later = project.proceedings.filter(kind=held.kind, round__gt=held.round)
    if later.exists():
        raise DraftingRefusedError("a later round has begun", code="proceeding_over")
    _refuse_beside_a_case(project, held.kind, held.origin)
    _check(project, held.began, told.ended, told.papers)
    held.ended, held.open_items = told.ended, told.open_items
    held.outcome = Proceeding.Outcome(told.outcome) if told.outcome else ""
    held.note, held.asks_again = told.note or held.note, told.asks_again
    held.save(update_fields=["ended", "open_items", "outcome", "note", "asks_again"])
    held.papers.add(*told.papers)
    _note("drafting.proceeding_concluded", held, actor)
    return held


@transaction.atomic
def begin_anew(
    proceeding: Proceeding,
    *,
    draft: ProjectDocument,
    began: dt.date,
    ended: dt.date,
    actor: Person | None,
) -> Proceeding:
    """Count a round that goes on from another day, with another draft.

    Raises:
        DraftingRefusedError: ``ends_before_it_begins``; ``not_of_this_project``;
            ``proceeding_over`` where it came to an outcome.
    """
    project = lock(Project, proceeding.project_id)
    held = Proceeding.objects.select_for_update(of=("self",)).get(pk=proceeding.pk)
    if held.outcome:
        raise DraftingRefusedError("it is over", code="proceeding_over")
    _check(project, began, ended, [draft])
    held.draft, held.began, held.ended = draft, began, ended
    held.save(update_fields=["draft", "began", "ended"])
    _note("drafting.proceeding_begun_anew", held, actor)
    return held


def _refuse_beside_a_case(project: Project, kind: str, origin: str) -> None:
    """What a case carries through here is not stated besides: two accounts would contradict."""
    if origin != Proceeding.Origin.HERE and runs_here(project, kind):
        raise DraftingRefusedError("a case of it runs here", code="case_running", fragment=kind)


def _check(
    project: Project,
    began: dt.date | None,
    ended: dt.date | None,
    papers: Sequence[ProjectDocument],
) -> None:
    if began and ended and ended < began:
        raise DraftingRefusedError("it ends before it begins", code="ends_before_it_begins")
    if any(paper.project_id != project.pk for paper in papers):
        raise DraftingRefusedError("a paper of another project", code="not_of_this_project")


def _note(kind: str, made: Proceeding, actor: Person | None) -> None:
    facts = {
        "proceeding": str(made.kind),
        "round": made.round,
        "began": made.began.isoformat() if made.began else "",
        "ended": made.ended.isoformat() if made.ended else "",
        "outcome": str(made.outcome),
        "open_items": made.open_items,
        "origin": str(made.origin),
    }
    record(kind, subject=made.project.case_subject, actor=actor, facts=facts)
