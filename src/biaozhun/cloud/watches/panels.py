"""What the slice shows on the pages of others: the button that watches."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.ui.panels import Panel, register
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.watches.queries.watches import watch_of_standard
from biaozhun.core.number import NumberError, parse_slug


def _of_edition(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the form of a panel
    """The standard of the edition, whether it is watched already; none of what has no number."""
    if not isinstance(page, EditionPage) or page.edition.invented:
        return None
    standard = page.edition.standard
    try:
        parse_slug(standard.slug)
    except NumberError:
        return None
    person = person_of(request)
    held = watch_of_standard(person, standard.slug) if person else None
    return {"slug": standard.slug, "number": standard.number, "watch": held, "person": person}


def _of_check(request: HttpRequest, check: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the form of a panel
    if not isinstance(check, Check) or check.state != Check.State.DONE:
        return None
    return {"check": check, "person": person_of(request)}


register(
    Panel(
        place="edition.actions",
        name="watch",
        heading=_("关注"),
        template="watches/parts/edition.html",
        context=_of_edition,
        rank=30,
    )
)
register(
    Panel(
        place="check",
        name="watch",
        heading=_("关注这些标准"),
        template="watches/parts/check.html",
        context=_of_check,
        rank=40,
    )
)
