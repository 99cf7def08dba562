"""A collection to begin with: construction engineering by discipline and stage."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.special_collections.actions.importing import import_items
from biaozhun.cloud.special_collections.actions.tables import Line
from biaozhun.cloud.special_collections.actions.tree import import_tree, write_terms
from biaozhun.cloud.special_collections.models import Collection, Term

SLUG: Final = "construction"
_SEED: Final = Path(__file__).parents[1] / "seeds" / "construction.json"


class Seed(msgspec.Struct, frozen=True, kw_only=True):
    """The file of the example; ``provenance`` says whose words it holds."""

    provenance: dict[str, str]
    title: str
    title_en: str
    purpose: str
    description: str
    kept_by: str
    disciplines: list[tuple[str, str]]
    stages: list[tuple[str, str]]
    tree: list[tuple[str, str, str]]
    items: list[dict[str, str]]


@cache
def _seed() -> Seed:
    return msgspec.json.decode(_SEED.read_bytes(), type=Seed)


@transaction.atomic
def create_construction_collection(actor: Person | None = None) -> Collection:
    """The construction database as an example, unpublished; the one that is there if it is."""
    seed = _seed()
    told = {
        "title": seed.title,
        "title_en": seed.title_en,
        "purpose": seed.purpose,
        "description": seed.description,
        "kept_by": seed.kept_by,
    }
    collection, is_new = Collection.objects.get_or_create(slug=SLUG, defaults=told)
    if not is_new:
        return collection
    record(
        "special_collections.collection_created",
        subject=f"collection:{SLUG}",
        actor=actor,
        facts={"title": seed.title, "example": True},
    )
    for facet, terms in (
        (Term.Facet.DISCIPLINE, seed.disciplines),
        (Term.Facet.STAGE, seed.stages),
    ):
        write_terms(collection, facet, _lines(("code", "title"), terms), actor=actor)
    import_tree(collection, _lines(("code", "title", "parent"), seed.tree), actor=actor)
    items = [Line(place, item["number"], item) for place, item in enumerate(seed.items, start=1)]
    import_items(collection, items, actor=actor)
    return collection


def _lines(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Line]:
    return [
        Line(place, ",".join(row), dict(zip(columns, row, strict=True)))
        for place, row in enumerate(rows, start=1)
    ]
