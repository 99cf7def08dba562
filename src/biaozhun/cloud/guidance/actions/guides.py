"""Guides: saved as a new version, restored, published, taken off."""

import datetime as dt

import msgspec
from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.guidance.actions import EditConflictError
from biaozhun.cloud.guidance.models import Page, PageVersion
from biaozhun.cloud.guidance.queries.guides import SHIPPED_BY
from biaozhun.cloud.guidance.shipped import shipped


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants a guide to say."""

    title: str
    section: str
    rank: int
    body: str
    note: str = ""


class Editing(msgspec.Struct, frozen=True, kw_only=True):
    """Which guide is edited, from which version on; ``-1`` is one that is not there yet."""

    slug: str
    language: str
    base: int


NEW = -1


@transaction.atomic
def save(editing: Editing, draft: Draft, *, actor: Person, at: dt.datetime) -> PageVersion:
    """Make a new version of a guide and show it.

    Raises:
        EditConflictError: the guide is not at the version the writer began with.
    """
    page = _page(editing, draft, actor, at)
    if page.version != editing.base:
        raise EditConflictError("changed meanwhile", fragment=str(page.version))
    page.version = max(editing.base, 0) + 1
    page.section, page.rank = draft.section, draft.rank
    page.updated, page.updated_by = at, str(actor)[:150]
    page.save()
    version = PageVersion.objects.create(
        page=page,
        number=page.version,
        title=draft.title,
        body=draft.body,
        note=draft.note,
        written=at,
        written_by=page.updated_by,
    )
    told = {"language": page.language, "version": page.version, "note": draft.note}
    record("guidance.guide_saved", subject=f"guide:{page.slug}", actor=actor, facts=told)
    return version


def _page(editing: Editing, draft: Draft, actor: Person, at: dt.datetime) -> Page:
    """The row of the guide, locked; made with the shipped text as version 0 where there is none."""
    known = Page.objects.select_for_update()
    page = known.filter(slug=editing.slug, language=editing.language).first()
    if page is not None:
        return page
    original = shipped().get((editing.slug, editing.language))
    try:
        with transaction.atomic():
            page = Page.objects.create(
                slug=editing.slug,
                language=editing.language,
                section=draft.section,
                rank=draft.rank,
                version=0,
                updated=at,
                updated_by=str(actor)[:150],
            )
    except IntegrityError as error:  # another writer was first
        raise EditConflictError("made meanwhile", fragment="0") from error
    if original:
        PageVersion.objects.create(
            page=page,
            number=0,
            title=original.title,
            body=original.body,
            written=at,
            written_by=SHIPPED_BY,
        )
    elif editing.base == NEW:
        page.version = NEW
    return page


@transaction.atomic
def restore(
    slug: str, language: str, number: int, *, note: str, actor: Person, at: dt.datetime
) -> PageVersion | None:
    """Show an old version again, as a new one; nothing where there is no such version."""
    old = PageVersion.objects.filter(
        page__slug=slug, page__language=language, number=number
    ).select_related("page")
    version = old.first()
    if version is None:
        return None
    page = version.page
    draft = Draft(
        title=version.title, section=page.section, rank=page.rank, body=version.body, note=note
    )
    editing = Editing(slug=slug, language=language, base=page.version)
    return save(editing, draft, actor=actor, at=at)


@transaction.atomic
def show(
    slug: str, language: str, *, published: bool, actor: Person, at: dt.datetime
) -> Page | None:
    """Put a guide on the site or take it off; a shipped one is kept as version 0 first."""
    original = shipped().get((slug, language))
    page = Page.objects.select_for_update().filter(slug=slug, language=language).first()
    if page is None and original is not None:
        draft = Draft(
            title=original.title, section=original.section, rank=original.rank, body=original.body
        )
        page = _page(Editing(slug=slug, language=language, base=0), draft, actor, at)
    if page is None:
        return None
    page.published = published
    page.save(update_fields=["published"])
    verb = "published" if published else "taken_off"
    record(
        f"guidance.guide_{verb}",
        subject=f"guide:{slug}",
        actor=actor,
        facts={"language": language},
    )
    return page
