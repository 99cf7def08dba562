"""What screening shows beside the decision on a change of a project."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.drafting.models import Change, Project
from biaozhun.cloud.screening.queries.answers import Proposed
from biaozhun.cloud.screening.queries.screening import screen
from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.cloud.ui.panels import Panel, register

_SCREENED = frozenset({Change.Kind.TITLE, Change.Kind.SCOPE})
"""Changes after which a project may be near to other things than before."""


def _of_change(request: HttpRequest, change: object) -> Mapping[str, object] | None:  # noqa: ARG001  -- the form of a panel
    """A screening of the project as it would be; a note alone where there is no index."""
    if not isinstance(change, Change) or change.kind not in _SCREENED or change.state != "asked":
        return None
    project = change.project
    exclude = {project.case_subject, project.revises, *project.also_replaces} - {""}
    try:
        return {"screening": screen(_proposed(project, change), exclude, inside=True)}
    except RebuildRequiredError:
        return {"screening": None}


def _proposed(project: Project, change: Change) -> Proposed:
    """The project with what is wanted in the place of what stands."""
    is_title = change.kind == Change.Kind.TITLE
    return Proposed(
        title=change.wanted if is_title else project.title,
        title_en=(change.wanted_en if is_title else "") or project.title_en,
        scope=project.scope if is_title else change.wanted,
        ics=tuple(project.ics),
        ccs=project.ccs,
        regime=project.regime,
        authority=project.authority,
    )


register(
    Panel(
        place="project.change",
        name="screening",
        heading=_("按申请的内容查新"),
        template="screening/change_panel.html",
        context=_of_change,
    )
)
