"""What the page of an edition says of those who rest on it."""

from collections import Counter
from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.impact.wording import KIND
from biaozhun.cloud.ui.panels import Panel, register
from biaozhun.cloud.validity.reliance import reliants

SHOWN = 10


def cited_by(request: HttpRequest, page: EditionPage) -> Mapping[str, object] | None:
    """What cites this edition by its year, and what cites its standard without one."""
    slugs = {page.edition.slug, page.edition.standard.slug}
    found = reliants(slugs, person_of(request))
    if not found:
        return None
    counts = Counter(one.kind for one in found)
    return {
        "edition": page.edition,
        "shown": found[:SHOWN],
        "total": len(found),
        "counts": [(KIND[kind], counts[kind]) for kind in KIND if counts[kind]],
    }


register(
    Panel(
        place="edition",
        name="reliants",
        heading=_("谁在引用它"),
        template="impact/panel.html",
        context=cited_by,
        rank=20,
    )
)
