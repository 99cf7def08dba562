"""What the slice shows on the pages of others: the button that watches."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.catalogue.models import Standard
from biaozhun.cloud.catalogue.queries.browse.trees import Branch, Scheme
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.ui.panels import Panel, register
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.watches.forms import narrowed
from biaozhun.cloud.watches.queries.watches import watch_of_standard
from biaozhun.core.number import NumberError, parse_slug


def _of_edition(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the form of a panel
    """The standard of the edition, whether it is watched already; none of what has no number."""
    return _button(request, page.edition.standard) if isinstance(page, EditionPage) else None


def _of_standard(request: HttpRequest, standard: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the form of a panel
    return _button(request, standard) if isinstance(standard, Standard) else None


def _button(request: HttpRequest, standard: Standard) -> Mapping[str, object] | None:
    if standard.invented:
        return None
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


def _of_search(request: HttpRequest, _question: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the form of a panel
    """What a search is asked for; nothing to watch where everything is."""
    kept = narrowed(request.GET)
    return {"query": kept} if kept else None


def _of_code(_request: HttpRequest, branch: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the form of a panel
    """A code of the ICS; other classifications are watched by a search."""
    if not isinstance(branch, Branch) or branch.node is None or not branch.node.known:
        return None
    return {"code": branch.node.code} if branch.scheme == Scheme.ICS else None


for place, context in (("edition.actions", _of_edition), ("standard.actions", _of_standard)):
    register(
        Panel(
            place=place,
            name="watch",
            heading=_("关注"),
            template="watches/parts/edition.html",
            context=context,
            rank=30,
        )
    )
register(
    Panel(
        place="search",
        name="watch",
        heading=_("关注"),
        template="watches/parts/search.html",
        context=_of_search,
    )
)
register(
    Panel(
        place="browse.code",
        name="watch",
        heading=_("关注"),
        template="watches/parts/code.html",
        context=_of_code,
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
