"""Announcements (公告): the notices that publish, withdraw and renumber, and what each lists."""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet

from biaozhun.cloud.catalogue.models import Announcement, Edition, SourceRecord
from biaozhun.cloud.catalogue.queries.addresses import NUL
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings

PAGE = 50  # announcements, or editions of one

_NUMBER = re.compile(r"([0-9]{4})年第0*([0-9]{1,4})号")
_SAYS_NOTHING = re.compile(r"中华人民共和国|公告|通告|[()（）:：,，、]")


class Announced(msgspec.Struct, frozen=True):
    """An announcement and how many editions it lists."""

    announcement: Announcement
    editions: int


class Announcements(msgspec.Struct, frozen=True, kw_only=True):
    """One page of announcements, the newest first; the kinds count over all of them."""

    page: Page[Announcement]
    listed: list[Announced]
    kinds: list[tuple[str, int]]


def announcements(kind: str, page: int) -> Announcements:
    """Announcements of a kind, or all where it is empty."""
    everything = Announcement.objects.order_by("-date", "number", "pk")
    shown = Paginator(everything.filter(kind=kind) if kind else everything, PAGE).get_page(page)
    keys = [announcement.pk for announcement in shown.object_list]
    counts = dict(
        Edition.objects.filter(source_records__announcement__in=keys)
        .order_by()
        .values_list("source_records__announcement")
        .annotate(n=Count("pk", distinct=True))
    )
    kinds = Announcement.objects.order_by("kind").values_list("kind").annotate(n=Count("pk"))
    return Announcements(
        page=shown,
        listed=[Announced(entry, counts.get(entry.pk, 0)) for entry in shown.object_list],
        kinds=list(kinds),
    )


def announcement_at(slug: str) -> Announcement | None:
    """The announcement with exactly this slug."""
    if NUL in slug:
        return None
    return Announcement.objects.filter(slug=slug).first()


def announcements_named(texts: Collection[str], editions: Collection[str]) -> dict[str, str]:
    """Text → slug of the one announcement it names, for all texts in one question.

    Texts are written by sources: ``2017年第7号``, ``国家标准公告 2017年第7号``. Every issuer counts
    from one each year, so words beside the number must stand in the announcement's issuer or title,
    and an announcement meant by its number alone must list one of the editions (their slugs). A
    text that two announcements answer to names neither.
    """
    asked = {text: _folded(text) for text in texts if text and NUL not in text}
    numbers = {_number(folded) for folded in asked.values()} | set(asked.values())
    listed = SourceRecord.objects.filter(announcement=OuterRef("pk"), edition__slug__in=editions)
    held = Announcement.objects.filter(number__in=numbers - {""}).annotate(lists=Exists(listed))
    candidates = [
        _Candidate(one.slug, one.number, one.issuer + one.title, one.lists) for one in held
    ]
    found = {
        text: [one.slug for one in candidates if _names(folded, one)]
        for text, folded in asked.items()
    }
    return {text: slugs[0] for text, slugs in found.items() if len(slugs) == 1}


class _Candidate(NamedTuple):
    """An announcement with a number asked for, what it says of itself, whether it lists any."""

    slug: str
    number: str
    words: str
    lists: bool


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _number(folded: str) -> str:
    """The number of an announcement in the text, as announcements are kept; empty without one."""
    found = _NUMBER.search(folded)
    return f"{found[1]}年第{found[2]}号" if found else ""


def _names(folded: str, candidate: _Candidate) -> bool:
    if candidate.number not in (folded, _number(folded)):
        return False
    words = _SAYS_NOTHING.sub("", _NUMBER.sub("", folded)) if folded != candidate.number else ""
    return words in candidate.words if words else candidate.lists


class AnnouncementPage(msgspec.Struct, frozen=True, kw_only=True):
    """An announcement with one page of the editions it lists, as they stand on the day."""

    announcement: Announcement
    on: dt.date
    page: Page[Edition]
    rows: list[Row]


def announcement_page(announcement: Announcement, page: int, on: dt.date) -> AnnouncementPage:
    """The editions its rows are about, by number."""
    shown = Paginator(_editions(announcement), PAGE).get_page(page)
    return AnnouncementPage(
        announcement=announcement,
        on=on,
        page=shown,
        rows=with_standings(shown.object_list, on),
    )


def listed_editions(announcement: Announcement, on: dt.date) -> list[Row]:
    """All editions it lists; an announcement lists a few thousand at most."""
    return with_standings(_editions(announcement), on)


def _editions(announcement: Announcement) -> QuerySet[Edition]:
    told = announcement.rows.values("edition")
    return Edition.objects.filter(pk__in=told).select_related("standard").order_by("sort_key")
