"""What the page of an edition alone needs: its relations with their standing, its head."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec
from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from biaozhun.cloud.catalogue import wording
from biaozhun.cloud.catalogue.models import Announcement
from biaozhun.cloud.catalogue.queries.edition import DATED, MOST_LINKS, EditionPage
from biaozhun.cloud.catalogue.queries.ends import End, Ends
from biaozhun.cloud.catalogue.queries.links import Link
from biaozhun.cloud.catalogue.wording.following import OFFER
from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.core.reference import ReadingPlace, reading_places

register = template.Library()


class Relations(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of relations as the page shows it; ``total`` counts those it does not show too."""

    kind: str
    heading: str
    total: int
    shown: list[tuple[Link, End | None]]

    @property
    def more(self) -> bool:
        """Whether there are more than the page shows."""
        return self.total > len(self.shown)


@register.simple_tag
def relations(page: EditionPage) -> list[Relations]:
    """The relations there are, with their headings, in reading order.

    Amendments and corrigenda that are held stand in a list of their own and are left out here.
    """
    sheets = {row.edition.slug for row in page.amendments}
    found = []
    for kind, heading in wording.RELATION.items():
        links = [link for link in page.links.get(kind, []) if link.slug not in sheets]
        if links:
            shown = with_ends(links[:MOST_LINKS], page.ends)
            found.append(Relations(kind=kind, heading=str(heading), total=len(links), shown=shown))
    return found


@register.filter
def with_ends(links: Sequence[Link], ends: Ends) -> list[tuple[Link, End | None]]:
    """Each link with the standing of its end, as far as it is known."""
    return [(link, ends.get(link.slug)) for link in links]


@register.simple_tag
def announcements_of(page: EditionPage) -> list[tuple[Announcement, str]]:
    """The announcements and lists of filings behind the edition, each with the days it states."""
    found: dict[int, Announcement] = {}
    rows = [row.record.announcement for row in page.sources]
    for one in (*rows, *(filing.announcement for filing in page.filings)):
        if one is not None:
            found.setdefault(one.pk, one)
    return [(one, _states(page, one)) for one in found.values()]


def _states(page: EditionPage, announcement: Announcement) -> str:
    stated = [
        str(wording.FIELD[field])
        for field in DATED
        if field in page.announced and page.announced[field].pk == announcement.pk
    ]
    return "、".join(stated) if get_language() != "en" else ", ".join(stated)


@register.simple_tag
def places_to_read(page: EditionPage) -> list[tuple[str, str, str]]:
    """Name, address and offer of the official places; none where a text is open already."""
    if any(document.reading == "open" for document in page.documents) or page.edition.invented:
        return []
    edition = page.edition
    places = reading_places(edition.family, edition.standard.code)
    return [(_named(place), place.address, str(OFFER[place.offers])) for place in places]


def _named(place: ReadingPlace) -> str:
    return place.name_en if get_language() == "en" else in_readers_writing(place.name)


_NO_MARKUP = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.simple_tag
def as_linked_data(facts: dict[str, Any]) -> SafeString:
    """Facts as JSON-LD, so that other programs read from the page what it is."""
    text = json.dumps(facts, ensure_ascii=False).translate(_NO_MARKUP)
    script = f'<script type="application/ld+json">{text}</script>'
    return mark_safe(script)  # noqa: S308  -- no character of the facts can end the element
