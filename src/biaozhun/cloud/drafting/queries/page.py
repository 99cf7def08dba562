"""The page of a project: everything on it, asked once."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

import msgspec
from django.db.models import Prefetch, QuerySet

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.drafting.life import CLOSED, OVER
from biaozhun.cloud.drafting.models import (
    Change,
    DocumentKind,
    Milestone,
    OpenCall,
    PatentDisclosure,
    Proceeding,
    Project,
    ProjectDocument,
)
from biaozhun.cloud.drafting.permissions import (
    DECIDES,
    NAMED_VOTES,
    WORKS,
    reads,
    withheld_from,
)
from biaozhun.cloud.drafting.queries.course import Stage, course_of, events_of, public_history
from biaozhun.cloud.drafting.queries.documents import note_is_current
from biaozhun.cloud.drafting.queries.periods import Running, running
from biaozhun.cloud.drafting.queries.register import is_late
from biaozhun.cloud.drafting.queries.steps import Ahead, steps_ahead
from biaozhun.cloud.rules.queries import rules_for

ORDER: Final = {str(kind): place for place, kind in enumerate(DocumentKind)}
"""Papers stand in the order of the course."""


class Papers(msgspec.Struct, frozen=True, kw_only=True):
    """The versions of one kind of document, the newest first."""

    kind: str
    versions: tuple[ProjectDocument, ...]

    @property
    def newest(self) -> ProjectDocument:
        """The version that counts."""
        return self.versions[0]

    @property
    def older(self) -> tuple[ProjectDocument, ...]:
        """Those it took the place of."""
        return self.versions[1:]


class ProjectPage(msgspec.Struct, frozen=True, kw_only=True):
    """A project as somebody sees it.

    Attributes:
        project: which one.
        roles: what the person is to it; empty for everybody else.
        today: the day.
        course: its stages.
        papers: the documents the person may read, by kind.
        steps: what may be done next; empty for who does not work on it.
        events: what the person may read of its history, the latest first.
        proceedings: what it went through, of each kind the latest round first.
        milestones: the timetable.
        patents: disclosed.
        changes: asked for and decided; of who does not work on it, those that were granted.
        calls: open or over.
        is_note_current: the explanatory note travels with the newest draft.
    """

    project: Project
    roles: frozenset[str]
    today: dt.date
    course: tuple[Stage, ...]
    papers: tuple[Papers, ...]
    steps: tuple[Ahead, ...]
    events: tuple[Event, ...]
    proceedings: tuple[Proceeding, ...]
    milestones: tuple[Milestone, ...]
    patents: tuple[PatentDisclosure, ...]
    changes: tuple[Change, ...]
    calls: tuple[OpenCall, ...]
    is_note_current: bool
    periods: tuple[Running, ...]

    @property
    def sees_all(self) -> bool:
        """Whether what is not public is shown."""
        return bool(self.roles)

    @property
    def works(self) -> bool:
        """Whether the person works on it."""
        return bool(self.roles & WORKS)

    @property
    def decides(self) -> bool:
        """Whether the person decides over it."""
        return bool(self.roles & DECIDES)

    @property
    def named_votes(self) -> frozenset[str]:
        """The kinds of documents that are never shown to everybody."""
        return NAMED_VOTES

    @property
    def is_late(self) -> bool:
        """Whether it is behind its deadline."""
        return is_late(self.project, self.today)

    @property
    def is_over(self) -> bool:
        """Whether it is announced, published or ended without that: nothing of it changes."""
        return self.project.state in OVER

    @property
    def is_closed(self) -> bool:
        """Whether nothing is added any more."""
        return self.project.state in CLOSED

    @property
    def lacking_statements(self) -> int:
        """Patents whose holders have not said anything yet."""
        return sum(one.licence == "none_yet" for one in self.patents)


def whole_projects() -> "QuerySet[Project]":
    """Projects with their bodies, units and team; four questions, however many there are."""
    return Project.objects.select_related(
        "authority", "department", "committee", "committee__secretariat", "handler"
    ).prefetch_related("units", "team", "watchers")


def project_at(pk: int) -> Project | None:
    """A project with its bodies, units and team; four questions."""
    return whole_projects().filter(pk=pk).first()


def page_of(project: Project, roles: frozenset[str], today: dt.date) -> ProjectPage:
    """Everything on the page of a project; its number of questions does not grow."""
    documents = list(
        project.documents.select_related("accompanies", "added_by", "text").order_by("-version")
    )
    shown_papers = ProjectDocument.objects.exclude(kind__in=withheld_from(roles)).order_by("pk")
    proceedings = list(
        project.proceedings.select_related("draft", "stated_by")
        .prefetch_related(Prefetch("papers", shown_papers))
        .order_by("kind", "-round")
    )
    events = events_of(project)
    newest = {one.kind: one for one in reversed(documents)}
    shown = events if roles else public_history(events)
    rules = rules_for(project.authority, procedure=project.procedure, on=today)
    return ProjectPage(
        project=project,
        roles=roles,
        today=today,
        course=tuple(course_of(project, events, proceedings, today)),
        papers=tuple(papers_of(one for one in documents if reads(roles, one))),
        steps=tuple(steps_ahead(project, roles, today, rules)) if roles & WORKS else (),
        events=tuple(reversed(shown)),
        proceedings=tuple(proceedings),
        milestones=tuple(project.milestones.order_by("planned", "pk")),
        patents=tuple(project.patents.select_related("statement").order_by("pk")),
        changes=tuple(_changes(project, roles)),
        calls=tuple(project.calls.exclude(state="draft").order_by("-opens", "-pk")),
        is_note_current=note_is_current(newest),
        periods=tuple(running(project, rules, today, of_law=not roles & WORKS)),
    )


def papers_of(documents: Iterable[ProjectDocument]) -> list[Papers]:
    """Documents by kind, in the order of the course, the newest version first."""
    kinds: dict[str, list[ProjectDocument]] = {}
    for one in documents:
        kinds.setdefault(one.kind, []).append(one)
    return [
        Papers(kind=kind, versions=tuple(kinds[kind]))
        for kind in sorted(kinds, key=lambda kind: ORDER[kind])
    ]


def _changes(project: Project, roles: frozenset[str]) -> Iterable[Change]:
    found = project.changes.select_related("asked_by", "asked_for", "decided_by", "paper")
    return found if roles else found.filter(state="granted")


def extended_before(page: ProjectPage) -> bool:
    """Whether its deadline was put off before; most regions grant that once."""
    return any(one.kind == "deadline" and one.state == "granted" for one in page.changes)
