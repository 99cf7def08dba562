"""What the slice shows on the pages of others, and what it answers to drafting."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.drafting import doors
from biaozhun.cloud.drafting.life import OVER
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.urgency import use
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.green_channel.channel import GreenChannel
from biaozhun.cloud.green_channel.permissions import ASKS
from biaozhun.cloud.green_channel.queries.uses import desk, of_project
from biaozhun.cloud.green_channel.wording import DUTIES
from biaozhun.cloud.ui.panels import Panel, register


def on_project(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the page of the drafting slice
    """The uses of a project, what they leave out, and the way to ask; three questions."""
    project: Project = page.project
    rows = of_project(project, is_inside=bool(page.roles))
    waits = any(one.use.state == "asked" for one in rows)
    may_ask = bool(page.roles & ASKS) and project.state not in OVER and not waits
    if not rows and not may_ask:
        return None
    holds = [one.use for one in rows if one.use.state == "granted"]
    is_emergency = any(one.procedure == "emergency" for one in holds)
    return {
        "project": project,
        "rows": rows,
        "may_ask": may_ask,
        "is_inside": bool(page.roles),
        "duties": DUTIES if is_emergency else (),
    }


def waiting(request: HttpRequest, person: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the form of a panel
    """What waits for a decision, and what runs in the channel."""
    if not isinstance(person, Person) or person_of(request) is None:
        return None
    found = desk(person, today(), most=5)
    return None if found.is_empty else {"desk": found}


def _door(project: Project) -> str:
    """Where another procedure is asked for."""
    return f"/desk/green-channel/projects/{project.pk}/ask"


use(GreenChannel())
doors.register("procedure", _door)
register(
    Panel(
        place="project",
        name="green-channel",
        heading=_("绿色通道"),
        template="green_channel/parts/project_panel.html",
        context=on_project,
        rank=20,
    )
)
register(
    Panel(
        place="desk",
        name="green-channel",
        heading=_("绿色通道"),
        template="green_channel/parts/desk_panel.html",
        context=waiting,
        rank=13,
    )
)
