"""Drafting projects, for programs: what everybody may read of them."""

import datetime as dt
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from biaozhun.cloud.catalogue.api.asking import (
    Cursor,
    Limit,
    Text,
    cursor_at,
    day_or_today,
    position_of,
)
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.page import ProjectPage, page_of, project_at
from biaozhun.cloud.drafting.queries.register import Wanted, is_late
from biaozhun.cloud.drafting.queries.register import projects as every_project
from biaozhun.cloud.ui.problems import Problem, problem
from biaozhun.core.lifecycle.stages import code_of

router = Router(tags=["projects"])


class ProjectState(StrEnum):
    """Where a project stands, or ``open`` for all under way, ``late`` for those behind a day."""

    OPEN = "open"
    LATE = "late"
    PLANNED = "planned"
    DRAFTING = "drafting"
    CONSULTING = "consulting"
    SETTLING = "settling"
    SUBMITTED = "submitted"
    REVIEWING = "reviewing"
    REVIEWED = "reviewed"
    REPORTED = "reported"
    EXAMINING = "examining"
    APPROVED = "approved"
    ANNOUNCED = "announced"
    PUBLISHED = "published"
    TERMINATED = "terminated"
    ISSUED_ELSEWHERE = "issued_elsewhere"


class ProjectSummaryOut(Schema):
    """A project in a list; ``stage`` is the code of GB/T 16733."""

    id: int
    plan_number: str
    title: str
    title_en: str
    kind: str
    state: str
    stage: str
    is_late: bool
    authority: str
    department: str
    committee: str
    units: list[str]
    field: str
    procedure: str
    planned: dt.date | None
    deadline: dt.date | None
    number: str
    announced: dt.date | None


class ProjectPageOut(Schema):
    """A page of projects; ``next`` is empty where none follow."""

    as_of: dt.date
    items: list[ProjectSummaryOut]
    next: str


class ProjectStageOut(Schema):
    """A stage the project came to: its state, the days it began and ended."""

    state: str
    stage: str
    since: dt.date | None
    until: dt.date | None


class ProjectDocumentOut(Schema):
    """A document that everybody may read, with the SHA-256 of its file."""

    id: int
    kind: str
    version: int
    name: str
    size: int
    sha256: str
    address: str


class ProjectPatentOut(Schema):
    """A patent that was disclosed, and what its holder says of licences."""

    number: str
    title: str
    holder: str
    clauses: str
    essential: bool | None
    licence: str


class ProjectOut(ProjectSummaryOut):
    """A project with its stages, public documents and disclosed patents."""

    programme: str
    scope: str
    regime: str
    revises: str
    approved: dt.date | None
    in_force: dt.date | None
    taken_over: bool
    stages: list[ProjectStageOut]
    documents: list[ProjectDocumentOut]
    patents: list[ProjectPatentOut]


class ProjectsAsked(Schema):
    """Which projects: in a state, of a year of planning, with words in title, number or units."""

    cursor: Cursor = ""
    limit: Limit = 100
    state: ProjectState | None = None
    year: int | None = None
    q: Text = ""
    on: dt.date | None = None


@router.get("/projects", response={200: ProjectPageOut, 422: Problem}, summary="List projects")
def projects(request: HttpRequest, asked: Query[ProjectsAsked]) -> ProjectPageOut:  # noqa: ARG001  -- ninja's signature
    """Drafting projects in the order in which they were opened."""
    day = day_or_today(asked.on)
    year = asked.year if asked.year and 1 <= asked.year <= dt.MAXYEAR else 0
    wanted = Wanted(text=clean(asked.q), state=asked.state or "", year=year)
    after = every_project(wanted, day).filter(pk__gt=position_of(asked.cursor))
    found = list(after.order_by("pk")[: asked.limit + 1])
    items = [ProjectSummaryOut(**_summary(one, day)) for one in found[: asked.limit]]
    last = items[-1].id if len(found) > len(items) else None
    return ProjectPageOut(as_of=day, items=items, next=cursor_at(last))


@router.get(
    "/projects/{id}",
    response={200: ProjectOut, 404: Problem, 422: Problem},
    summary="Read a project",
)
def project(request: HttpRequest, id: int, on: dt.date | None = None) -> ProjectOut | HttpResponse:  # noqa: A002, ARG001  -- the name in the address; ninja's signature
    """One project as everybody may see it."""
    held = project_at(min(max(id, 0), LARGEST_ID))
    if held is None:
        return problem(HTTPStatus.NOT_FOUND, "not_found", "there is no such project")
    day = day_or_today(on)
    page = page_of(held, frozenset(), day)
    names = ("programme", "scope", "regime", "revises", "approved", "in_force", "taken_over")
    return ProjectOut(
        **_summary(held, day),
        **{name: getattr(held, name) for name in names},
        stages=[
            ProjectStageOut(
                state=one.state, stage=_stage(one.state), since=one.came, until=one.left
            )
            for one in page.course
            if one.is_past or one.is_here
        ],
        documents=_documents(page),
        patents=[
            ProjectPatentOut(
                number=one.number,
                title=one.title,
                holder=one.holder,
                clauses=one.clauses,
                essential=one.essential,
                licence=one.licence,
            )
            for one in page.patents
        ],
    )


def _documents(page: ProjectPage) -> list[ProjectDocumentOut]:
    return [
        ProjectDocumentOut(
            id=one.pk,
            kind=one.kind,
            version=one.version,
            name=one.name,
            size=one.size,
            sha256=one.digest,
            address=f"/projects/{one.project_id}/documents/{one.pk}",
        )
        for paper in page.papers
        for one in paper.versions
    ]


def _summary(held: Project, day: dt.date) -> dict[str, Any]:
    names = ("plan_number", "title", "title_en", "kind", "state", "field", "procedure")
    more = ("planned", "deadline", "number", "announced")
    return {
        "id": held.pk,
        **{name: getattr(held, name) for name in (*names, *more)},
        "stage": _stage(held.state, held.ended_from),
        "is_late": is_late(held, day),
        "authority": held.authority.name,
        "department": held.department.name,
        "committee": held.committee.code if held.committee else "",
        "units": [one.name for one in held.units.all()],
    }


def _stage(state: str, left: str = "") -> str:
    found = code_of(Project.machine.name, state, left=left)
    return found.gbt if found else ""
