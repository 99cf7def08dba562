"""Registering where rows come from."""

import re
from pathlib import Path

import msgspec

from biaozhun.cloud.catalogue.models import Source

ANNOUNCEMENT_RANK = 0
OPERATOR_RANK = 5
OFFICIAL_RANK = 10
CATALOGUE_RANK = 50
DEMONSTRATION_RANK = 90


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
    """The source of that name, made if it is new, brought up to date if it is told more."""
    source, _ = Source.objects.get_or_create(
        slug=description.slug,
        defaults={
            "title": description.title or description.slug,
            "rank": CATALOGUE_RANK if description.rank is None else description.rank,
            "licence": description.licence,
            "invented": description.invented,
        },
    )
    stated = {
        "title": description.title,
        "rank": description.rank,
        "licence": description.licence,
    }
    changed = {
        name: value
        for name, value in stated.items()
        if value not in ("", None) and value != getattr(source, name)
    }
    if changed:
        for name, value in changed.items():
            setattr(source, name, value)
        source.save(update_fields=list(changed))
    return source


def slug_of_file(path: Path) -> str:
    """The name a source takes from its file where the operator gives none."""
    stem = path.name.split(".")[0].lower()
    return re.sub(r"[^a-z0-9_-]+", "-", stem).strip("-")[:60] or "import"
