"""What consultations show on the page of a project and on the first page of the desk."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.consultations.actions.preparing import STAGES, UNFINISHED
from biaozhun.cloud.consultations.life import PUBLIC
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.permissions import roles_on
from biaozhun.cloud.consultations.queries.consultations import ending_soon, waiting_for
from biaozhun.cloud.drafting import doors
from biaozhun.cloud.drafting.models import DocumentKind, Proceeding, Project
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.panels import Panel, register

SOON: Final = 7
"""Days before the last one from which the desk is reminded."""
_MOST: Final = 5  # consultations that the desk is shown by name


def of_project(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the page of the drafting slice
    """The rounds of a project, and the way to prepare one; two questions."""
    project: Project = page.project
    keeps = "desk" in roles_on(person_of(request), project)
    rounds = project.consultations.order_by("-round")
    found = [one for one in rounds if keeps or one.state in PUBLIC]
    is_free = not any(one.state in UNFINISHED for one in found)
    may_prepare = keeps and is_free and project.state in STAGES
    if not found and not may_prepare:
        return None
    drafts = project.documents.filter(kind=DocumentKind.DRAFT_FOR_COMMENT)
    return {
        "project": project,
        "rounds": found,
        "keeps": keeps,
        "may_prepare": may_prepare,
        "has_draft": may_prepare and drafts.exists(),
        "on": today(),
    }


def at_desk(request: HttpRequest, person: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the form of a panel
    """Comments nobody has looked at, and consultations that end soon."""
    if not isinstance(person, Person):
        return None
    waiting = waiting_for(person).count()
    soon = list(ending_soon(person, today(), days=SOON)[:_MOST])
    return {"waiting": waiting, "soon": soon, "on": today()} if waiting or soon else None


def _running(project: Project) -> str:
    """The page of the round that is not settled; empty where there is none."""
    held = Consultation.objects.filter(project=project, state__in=UNFINISHED).first()
    return "" if held is None else reverse("consultations:consultation", args=[held.pk])


doors.register("consult", _running)
doors.register("close_consultation", _running)
doors.register_case(
    Proceeding.Kind.CONSULTATION,
    lambda project: project.consultations.filter(state__in=UNFINISHED).exists(),
)
register(
    Panel(
        place="project",
        name="consultations",
        heading=_("征求意见"),
        template="consultations/parts/project_panel.html",
        context=of_project,
        rank=30,
    )
)
register(
    Panel(
        place="desk",
        name="consultations",
        heading=_("征求意见"),
        template="consultations/parts/desk_panel.html",
        context=at_desk,
        rank=14,
    )
)
