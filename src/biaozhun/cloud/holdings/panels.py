"""What the holdings show on the pages of others."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.holdings.queries.desk import to_do
from biaozhun.cloud.holdings.queries.edition import held_of
from biaozhun.cloud.ui.panels import Panel, register


def _of_edition(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the form of a panel
    """Copies of the edition; an invented one has none and cannot be wished."""
    if not isinstance(page, EditionPage) or page.edition.invented:
        return None
    edition = page.edition
    return {"held": held_of(edition.slug, edition.number, person_of(request), today())}


def _on_desk(request: HttpRequest, person: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the form of a panel
    """What waits for a keeper."""
    if not isinstance(person, Person) or not person.may(Role.CATALOGUER):
        return None
    return {"todo": to_do(today())}


register(
    Panel(
        place="edition",
        name="holdings",
        heading=_("馆藏"),
        template="holdings/parts/edition.html",
        context=_of_edition,
        rank=40,
    )
)
register(
    Panel(
        place="desk",
        name="holdings",
        heading=_("馆藏"),
        template="holdings/parts/todo.html",
        context=_on_desk,
        rank=40,
    )
)
