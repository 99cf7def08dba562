"""What the special collections show on the pages of the catalogue."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.special_collections.queries.lists import collections, holding
from biaozhun.cloud.ui.panels import Panel, register


def _of_edition(request: HttpRequest, page: EditionPage) -> Mapping[str, object] | None:  # noqa: ARG001  -- the form of a panel
    slugs = [page.edition.slug, page.edition.standard.slug]
    found = holding(slugs)
    return {"collections": found} if found else None


def _of_browsing(request: HttpRequest, subject: None) -> Mapping[str, object] | None:  # noqa: ARG001  -- the form of a panel
    found = list(collections(published=True))
    return {"collections": found} if found else None


register(
    Panel(
        place="edition",
        name="special-collections",
        heading=_("收入专题库"),
        template="special_collections/edition_panel.html",
        context=_of_edition,
        rank=70,
    )
)
register(
    Panel(
        place="browse",
        name="special-collections",
        heading=_("专题库"),
        template="special_collections/browse_panel.html",
        context=_of_browsing,
    )
)
