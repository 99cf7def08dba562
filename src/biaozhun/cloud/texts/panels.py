"""What the page of an edition shows of its texts."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.texts.permissions import KEEPS_TEXTS
from biaozhun.cloud.texts.queries.desk import counts
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


def waiting(request: HttpRequest, person: object) -> Mapping[str, object] | None:  # noqa: ARG001  -- who it is, the request tells
    """How many drafts wait for somebody to look at them."""
    if not at_least(KEEPS_TEXTS)(request):
        return None
    drafts = counts()[Text.State.DRAFT]
    return {"drafts": drafts} if drafts else None


register(
    Panel(
        place="desk",
        name="texts",
        heading=_("等待核对的文本"),
        template="texts/parts/waiting.html",
        context=waiting,
        rank=40,
    )
)
register(
    Panel(
        place="edition.documents",
        name="texts",
        heading=_("馆内文本"),
        template="texts/parts/panel.html",
        context=held,
        rank=10,
    )
)
