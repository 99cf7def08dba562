"""Registering where rows come from."""

import re
from pathlib import Path

import msgspec
from django.db import transaction

from biaozhun.cloud.catalogue.actions.storing import merge_again
from biaozhun.cloud.catalogue.models import Source, SourceRecord
from biaozhun.cloud.foundation.clock import now

ANNOUNCEMENT_RANK = 0
OPERATOR_RANK = 5
OFFICIAL_RANK = 10
CATALOGUE_RANK = 50
DEMONSTRATION_RANK = 90
MERGED_AT_ONCE = 500  # editions in one transaction


class SourceDescription(msgspec.Struct, frozen=True, kw_only=True):
    """A source as an operator names it.

    Attributes:
        slug: short name, part of commands and addresses.
        title: name for readers; empty to take the slug.
        rank: precedence in a merge, 0 strongest; ``None`` keeps what stands (new: catalogue).
        licence: under which its rows may be used, as the source states it.
        invented: its records are the demonstration's and name nothing real.
    """

    slug: str
    title: str = ""
    rank: int | None = None
    licence: str = ""
    invented: bool = False


def register_source(description: SourceDescription) -> Source:
    """The source of that name, made if it is new, brought up to date if it is told more.

    A new rank changes which source is believed, so its editions are merged anew.
    """
    rank = CATALOGUE_RANK if description.rank is None else description.rank
    source, is_new = Source.objects.get_or_create(
        slug=description.slug,
        defaults={
            "title": description.title or description.slug,
            "rank": rank,
            "licence": description.licence,
            "invented": description.invented,
        },
    )
    if not is_new:
        _bring_up_to_date(source, description)
    return source


def _bring_up_to_date(source: Source, told: SourceDescription) -> None:
    source.title = told.title or source.title
    source.licence = told.licence or source.licence
    reranked = told.rank is not None and told.rank != source.rank
    if told.rank is not None:
        source.rank = told.rank
    source.save(update_fields=["title", "licence", "rank"])
    if reranked:
        merge_source_again(source)


def merge_source_again(source: Source) -> None:
    """Merge every edition the source speaks of anew, in transactions of bounded size."""
    after = 0
    spoken_of = SourceRecord.objects.filter(source=source).order_by("edition_id")
    while batch := list(
        spoken_of.filter(edition_id__gt=after)
        .values_list("edition_id", flat=True)
        .distinct()[:MERGED_AT_ONCE]
    ):
        with transaction.atomic():
            merge_again(batch, day=now().date())
        after = batch[-1]


def slug_of_file(path: Path) -> str:
    """The name a source takes from its file where the operator gives none."""
    stem = path.name.split(".")[0].lower()
    return re.sub(r"[^a-z0-9_-]+", "-", stem).strip("-")[:60] or "import"
