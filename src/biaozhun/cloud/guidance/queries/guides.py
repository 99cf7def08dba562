"""Guides as they are read: an operator's text where there is one, else the shipped one."""

import datetime as dt
from itertools import groupby

import msgspec
from django.db.models import F

from biaozhun.cloud.guidance.models import Language, Page, PageVersion
from biaozhun.cloud.guidance.shipped import Shipped, shipped

SHIPPED_BY = "biaozhun"


class Guide(msgspec.Struct, frozen=True, kw_only=True):
    """A guide in one language; ``updated`` is empty while nobody has changed what was shipped."""

    slug: str
    language: str
    title: str
    section: str
    rank: int
    body: str
    version: int
    published: bool
    updated: dt.datetime | None = None
    updated_by: str = ""


def _of_shipped(one: Shipped) -> Guide:
    return Guide(
        slug=one.slug,
        language=one.language,
        title=one.title,
        section=one.section,
        rank=one.rank,
        body=one.body,
        version=0,
        published=True,
    )


def _of_version(version: PageVersion) -> Guide:
    page = version.page
    return Guide(
        slug=page.slug,
        language=page.language,
        title=version.title,
        section=page.section,
        rank=page.rank,
        body=version.body,
        version=version.number,
        published=page.published,
        updated=page.updated,
        updated_by=page.updated_by,
    )


def all_guides() -> dict[tuple[str, str], Guide]:
    """Every guide by slug and language, whether it is published or not."""
    found = {key: _of_shipped(one) for key, one in shipped().items()}
    shown = PageVersion.objects.filter(number=F("page__version")).select_related("page")
    return found | {(one.page.slug, one.page.language): _of_version(one) for one in shown}


def guide(slug: str, language: str) -> Guide | None:
    """The guide in a language, whether it is published or not."""
    shown = PageVersion.objects.filter(
        page__slug=slug, page__language=language, number=F("page__version")
    )
    version = shown.select_related("page").first()
    if version is not None:
        return _of_version(version)
    one = shipped().get((slug, language))
    return _of_shipped(one) if one else None


def readable(slug: str, language: str) -> Guide | None:
    """What a reader gets: the published guide in their language, else in the other."""
    others = [code for code in Language if code != language]
    for code in (language, *others):
        found = guide(slug, code)
        if found is not None and found.published:
            return found
    return None


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Guides that belong together."""

    name: str
    guides: list[Guide]


def contents(language: str) -> list[Section]:
    """The published guides by section; one that a language lacks appears in the other."""
    found = {key: one for key, one in all_guides().items() if one.published}
    slugs = dict.fromkeys(slug for slug, _ in found)
    chosen = [
        found.get((slug, language)) or next(found[slug, c] for c in Language if (slug, c) in found)
        for slug in slugs
    ]
    chosen.sort(key=lambda one: (one.rank, one.slug))
    names = list(dict.fromkeys(one.section for one in chosen))
    chosen.sort(key=lambda one: names.index(one.section))
    groups = groupby(chosen, key=lambda one: one.section)
    return [Section(name=name, guides=list(group)) for name, group in groups]


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a guide for its history."""

    number: int
    title: str
    body: str
    note: str
    written: dt.datetime | None
    written_by: str


def history(slug: str, language: str) -> list[Version]:
    """All versions, the newest first; one that was never edited has the shipped one alone."""
    kept = PageVersion.objects.filter(page__slug=slug, page__language=language)
    versions = [
        Version(
            number=one.number,
            title=one.title,
            body=one.body,
            note=one.note,
            written=None if one.number == 0 else one.written,
            written_by=one.written_by,
        )
        for one in kept.order_by("-number")
    ]
    one = shipped().get((slug, language))
    if one is not None and not versions:
        return [
            Version(
                number=0,
                title=one.title,
                body=one.body,
                note="",
                written=None,
                written_by=SHIPPED_BY,
            )
        ]
    return versions


def unpublished() -> list[Page]:
    """Guides taken off the site."""
    return list(Page.objects.filter(published=False))
