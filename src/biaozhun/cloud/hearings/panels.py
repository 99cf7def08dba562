"""What the slice shows on the page of a project and on the first page of the desk."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.drafting import doors
from biaozhun.cloud.drafting.models import Proceeding, Project
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.hearings.actions.deciding import OVER
from biaozhun.cloud.hearings.life import UNDER_WAY
from biaozhun.cloud.hearings.models import Hearing, Invitation
from biaozhun.cloud.hearings.permissions import desk_roles
from biaozhun.cloud.hearings.queries.hearings import desk_hearings
from biaozhun.cloud.hearings.queries.on_projects import on_project
from biaozhun.cloud.hearings.queries.pool import ending, kept_by
from biaozhun.cloud.ui.panels import Panel, register


def hearing(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the page of the drafting slice
    """The decision on a hearing, the hearings, and who took part of the representatives."""
    project: Project = page.project
    is_desk = bool(desk_roles(person_of(request), project))
    shown = on_project(project, is_desk=is_desk)
    if shown.is_empty and not is_desk:
        return None
    is_running = any(one.state in UNDER_WAY for one in shown.hearings)
    decision = shown.decision
    rounds = [one.pk for one in page.proceedings if one.kind == Proceeding.Kind.HEARING]
    wanted = (
        decision is not None
        and decision.is_needed
        and not decision.proceeding.outcome
        and rounds[:1] == [decision.proceeding_id]  # none was stated since
    )
    return {
        "project": project,
        "decision": decision,
        "hearings": shown.hearings,
        "stages": shown.stages,
        "named": shown.named,
        "is_desk": is_desk,
        "sees_all": bool(page.roles),
        "may_decide": project.state not in OVER and not is_running,
        "may_prepare": wanted and not is_running and project.state not in OVER,
    }


def waiting(request: HttpRequest, person: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the form of a panel
    """Hearings under way, invitations to answer, terms that end; three questions."""
    if not isinstance(person, Person):
        return None
    running = list(desk_hearings(person).filter(state__in=UNDER_WAY)[:5])
    invited = Invitation.objects.filter(representative__person=person, state="invited").count()
    ends = kept_by(person).filter(ending(today())).count()
    if not (running or invited or ends):
        return None
    return {"running": running, "invited": invited, "ending": ends}


doors.register_case(
    Proceeding.Kind.HEARING,
    lambda project: Hearing.objects.filter(project=project, state__in=UNDER_WAY).exists(),
)
register(
    Panel(
        place="project",
        name="hearing",
        heading=_("听证与代表参与"),
        template="hearings/parts/project_panel.html",
        context=hearing,
        rank=40,
    )
)
register(
    Panel(
        place="desk",
        name="hearings",
        heading=_("听证与邀请"),
        template="hearings/parts/desk_panel.html",
        context=waiting,
        rank=18,
    )
)
