"""What the desk shows on its own first page."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.desk.queries.home import since_yesterday, waiting
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.panels import Panel, register


def _to_do(request: HttpRequest, person: Person) -> Mapping[str, object] | None:  # noqa: ARG001  -- the form of a panel
    return {"waiting": waiting(today())} if person.may(Role.OPERATOR) else None


def _changed(request: HttpRequest, person: Person) -> Mapping[str, object] | None:  # noqa: ARG001  -- likewise
    since = since_yesterday(today()) if person.may(Role.OPERATOR) else None
    return {"since": since} if since and (since.runs or since.works) else None


register(
    Panel(
        place="desk",
        name="to-do",
        heading=_("导入与来源"),
        template="desk/parts/to_do.html",
        context=_to_do,
        rank=10,
    )
)
register(
    Panel(
        place="desk",
        name="since-yesterday",
        heading=_("昨天以来"),
        template="desk/parts/since.html",
        context=_changed,
        rank=90,
    )
)
