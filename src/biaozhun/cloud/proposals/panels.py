"""What applications and batches show on the pages of others."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.proposals.models import Application
from biaozhun.cloud.proposals.permissions import takes_part
from biaozhun.cloud.proposals.queries.work import waiting_for
from biaozhun.cloud.ui.panels import Panel, register


def _on_desk(request: HttpRequest, person: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the form of a panel
    """What waits for the own unit or office; nothing where nothing does."""
    if not isinstance(person, Person) or not takes_part(person):
        return None
    waiting = waiting_for(person)
    return {"waiting": waiting} if waiting else None


def _on_project(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- likewise
    """The application and the programme a project came from."""
    found = Application.objects.filter(project=page.project)
    origin = found.select_related("department", "programme", "batch").first()
    return None if origin is None else {"application": origin}


register(
    Panel(
        place="desk",
        name="proposals",
        heading=_("立项申请"),
        template="proposals/parts/desk_panel.html",
        context=_on_desk,
        rank=20,
    )
)
register(
    Panel(
        place="project",
        name="application",
        heading=_("立项来源"),
        template="proposals/parts/project_panel.html",
        context=_on_project,
        rank=10,
    )
)
