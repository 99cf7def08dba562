"""What the slice shows on the page of a project and on the first page of the desk."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.issuing.models import (
    AnnouncementRow,
    Approval,
    DrawnNumber,
    Filing,
    IssuedElsewhere,
)
from biaozhun.cloud.issuing.queries.inbox import inbox
from biaozhun.cloud.issuing.queries.posts import is_clerk
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.ui.panels import Panel, register
from biaozhun.core.number import parse

INNER = frozenset({"authority", "handler"})


def issuing(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the page of the drafting slice
    """Approval, number, announcement, filing and text of a project; at most eight questions."""
    project: Project = page.project
    person = person_of(request)
    approvals = list(Approval.objects.filter(project=project).order_by("round"))
    elsewhere = IssuedElsewhere.objects.filter(project=project).first()
    clerk = project.state == "examining" and is_clerk(person, project, today())
    if not (approvals or elsewhere or project.number or clerk):
        return None
    row = AnnouncementRow.objects.filter(project=project, announcement__state="issued")
    running = any(one.state == "running" for one in approvals)
    return {
        "project": project,
        "approvals": approvals,
        "sees_inner": bool(page.roles & INNER),
        "may_begin": clerk and not running,
        "elsewhere": elsewhere,
        "drawn": DrawnNumber.objects.filter(project=project).first(),
        "row": row.select_related("announcement").first(),
        "filings": list(Filing.objects.filter(project=project).order_by("pk")),
        "texts": _texts(project),
    }


def _texts(project: Project) -> list[Text]:
    if not project.number:
        return []
    own = Text.objects.filter(slug=parse(project.number).slug, state=Text.State.SHOWN)
    return list(own.order_by("form"))


def waiting(request: HttpRequest, person: Person) -> Mapping[str, object] | None:  # noqa: ARG001  -- the form of a panel
    """How many approvals wait for somebody."""
    found = inbox(person, today())
    return {"waiting": found[:5], "count": len(found)} if found else None


register(
    Panel(
        place="project",
        name="issuing",
        heading=_("审批、编号、发布与备案"),
        template="issuing/parts/panel.html",
        context=issuing,
        rank=70,
    )
)
register(
    Panel(
        place="desk",
        name="approvals",
        heading=_("等您办理的审批"),
        template="issuing/parts/waiting.html",
        context=waiting,
        rank=15,
    )
)
