"""Which standards and editions changes of the catalogue may bear on."""

from collections.abc import Sequence

from biaozhun.cloud.catalogue.models import EditionChange, Relation
from biaozhun.core.number import NumberError, parse_slug


def touched_by(changes: Sequence[EditionChange]) -> set[str]:
    """The editions that changed, what they replace or take over, the standards of all of them.

    They are slugs; one question.
    """
    slugs = {change.slug for change in changes}
    ties = Relation.objects.filter(edition__slug__in=slugs).exclude(kind="cites")
    for subject, other in ties.values_list("subject", "object"):
        slugs |= {subject, other}
    return slugs | {standard for slug in slugs if (standard := _standard(slug))}


def _standard(slug: str) -> str:
    """The slug of the standard of an edition; empty where it has no number."""
    try:
        return parse_slug(slug).undated().slug
    except NumberError:
        return ""
