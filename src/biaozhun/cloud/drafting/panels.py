"""What drafting shows on the pages of others."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.desk import late_count
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.panels import Panel, register


def _on_desk(request: HttpRequest, person: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the form of a panel
    """How many own projects are under way, and how many are late."""
    if not isinstance(person, Person):
        return None
    open_, late = late_count(person, today())
    return {"open": open_, "late": late} if open_ else None


def _of_edition(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- likewise
    """The projects that revise an edition or made it."""
    slug, number = page.edition.slug, page.edition.number
    if not slug:
        return None
    of_it = Q(revises=slug) | Q(number=number)
    found = list(Project.objects.filter(of_it).order_by("-pk")[:20])
    return {"projects": found} if found else None


register(
    Panel(
        place="desk",
        name="projects",
        heading=_("我的项目"),
        template="drafting/parts/desk_panel.html",
        context=_on_desk,
        rank=12,
    )
)
register(
    Panel(
        place="edition",
        name="projects",
        heading=_("制修订项目"),
        template="drafting/parts/edition_panel.html",
        context=_of_edition,
        rank=60,
    )
)
