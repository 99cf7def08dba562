"""The texts that everybody may read here, the latest first."""

from typing import Final

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

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


def opened() -> QuerySet[Text]:
    """The texts that the pages of texts open with, as far as everybody may read them.

    One for every kind and language of an edition: what is read by clause before what is read as a
    file, then the latest (:func:`biaozhun.cloud.texts.queries.held.chosen`). Where that one may not
    be read, none is told, and none of an invented edition.
    """
    same = Text.objects.filter(
        slug=OuterRef("slug"),
        kind=OuterRef("kind"),
        language=OuterRef("language"),
        state=Text.State.SHOWN,
    )
    by_clause = Q(form=Text.Form.CLAUSES) & ~Q(form=OuterRef("form"))
    later = Q(added__gt=OuterRef("added")) | Q(added=OuterRef("added"), pk__gt=OuterRef("pk"))
    before = same.filter(by_clause | Q(later, form=OuterRef("form")))
    invented = Edition.objects.filter(slug=OuterRef("slug"), invented=True)
    shown = Text.objects.filter(state=Text.State.SHOWN, right=Text.Right.OPEN)
    return shown.filter(~Exists(before), ~Exists(invented))
