"""What keepers find on the page of an edition and on the first page of the desk."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.catalogue.queries.conflicts import open_by_field
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.ui.panels import Panel, register

COMMONEST = 5  # fields named on the desk
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


def _to_do(request: HttpRequest, person: Person) -> Mapping[str, object] | None:  # noqa: ARG001  -- the form of a panel
    """How many conflicts nobody has decided; the commonest fields, which a rule may settle."""
    if not person.may(Role.CATALOGUER):
        return None
    fields = open_by_field()
    return {"open": sum(count for name, count in fields), "fields": fields[:COMMONEST]}


TO_DO = Panel(
    place="desk",
    name="cataloguing",
    heading=_("编目"),
    template="cataloguing/parts/to_do.html",
    context=_to_do,
    rank=30,
)
register(TO_DO)
