"""The clock of a project on its page, and what is late at the desk."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.clocks.models import GivenWarning
from biaozhun.cloud.clocks.queries.board import counts, running, seen_by
from biaozhun.cloud.clocks.queries.clocked import Limits, clocked
from biaozhun.cloud.clocks.queries.forecasts import forecasts, learnt
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.permissions import WORKS
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.panels import Panel, register


def _of_project(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the page of the drafting slice
    """Its stages against the rules, whose turn it is, what is to be expected."""
    project: Project = page.project
    on = today()
    (clock,) = clocked([project], on, limits=Limits(on))
    if not clock.stages and clock.total is None and clock.holder is None:
        return None
    works = bool(page.roles & WORKS)
    stage = clock.running.stage if clock.running and not project.announced else None
    warnings = GivenWarning.objects.filter(project=project).order_by("-given", "-pk")
    return {
        "clock": clock,
        "works": works,
        "forecast": forecasts([clock], learnt(on, [stage])).get(project.pk) if stage else None,
        "warnings": list(warnings[:10]) if works else [],
    }


def _on_desk(request: HttpRequest, person: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the form of a panel
    """How many of one's projects are late, and how many end soon."""
    if not isinstance(person, Person):
        return None
    told = counts(running(seen_by(person), today()))
    return {"counts": told} if told.late or told.soon else None


register(
    Panel(
        place="project",
        name="clock",
        heading=pgettext_lazy("clock", "进度时钟"),
        template="clocks/parts/panel.html",
        context=_of_project,
        rank=5,
    )
)
register(
    Panel(
        place="desk",
        name="clocks",
        heading=pgettext_lazy("clock", "项目期限"),
        template="clocks/parts/desk_panel.html",
        context=_on_desk,
        rank=11,
    )
)
