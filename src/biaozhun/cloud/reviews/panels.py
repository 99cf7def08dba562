"""What the page of an edition says of its age."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.reviews.queries.due import age_of
from biaozhun.cloud.ui.panels import Panel, register
from biaozhun.core.succession import HOLDS


def age(request: HttpRequest, page: EditionPage) -> Mapping[str, object] | None:  # noqa: ARG001  -- the form of a panel
    """The age of an edition in force, and when its review is due."""
    found = age_of(page.edition, page.on) if page.standing.status in HOLDS else None
    if found is None or found.years is None:
        return None
    return {"age": found, "code": page.edition.standard.code}


register(
    Panel(
        place="edition",
        name="age",
        heading=_("标龄与复审"),
        template="reviews/panel.html",
        context=age,
        rank=30,
    )
)
