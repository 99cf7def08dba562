"""Whether an edition revises another."""

from biaozhun.cloud.catalogue.models import Edition, Relation
from biaozhun.core.bibliography import RelationKind


def is_revision(edition: Edition) -> bool:
    """Whether the catalogue knows of an edition that this one replaces; one question.

    Where it knows of none, the edition may still be a revision: nothing says that it is new.
    """
    replaced = Relation.objects.filter(subject=edition.slug, kind=RelationKind.REPLACES)
    return replaced.exists()
