"""Disclosed patents of all projects, to be searched."""

from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Q

from biaozhun.cloud.drafting.models import PatentDisclosure

PAGE: Final = 50


def page_of_patents(*, text: str, licence: str, number: int) -> Page[PatentDisclosure]:
    """A page of patents, the latest first; two questions.

    Args:
        text: part of the number, the holder, the patent's title or the project's.
        licence: one of :class:`PatentDisclosure.Licence`; empty for any.
        number: of the page.
    """
    found = PatentDisclosure.objects.select_related("project")
    if text:
        own = Q(number__icontains=text) | Q(holder__icontains=text) | Q(title__icontains=text)
        found = found.filter(own | Q(project__title__icontains=text))
    if licence:
        found = found.filter(licence=licence)
    return Paginator(found.order_by("-added", "-pk"), PAGE).get_page(number)
