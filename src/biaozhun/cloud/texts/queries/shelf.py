"""The texts that everybody may read here, the latest first."""

from typing import Final

import msgspec
from django.core.paginator import Page, Paginator

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.texts.models import Text

PER_PAGE: Final = 30


class Shelf(msgspec.Struct, frozen=True):
    """A page of the shelf.

    Attributes:
        page: the texts.
        editions: the catalogue's records of their editions by slug; it need not have one.
    """

    page: Page[Text]
    editions: dict[str, Edition]


def shelf(page: int) -> Shelf:
    """The texts open to everybody; a page beyond the last is the last. Three questions."""
    shown = Text.objects.filter(state=Text.State.SHOWN, right=Text.Right.OPEN)
    found = Paginator(shown.order_by("-changed", "-pk"), PER_PAGE).get_page(page)
    slugs = [text.slug for text in found]
    editions = Edition.objects.filter(slug__in=slugs).only("slug", "title_zh", "title_en")
    return Shelf(found, {edition.slug: edition for edition in editions})
