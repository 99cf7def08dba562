"""What the page of an edition shows of its texts."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.texts.permissions import KEEPS_TEXTS
from biaozhun.cloud.texts.queries.held import texts_of
from biaozhun.cloud.ui.panels import Panel, register
from biaozhun.core.disclosure import smart_levels


def held(request: HttpRequest, page: EditionPage) -> Mapping[str, object] | None:
    """The texts on the shelf; a keeper sees the place for the first one too."""
    texts = texts_of(page.edition.slug)
    keeps = at_least(KEEPS_TEXTS)(request)
    if not texts and not keeps:
        return None
    return {"texts": texts, "keeps": keeps, "edition": page.edition, "levels": smart_levels()}


register(
    Panel(
        place="edition",
        name="texts",
        heading=_("馆内文本"),
        template="texts/parts/panel.html",
        context=held,
        rank=10,
    )
)
