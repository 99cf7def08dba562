"""What keepers find on the page of an edition."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.ui.panels import Panel, register

_cataloguer = at_least(Role.CATALOGUER)


def _actions(request: HttpRequest, page: EditionPage) -> Mapping[str, object] | None:
    if not _cataloguer(request):
        return None
    return {"slug": page.edition.slug, "number": page.edition.number}


KEEPING = Panel(
    place="edition.actions",
    name="keeping",
    heading=_("编目"),
    template="cataloguing/parts/actions.html",
    context=_actions,
    rank=80,
)
register(KEEPING)
