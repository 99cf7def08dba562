"""What the work on plans shows on the pages of others."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.plans.permissions import sight_of
from biaozhun.cloud.plans.queries.work import counts, waiting_counts
from biaozhun.cloud.ui.panels import Panel, register


def _on_desk(request: HttpRequest, person: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the form of a panel
    """What the own unit has to do, and what waits; nothing for people of no unit."""
    sight = sight_of(person) if isinstance(person, Person) else sight_of(None)
    if not sight.takes_part:
        return None
    on = today()
    own = counts(sight, on) if sight.organisation is not None else None
    waiting = waiting_counts(sight, on)
    if not waiting and not (own and own.open):
        return None
    return {"counts": own, "waiting": list(waiting.items())}


register(
    Panel(
        place="desk",
        name="work",
        heading=_("任务待办"),
        template="plans/work/parts/desk.html",
        context=_on_desk,
        rank=10,
    )
)
