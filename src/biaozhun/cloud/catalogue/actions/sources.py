"""Registering where rows come from."""

import re
from pathlib import Path

import msgspec
from django.db import transaction

from biaozhun.cloud.catalogue.actions.storing import merge_again
from biaozhun.cloud.catalogue.models import Source, SourceRecord
from biaozhun.cloud.foundation.clock import today
from biaozhun.core.bibliography import OPERATOR
from biaozhun.core.errors import BiaozhunError

ANNOUNCEMENT_RANK = 0
CATALOGUE_RANK = 50
DEMONSTRATION_RANK = 90
MERGED_AT_ONCE = 500  # editions in one transaction
NAMELESS = "import"  # the source of a file whose name says nothing in Latin letters


_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


class SourceNameError(BiaozhunError):
    """The short name of a source cannot be used."""

    default_code = "source_name_invalid"
    exit_code = 2


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

    def __post_init__(self) -> None:
        """An empty name is filled in from the file.

        Raises:
            SourceNameError: the name cannot stand in commands and addresses.
        """
        if self.slug and not _NAME.fullmatch(self.slug):
            raise SourceNameError(
                "a source's name has small letters, digits, - and _, at most 60",
                fragment=self.slug[:60],
                hint="put the full name into --title",
            )
        if self.slug == OPERATOR:
            raise SourceNameError(
                "this name is kept for what keepers state",
                fragment=self.slug,
                hint="give the source another short name",
            )


def register_source(description: SourceDescription) -> Source:
    """The source of that name, made if it is new, brought up to date if it is told more.

    A new rank changes which source is believed, so its editions are merged anew.
    """
    ranks = Source.objects.filter(slug=description.slug).values_list("rank", flat=True)
    before = ranks.first()
    source = describe_source(description)
    if before is not None and before != source.rank:
        merge_source_again(source)
    return source


def describe_source(description: SourceDescription) -> Source:
    """Write down what is told about a source and nothing else."""
    told = {
        "title": description.title,
        "licence": description.licence,
        "rank": description.rank,
    }
    new = {
        "title": description.slug,
        "rank": CATALOGUE_RANK,
        "invented": description.invented,
    }
    stated = {name: value for name, value in told.items() if value not in ("", None)}
    source, _ = Source.objects.update_or_create(
        slug=description.slug, defaults=stated, create_defaults=new | stated
    )
    return source


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
            merge_again(batch, day=today())
        after = batch[-1]


def slug_of_file(path: Path) -> str:
    """The name a source takes from its file where the operator gives none."""
    stem = path.name.split(".")[0].lower()
    return re.sub(r"[^a-z0-9_-]+", "-", stem).strip("-_")[:60] or NAMELESS
