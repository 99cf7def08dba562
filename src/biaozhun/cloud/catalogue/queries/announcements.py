"""Announcements (公告): the notices that publish, withdraw and renumber, and what each lists."""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import NamedTuple

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet

from biaozhun.cloud.catalogue.models import Announcement, Edition, SourceRecord
from biaozhun.cloud.catalogue.queries.addresses import NUL
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.core.bibliography.bodies import names_of_body

PAGE = 50  # announcements, or editions of one

_NUMBER = re.compile(r"([0-9]{4})年第0*([0-9]{1,4})号")
_SAYS_NOTHING = re.compile(r"中华人民共和国|公告|通告|[()（）:：,，、]")
_BETWEEN_BODIES = re.compile(r"[、,，;；\s]+|等$")
_SMALLEST_NAME = 2  # characters


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
    from one each year, so the words beside the number must name the issuer, whole or by a known
    short name; where they name none that is held, the announcement must list one of the editions
    (their slugs). A text that two announcements answer to names neither.
    """
    asked = {text: _folded(text) for text in texts if text and NUL not in text}
    numbers = {_number(folded) for folded in asked.values()} | set(asked.values())
    listed = SourceRecord.objects.filter(announcement=OuterRef("pk"), edition__slug__in=editions)
    held = Announcement.objects.filter(number__in=numbers - {""}).annotate(lists=Exists(listed))
    candidates = [
        _Candidate(
            slug=one.slug,
            number=one.number,
            bodies=_bodies(one.issuer),
            title=_SAYS_NOTHING.sub("", _folded(one.title)),
            files=one.kind == Announcement.Kind.FILING,
            lists=one.lists,
        )
        for one in held
    ]
    found = {text: _meant(folded, candidates) for text, folded in asked.items()}
    return {text: slug for text, slug in found.items() if slug}


class _Candidate(NamedTuple):
    """An announcement with a number asked for, what it says of itself, whether it lists any.

    ``bodies`` are all names of those who issued it; ``files`` tells of a list of filings, which are
    numbered by themselves.
    """

    slug: str
    number: str
    bodies: tuple[str, ...]
    title: str
    files: bool
    lists: bool


def _bodies(issuer: str) -> tuple[str, ...]:
    """Every name the bodies that issued an announcement go by, the longest first."""
    written = unicodedata.normalize("NFKC", issuer).replace("中华人民共和国", "")
    bodies = (body for body in _BETWEEN_BODIES.split(written) if len(body) >= _SMALLEST_NAME)
    names = {name for body in bodies for name in names_of_body(body)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _number(folded: str) -> str:
    """The number of an announcement in the text, as announcements are kept; empty without one."""
    found = _NUMBER.search(folded)
    return f"{found[1]}年第{found[2]}号" if found else ""


def _meant(folded: str, candidates: Sequence[_Candidate]) -> str:
    """The slug of the one announcement the text names; empty where there is none or several."""
    numbered = [one for one in candidates if one.number in (folded, _number(folded))]
    words = _SAYS_NOTHING.sub("", _NUMBER.sub("", folded))
    named = [one for one in numbered if _names_issuer(words, one)]
    found = named or [one for one in numbered if one.lists]
    return found[0].slug if len(found) == 1 else ""


def _names_issuer(words: str, candidate: _Candidate) -> bool:
    """Whether the words are names of those who issued it, and nothing else but of its title.

    What is left may be another body that has a number of its own for the year.
    """
    rest = words
    for name in candidate.bodies:
        rest = rest.replace(name, "")
    if rest == words or (candidate.files and "备案" not in words):
        return False
    return rest.strip("和及等的") in candidate.title


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
