"""What demands and suggestions show on the first page of the desk."""

from collections.abc import Mapping

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.permissions import at_desk, seen_at_desk
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.ui.panels import Panel, register


def _at_desk(request: HttpRequest, person: object) -> Mapping[str, object] | None:  # noqa: ARG001  -- who it is, the request tells
    reader = person_of(request)
    if not at_desk(reader):
        return None
    to_department = not is_authority(reader)
    waiting_demands = ("assigned",) if to_department else ("filed", "open")
    waiting_suggestions = ("with_department",) if to_department else ("filed", "received")
    told = {
        **_counted(Demand, seen_at_desk(reader), "demands", waiting_demands),
        **_counted(Suggestion, seen_at_desk(reader), "suggestions", waiting_suggestions),
    }
    return told if any(told.values()) else None


def _counted(
    kind: type[Demand] | type[Suggestion], seen: Q, name: str, states: tuple[str, ...]
) -> dict[str, int]:
    found = kind.objects.filter(seen)
    unread = Count("pk", filter=Q(state="filed"))
    rows = found.aggregate(n=Count("pk", filter=Q(state__in=states)), unread=unread)
    return {name: rows["n"], f"{name}_unread": rows["unread"]}


register(
    Panel(
        place="desk",
        name="demands",
        heading=_("标准需求和立项建议"),
        template="demands/parts/desk_panel.html",
        context=_at_desk,
        rank=40,
    )
)
