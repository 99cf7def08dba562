"""The texts as their keepers see them."""

from typing import Final

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.texts.models import Text

PER_PAGE: Final = 50


def texts_by(*, state: str = "", number: str = "") -> QuerySet[Text]:
    """Texts in a state whose numbers hold some letters, the newest change first."""
    texts = Text.objects.select_related("added_by").order_by("-changed", "-pk")
    if state:
        texts = texts.filter(state=state)
    if number:
        texts = texts.filter(number__icontains=number)
    return texts


def pages(texts: QuerySet[Text]) -> "Paginator[Text]":
    """The same in pages."""
    return Paginator(texts, PER_PAGE)


def counts() -> dict[str, int]:
    """How many texts there are in each state."""
    rows = Text.objects.order_by().values_list("state").annotate(n=Count("pk"))
    found = dict(rows)
    return {state: found.get(state, 0) for state in Text.State}


def held_slugs(texts: list[Text]) -> set[str]:
    """Those of their editions that are held."""
    slugs = [text.slug for text in texts]
    return set(Edition.objects.filter(slug__in=slugs).values_list("slug", flat=True))
