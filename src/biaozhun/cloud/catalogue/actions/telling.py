"""What a run tells of its source and of its announcement, beside the rows.

Each field is kept with the value before and after, so that it can go back when the run is taken
back: later runs that told the same field then stand on what was before.
"""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from django.db.models import QuerySet

from biaozhun.cloud.catalogue.actions.announcing import slug_of_announcement
from biaozhun.cloud.catalogue.actions.sources import CATALOGUE_RANK, SourceDescription
from biaozhun.cloud.catalogue.importers import AnnouncementHead
from biaozhun.cloud.catalogue.models import Announcement, ImportRun, Source
from biaozhun.cloud.catalogue.queries.lookup import read_day

OF_SOURCE: Final = ("title", "rank", "licence")
OF_ANNOUNCEMENT: Final = ("issuer", "number", "date", "kind", "title")


class Standing(msgspec.Struct, frozen=True):
    """What stood before a run; ``None`` where there was nothing."""

    source: dict[str, Any] | None
    announcement: dict[str, Any] | None
    description: SourceDescription


def standing_before(description: SourceDescription, head: AnnouncementHead | None) -> Standing:
    """Look at what a run is about to tell of anew."""
    source = Source.objects.filter(slug=description.slug).values(*OF_SOURCE).first()
    slug = slug_of_announcement(head) if head else ""
    announcement = Announcement.objects.filter(slug=slug).values(*OF_ANNOUNCEMENT).first()
    return Standing(source, announcement, description)


def told_by(before: Standing, source: Source, announcement: Announcement | None) -> dict[str, Any]:
    """What the run told, as it is kept with it."""
    told = before.description
    stated = [
        name
        for name, value in (("title", told.title), ("rank", told.rank), ("licence", told.licence))
        if value not in ("", None)
    ]
    fallen = {"title": told.slug, "rank": CATALOGUE_RANK, "licence": ""}
    said: dict[str, Any] = {
        "source": {
            "new": before.source is None,
            "invented": told.invented,
            "facts": {
                name: [(before.source or fallen)[name], getattr(source, name)] for name in stated
            },
        }
    }
    if announcement is not None:
        was = before.announcement
        said["announcement"] = {
            "new": was is None,
            "facts": {
                name: [_plain(was[name]) if was else None, _plain(getattr(announcement, name))]
                for name in OF_ANNOUNCEMENT
            },
        }
    return said


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def untell(run: ImportRun) -> bool:
    """Take back what a run told; returns whether its source had another rank through it.

    Calling it again does nothing more. What somebody changed by hand since is left alone.
    """
    _untell_source(run)
    _untell_announcement(run)
    was, became = run.told.get("source", {}).get("facts", {}).get("rank", (None, None))
    return bool(was != became)


def _untell_source(run: ImportRun) -> None:
    mine: Mapping[str, Any] = run.told.get("source", {})
    later = _later(ImportRun.objects.filter(source=run.source), run)
    source = Source.objects.get(pk=run.source_id)
    for name, value in _put_back(mine, later, "source", source).items():
        if name != "title" or later or not mine.get("new"):  # else only the history names it
            setattr(source, name, value)
    if mine.get("new") and later:
        source.invented = later[0].told.get("source", {}).get("invented", source.invented)
    source.save()


def _untell_announcement(run: ImportRun) -> None:
    mine: Mapping[str, Any] = run.told.get("announcement", {})
    announcement = run.announcement
    if announcement is None or not mine:
        return
    later = _later(ImportRun.objects.filter(announcement=announcement), run)
    if mine.get("new") and not later:
        return  # it goes, or stays as it is because rows of others name it
    for name, value in _put_back(mine, later, "announcement", announcement).items():
        setattr(announcement, name, read_day(value) if name == "date" else value)
    announcement.save()


def _later(runs: QuerySet[ImportRun], run: ImportRun) -> list[ImportRun]:
    """The runs that remain and came after this one, in their order."""
    return list(runs.filter(pk__gt=run.pk).exclude(state=ImportRun.State.UNDONE).order_by("pk"))


def _put_back(
    mine: Mapping[str, Any], later: list[ImportRun], part: str, standing: Source | Announcement
) -> dict[str, Any]:
    """The values to restore; where a later run told the field, that one now stands on ours."""
    values: dict[str, Any] = {}
    if mine.get("new") and later and part in later[0].told:
        later[0].told[part]["new"] = True
        later[0].save(update_fields=["told"])
    for name, (was, became) in mine.get("facts", {}).items():
        successor = next((r for r in later if name in r.told.get(part, {}).get("facts", {})), None)
        if successor is not None:
            successor.told[part]["facts"][name][0] = was
            successor.save(update_fields=["told"])
        elif _plain(getattr(standing, name)) == became and was is not None:
            values[name] = was
    return values
