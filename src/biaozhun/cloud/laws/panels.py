"""What the register of laws shows on the pages of others."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.laws.permissions import KEEPS_LAWS
from biaozhun.cloud.laws.queries import desk
from biaozhun.cloud.laws.queries.reliants import citing, limiting
from biaozhun.cloud.ui.panels import Panel, register

MOST = 50  # lines of a panel


def _of_edition(request: HttpRequest, page: EditionPage) -> Mapping[str, object] | None:  # noqa: ARG001  -- the form of a panel
    slugs = [page.edition.slug, page.edition.standard.slug]
    cited, limits = citing(slugs, today()), limiting(slugs, today())
    if not cited and not limits:
        return None
    return {
        "cited": cited[:MOST],
        "limits": limits[:MOST],
        "more": max(len(cited) - MOST, 0),
        "number": page.edition.standard.number,
    }


def _at_desk(request: HttpRequest, person: object) -> Mapping[str, object] | None:  # noqa: ARG001  -- who it is, the request tells
    if not at_least(KEEPS_LAWS)(request):
        return None
    told = {
        "warnings": desk.open_warnings(),
        "citations": desk.to_confirm(today()),
        "rules": desk.to_sign(),
    }
    return told if any(told.values()) else None


register(
    Panel(
        place="edition",
        name="laws",
        heading=_("法规政策引用"),
        template="laws/parts/edition_panel.html",
        context=_of_edition,
        rank=60,
    )
)
register(
    Panel(
        place="desk",
        name="laws",
        heading=pgettext_lazy("law", "法规政策"),
        template="laws/parts/desk_panel.html",
        context=_at_desk,
        rank=60,
    )
)
