"""What the page of an edition says of newer international editions."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.adoption.queries.newer import newer_of
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.ui.panels import Panel, register


def newer(request: HttpRequest, page: EditionPage) -> Mapping[str, object] | None:
    """The newer edition of what it takes over, and what was decided about it."""
    found = newer_of(page.edition, page.on)
    if not found:
        return None
    return {"found": found, "may_assess": at_least(Role.CATALOGUER)(request)}


register(
    Panel(
        place="edition",
        name="adoption",
        heading=_("采用的国际标准有新版"),
        template="adoption/panel.html",
        context=newer,
        rank=25,
    )
)
