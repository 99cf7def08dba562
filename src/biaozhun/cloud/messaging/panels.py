"""What the slice shows on the first page of the desk."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.messaging.queries.figures import figures
from biaozhun.cloud.messaging.queries.notices import unread
from biaozhun.cloud.ui.panels import Panel, register


def _on_desk(request: HttpRequest, person: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the form of a panel
    """How much is unread; to operators also how long telling takes and what does not arrive."""
    if not isinstance(person, Person):
        return None
    told = figures(now()) if person.may(Role.OPERATOR) else None
    waiting = unread(person)
    return {"unread": waiting, "figures": told} if waiting or told else None


register(
    Panel(
        place="desk",
        name="notices",
        heading=_("消息"),
        template="messaging/parts/desk.html",
        context=_on_desk,
        rank=15,
    )
)
